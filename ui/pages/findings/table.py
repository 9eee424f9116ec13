"""The list itself, worked through with keys: Enter corrects, Ctrl+Enter opens the record, headings open and close."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from models.findings import Finding
from models.words import say
from ui.pages.findings.grouping import Group
from ui.pages.findings.model import COLUMNS, SAID, VALUE, WHY, FindingsModel
from ui.parts.inplace import InPlace
from ui.parts.table import DenseTable

_WIDTHS = (66, 170, 190, 110, 120, 270, 130)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TRIGGERS = QAbstractItemView.EditTrigger


class FindingsTable(DenseTable):
    """Editing happens in the columns of the value and the reason; everything else reads."""

    opened = Signal(object)  # a finding whose record is wanted
    moved = Signal()  # another finding is the current one

    def __init__(self, model: FindingsModel) -> None:
        super().__init__(model, say("findings.title"), _WIDTHS)
        self.findings = model
        self.editing = InPlace(model.desk, self)
        self.setItemDelegate(self.editing)
        self.setEditTriggers(_TRIGGERS.AnyKeyPressed | _TRIGGERS.EditKeyPressed)
        self.setAlternatingRowColors(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setSectionResizeMode(SAID, QHeaderView.ResizeMode.Stretch)
        model.rowsInserted.connect(lambda *_: self._span())
        model.rowsRemoved.connect(lambda *_: self._span())
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        self.doubleClicked.connect(self._open)

    def _span(self) -> None:
        """A heading goes over all columns."""
        self.clearSpans()
        for at, row in enumerate(self.findings.shown):
            if isinstance(row, Group):
                self.setSpan(at, 0, 1, len(COLUMNS))

    def current(self) -> Finding | None:
        """The finding that keys go to."""
        return self.findings.finding(self.currentIndex().row())

    def chosen(self) -> list[Finding]:
        """The selected findings, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [one for row in rows if (one := self.findings.finding(row))]

    def go(self, row: int, column: int = VALUE) -> None:
        """Makes the finding at a row the current one, or the next below, or the last."""
        rows = range(self.findings.rowCount())
        below = (at for at in rows[max(0, row) :] if self.findings.finding(at))
        at = next(below, next((at for at in reversed(rows) if self.findings.finding(at)), -1))
        if at >= 0:
            if at and self.findings.finding(at - 1) is None:
                self.scrollTo(self.findings.index(at - 1, 0))  # its heading with it
            self.setCurrentIndex(self.findings.index(at, column))

    def correct(self) -> None:
        """Opens the editor of the current value, or of the reason when that is the current cell."""
        if self.currentIndex().column() != WHY or not self.explain():
            self._edit(VALUE)

    def explain(self) -> bool:
        """Opens the editor of the reason; False where the current finding is no doubt."""
        return self._edit(WHY)

    def _edit(self, column: int) -> bool:
        index = self.findings.index(self.currentIndex().row(), column)
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)
        self.scrollTo(index)
        self.edit(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Few keys are the list's own; all others are as in any table."""
        row = self.currentIndex().row()
        group = self.findings.shown[row] if 0 <= row < self.findings.rowCount() else None
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if isinstance(group, Group) and self._turns(group, event.key()):
            self.findings.toggle(group)
            self.setCurrentIndex(self.findings.index(row, 0))
        elif event.key() in _ENTER and control:
            self._open(self.currentIndex())
        elif event.key() in (*_ENTER, Qt.Key.Key_F2):
            self.correct()
        else:
            super().keyPressEvent(event)

    def _turns(self, group: Group, key: int) -> bool:
        """Whether a key opens or closes a heading."""
        if key in (*_ENTER, Qt.Key.Key_Space):
            return True
        return key == (Qt.Key.Key_Left if group.open else Qt.Key.Key_Right)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a heading opens or closes it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        group = self.findings.shown[index.row()] if index.isValid() else None
        if isinstance(group, Group) and event.button() == Qt.MouseButton.LeftButton:
            self.findings.toggle(group)

    def _open(self, index: QModelIndex) -> None:
        if one := self.findings.finding(index.row()):
            self.opened.emit(one)
