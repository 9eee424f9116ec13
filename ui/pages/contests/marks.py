"""The sheet of marks: entrants go down, judges across, and behind them what it comes to, worked out with every key."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from models.contests import Item
from models.contests.keying import CHECKED, DIFFERING, KEYED, RETURNED, Cell, Cells, key_again
from models.contests.marks import width_of
from models.scoring import shown
from models.scoring.rules import RANKED
from models.words import Refusal, say
from ui.pages.contests.hall import Hall
from ui.parts.look import colour, size

_ROOT = QModelIndex()
_WHO = ("number", "name", "group")
_BEHIND = ("value", "sum", "place")
_COLOURS = {DIFFERING: "error", RETURNED: "doubt", CHECKED: "muted"}
_SOFT = {DIFFERING: "error_soft", RETURNED: "doubt_soft"}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
_DRESSED = (
    Qt.ItemDataRole.ForegroundRole,
    Qt.ItemDataRole.BackgroundRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.FontRole,
)
Index = QModelIndex | QPersistentModelIndex


class MarkModel(QAbstractTableModel):
    """The marks of one item; `again` hides what was keyed first and takes what is keyed a second time."""

    keyed = Signal(str)  # the number of the entrant

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self.hall = hall
        self.item: Item | None = None
        self.judges: list[int] = []
        self.numbers: list[str] = []
        self.cells: Cells = {}
        self.again = False
        self.only: set[str] = set()
        self._rows: dict[str, int] = {}

    def show_item(self, item: Item | None, judge: int = 0, only: frozenset[str] = frozenset()) -> None:
        """Shows an item, of one judge or of all (0); `only` cells in one of those states."""
        self.beginResetModel()
        self.item, outcome = item, self.hall.outcome
        if item and outcome:
            width = width_of(item, [], outcome.contest.seats)
            self.judges = [judge] if judge else list(range(1, width + 1))
            self.cells = self.hall.cells(item)
            stage = next(one for one in outcome.result.stages if one.stage.key == item.stage)
            self.numbers = sorted(one for one in stage.rows if not one.startswith("#"))
            if only:
                wanted = {
                    number for (number, seat), cell in self.cells.items() if cell.state in only and seat in self.judges
                }
                self.numbers = [one for one in self.numbers if one in wanted]
        else:
            self.judges, self.numbers, self.cells = [], [], {}
        self._rows = {number: row for row, number in enumerate(self.numbers)}
        self.endResetModel()

    def row_of(self, number: str) -> int:
        """Where an entrant stands, also when the zeros before the number are left out; -1 where nobody is called so."""
        if number in self._rows:
            return self._rows[number]
        meant = [row for one, row in self._rows.items() if one.lstrip("0") == number.lstrip("0")]
        return meant[0] if len(meant) == 1 else -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One for each entrant of the stage."""
        return 0 if parent.isValid() else len(self.numbers)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Who, the judges, and what it comes to."""
        return 0 if parent.isValid() else len(_WHO) + len(self.judges) + len(_BEHIND)

    @property
    def first(self) -> int:
        """The first column that is typed into."""
        return len(_WHO)

    @property
    def last(self) -> int:
        """The last column that is typed into."""
        return len(_WHO) + len(self.judges) - 1

    def at(self, index: Index) -> tuple[str, int]:
        """Number and judge of a cell; judge 0 outside the marks."""
        within = self.first <= index.column() <= self.last
        return self.numbers[index.row()], self.judges[index.column() - self.first] if within else 0

    def cell(self, index: Index) -> Cell | None:
        """The mark in a cell."""
        return self.cells.get(self.at(index))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Marks are typed into; a second time only where there is a first."""
        found = super().flags(index)
        typed = self.at(index)[1] and (not self.again or self.cell(index))
        return found | Qt.ItemFlag.ItemIsEditable if typed else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, and colours for what a second person has to say."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index, role == Qt.ItemDataRole.EditRole)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if index.column() in (1, 2) else _MIDDLE
        if role not in _DRESSED:
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.ForegroundRole and cell and cell.state in _COLOURS:
            return colour(_COLOURS[cell.state])
        if role == Qt.ItemDataRole.BackgroundRole and cell and cell.state in _SOFT:
            return colour(_SOFT[cell.state])
        if role == Qt.ItemDataRole.ToolTipRole and cell:
            return told(cell)
        if role == Qt.ItemDataRole.FontRole and self.at(index)[1]:
            return _font(size("section") + 2, cell is not None and cell.state != CHECKED)
        return None

    def _text(self, index: Index, typed: bool) -> str:
        number, judge = self.at(index)
        outcome = self.hall.outcome
        if judge:
            return self._mark(self.cells.get((number, judge)), typed)
        if outcome is None or self.item is None:
            return ""
        entrant = outcome.contest.roster.entrants[outcome.contest.roster.rows[number]]
        if index.column() < len(_WHO):
            return (number, entrant.name, entrant.group)[index.column()]
        stage = next(one for one in outcome.result.stages if one.stage.key == self.item.stage)
        row = stage.rows.get(number)
        if row is None:
            return ""
        behind = _BEHIND[index.column() - self.last - 1]
        if behind == "place":
            unranked = stage.states[row] != RANKED
            return say(f"contests.state_{stage.states[row]}") if unranked else str(stage.places[row] or "")
        worked = stage.worked if behind == "sum" else stage.worked.find(self.item.path)
        return shown(worked.value.at(row), worked.component.rounding) if worked else ""

    def _mark(self, cell: Cell | None, typed: bool) -> str:
        if cell is None or (typed and self.again):
            return ""
        show = self.hall.desk.office.schema["mark"].fields["value"].kind.show
        if self.again:
            first = f"{show(cell.value)} ≠ " if cell.state == DIFFERING else ""
            return first + show(cell.second) or (cell.status or "")
        return cell.status or show(cell.value)

    def setData(self, index: Index, text: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keeps what was typed."""
        at = self.at(index)
        if role != Qt.ItemDataRole.EditRole or self.item is None or not at[1]:
            return False
        if self.again:
            return self._key_again(index, at, str(text))
        made = self.hall.key(self.item, at, self.cells.get(at), str(text))
        if made is None:
            return False
        self.cells[at] = made
        self.dataChanged.emit(index, index)
        self.keyed.emit(at[0])
        return True

    def _key_again(self, index: Index, at: tuple[str, int], text: str) -> bool:
        cell, hall = self.cells[at], self.hall
        if not text.strip() or self.item is None:
            return False
        try:
            change = key_again(hall.desk.office.register, self.item, at, cell, text, hall.who)
        except Refusal as refusal:
            hall.desk.refuse(refusal)
            return False
        self.cells = hall.cells(self.item)
        hall.touched([change])
        self.dataChanged.emit(index, index)
        self.keyed.emit(at[0])
        return True

    def repaint(self) -> None:
        """What it comes to may have changed in every row."""
        if self.numbers:
            self.dataChanged.emit(
                self.index(0, self.last + 1), self.index(len(self.numbers) - 1, self.columnCount() - 1)
            )

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings: the judges by number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        if section < len(_WHO):
            return say(f"contests.{_WHO[section]}")
        if section <= self.last:
            return say("contests.judge", judge=self.judges[section - self.first])
        return say(f"contests.head_{_BEHIND[section - self.last - 1]}")


@cache
def _font(pixels: int, bold: bool) -> QFont:
    """Of a mark; heavy until a second person has confirmed it."""
    font = QFont()
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def told(cell: Cell) -> str:
    """How far a mark has come, by whom, and why it was given back."""
    state = say(f"contests.mark_{cell.state}")
    people = [say("contests.keyed_by", who=cell.keyed_by)] if cell.keyed_by else []
    people += [say("contests.checked_by", who=cell.checked_by)] if cell.checked_by else []
    return "　".join([state, *people, *([cell.remark] if cell.remark and cell.state in (RETURNED, KEYED) else [])])
