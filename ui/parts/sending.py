"""Fills returns and makes certificates from the window: asks for the period and the place."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from models.findings import Finding
from models.kinds import Period
from models.sending import send_return
from models.words import Refusal, say
from ui.parts.awards import send_certificates
from ui.parts.desk import Desk

_MOST = 8
_UNSAFE = str.maketrans(dict.fromkeys('<>:"/\\|?*', ""))


def fill_return(parent: QWidget, desk: Desk, name: str) -> bool:
    """Fills a return; True when findings stopped it and the clerk wants to see them."""
    one = desk.office.returns[name]
    typed, given = QInputDialog.getText(parent, one.title, say("sending.period"), text=str(datetime.date.today().year))
    read = Period().read(typed)
    if not given or not isinstance(read.value, str):
        return False
    if read.trouble:
        desk.troubled.emit(say("commands.bad_period", value=typed))
        return False
    kinds = "Word (*.docx)" if one.is_document else "Excel (*.xlsx)"
    target = _target(parent, desk, f"{one.title}-{read.value}{one.form.suffix}", kinds)
    if target is None:
        return False
    try:
        sent = send_return(desk.office, one, read.value, target)
    except Refusal as refusal:
        desk.refuse(refusal)
        return False
    if sent.stopped:
        return _wants_to_see(parent, one.title, sent.stopped)
    desk.touched(sent.changes)
    cells = sum(len(each.cells) for each in sent.differences)
    _written(parent, target, say("commands.proof", cells=cells))
    return False


def make_certificates(parent: QWidget, desk: Desk, name: str) -> bool:
    """Writes certificates; True when findings stopped them and the clerk wants to see them."""
    layout = desk.office.layouts[name]
    target = _target(parent, desk, f"{layout.title}.pdf", "PDF (*.pdf)")
    if target is None:
        return False
    try:
        sent = send_certificates(desk.office, name, 0, target)
    except Refusal as refusal:
        desk.refuse(refusal)
        return False
    if sent.stopped:
        return _wants_to_see(parent, layout.title, sent.stopped)
    desk.touched(sent.changes)
    _written(parent, target, say("commands.certificates", count=sent.pages, file=target.name))
    return False


def _target(parent: QWidget, desk: Desk, name: str, kinds: str) -> Path | None:
    start = str(desk.office.folder / "out" / name.translate(_UNSAFE))
    path, _ = QFileDialog.getSaveFileName(parent, say("table.save_as"), start, kinds)
    return Path(path) if path else None


def _wants_to_see(parent: QWidget, title: str, stopped: list[Finding]) -> bool:
    told = [say("commands.stopped", count=len(stopped), what=title)]
    told += [f"· {one.subject}：{one.say}" for one in stopped[:_MOST]]
    box = QMessageBox(QMessageBox.Icon.Warning, say("sending.stopped"), "\n".join(told), parent=parent)
    see = box.addButton(say("home.see_findings"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(say("sending.later"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is see


def _written(parent: QWidget, target: Path, text: str) -> None:
    box = QMessageBox(QMessageBox.Icon.Information, say("sending.done"), f"{target}\n{text}", parent=parent)
    show = box.addButton(say("sending.open"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(say("sending.close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    if box.clickedButton() is show:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
