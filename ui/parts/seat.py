"""Who sits here: a button in the status bar; what is done from then on bears that name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton

from models.people import OFFICER, at_work
from models.words import say
from ui.parts.desk import Desk
from ui.parts.look import icon
from ui.parts.toolbar import add_action


class Seat(QToolButton):
    """The name, and a menu of the people who are put down."""

    def __init__(self, desk: Desk, open_page: Callable[[str], object]) -> None:
        super().__init__()
        self.desk, self._open_page = desk, open_page
        self.setIcon(icon("people"))
        self.setToolButtonStyle(self.toolButtonStyle().ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAutoRaise(True)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._offer)
        self.setMenu(menu)
        add_action(self, "people.change", "Ctrl+Alt+U", self.showMenu)
        desk.seated.connect(self._show)
        self._show()

    def _show(self) -> None:
        told = say("people.sits", who=self.desk.who)
        self.setText(told)
        self.setAccessibleName(told)
        self.setToolTip(say("people.hint"))

    def _offer(self) -> None:
        menu = self.menu()
        menu.clear()
        for name, duties in at_work(self.desk.office.register).items():
            action = menu.addAction(say("people.one", name=name, duties="、".join(filter(None, duties)) or "—"))
            action.setCheckable(True)
            action.setChecked(name == self.desk.who)
            action.triggered.connect(lambda _=False, name=name: self.desk.sit(name))
        menu.addSeparator()
        menu.addAction(say("people.other"), self._ask)
        menu.addAction(say("people.list"), lambda: self._open_page(f"records:{OFFICER}"))

    def _ask(self) -> None:
        name, told = QInputDialog.getText(self, say("people.change"), say("people.name"), text=self.desk.who)
        if told:
            self.desk.sit(name)
