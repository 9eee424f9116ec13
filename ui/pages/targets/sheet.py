"""The targets of one measure typed as a sheet: the office, towns and units down, the plan and its years across."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from models.kinds import Stored
from models.kinds.numbers import decimal, written
from models.targets.breadth import Breadth, Cell
from models.words import say
from ui.parts.clipboard import read_block
from ui.parts.look import scaled, size
from ui.parts.reports.delegate import FigureDelegate, way
from ui.parts.reports.model import Figure
from ui.parts.table import left
from ui.parts.toolbar import HERE, add_action

_NAMES, _VALUES = 260, 110  # pixels
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """The cells of a sheet; what is typed is said, the page keeps it."""

    typed = Signal(object)  # texts by line and column

    def __init__(self) -> None:
        super().__init__()
        self.laid: Breadth | None = None

    def take(self, told: Breadth | None) -> None:
        """Shows a sheet; one of the same lines and columns keeps the cursor in its place."""
        now = self.laid
        moved = now is None or told is None or (told.places, told.periods) != (now.places, now.periods)
        if moved:
            self.beginResetModel()
        self.laid = told
        if moved:
            self.endResetModel()
        elif told:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The office, its places, its units."""
        return 0 if parent.isValid() or not self.laid else len(self.laid.places)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The plan and its years."""
        return 0 if parent.isValid() or not self.laid else len(self.laid.periods)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be typed into."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def text(self, index: Index) -> str:
        """What stands in a cell."""
        assert self.laid is not None
        return _shown(self.laid.amount((index.row(), index.column())))

    def figure(self, index: Index) -> Figure:
        """How a cell is painted; what is no number is an error."""
        assert self.laid is not None
        unread = isinstance(self.laid.amount((index.row(), index.column())), str)
        return Figure(self.text(index), level="error" if unread else "")

    def told(self, index: Index) -> str:
        """A cell in words: who, when, how much."""
        assert self.laid is not None
        place, period = self.laid.places[index.row()].name, self.laid.headings[index.column()]
        return "　".join([place, period, self.text(index) or say("reports.blank")])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The amount, and in words what it is."""
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.text(index)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.told(index)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Periods across, names down."""
        if self.laid is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        across = orientation == Qt.Orientation.Horizontal
        return self.laid.headings[section] if across else self.laid.places[section].name

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Says what was typed into a cell."""
        if str(value) != self.text(index):
            self.typed.emit({(index.row(), index.column()): str(value)})
        return True


class SheetTable(QTableView):
    """Typed into as a spreadsheet: letters begin to edit, Enter goes down, Tab to the right, blocks are pasted."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self.sheet = model
        self.setModel(model)
        self.setAccessibleName(say("targets.lay"))
        self.painting = FigureDelegate(self, steady=False)
        self.painting.left.connect(self.go)
        self.setItemDelegate(self.painting)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setDefaultSectionSize(scaled(_VALUES))
        names = self.verticalHeader()
        names.setFixedWidth(scaled(_NAMES))
        names.setDefaultSectionSize(size("row"))
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        add_action(self, "targets.lay_paste", "Ctrl+V", self.paste, HERE)
        add_action(self, "targets.lay_clear", "Del", self.clear_cells, HERE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down, Ctrl+Tab away; everything else is Qt's."""
        if left(self, event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(way(event)[0], 0)
        else:
            super().keyPressEvent(event)

    def go(self, rows: int, columns: int) -> None:
        """To another cell."""
        at = self.currentIndex()
        to = self.sheet.index(at.row() + rows, at.column() + columns)
        self.setCurrentIndex(to if to.isValid() else at)

    def paste(self) -> None:
        """A block from the clipboard, from the current cell on; one value fills what is chosen."""
        block, at = read_block(QGuiApplication.clipboard().mimeData()), self.currentIndex()
        if not block or not at.isValid():
            return
        if len(block) == 1 and len(block[0]) == 1:
            self.sheet.typed.emit(dict.fromkeys(self._chosen(), block[0][0]))
            return
        room = self.sheet.rowCount() - at.row(), self.sheet.columnCount() - at.column()
        cells = {
            (at.row() + down, at.column() + across): text
            for down, row in enumerate(block[: room[0]])
            for across, text in enumerate(row[: room[1]])
        }
        self.sheet.typed.emit(cells)

    def clear_cells(self) -> None:
        """Nothing is asked there any more."""
        self.sheet.typed.emit(dict.fromkeys(self._chosen(), ""))

    def _chosen(self) -> list[Cell]:
        return [(cell.row(), cell.column()) for cell in self.selectionModel().selectedIndexes()]


def sums(told: Breadth) -> Mapping[str, str]:
    """What the shares of towns and units come to, by period; those without any are left out."""
    found: dict[str, str] = {}
    for at, heading in enumerate(told.headings):
        amounts = [told.amount((line, at)) for line in range(1, len(told.places))]
        numbers = [decimal(amount) for amount in amounts if isinstance(amount, int | float)]
        found |= {heading: written(sum(numbers[1:], numbers[0]))} if numbers else {}
    return found


def _shown(amount: Stored) -> str:
    return written(decimal(amount)) if isinstance(amount, int | float) else amount or ""
