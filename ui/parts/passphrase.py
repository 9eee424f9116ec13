"""Asks for a new passphrase twice, tells how strong it is, and what its loss means."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from models.sealed.keys import SHORTEST
from models.sealed.strength import strength
from models.words import say
from ui.parts.look import scaled
from ui.parts.unlocking import secret_line, shown_by


class PassphraseDialog(QDialog):
    """Two lines that must be equal, and an honest sentence to be ticked."""

    def __init__(self, parent: QWidget, title: str, honest: str, understood: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(scaled(480))
        self.first = secret_line(say("security.passphrase"))
        self.second = secret_line(say("security.again"))
        self.letters = shown_by(QCheckBox(say("security.show")), self.first, self.second)
        self.told = QLabel()
        self.told.setProperty("role", "help")
        self.told.setWordWrap(True)
        self.understood = QCheckBox(understood)
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton(say("security.take"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("role", "primary")
        self.buttons.addButton(say("asking.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._build(honest)
        self.first.textChanged.connect(self._judge)
        self.second.textChanged.connect(self._judge)
        self.understood.toggled.connect(self._judge)
        self._judge()

    def _build(self, honest: str) -> None:
        told = QLabel(honest)
        told.setWordWrap(True)
        lines = QFormLayout()
        lines.setSpacing(8)
        lines.addRow(say("security.passphrase"), self.first)
        lines.addRow(say("security.again"), self.second)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addLayout(lines)
        for widget in (self.letters, self.told, told, self.understood, self.buttons):
            rows.addWidget(widget)

    def _judge(self) -> None:
        said, again = self.first.text(), self.second.text()
        long_enough = len(said.strip()) >= SHORTEST
        told = say(f"security.{strength(said)}") if long_enough else say("sealed.too_short", least=SHORTEST)
        if again and again != said:
            told = say("security.differ")
        self.told.setText(told)
        self.take.setEnabled(long_enough and said == again and self.understood.isChecked())

    def ask(self) -> str:
        """The passphrase; blank when none was set."""
        return self.first.text() if self.exec() else ""
