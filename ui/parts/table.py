"""A table of whole rows of one height, as dense as an office's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.parts.look import size

_LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class DenseTable(QTableView):
    """Rows are chosen whole; nothing is edited unless a subclass says so."""

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
        self.verticalHeader().setDefaultSectionSize(size("row"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with their letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.verticalHeader().setDefaultSectionSize(size("row"))

    def setCurrentIndex(self, index: QModelIndex) -> None:
        """Chooses that cell or row alone, though Ctrl or Shift may be held for the key that led here."""
        flags = QItemSelectionModel.SelectionFlag
        rows = self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | (flags.Rows if rows else flags.NoUpdate))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Tab leaves the table; everything else is Qt's."""
        if not left(self, event):
            super().keyPressEvent(event)


def left(table: QTableView, event: QKeyEvent) -> bool:
    """Whether the key has left the table: Ctrl+Tab, or Ctrl+Shift+Tab, where Tab alone goes from cell to cell."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    return event.key() in _LEAVING and QWidget.focusNextPrevChild(table, event.key() == Qt.Key.Key_Tab)
