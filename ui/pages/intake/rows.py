"""The rows of a table as they will be kept: states, cells from what to what, findings, typed into like a grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent

from models.findings import ERROR
from models.intake.seen import CHANGED, NEW, REJECTED, Seen, Shown
from models.words import say
from ui.parts.inplace import FIELD, KEPT, InPlace
from ui.parts.look import colour, icon, size
from ui.parts.table import DenseTable

STATE = 0
ALL, WRONG, GONE = "all", "wrong", "gone"
FILTERS = (ALL, NEW, CHANGED, REJECTED, WRONG, GONE)
_PICTURES = {NEW: "plus", CHANGED: "wrench", "same": "check", REJECTED: "close", GONE: "trash"}
_LETTER = 0.62  # width of a half-width character, as a share of the letters' size
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
_TRIGGERS = DenseTable.EditTrigger
Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """A table of a workbook, then the records of an earlier sending that it does not hold any more."""

    typed = Signal(int, str, object)  # row of the table, path, value

    def __init__(self) -> None:
        super().__init__()
        self.seen: Seen | None = None
        self.gone: Sequence[Sequence[str]] = ()
        self.only = ALL
        self.shown: list[int] = []

    def take(self, seen: Seen | None, gone: Sequence[Sequence[str]] = ()) -> None:
        """Shows a table; one of the same shape as before changes its cells under the cursor, and no row goes away."""
        before, self.seen = self.seen, seen
        alike = before is not None and seen is not None and (before.paths, before.lines) == (seen.paths, seen.lines)
        if alike and len(gone) == len(self.gone) and self.shown:
            self.gone = gone
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.shown) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.gone = gone
        self.shown = self._passing(self.only)
        self.endResetModel()

    def filter(self, only: str) -> None:
        """Shows all rows, those of one state, those with findings, or those that are gone."""
        self.beginResetModel()
        self.only = only
        self.shown = self._passing(only)
        self.endResetModel()

    def count(self, only: str) -> int:
        """How many rows a filter lets pass."""
        if self.seen is None or only in (ALL, WRONG):
            return len(self._passing(only))
        return len(self.gone) if only == GONE else self.seen.counts[only]

    def _passing(self, only: str) -> list[int]:
        if self.seen is None:
            return []
        rows = range(len(self.seen) + len(self.gone))
        if only == ALL:
            return list(rows)
        if only == WRONG:
            wrong = {line for line, _ in self.seen.findings} | self.seen.unplaced
            return [at for at in rows[: len(self.seen)] if -1 in wrong or self.seen.lines[at] in wrong]
        return [at for at in rows if self.state(at) == only]

    def state(self, at: int) -> str:
        """The state of a row of the table, or of one behind it that is gone."""
        assert self.seen is not None
        return self.seen.states[at] if at < len(self.seen) else GONE

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows that pass the filter."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The state and the paths."""
        return 0 if parent.isValid() or self.seen is None else len(self.seen.paths) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """Labels of fields; lines as the workbook counts them."""
        if role != _ROLE.DisplayRole or self.seen is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            at = self.shown[section]
            return str(self.seen.lines[at] + 1) if at < len(self.seen) else "－"
        return say("intake_page.heading_state") if section == STATE else self._heading(self.seen.paths[section - 1])

    def _heading(self, path: str) -> str:
        assert self.seen is not None
        heading = self.seen.fields[path].heading
        table = self.seen.table
        return heading if path in table.columns or path in table.places else say("intake_page.above", heading=heading)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell of the workbook can be typed into."""
        given = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = self.seen is not None and self.shown[index.row()] < len(self.seen) and index.column() != STATE
        return given | Qt.ItemFlag.ItemIsEditable if editable else given

    def at(self, index: Index) -> tuple[int, str, Shown] | None:
        """The row, path and content of a cell; None where there is none to be typed into."""
        if self.seen is None or not index.isValid() or index.column() == STATE:
            return None
        at, path = self.shown[index.row()], self.seen.paths[index.column() - 1]
        return (at, path, self.seen.cell(at, path)) if at < len(self.seen) else None

    def place(self, row: int, column: int) -> tuple[int, str] | None:
        """The row of the table and the path of a cell that can be typed into; None where there is no such cell."""
        found = self.at(self.index(row, column))
        return found and (found[0], found[1])

    def text(self, row: int, column: int) -> str:
        """What a cell will hold, as people read it."""
        found = self.at(self.index(row, column))
        return found[2].text if found else str(self.data(self.index(row, column)) or "")

    def wrong(self) -> list[tuple[int, int]]:
        """Rows and columns of the cells with findings, from the top; that of a whole row is at its state."""
        if self.seen is None:
            return []
        rows = {self.seen.lines[at]: down for down, at in enumerate(self.shown) if at < len(self.seen)}
        columns = {"": STATE} | {path: on for on, path in enumerate(self.seen.paths, STATE + 1)}
        rows |= {-1: 0} if rows else {}
        return sorted((rows[line], columns[path]) for line, path in self.seen.findings if line in rows)

    def telling(self, row: int) -> int:
        """The column of the first finding in a row, else of its first change; 0 where there is neither."""
        if self.seen is None or not 0 <= row < len(self.shown) or (at := self.shown[row]) >= len(self.seen):
            return STATE
        cells = [self.seen.cell(at, path) for path in self.seen.paths]
        told = [on for on, cell in enumerate(cells, STATE + 1) if cell.finding]
        return next(iter(told or [on for on, cell in enumerate(cells, STATE + 1) if cell.was is not None]), STATE)

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Says what was typed, if it is anything else than stood there."""
        found = self.at(index)
        if role != _ROLE.EditRole or found is None or found[2].value == value:
            return False
        self.typed.emit(found[0], found[1], value)
        return True

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """What a cell shows, and what its editor needs."""
        if self.seen is None:
            return None
        at = self.shown[index.row()]
        if index.column() == STATE:
            return self._of_state(at, role)
        if at >= len(self.seen):
            return self._of_gone(at - len(self.seen), index.column() - 1, role)
        path = self.seen.paths[index.column() - 1]
        return self._of_cell(path, self.seen.cell(at, path), role)

    def _of_state(self, at: int, role: int) -> Any:
        assert self.seen is not None
        if role == _ROLE.DisplayRole:
            return say(f"intake_page.state_{self.state(at)}")
        if role == _ROLE.DecorationRole:
            return icon(_PICTURES[self.state(at)])
        if role == _ROLE.BackgroundRole and self.state(at) == REJECTED:
            return colour("error_soft")
        if role in (_ROLE.ToolTipRole, _ROLE.AccessibleDescriptionRole) and at < len(self.seen):
            return (
                "\n".join([*changes(self.seen, at, self.seen.paths), *(one.say for one in self.seen.of_row(at))])
                or None
            )
        return None

    def _of_gone(self, at: int, column: int, role: int) -> Any:
        if role == _ROLE.DisplayRole:
            return self.gone[at][column]
        return colour("muted") if role == _ROLE.ForegroundRole else None

    def _of_cell(self, path: str, cell: Shown, role: int) -> Any:
        assert self.seen is not None
        if role == _ROLE.DisplayRole:
            return (
                cell.text
                if cell.was is None
                else f"{cell.was or say('intake_page.blank')} → {cell.text or say('intake_page.blank')}"
            )
        if role in (_ROLE.ToolTipRole, _ROLE.AccessibleDescriptionRole):
            return cell.finding.say if cell.finding else None
        if role == _ROLE.BackgroundRole:
            return _background(cell)
        if role == FIELD:
            return self.seen.fields[path]
        if role == _ROLE.TextAlignmentRole and self.seen.fields[path].kind.numeric:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return cell.value if role == KEPT else None


