"""The first start: the federation's name, level and region, nothing more."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from models.kinds import Stored
from models.words import say
from ui.parts.desk import Desk
from ui.parts.form.boxes import FieldBox
from ui.parts.look import scaled

RECORD = "settings"


class Welcome(QDialog):
    """Asks for what the settings record requires."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("welcome.title"))
        self.setMinimumWidth(scaled(440))
        fields = [field for field in desk.office.schema[RECORD].fields.values() if field.required]
        self.boxes = [FieldBox(field, desk) for field in fields]
        self.defaults = {key: field.default for key, field in desk.office.schema[RECORD].fields.items()}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(10)
        title = QLabel(say("welcome.title"))
        title.setProperty("role", "title")
        about = QLabel(say("welcome.about"))
        about.setProperty("role", "help")
        about.setWordWrap(True)
        for widget in (title, about, *self.boxes):
            rows.addWidget(widget)
        buttons = QDialogButtonBox()
        buttons.addButton(say("welcome.begin"), QDialogButtonBox.ButtonRole.AcceptRole).setProperty("role", "primary")
        buttons.addButton(say("welcome.later"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        rows.addWidget(buttons)

    def ask(self) -> dict[str, Stored]:
        """What was given, also where it was put off before all was: nothing typed is lost. Empty where nothing was."""
        self.exec()
        given = {box.field.key: box.editor.read().value for box in self.boxes}
        return self.defaults | given if any(given.values()) else {}
