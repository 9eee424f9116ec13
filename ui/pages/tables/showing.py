"""The counted table, cell by cell, and the records behind the cell that the cursor is in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from models.pivots import Line, Pivot
from models.words import say
from ui.parts.look import scaled
from ui.parts.table import DenseTable

_ROOT = QModelIndex()
_NAMES, _NUMBERS = 110, 150  # pixels
_AIR, _WIDEST = 12, 320  # beside a name, and the most that names take
Index = QModelIndex | QPersistentModelIndex


class PivotModel(QAbstractTableModel):
    """The lines of a counted table: names, then numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.pivot: Pivot | None = None
        self.texts: list[list[str]] = []

    def take(self, pivot: Pivot | None) -> None:
        """Shows this table."""
        self.beginResetModel()
        self.pivot = pivot
        self.texts = [[*line.labels, *pivot.shown(line)] for line in pivot.lines] if pivot else []
        self.endResetModel()

    @property
    def names(self) -> int:
        """How many columns of names stand before the numbers."""
        return len(self.pivot.heads) if self.pivot else 0

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self.texts)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Names and numbers."""
        return 0 if parent.isValid() or not self.pivot else self.names + len(self.pivot.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, numbers at the right, totals bold."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= self.names:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and self.pivot and self.pivot.lines[index.row()].depth < self.names:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings, a line for the column's value and one for the measure."""
        if orientation == Qt.Orientation.Vertical or not self.pivot:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        text = self.pivot.heads[section] if section < self.names else self.pivot.columns[section - self.names][2]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace(" · ", "\n")
        return text if role == Qt.ItemDataRole.ToolTipRole else None


class PivotTable(DenseTable):
    """The table on the screen; the cursor goes from cell to cell."""

    def __init__(self, model: PivotModel) -> None:
        super().__init__(model, say("tables_page.title"))
        self.pivots = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.horizontalHeader()
        head.setStretchLastSection(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        head.setSectionsClickable(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def show_pivot(self, pivot: Pivot | None) -> None:
        """Shows a table, the cursor in the same place where there is one."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.pivots.take(pivot)
        for each in range(self.pivots.columnCount()):
            names = min(max(self.sizeHintForColumn(each) + scaled(_AIR), scaled(_NAMES)), scaled(_WIDEST))
            self.setColumnWidth(each, names if each < self.pivots.names else scaled(_NUMBERS))
        if pivot and pivot.lines:
            keeps = row < len(pivot.lines) and self.pivots.names <= column < self.pivots.columnCount()
            self.setCurrentIndex(self.pivots.index(row if keeps else 0, column if keeps else self.pivots.names))

    @property
    def cell(self) -> tuple[Line, int] | None:
        """The line and the column of numbers that the cursor is in; None among the names."""
        index, pivot = self.currentIndex(), self.pivots.pivot
        if not pivot or not index.isValid() or index.column() < self.pivots.names:
            return None
        return pivot.lines[index.row()], index.column() - self.pivots.names
