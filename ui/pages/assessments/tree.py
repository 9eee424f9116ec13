"""The tree of items, keyed with digits and Enter alone."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from models.words import say
from ui.pages.assessments.items import COLUMNS, NUMBERS, ItemsModel
from ui.parts.look import size
from ui.parts.reports.delegate import FigureDelegate, way
from ui.parts.table import left

_WIDTHS = {"full": 54, "own_score": 62, "score": 62, "deduction": 56, "remark": 90, "evidence": 74}
_REMARK = 0.25  # of the room that the numbers leave
_SIDEWAYS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Backtab: -1, Qt.Key.Key_Left: -1}
Index = QModelIndex | QPersistentModelIndex


class ItemDelegate(FigureDelegate):
    """Cells look as Qt paints them, and are typed into like figures."""

    paint = QStyledItemDelegate.paint  # straight to Qt's own: no call of Python for each cell

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line; digits go into it past any input method."""
        line = super().createEditor(parent, option, index)
        assert self.open is not None
        if COLUMNS[index.column()] in NUMBERS:
            line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        else:
            self.open.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return line

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> object:
        """Rows of one height."""
        hint = super().sizeHint(option, index)
        hint.setHeight(size("row"))
        return hint


class ItemsTree(QTreeView):
    """Enter goes to the next item that is scored, in the same column; Tab to the next column."""

    ended = Signal()  # Enter on the last item

    def __init__(self, model: ItemsModel) -> None:
        super().__init__()
        self.items = model
        self.setModel(model)
        self.setAccessibleName(say("assessments.tree"))
        self.setProperty("role", "sheet")
        self.painter = ItemDelegate(self)  # type: ignore[arg-type]
        self.painter.left.connect(self.go)
        self.setItemDelegate(self.painter)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setTabKeyNavigation(True)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(False)
        self.setExpandsOnDoubleClick(False)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for name, width in _WIDTHS.items():
            self.setColumnWidth(COLUMNS.index(name), width)
        model.modelReset.connect(self._begin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A remark gets its share of what room there is, the item the rest."""
        super().resizeEvent(event)
        room = self.viewport().width() - sum(_WIDTHS.values())
        self.setColumnWidth(COLUMNS.index("remark"), _WIDTHS["remark"] + max(0, int(room * _REMARK) - 40))

    def _begin(self) -> None:
        """All open, the cursor on the first score that is missing, else on the first."""
        self.expandAll()
        leaves, sheet = self._leaves(), self.items.sheet
        missing = sheet.result.missing if sheet and sheet.result else ()
        start = next((leaf for leaf in leaves if leaf.key in missing), leaves[0] if leaves else None)
        if start:
            self.setCurrentIndex(self.items.of_item(start, COLUMNS.index("score")))

    def _leaves(self) -> list:
        return [item for item in self.items.items if not item.children]

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Digits need no input method; a remark does."""
        super().currentChanged(current, previous)
        words = current.isValid() and COLUMNS[current.column()] == "remark"
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down, Tab and arrows sideways, Ctrl+Tab away; Delete empties a cell."""
        if left(self, event):  # type: ignore[arg-type]
            return
        rows, columns = way(event)
        columns = columns or _SIDEWAYS.get(Qt.Key(event.key()), 0)
        if rows or columns:
            self.go(rows, columns)
        elif event.key() == Qt.Key.Key_Delete:
            self.items.setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)

    def go(self, rows: int, columns: int) -> None:
        """To the next item that can be typed into, in the same column; or to another column."""
        at = self.currentIndex()
        if not at.isValid():
            return
        if columns:
            column = min(max(at.column() + columns, 0), len(COLUMNS) - 1)
            self.setCurrentIndex(at.siblingAtColumn(column))
            return
        numbers = range(at.internalId() + rows, len(self.items.items) if rows > 0 else -1, rows)
        places = (self.items.of_item(self.items.items[number], at.column()) for number in numbers)
        onward = next((place for place in places if self.items.field(place)), None)
        if onward is not None:
            self.setCurrentIndex(onward)
        elif rows > 0:
            self.ended.emit()
