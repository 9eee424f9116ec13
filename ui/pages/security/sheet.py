"""The recovery sheet: the code in groups, whose it is, and where to keep it; printed or kept as a PDF."""

from __future__ import annotations

import datetime
from html import escape
from pathlib import Path

from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFileDialog, QTextBrowser, QVBoxLayout, QWidget

from models.files import safe_name, written_beside
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.look import scaled


def recovery_sheet(code: str, office: str, folder: Path) -> QTextDocument:
    """The sheet; black on white, for paper."""
    groups = code.split("-")
    cells = "".join(f'<td style="padding:8px 14px;font-family:monospace">{group}</td>' for group in groups)
    values = {"office": escape(office), "folder": escape(str(folder)), "date": f"{datetime.date.today():%Y-%m-%d}"}
    paragraphs = "".join(f"<p>{line}</p>" for line in say("security.sheet", **values).split("\n"))
    title = escape(say("security.sheet_title"))
    document = QTextDocument()
    document.setHtml(
        f'<body style="color:#000;font-size:11pt"><p style="font-size:20pt;font-weight:600">{title}</p>'
        f'<table border="1" cellspacing="0" style="font-size:14pt;color:#000"><tr>{cells}</tr></table>'
        f"{paragraphs}</body>"
    )
    return document


def write_sheet(document: QTextDocument, target: Path) -> None:
    """Writes the sheet as a PDF of A4."""
    with written_beside(target) as beside:
        writer = QPdfWriter(str(beside))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        document.print_(writer)
        del writer  # the file is whole when its writer is gone


class SheetDialog(QDialog):
    """Shows the sheet; goes on only when the clerk says that it is kept."""

    def __init__(self, parent: QWidget, desk: Desk, code: str) -> None:
        super().__init__(parent)
        self.desk = desk
        self.office = desk.office.register.settings()["federation"] or desk.office.folder.name
        self.document = recovery_sheet(code, self.office, desk.office.folder)
        self.setWindowTitle(say("security.sheet_title"))
        self.resize(scaled(720), scaled(560))
        paper = QTextBrowser()
        paper.setDocument(self.document)
        paper.setStyleSheet("background: white; color: black")
        paper.setAccessibleName(say("security.sheet_title"))
        self.kept = QCheckBox(say("security.kept"))
        rows = QVBoxLayout(self)
        for widget in (paper, self.kept, self._buttons()):
            rows.addWidget(widget)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        for sentence, act in (("security.print", self.print_out), ("security.pdf", self.save)):
            buttons.addButton(say(sentence), QDialogButtonBox.ButtonRole.ActionRole).clicked.connect(act)
        done = buttons.addButton(say("security.go_on"), QDialogButtonBox.ButtonRole.AcceptRole)
        done.setProperty("role", "primary")
        done.setEnabled(False)
        self.kept.toggled.connect(done.setEnabled)
        buttons.addButton(say("asking.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def print_out(self) -> None:
        """On a printer that the clerk chooses."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.document.print_(printer)

    def save(self) -> None:
        """As a PDF; on a stick rather than beside the register."""
        name = safe_name(f"{say('security.sheet_title')} {self.office}")
        chosen, _ = QFileDialog.getSaveFileName(self, say("security.pdf"), f"{name}.pdf", "PDF (*.pdf)")
        if chosen:
            try:
                write_sheet(self.document, Path(chosen))
            except Refusal as refusal:
                self.desk.refuse(refusal)
