"""A table of whole rows of one height, as dense as an office's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTableWidget, QTableWidgetItem, QWidget

from ui.parts.look import scaled, size

_LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class DenseTable(QTableView):
    """Rows are chosen whole; nothing is edited unless a subclass says so. `taller` rows are so many pixels higher."""

    taller = 0

    def __init__(self, model: QAbstractTableModel, name: str, widths: Sequence[int] = ()) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self._row = size("row") + self.taller
        self.verticalHeader().setDefaultSectionSize(self._row)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, scaled(width))

    def changeEvent(self, event: QEvent) -> None:
        """Rows and columns grow with their letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            before, self._row = self._row, size("row") + self.taller
            self.verticalHeader().setDefaultSectionSize(self._row)
            for at in range(self.model().columnCount() if self._row != before else 0):
                self.setColumnWidth(at, round(self.columnWidth(at) * self._row / before))

    def setCurrentIndex(self, index: QModelIndex) -> None:
        """Chooses that cell or row alone, though Ctrl or Shift may be held for the key that led here."""
        flags = QItemSelectionModel.SelectionFlag
        rows = self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | (flags.Rows if rows else flags.NoUpdate))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Tab leaves the table; everything else is Qt's."""
        if not left(self, event):
            super().keyPressEvent(event)


def listing(name: str, headings: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]) -> QTableWidget:
    """A short table that is only read, and that Tab passes by."""
    table = QTableWidget(len(rows), len(headings))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(headings)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setStretchLastSection(True)
    for at, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.setItem(at, column, QTableWidgetItem(text))
    for column, width in enumerate(widths):
        table.setColumnWidth(column, scaled(width))
    return table


def left(table: QTableView, event: QKeyEvent) -> bool:
    """Whether the key has left the table: Ctrl+Tab, or Ctrl+Shift+Tab, where Tab alone goes from cell to cell."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    return event.key() in _LEAVING and QWidget.focusNextPrevChild(table, event.key() == Qt.Key.Key_Tab)
