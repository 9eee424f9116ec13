"""The quick card: one Markdown file, a heading of the first rank for each of its two sides of A4."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from models import manual
from ui.parts.leaf import set_off

_EDGE = 10  # millimetres of white around
_POINTS = 9.0
_LINE, _HEAD = QColor("#9AA5B1"), QColor("#EEF1F5")


def card() -> QTextDocument:
    """The card as it stands on white paper; each heading of the first rank but the first begins a page."""
    document = QTextDocument()
    font = QFont()
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setMarkdown(manual.path_of(manual.CARD).read_text(encoding="utf-8"))
    set_off(document, _LINE, _HEAD, room=100, padding=1)
    block = document.begin().next()
    while block.isValid():
        if block.blockFormat().headingLevel() == 1:
            _begin_page(block)
        block = block.next()
    return document


def paint(device: QPagedPaintDevice) -> None:
    """Writes the card on A4, upright."""
    margins = QMarginsF(_EDGE, _EDGE, _EDGE, _EDGE)
    sheet = QPageSize(QPageSize.PageSizeId.A4)
    device.setPageLayout(QPageLayout(sheet, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    document = card()
    document.setPageSize(QSizeF(device.pageLayout().paintRectPoints().size()))
    document.print_(device)


def offer(parent: QWidget) -> None:
    """Asks for a printer and prints the card."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted:
        paint(printer)


def _begin_page(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    shape = block.blockFormat()
    shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    cursor.setBlockFormat(shape)
