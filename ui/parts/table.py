"""A table of whole rows of one height, as dense as an office's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.parts.look import size


class DenseTable(QTableView):
    """Rows are chosen whole; nothing is edited unless a subclass says so."""

    def __init__(self, model: QAbstractTableModel, name: str, widths: Sequence[int] = ()) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
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
