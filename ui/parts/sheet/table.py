"""The table view of a sheet: merged cells, widths and heights at a zoom, keys as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from models.sheets import Picture
from models.words import say
from ui.parts.sheet.cells import SheetDelegate
from ui.parts.sheet.heights import fitted
from ui.parts.sheet.model import Mark, Place, SheetModel
from ui.parts.table import left

ZOOMS = (50, 75, 90, 100, 125, 150, 200)  # per cent
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HEADING = 22  # pixels of the row of letters


class SheetTable(QTableView):
    """Cells and ranges are chosen with mouse and keys; Enter asks for the current cell, letters type into it."""

    opened = Signal(str)  # address of a cell that was double-clicked, or on which Enter was pressed
    moved = Signal(str)  # address of the cell that has the cursor now
    zoomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.sheet = SheetModel()
        self.painter = SheetDelegate(self, self.sheet)
        self.percent = 100
        self.setModel(self.sheet)
        self.setItemDelegate(self.painter)
        self.setObjectName("sheet")
        self.setAccessibleName(say("sheet.title"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for heading in (self.horizontalHeader(), self.verticalHeader()):
            heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            heading.setMinimumSectionSize(1)
            heading.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
            heading.setHighlightSections(True)
        self.horizontalHeader().setFixedHeight(_HEADING)
        self.doubleClicked.connect(self._double_clicked)

    def show_picture(self, picture: Picture, marks: dict[Place, Mark]) -> None:
        """Another sheet, from its first cell."""
        self.clearSpans()
        self.sheet.show_picture(picture, marks)
        self._measure()
        for one in picture.merged:
            self.setSpan(one.row - 1, one.column - 1, one.rows, one.columns)

    def zoom(self, percent: int) -> None:
        """Shows the sheet larger or smaller."""
        self.percent = min(max(percent, ZOOMS[0]), ZOOMS[-1])
        self._measure()
        self.viewport().update()
        self.zoomed.emit(self.percent)

    def step_zoom(self, steps: int) -> None:
        """One of the usual sizes further."""
        beyond = [one for one in ZOOMS if (one > self.percent if steps > 0 else one < self.percent)]
        if beyond:
            self.zoom(beyond[0] if steps > 0 else beyond[-1])

    def _measure(self) -> None:
        picture, zoom = self.sheet.picture, self.percent / 100
        self.painter.zoom = zoom
        for heading, usual, told in (
            (self.horizontalHeader(), picture.width, picture.widths),
            (self.verticalHeader(), picture.height, fitted(picture)),
        ):
            heading.setDefaultSectionSize(round(usual * zoom))
            for at in range(heading.count()):
                size = told.get(at + 1, usual)
                heading.setSectionHidden(at, size == 0)
                if size:
                    heading.resizeSection(at, round(size * zoom))

    def current(self) -> str:
        """The address of the cell with the cursor, empty when there is none."""
        at = self.currentIndex()
        return self.sheet.address(at) if at.isValid() else ""

    def chosen(self) -> list[str]:
        """The addresses of all chosen cells in the order of reading, merged ones once."""
        return list(dict.fromkeys(map(self.sheet.address, self._in_order())))

    def _in_order(self) -> Iterator[QModelIndex]:
        chosen = self.selectionModel().selectedIndexes()
        yield from sorted(chosen, key=lambda one: (one.row(), one.column()))

    def go(self, row: int, column: int) -> None:
        """Puts the cursor on a cell, counted from 1, and brings it into view.

        That cell alone is chosen then, whatever keys are held: with Ctrl+Enter Qt would add it to what is chosen.
        """
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.sheet.index(row - 1, column - 1), alone)

    def keep(self) -> None:
        """Keeps what is being typed into a cell; the cursor stays where it is otherwise."""
        if self.state() == QAbstractItemView.State.EditingState:
            self.setFocus()

    def currentChanged(self, now: QModelIndex, before: QModelIndex) -> None:
        """Tells where the cursor is."""
        super().currentChanged(now, before)
        if now.isValid():
            self.moved.emit(self.sheet.address(now))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the cell; Ctrl+Tab leaves the sheet; everything else is Qt's."""
        if event.key() in _ENTER and self.state() != QAbstractItemView.State.EditingState:
            self.opened.emit(self.current())
        elif not left(self, event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A letter that comes without having been composed begins to edit as well; Qt 6.8 drops it."""
        at = self.currentIndex()
        begins = self.indexWidget(at) is None
        super().inputMethodEvent(event)
        made = self.indexWidget(at)
        if begins and made is not None and event.commitString() and not event.preeditString():
            QCoreApplication.sendEvent(made, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _double_clicked(self, index: QModelIndex) -> None:
        if self.sheet.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.opened.emit(self.sheet.address(index))
