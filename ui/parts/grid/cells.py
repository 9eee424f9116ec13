"""Typing into a cell: the same editors as in the form, Enter goes down, Tab goes on, Ctrl+Enter fills the selection."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.parts.editors import Editor, LinkEditor, editor
from ui.parts.grid.model import RecordModel

Index = QModelIndex | QPersistentModelIndex

_ONWARDS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
"""Where the cursor goes after a key that ends typing: rows down, columns on."""


class CellDelegate(QStyledItemDelegate):
    """Makes the editor of a cell, and ends it by the keys that a sheet has."""

    moved = Signal(int, int)  # rows down and columns on
    filled = Signal(object)  # a value for all chosen cells

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The field's editor, as flat as a cell."""
        model = index.model()
        assert isinstance(model, RecordModel)
        made = editor(model.record.fields[model.columns[index.column()]], model.desk)
        made.setParent(parent)
        made.setProperty("role", "cell")
        made.setAutoFillBackground(True)
        made.box.installEventFilter(self)
        if isinstance(made, LinkEditor):
            made.chooser.picked.connect(lambda: self._go(made, 1, 0))
        return made

    def setEditorData(self, made: QWidget, index: Index) -> None:
        """What is kept."""
        model = index.model()
        assert isinstance(made, Editor) and isinstance(model, RecordModel)
        made.show_value(model.cell(index.row(), index.column())[0])

    def setModelData(self, made: QWidget, model: object, index: Index) -> None:
        """What was typed, understood or as it stands."""
        assert isinstance(made, Editor) and isinstance(model, RecordModel)
        model.enter({(index.row(), index.column()): made.read().value})

    def updateEditorGeometry(self, made: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell itself; several lines hang over those below."""
        place = option.rect  # type: ignore[attr-defined]
        assert isinstance(made, Editor)
        if isinstance(made.box, QPlainTextEdit):
            place.setHeight(made.box.height())
        made.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that end typing, and typing that ends because the cursor has gone elsewhere."""
        made = watched.parent()
        if not isinstance(made, Editor):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(made, event)
        if event.type() == QEvent.Type.FocusOut and not self._holds_focus(made):
            self._end(made)
        return False

    def _holds_focus(self, made: Editor) -> bool:
        """Whether the cursor is still in the cell: in a part of its editor, or in a list that hangs from it."""
        focus = QApplication.focusWidget()
        hanging = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return hanging is not None or (focus is not None and made.isAncestorOf(focus))

    def _key(self, made: Editor, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if made.choosing:
            return False
        if key == Qt.Key.Key_Escape:
            self._close(made, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held & Qt.KeyboardModifier.AltModifier and isinstance(made.box, QPlainTextEdit):
                made.box.insertPlainText("\n")
                return True
            if held & Qt.KeyboardModifier.ControlModifier:
                value = made.read().value
                self._close(made, QAbstractItemDelegate.EndEditHint.RevertModelCache)
                self.filled.emit(value)
                return True
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and isinstance(made.box, QComboBox | QPlainTextEdit):
            return False
        if key not in _ONWARDS:
            return False
        down, on = _ONWARDS[Qt.Key(key)]
        back = bool(held & Qt.KeyboardModifier.ShiftModifier) and down == 1
        self._go(made, -down if back else down, on)
        return True

    def _go(self, made: Editor, down: int, on: int) -> None:
        self._end(made)
        self.moved.emit(down, on)

    def _end(self, made: Editor) -> None:
        made.box.removeEventFilter(self)
        self.commitData.emit(made)
        self._close(made, QAbstractItemDelegate.EndEditHint.NoHint)

    def _close(self, made: Editor, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """An editor that goes away loses the focus: that must not end it a second time."""
        made.box.removeEventFilter(self)
        self.closeEditor.emit(made, hint)
