"""One field in a form: label, editor and, underneath, what is wrong or its help; and values that only follow."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.findings import ERROR, Finding
from models.kinds import LongText
from models.schema import Computed, Field
from models.words import say
from ui.parts.desk import Desk
from ui.parts.editors import Editor, editor
from ui.parts.look import colour


class FieldBox(QWidget):
    """Label, editor and note."""

    followed = Signal(int)  # a record that the note names

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__()
        self.field = field
        self.editor: Editor = editor(field, desk)
        self.label = QLabel()
        self._caption()
        self.label.setBuddy(self.editor.box)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.linkActivated.connect(lambda row: self.followed.emit(int(row)))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for widget in (self.label, self.editor, self.note):
            rows.addWidget(widget)
        rows.addStretch()
        self.editor.changed.connect(lambda: self.set_note([]))
        self.set_note([])

    def _caption(self) -> None:
        star = f" <span style='color:{colour('error').name()}'>*</span>" if self.field.required else ""
        self.label.setText(f"{self.field.heading}{star}")

    def changeEvent(self, event: QEvent) -> None:
        """The star's colour goes with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.field.required:
            self._caption()

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width."""
        return isinstance(self.field.kind, LongText)

    def set_note(self, findings: list[Finding], known: tuple[int, str] | None = None) -> None:
        """What can't be read, else the findings, else another record of the same code, else the field's help."""
        trouble = self.editor.read().trouble
        if trouble:
            said = say(trouble.key, label=self.field.label, value=self.editor.text())
            self._show(said, f"finding-{trouble.level}")
        elif findings:
            worst = "error" if any(one.level == ERROR for one in findings) else "doubt"
            self._show("\n".join(dict.fromkeys(one.say for one in findings)), f"finding-{worst}")
        elif known:
            self._show(say("form.known", row=known[0], name=escape(known[1])), "finding-doubt")
        else:
            self._show(self.field.help, "help")

    def _show(self, text: str, role: str) -> None:
        self.note.setVisible(bool(text))
        self.note.setText(text)
        self.editor.box.setAccessibleDescription(text)
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)


class ComputedBox(QWidget):
    """A value that follows from others, beside them."""

    wide = False

    def __init__(self, computed: Computed) -> None:
        super().__init__()
        self.computed = computed
        self.value = QLabel()
        self.value.setProperty("role", "computed")
        label = QLabel(computed.label)
        label.setProperty("role", "muted")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(label)
        rows.addWidget(self.value)
        rows.addStretch()
        self.show_value(None)

    def show_value(self, value: Any) -> None:
        """The value with its unit; a dash while there is none."""
        number = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, int | float) else value
        self.value.setText("—" if value is None else f"{number} {self.computed.unit}".strip())
        self.value.setAccessibleName(f"{self.computed.label} {self.value.text()}")
