"""Corrects a cell of a list in place, with the editor of the field that the cell shows."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QPlainTextEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.kinds import Stored
from models.words import say
from ui.parts.desk import Desk
from ui.parts.editors import Editor, editor

FIELD = Qt.ItemDataRole.UserRole + 1  # of a cell's model: the field whose editor is wanted
KEPT = FIELD + 1  # and the value as the register keeps it

_NARROWEST = 260  # pixels of an editor, however narrow its column
_KEEPING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_PASSING = (  # the focus comes back by itself
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
Index = QModelIndex | QPersistentModelIndex


class InPlace(QStyledItemDelegate):
    """Opens editors in cells. What was typed reaches the model when the editor is gone, so rows may come and go."""

    judged = Signal(str)  # what is wrong with what stands in the editor, while it is typed; empty when nothing is
    ended = Signal()  # no editor is open any more

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.open: Editor | None = None
        self._typed: tuple[QPersistentModelIndex, Stored] | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The field's editor with the kept value, all of it selected: typing replaces it."""
        made = editor(index.data(FIELD), self.desk)
        made.setParent(parent)
        made.setAutoFillBackground(True)
        made.show_value(index.data(KEPT))
        made.select_all()
        if isinstance(made.box, QPlainTextEdit):
            made.box.selectAll()
        made.box.installEventFilter(self)
        made.changed.connect(self._judge)
        self.open = made
        return made

    def setEditorData(self, _: QWidget, __: Index) -> None:
        """Nothing: what is being typed is never overwritten."""

    def setModelData(self, made: QWidget, _: QAbstractItemModel, index: Index) -> None:
        """Holds what was typed until the editor is gone."""
        assert isinstance(made, Editor)
        self._typed = (QPersistentModelIndex(index), made.read().value)

    def destroyEditor(self, made: QWidget, index: Index) -> None:
        """Passes on what was typed."""
        super().destroyEditor(made, index)
        self.open = None
        typed, self._typed = self._typed, None
        if typed and typed[0].isValid():
            at = QModelIndex(typed[0])
            at.model().setData(at, typed[1], Qt.ItemDataRole.EditRole)
        self.ended.emit()

    def updateEditorGeometry(self, made: QWidget, option: QStyleOptionViewItem, _: Index) -> None:
        """Over the cell, and as far beyond it as the editor needs."""
        wanted = made.sizeHint()
        cell: QRect = option.rect
        width = max(cell.width(), min(_NARROWEST, made.parentWidget().width() - cell.left()))
        height = max(cell.height(), wanted.height())
        top = cell.top() - (height - cell.height()) // 2 if height < 2 * cell.height() else cell.top()
        lowest = max(0, made.parentWidget().height() - height)
        made.setGeometry(cell.left(), max(0, min(top, lowest)), width, height)

    def keep(self) -> None:
        """Ends the editing and keeps what was typed."""
        if made := self.open:
            self.commitData.emit(made)
            self._close(made)

    def _close(self, made: Editor) -> None:
        """An editor that goes away loses the focus: that is no second end."""
        self.open = None
        self.closeEditor.emit(made, QStyledItemDelegate.EndEditHint.NoHint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab keep, Escape forgets, and so does nothing else but leaving for good."""
        if self.open is None or watched is not self.open.box:
            return isinstance(watched, Editor) and super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent):
            return self._key(self.open, event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() not in _PASSING:
            self.keep()
        return False

    def _key(self, made: Editor, event: QKeyEvent) -> bool:
        if made.choosing:
            return False
        escape = event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and escape:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if escape:
            self._close(made)
        elif event.key() in _KEEPING and not _breaks_line(made, event):
            self.keep()
        else:
            return False
        return True

    def _judge(self) -> None:
        if self.open:
            trouble, value = self.open.read().trouble, self.open.text()
            self.judged.emit(say(trouble.key, label=self.open.field.label, value=value) if trouble else "")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, with a frame around the one that keys go to."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QGuiApplication.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
            painter.restore()


def _breaks_line(made: Editor, event: QKeyEvent) -> bool:
    """Shift+Enter in a box of several lines begins a new one."""
    return isinstance(made.box, QPlainTextEdit) and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
