"""The sums at the foot of the figures."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from models import reporting
from models.findings import ERROR
from models.words import say
from ui.parts.reports.model import Figure, Index, ReportModel

_ROOT = QModelIndex()


class TotalsModel(QAbstractTableModel):
    """One row under the figures: the sums of the lines that are shown, each added up when it comes into view."""

    def __init__(self, model: ReportModel) -> None:
        super().__init__()
        self.model = model
        self._sums: dict[int, Figure] = {}
        model.dataChanged.connect(lambda first, last: self._forget(first.column(), last.column()))
        model.modelReset.connect(lambda: self._forget(0, self.columnCount() - 1))

    def _forget(self, first: int, last: int) -> None:
        for at in range(first, last + 1):
            self._sums.pop(at, None)
        self.dataChanged.emit(self.index(0, first), self.index(0, last))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, 0)

    def figure(self, index: Index) -> Figure:
        """The sum; beneath it the sum of the earlier period, or how many texts could not be added."""
        at = index.column()
        if at not in self._sums:
            lines = [self.model.lines[place] for place in self.model.shown]
            whole, unread = reporting.total(line.kept[at] for line in lines)
            last, _ = reporting.total(line.before[at] for line in lines)
            show = self.model.grid.columns[at].kind.show
            beside = say("reports.not_summed", count=unread) if unread else show(last)
            self._sums[at] = Figure(show(whole), beside, bool(unread), ERROR if unread else "")
        return self._sums[at]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        """As many as there are figures."""
        return 0 if parent.isValid() else self.model.columnCount()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The sum; why some are left out."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.figure(index).text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            heading = self.model.grid.columns[index.column()].heading
            return "　".join(part for part in (heading, *self.figure(index)[:2]) if part)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """How many lines are added up."""
        if orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole:
            return say("reports.total", count=self.model.rowCount(), who=self.model.grid.down.label)
        return None
