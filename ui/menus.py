"""The menus: every action with its key; what a page can do is listed when its menu is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractScrollArea, QMenu

from models.words import say
from ui.parts.late import part
from ui.parts.look import icon

if TYPE_CHECKING:
    from ui.window import Window

_MENUS = ("file", "edit", "page", "returns", "certificates", "view", "help")


class Menus:
    """Only their names at first; they are made when the first page has been painted."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self._names = {name: window.menuBar().addAction(say(f"window.{name}")) for name in _MENUS}

    def fill(self) -> None:
        """What each menu offers."""
        self._bar = {name: QMenu(self.window) for name in _MENUS}
        for name, menu in self._bar.items():
            self._names[name].setMenu(menu)
        self._file(self._bar["file"])
        self._edit(self._bar["edit"])
        self._bar["page"].aboutToShow.connect(self._list_actions)
        self._returns(self._bar["returns"])
        self._bar["certificates"].aboutToShow.connect(self._list_certificates)
        self.view = part("view").View(self.window.desk, self._bar["view"])
        self.window.addActions(self._bar["view"].actions())
        self._help(self._bar["help"])

    def _file(self, menu: QMenu) -> None:
        window = self.window
        self._act(menu, "import", say("table.intake"), "Ctrl+O", lambda: window.intake(""))
        self._act(menu, "save", say("window.backup"), "Ctrl+Shift+B", lambda: part("keeper").Keeper(window.desk).make())
        self._act(menu, "link", say("window.folder"), "Ctrl+Shift+O", window.open_folder)
        self._act(menu, "shield", say("locking.lock"), "Ctrl+Alt+L", window.lock)
        menu.addSeparator()
        self._act(menu, "close", say("window.quit"), "Ctrl+Q", window.close)

    def _edit(self, menu: QMenu) -> None:
        window = self.window
        self._act(menu, "undo", say("window.undo"), "Ctrl+Z", lambda: window.travel(back=True))
        self._act(menu, "redo", say("window.redo"), "Ctrl+Y", lambda: window.travel(back=False))

    def _help(self, menu: QMenu) -> None:
        self._act(menu, "book", say("manual.title"), "F1", lambda: part("manual").read(self.window, self.window.page))
        self._act(menu, "print", say("manual.card"), "Ctrl+Shift+F1", lambda: part("quick_card").offer(self.window))
        self._act(menu, "table", say("window.keys"), "Ctrl+F1", self._show_keys)

    def _show_keys(self) -> None:
        part("keylist").KeyList(self.window, self.window.shown).exec()

    def _list_actions(self) -> None:
        """What can be done on the page that is open, in its form, and with the cells of its tables."""
        menu, page = self._bar["page"], self.window.shown
        menu.clear()
        for place in (page, *page.findChildren(QAbstractScrollArea)) if page else ():
            if place.actions() and place.isVisible():
                menu.addActions([one for one in place.actions() if one.text()])
                menu.addSeparator()

    def _returns(self, menu: QMenu) -> None:
        window = self.window
        self._act(menu, "export", say("returning.all"), "", lambda: window.open_page("returns"))
        self._act(menu, "import", say("returning.adopt"), "", lambda: window.open_page("adopt"))

    def _list_certificates(self) -> None:
        """The layouts, read when the menu is first opened."""
        menu = self._bar["certificates"]
        for name, layout in self.window.desk.office.layouts.items() if menu.isEmpty() else ():
            self._act(menu, "certificate", layout.title, "", lambda name=name: self.window.award(name))

    def _act(self, menu: QMenu, picture: str, text: str, key: str, act: Callable[[], object]) -> None:
        action = QAction(icon(picture), text, self.window)
        if key:
            action.setShortcut(key)
        action.triggered.connect(lambda _=False: act())
        menu.addAction(action)
        self.window.addAction(action)
