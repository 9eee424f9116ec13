"""What is to be looked at before certificates go out: the worst first, a click leads to the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from models.findings import ERROR, Finding
from models.words import say
from ui.parts.look import icon

_HEADINGS = ("subject", "say")
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class DoubtsModel(QAbstractTableModel):
    """Findings of the listed certificates."""

    def __init__(self) -> None:
        super().__init__()
        self.findings: list[Finding] = []

    def take(self, findings: Sequence[Finding]) -> None:
        """Shows these, what stops a batch before what only should be seen."""
        self.beginResetModel()
        self.findings = sorted(findings, key=lambda one: one.level != ERROR)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One a finding."""
        return 0 if parent.isValid() else len(self.findings)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Whom it concerns, and what it is."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, with a sign of how bad it is."""
        one = self.findings[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (one.subject, one.say)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon("warning" if one.level == ERROR else "flag")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return say(f"making.doubt_{_HEADINGS[section]}") if orientation == Qt.Orientation.Horizontal else section + 1
