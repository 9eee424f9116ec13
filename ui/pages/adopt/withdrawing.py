"""Takes back a form that the office has adopted: it stays as a zip, and what was filled with it in the register."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from models.returns import exchange
from models.words import Refusal, say
from ui.pages.adopt.reading import leave_alone
from ui.parts.desk import Desk
from ui.parts.look import icon


def offer(page: QWidget, desk: Desk) -> None:
    """A menu of the forms that can be taken back."""
    menu, returns = QMenu(page), desk.office.returns
    for name in exchange.own(desk.office.folder / "formats"):
        menu.addAction(icon("undo"), returns[name].title, lambda name=name: take_back(page, desk, name))
    if menu.isEmpty():
        menu.addAction(say("adopt.none_own")).setEnabled(False)
    menu.popup(page.mapToGlobal(page.rect().center()))


def take_back(page: QWidget, desk: Desk, name: str) -> None:
    """Puts a form out of use when the clerk means it."""
    office, yes = desk.office, QMessageBox.StandardButton.Yes
    told = say("adopt.ask_take_back", title=office.returns[name].title)
    if QMessageBox.question(page, say("adopt.take_back"), told) != yes:
        return
    leave_alone(desk)
    try:
        kept = exchange.take_back(office.folder / "formats", name)
    except Refusal as refusal:
        desk.refuse(refusal)
        return
    office.renew_returns()
    desk.said.emit(say("adopt.taken_back", file=kept))
