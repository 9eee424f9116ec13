"""A plain table of texts: rows to look at and to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from ui.parts.look import colour
from ui.parts.table import DenseTable

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractTableModel):
    """Texts by row; each row has a key, and may be in a colour of the look's tokens or struck out."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self.headings = list(headings)
        self.rows: list[Sequence[str]] = []
        self.keys: list[Any] = []
        self.colours: list[str] = []
        self.struck: list[bool] = []

    def take(
        self,
        rows: Sequence[Sequence[str]],
        keys: Sequence[Any],
        headings: Sequence[str] = (),
        colours: Sequence[str] = (),
        struck: Sequence[bool] = (),
    ) -> None:
        """Shows these rows, under other headings if they are told."""
        self.beginResetModel()
        self.headings = list(headings) or self.headings
        self.rows, self.keys = list(rows), list(keys)
        self.colours, self.struck = list(colours), list(struck)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many headings."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, in full as a tip."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row = self.rows[index.row()]
            return row[index.column()] if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.ForegroundRole and self.colours and self.colours[index.row()]:
            return colour(self.colours[index.row()])
        if role == Qt.ItemDataRole.FontRole and self.struck and self.struck[index.row()]:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings, and the number of each row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.headings[section] if orientation == Qt.Orientation.Horizontal else section + 1


class LineTable(DenseTable):
    """The table of such texts."""

    def __init__(self, lines: Lines, name: str, widths: Sequence[int] = ()) -> None:
        super().__init__(lines, name, widths)
        self.lines = lines

    @property
    def chosen(self) -> list[Any]:
        """The keys of the selected rows."""
        return [self.lines.keys[index.row()] for index in self.selectionModel().selectedRows()]

    @property
    def current(self) -> Any:
        """The key of the row that the cursor is in; None where there is none."""
        index = self.currentIndex()
        return self.lines.keys[index.row()] if index.isValid() else None

    def go_to(self, key: Any) -> None:
        """Puts the cursor on the row of that key, if there is one."""
        if key in self.lines.keys:
            self.selectRow(self.lines.keys.index(key))
