"""Asks why a certificate is printed again or voided: nothing is said until the clerk says it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from models.words import say
from ui.parts.boxes import ComboBox
from ui.parts.look import scaled

_REASONS = ("jam", "shifted", "soiled", "lost", "wrong")


class WhyDialog(QDialog):
    """A reason, typed or taken from the list; of voiding also whether the award itself is withdrawn."""

    def __init__(self, parent: QWidget, told: str, voids: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("making.void" if voids else "making.why"))
        self.setMinimumWidth(scaled(420))
        self.reason = ComboBox()
        self.reason.setAccessibleName(say("making.why"))
        self.reason.setEditable(True)
        self.reason.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        self.reason.addItems([say(f"making.reason_{one}") for one in _REASONS])
        self.reason.setCurrentIndex(-1)
        self.reason.lineEdit().setPlaceholderText(say("making.why_hint"))
        self.withdrawn = QCheckBox(say("making.withdrawn"))
        self.withdrawn.setVisible(voids)
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton(say("making.why_take"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("role", "primary")
        self.take.setEnabled(False)
        self.buttons.addButton(say("asking.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.reason.editTextChanged.connect(lambda text: self.take.setEnabled(bool(text.strip())))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._build(told)

    def _build(self, told: str) -> None:
        label = QLabel(told)
        label.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        for widget in (label, self.reason, self.withdrawn, self.buttons):
            rows.addWidget(widget)


def ask_why(parent: QWidget, told: str) -> str:
    """The reason for printing again; empty when none was given."""
    dialog = WhyDialog(parent, told)
    return dialog.reason.currentText().strip() if dialog.exec() else ""


def ask_void(parent: QWidget, told: str) -> tuple[str, bool]:
    """The reason for voiding, empty when none was given, and whether the awards are withdrawn as well."""
    dialog = WhyDialog(parent, told, voids=True)
    given = dialog.exec()
    return dialog.reason.currentText().strip() if given else "", dialog.withdrawn.isChecked()
