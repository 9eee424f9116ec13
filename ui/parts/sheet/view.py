"""A form of several sheets: the sheet, its tabs beneath as in Excel, and the zoom."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from models.sheets import Picture
from models.words import say
from ui.parts.boxes import ComboBox
from ui.parts.sheet.model import NOTHING, Mark, Place
from ui.parts.sheet.places import split_address
from ui.parts.sheet.table import ZOOMS, SheetTable

_STEPS = {"Ctrl+PgDown": 1, "Ctrl+PgUp": -1}
_ZOOMING = {"Alt+=": 1, "Alt+-": -1}


class SheetView(QWidget):
    """Speaks in addresses such as 表1!C5, of whichever sheet."""

    moved = Signal(str)  # the cell that has the cursor now
    opened = Signal(str)  # the cell that was asked for, by Enter or a double click
    typed = Signal(str, str)  # a cell that may be typed into, and what was typed

    def __init__(self) -> None:
        super().__init__()
        self.pictures: list[Picture] = []
        self._marks: dict[str, dict[Place, Mark]] = {}
        self._left: dict[str, Place] = {}
        self.table = SheetTable()
        self.tabs = QTabBar()
        self.zooms = ComboBox()
        self._build()
        self.table.opened.connect(self.opened)
        self.table.sheet.typed.connect(self.typed)
        self.table.moved.connect(self._moved)
        self.table.zoomed.connect(lambda percent: self.zooms.setCurrentText(f"{percent}%"))
        self.tabs.currentChanged.connect(self._turn)
        self.zooms.activated.connect(lambda at: self.table.zoom(ZOOMS[at]))

    def _build(self) -> None:
        self.setFocusProxy(self.table)
        self.tabs.setAccessibleName(say("sheet.tabs"))
        self.tabs.setShape(QTabBar.Shape.RoundedSouth)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.zooms.addItems([f"{one}%" for one in ZOOMS])
        self.zooms.setCurrentText("100%")
        self.zooms.setAccessibleName(say("sheet.zoom"))
        self.zooms.setToolTip(say("sheet.zoom_hint"))
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 2, 8, 2)
        foot.addWidget(self.tabs, 1)
        foot.addWidget(self.zooms)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.table, 1)
        rows.addLayout(foot)
        for keys, act in ((_STEPS, self.step), (_ZOOMING, self.table.step_zoom)):
            for key, by in keys.items():
                QShortcut(QKeySequence(key), self, lambda by=by, act=act: act(by))

    def show_pictures(self, pictures: list[Picture]) -> None:
        """Another form; the cursor stays where it was if it is the same form anew."""
        same = [one.name for one in pictures] == self.names()
        before = max(self.tabs.currentIndex(), 0) if same else 0
        self.pictures = pictures
        self._left = self._left if same else {}
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for one in pictures:
            self.tabs.addTab(say("sheet.hidden", name=one.name) if one.hidden else one.name)
        self.tabs.setCurrentIndex(before)
        self.tabs.blockSignals(False)
        self._turn(before)

    def names(self) -> list[str]:
        """The sheets' names."""
        return [one.name for one in self.pictures]

    def mark(self, marks: dict[str, Mark]) -> None:
        """Marks of all sheets, by address."""
        self._marks = {}
        for address, one in marks.items():
            if "!" not in address:  # a mark of a document stands in no cell
                continue
            name, row, column = split_address(address)
            self._marks.setdefault(name, {})[row, column] = one
        if self.pictures:
            self.table.sheet.mark(self._marks.get(self._picture().name, {}))

    def current(self) -> str:
        """The address of the cell with the cursor."""
        return self.table.current()

    def chosen(self) -> list[str]:
        """The addresses of the chosen cells."""
        return self.table.chosen()

    def go(self, address: str) -> None:
        """Shows a cell and puts the cursor there."""
        name, row, column = split_address(address)
        if name in self.names():
            self.tabs.setCurrentIndex(self.names().index(name))
            self.table.go(row, column)

    def step(self, by: int) -> None:
        """The next sheet, or the one before."""
        self.tabs.setCurrentIndex(min(max(self.tabs.currentIndex() + by, 0), self.tabs.count() - 1))

    def _picture(self) -> Picture:
        return self.pictures[max(self.tabs.currentIndex(), 0)]

    def _turn(self, at: int) -> None:
        if not 0 <= at < len(self.pictures):
            self.table.show_picture(NOTHING, {})
            return
        name = self.pictures[at].name
        row, column = self._left.get(name, (1, 1))
        self.table.show_picture(self.pictures[at], self._marks.get(name, {}))
        self.table.go(row, column)

    def _moved(self, address: str) -> None:
        name, row, column = split_address(address)
        self._left[name] = row, column
        self.moved.emit(address)
