"""The keys of a form: Enter goes on to the next field, Shift+Enter back, Ctrl+Enter or F9 to the next blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from models.words import say
from ui.parts.editors import LinkEditor
from ui.parts.toolbar import INSIDE, add_action

if TYPE_CHECKING:
    from ui.parts.form.record import RecordForm


class Keys(QObject):
    """Watches the fields' boxes; lines of a long text are still parted by Enter."""

    next_blank = Signal()

    def __init__(self, form: RecordForm) -> None:
        super().__init__(form)
        self.form = form
        self._fields: dict[QObject, str] = {}
        for key, box in form.boxes.items():
            target: QWidget = box.editor.box
            while (inner := target.focusProxy()) is not None:
                target = inner
            self._fields[target] = key
            target.installEventFilter(self)
            if isinstance(box.editor, LinkEditor):
                box.editor.chooser.picked.connect(lambda key=key: self.go(key, 1))
        if not form.record.single:
            add_action(form, "form.next_blank", "Ctrl+Return Ctrl+Enter F9", self.next_blank.emit, INSIDE)
        if len(form.sections) > 1:
            add_action(form, "form.fold", "Ctrl+T", self.fold, INSIDE)

    def fold(self) -> None:
        """Folds every section but the one with the cursor; when all are folded already, unfolds them."""
        others = [one for one in self.form.sections if not one.isAncestorOf(QApplication.focusWidget())]
        away = any(one.unfolded for one in others)
        for one in others:
            one.fold(away)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Shift+Enter, unless the box wants them for itself."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or isinstance(watched, QPlainTextEdit):
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = self._fields.get(watched, "")
        if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier) or not key:
            return False
        if self.form.boxes[key].editor.choosing:
            return False
        self.go(key, -1 if held else 1)
        return True

    def go(self, key: str, onwards: int) -> None:
        """From a field to the next one or back; after the last one it says how to go on."""
        order = [box.field.key for section in self.form.sections for box in section.boxes]
        at = order.index(key) + onwards
        if 0 <= at < len(order):
            self.form.focus_field(order[at])
            self.form.boxes[order[at]].editor.select_all()
        else:
            self.form.desk.said.emit(say("form.last_field"))