def changes(seen: Seen, at: int, paths: Sequence[str]) -> list[str]:
    """Each changed cell of a row at some paths, from what to what."""
    blank = say("intake_page.blank")
    return [
        say("intake_page.change", label=seen.fields[path].label, old=cell.was or blank, new=cell.text or blank)
        for path in paths
        if (cell := seen.cell(at, path)).was is not None
    ]


def _background(cell: Shown) -> Any:
    if cell.finding:
        return colour("error_soft" if cell.finding.level == ERROR else "doubt_soft")
    return colour("accent_soft") if cell.was is not None else None


class RowsTable(DenseTable):
    """The rows as a grid: cell by cell, typed into with the editors of the form."""

    moved = Signal()

    def __init__(self, model: RowsModel, editing: InPlace) -> None:
        super().__init__(model, say("intake_page.rows"))
        self.rows_model = model
        self.editing = editing
        editing.setParent(self)
        self.setItemDelegate(editing)
        self.setSelectionBehavior(self.SelectionBehavior.SelectItems)
        self.setSelectionMode(self.SelectionMode.ContiguousSelection)
        self.setEditTriggers(_TRIGGERS.AnyKeyPressed | _TRIGGERS.EditKeyPressed | _TRIGGERS.DoubleClicked)
        self.setAlternatingRowColors(False)
        self.horizontalHeader().setStretchLastSection(False)
        self.selectionModel().currentChanged.connect(self._come_to)
        model.modelReset.connect(self._spread)

    def _spread(self) -> None:
        """Columns as wide as what they hold, within reason."""
        seen = self.rows_model.seen
        if seen is None:
            return
        self.setColumnWidth(STATE, size("text") * 8)
        for at, path in enumerate(seen.paths, 1):
            field = seen.fields[path]
            wide = max(min(field.kind.wide, 22), len(self.rows_model.headerData(at, Qt.Orientation.Horizontal)) * 2 + 3)
            self.setColumnWidth(at, round(wide * _LETTER * size("text")))
        if self.rows_model.shown:
            self.setCurrentIndex(self.rows_model.index(*next(iter(self.rows_model.wrong()), (0, STATE))))

    def showEvent(self, event: QShowEvent) -> None:
        """The current cell is seen: it may have been chosen before the table had its width."""
        super().showEvent(event)
        self.scrollTo(self.currentIndex())

    def _come_to(self, now: QModelIndex, before: QModelIndex) -> None:
        """At the state of another row what is wrong or changed there is seen too: a table is wider than the window."""
        if now.column() == STATE and now.row() != before.row() and (column := self.rows_model.telling(now.row())):
            self.scrollTo(self.rows_model.index(now.row(), column))
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter types into the cell, as F2 does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def go_to_wrong(self, step: int) -> None:
        """The next cell with a finding, or the one before, row by row; from the end to the beginning."""
        now, wrong = (self.currentIndex().row(), self.currentIndex().column()), self.rows_model.wrong()
        if wrong:
            ahead = min(wrong, key=lambda one: (one <= now, one))
            behind = max(wrong, key=lambda one: (one < now, one))
            self.setCurrentIndex(self.rows_model.index(*(ahead if step > 0 else behind)))
