"""Asks for a passphrase or recovery code until it is right or nobody wants to try again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout

from models.words import say
from ui.parts.jobs import Job, Jobs
from ui.parts.look import scaled

_DELAY = 1000  # milliseconds after a wrong one: enough to make guessing by hand dull


def secret_line(name: str) -> QLineEdit:
    """A line whose letters are not shown."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line


def shown_by(box: QCheckBox, *lines: QLineEdit) -> QCheckBox:
    """A box that shows the letters of secret lines: who sits alone may look at what is typed."""
    modes = {True: QLineEdit.EchoMode.Normal, False: QLineEdit.EchoMode.Password}
    box.toggled.connect(lambda on: [line.setEchoMode(modes[on]) for line in lines])
    return box


class UnlockDialog(QDialog):
    """One line; `attempt` gets what was typed, on another thread, and raises a refusal when it is wrong.

    What is asked for is an office's passphrase or recovery code, unless `secret` and `lost` say otherwise.
    """

    def __init__(self, told: str, attempt: Callable[[str], object], secret: str = "", lost: str = "") -> None:
        super().__init__()
        self.attempt = attempt
        self.jobs = Jobs(self)
        self.result_of_attempt: object = None
        self.setWindowTitle(say("security.unlock"))
        self.setMinimumWidth(scaled(440))
        self.line = secret_line(secret or say("security.secret"))
        self.line.setPlaceholderText(self.line.accessibleName())
        self.show_letters = shown_by(QCheckBox(say("security.show")), self.line)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "finding-error")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self._build(told, lost or say("security.lost"))

    def _build(self, told: str, lost: str) -> None:
        title, about, help_ = QLabel(say("security.unlock")), QLabel(told), QLabel(lost)
        title.setProperty("role", "title")
        for label in (about, help_):
            label.setProperty("role", "help")
            label.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.open = buttons.addButton(say("security.open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.open.setProperty("role", "primary")
        buttons.addButton(say("asking.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.attempt_now)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(10)
        for widget in (title, about, self.line, self.show_letters, self.trouble, help_, buttons):
            rows.addWidget(widget)

    def attempt_now(self) -> None:
        """Tries what stands in the line."""
        said = self.line.text()
        self.open.setEnabled(False)
        self.jobs.start(Job(lambda _: self.attempt(said), self._opened, failed=self._refused))

    def _opened(self, result: object) -> None:
        self.result_of_attempt = result
        self.accept()

    def _refused(self, why: str) -> None:
        self.trouble.setText(why)
        self.trouble.show()
        self.line.selectAll()
        self.line.setFocus()
        QTimer.singleShot(_DELAY, self, lambda: self.open.setEnabled(True))

    def done(self, code: int) -> None:
        """Ends its thread with the dialog."""
        self.jobs.close()
        super().done(code)
