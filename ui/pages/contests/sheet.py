"""The table that marks are typed into: digits and Enter, nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QStyledItemDelegate, QWidget

from ui.pages.contests.marks import MarkModel
from ui.parts.table import DenseTable

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTHS = (90, 110, 90)
_MARK = 92


class MarkDelegate(QStyledItemDelegate):
    """Enter keeps what was typed at once: Qt would do it later, and the table would see the key first."""

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Every other key is Qt's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(editor, event)


class MarkTable(DenseTable):
    """Enter keeps a mark and goes on: down where one judge's pile is keyed, else across and then to the next row."""

    row_done = Signal()
    taller = 8

    def __init__(self, marks: MarkModel, name: str) -> None:
        super().__init__(marks, name, _WIDTHS)
        self.marks = marks
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setItemDelegate(MarkDelegate(self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self._was = (marks.item, "", 0)
        marks.modelAboutToBeReset.connect(self._remember)
        marks.modelReset.connect(self._return)

    def _remember(self) -> None:
        index = self.currentIndex()
        at = self.marks.at(index) if index.isValid() else ("", 0)
        self._was = (self.marks.item, *at)

    def _return(self) -> None:
        """To the mark that the cursor was at, where it is still here; else to the first that is missing."""
        item, number, judge = self._was
        for column in range(self.marks.first, self.marks.columnCount()):
            self.setColumnWidth(column, _MARK)
        if item == self.marks.item and number in self.marks.numbers and judge in self.marks.judges:
            column = self.marks.first + self.marks.judges.index(judge)
            self.setCurrentIndex(self.marks.index(self.marks.row_of(number), column))
        else:
            self.go_to_blank()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on where nothing is being typed."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell keeps it; the cursor goes on."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self.go_on()

    def go_on(self) -> None:
        """To the next cell of the pile."""
        index = self.currentIndex()
        if not index.isValid():
            return
        row, column = index.row(), index.column() + 1
        if column > self.marks.last:
            self.row_done.emit()
            row, column = row + 1, self.marks.first
        if row < self.marks.rowCount():
            self.setCurrentIndex(self.marks.index(row, column))

    def go_to_blank(self) -> None:
        """To the first mark that is missing."""
        for row in range(self.marks.rowCount()):
            for column in range(self.marks.first, self.marks.last + 1):
                if self.marks.cell(self.marks.index(row, column)) is None:
                    self.setCurrentIndex(self.marks.index(row, column))
                    return
        self.go_to(0)

    def go_to(self, row: int) -> None:
        """To the first mark of a row that is missing, or its first one."""
        if 0 <= row < self.marks.rowCount():
            columns = range(self.marks.first, self.marks.last + 1)
            blank = (column for column in columns if self.marks.cell(self.marks.index(row, column)) is None)
            self.setCurrentIndex(self.marks.index(row, next(blank, self.marks.first)))
            self.scrollTo(self.currentIndex())

    def chosen(self) -> list[QModelIndex]:
        """The marks that are selected."""
        return [index for index in self.selectedIndexes() if self.marks.cell(index)]
