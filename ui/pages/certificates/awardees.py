"""Who gets a certificate: in which order, with which number, ticked or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette

from models import certificates
from models.certificates import Page
from models.issued import UNPRINTED, Entry, state
from models.kinds import match_key
from models.words import say

TICK, NUMBER, SUBJECT, UNIT, AWARD, STATE = COLUMNS = range(6)
_HEADINGS = ("tick", "number", "subject", "unit", "award", "state")
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


class Awardee(NamedTuple):
    """One record that gets a certificate, its page, the year of its number, and its entry when it has one already."""

    row: int
    subject: str
    unit: str
    award: str
    year: int
    page: Page
    entry: Entry | None

    @property
    def sought(self) -> str:
        """What a search looks into."""
        return match_key(" ".join((self.subject, self.unit, self.award, self.entry.number if self.entry else "")))


class AwardeesModel(QAbstractTableModel):
    """All awardees in their order; those that pass the search are shown. Fresh numbers go to ticked ones in turn."""

    ticked_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Awardee] = []
        self.shown: list[Awardee] = []
        self.ticked: set[int] = set()
        self.marks: dict[int, str] = {}
        self._numbers: dict[int, str] = {}
        self._words = ""

    def take(self, awardees: Sequence[Awardee], marks: dict[int, str]) -> None:
        """Shows these, all ticked that are on no paper yet; `marks` are what is the matter with whom."""
        self.all, self.marks = list(awardees), marks
        self.ticked = {one.row for one in awardees if one.entry is None or one.entry.pending == UNPRINTED}
        self.search(self._words)

    def number(self, numbers: Iterable[str]) -> None:
        """The numbers that the ticked ones without one would get now."""
        self._numbers = dict(zip((one.row for one in self.fresh()), numbers, strict=True))
        if self.shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.shown) - 1, len(COLUMNS) - 1))

    def fresh(self) -> list[Awardee]:
        """The ticked ones without a number, in their order."""
        return [one for one in self.chosen() if one.entry is None]

    def chosen(self) -> list[Awardee]:
        """The ticked ones in their order."""
        return [one for one in self.all if one.row in self.ticked]

    def search(self, text: str) -> None:
        """Shows those that hold all words."""
        self._words = text
        words = [match_key(word) for word in text.split()]
        self.beginResetModel()
        self.shown = [one for one in self.all if all(word in one.sought for word in words)]
        self.endResetModel()
        self.ticked_changed.emit()

    def tick(self, rows: Iterable[int], on: bool | None = None) -> None:
        """Ticks shown rows, or takes the tick away; turns them about where nothing is said."""
        for at in rows:
            one = self.shown[at].row
            self.ticked = self.ticked | {one} if (one not in self.ticked if on is None else on) else self.ticked - {one}
        self.ticked_changed.emit()

    def move(self, at: int, by: int) -> int:
        """Moves a shown row up or down; where it stands then."""
        to = at + by
        if not (0 <= at < len(self.shown) and 0 <= to < len(self.shown)):
            return at
        one, other = self.all.index(self.shown[at]), self.all.index(self.shown[to])
        self.all[one], self.all[other] = self.all[other], self.all[one]
        self.shown[at], self.shown[to] = self.shown[to], self.shown[at]
        self.ticked_changed.emit()
        return to

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Puts all in the order of a column; numbers follow that order."""
        if 0 <= column < len(COLUMNS):
            self.all.sort(key=lambda one: self._text(one, column), reverse=order == Qt.SortOrder.DescendingOrder)
            self.search(self._words)

    def page(self, at: int) -> Page | None:
        """The page of a shown row with the number that it has or would get."""
        if not 0 <= at < len(self.shown):
            return None
        one = self.shown[at]
        number = one.entry.number if one.entry else self._numbers.get(one.row, say("making.no_number"))
        return certificates.page(one.page.layout, one.row, one.subject, {**one.page.told, "number": number})

    def place(self, row: int) -> int:
        """Where a record is shown; -1 when it is not."""
        return next((at for at, one in enumerate(self.shown) if one.row == row), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Those that pass the search."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Six."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column is ticked."""
        given = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return given | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else given

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """A tick that was set or taken away."""
        if role != _ROLE.CheckStateRole:
            return False
        self.tick([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Texts, ticks and what is the matter."""
        one = self.shown[index.row()]
        if role == _ROLE.CheckStateRole and index.column() == TICK:
            return Qt.CheckState.Checked if one.row in self.ticked else Qt.CheckState.Unchecked
        if role == _ROLE.DisplayRole:
            return self._text(one, index.column())
        if role == _ROLE.ToolTipRole:
            return self.marks.get(one.row) or self._text(one, index.column())
        if role == _ROLE.ForegroundRole and one.row not in self.ticked:
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def _text(self, one: Awardee, column: int) -> str:
        number = one.entry.number if one.entry else self._numbers.get(one.row, "")
        return ("", number, one.subject, one.unit, one.award, self._state(one))[column]

    def _state(self, one: Awardee) -> str:
        if one.entry and one.entry.pending:
            return state(one.entry)
        return say(f"making.state_{'issued' if one.entry else 'marked' if one.row in self.marks else 'ready'}")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """Headings, and the places in the order."""
        if role != _ROLE.DisplayRole:
            return None
        return say(f"making.heading_{_HEADINGS[section]}") if orientation == Qt.Orientation.Horizontal else section + 1
