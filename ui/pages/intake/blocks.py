"""Blocks of cells in and out of the rows that are looked at, and back from what was corrected in them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from models.words import say
from ui.pages.intake.rows import RowsTable
from ui.parts.clipboard import read_block, write_block
from ui.parts.toolbar import HERE, add_action


class Blocks(QObject):
    """Copying and pasting in the rows of a table. Ctrl+Z takes back corrections as long as there are any."""

    pasted = Signal(object)  # (row of the table, path, text) of each cell
    taken_back = Signal()  # the last correction
    said = Signal(str)

    def __init__(self, table: RowsTable, corrected: Callable[[], bool]) -> None:
        super().__init__(table)
        self.table, self.corrected = table, corrected
        add_action(table, "intake_page.copy", "Ctrl+C", self.copy, HERE)
        add_action(table, "intake_page.paste", "Ctrl+V", self.paste, HERE)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z is the rows' own before it is the window's, which would undo what was kept."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo) and self.corrected():
            if event.type() == QEvent.Type.KeyPress:
                self.taken_back.emit()
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _chosen(self) -> tuple[list[int], list[int]]:
        """Rows and columns of the selected cells."""
        cells = self.table.selectedIndexes() or [self.table.currentIndex()]
        rows, columns = {one.row() for one in cells if one.isValid()}, {one.column() for one in cells if one.isValid()}
        return sorted(rows), sorted(columns)

    def copy(self) -> None:
        """The selected cells as they will be kept."""
        rows, columns = self._chosen()
        cells = [[self.table.rows_model.text(row, column) for column in columns] for row in rows]
        if cells:
            QGuiApplication.clipboard().setMimeData(write_block(cells))

    def paste(self) -> None:
        """A block goes in from the first selected cell on; a single text fills the selection."""
        block = read_block(QGuiApplication.clipboard().mimeData())
        rows, columns = self._chosen()
        if not block or not rows:
            return
        if len(block) == len(block[0]) == 1:
            texts = {(row, column): block[0][0] for row in rows for column in columns}
        else:
            texts = {
                (row, column): text
                for row, line in enumerate(block, rows[0])
                for column, text in enumerate(line, columns[0])
            }
        model = self.table.rows_model
        told = [(*place, text) for (row, column), text in texts.items() if (place := model.place(row, column))]
        if lost := len(texts) - len(told):
            self.said.emit(say("intake_page.no_room", count=lost))
        if told:
            self.pasted.emit(told)
