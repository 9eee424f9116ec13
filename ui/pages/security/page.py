"""Encrypt the office or stop it, readable backups, and the lock of the screen. Each says what it does not do."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models import securing
from models.register import Reader
from models.sealed import keys
from models.securing import Prepared, Progress
from models.words import Refusal, say
from ui.pages.security.converting import Converting
from ui.pages.security.screen import ScreenBox
from ui.pages.security.sheet import SheetDialog
from ui.parts.desk import Desk
from ui.parts.head import head
from ui.parts.jobs import Job
from ui.parts.passphrase import PassphraseDialog
from ui.parts.toolbar import button


class SecurityPage(QWidget):
    """What is encrypted and what is not; encrypting opens the office anew."""

    reopen_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.state, self.about, self.plain = QLabel(), QLabel(), QLabel()
        self.state.setProperty("role", "section")
        self.state.setIndent(0)
        for label in (self.about, self.plain):
            label.setWordWrap(True)
        self.encrypt_button = button(self, "shield", "security.encrypt", "Ctrl+E", self.encrypt)
        self.change_button = button(self, "shield", "security.change", "Ctrl+R", self.change)
        self.code_button = button(self, "print", "security.new_code", "Ctrl+P", self.renew_code)
        self.decrypt_button = button(self, "close", "security.decrypt", "Ctrl+Shift+E", self.decrypt)
        self.drop_button = button(self, "trash", "security.drop", "Ctrl+D", self.drop_plain)
        self.screen = ScreenBox(desk)
        self._build()
        desk.backed_up.connect(self.reload)
        self.reload()

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(10)
        buttons = (self.encrypt_button, self.change_button, self.code_button, self.decrypt_button)
        column.addWidget(self.state)
        column.addWidget(self.about)
        column.addLayout(_side_by_side(*buttons))
        column.addWidget(self.plain)
        column.addLayout(_side_by_side(self.drop_button))
        column.addSpacing(16)
        column.addWidget(self.screen)
        column.addStretch()
        area = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(head(say("security.title")))
        rows.addWidget(area, 1)

    def reload(self) -> None:
        """Looks at what is encrypted now."""
        encrypted = bool(self.desk.office.register.key)
        self.state.setText(say("security.is_encrypted" if encrypted else "security.is_plain"))
        self.about.setText(say("security.about_encrypted" if encrypted else "security.about_plain"))
        self.encrypt_button.setVisible(not encrypted)
        for one in (self.change_button, self.code_button, self.decrypt_button):
            one.setVisible(encrypted)
        left = len(self.desk.office.backups.plain()) if encrypted else 0
        self.plain.setText(say("security.plain_left", count=left))
        self.plain.setVisible(bool(left))
        self.drop_button.setVisible(bool(left))

    def _passphrase(self, title: str, honest: str) -> str:
        words = (say(f"security.{one}") for one in (title, honest, "understood"))
        return PassphraseDialog(self, *words).ask()

    def encrypt(self) -> None:
        """A passphrase, the register written anew, the recovery sheet; then the office opens again."""
        if not self.desk.manages():
            return
        passphrase = self._passphrase("encrypt", "honest_new")
        if not passphrase:
            return
        folder = self.desk.office.folder
        prepared = self._prepare(
            "security.encrypt", lambda reader, progress: securing.encrypt(folder, reader, passphrase, progress)
        )
        if prepared and SheetDialog(self, self.desk, prepared.code).exec():
            self._decide(prepared)
        elif prepared:
            prepared.discard()

    def decrypt(self) -> None:
        """Anyone who gets at the files can read them again."""
        if not self.desk.manages():
            return
        folder, yes = self.desk.office.folder, QMessageBox.StandardButton.Yes
        if QMessageBox.question(self, say("security.decrypt"), say("security.ask_decrypt")) != yes:
            return
        prepared = self._prepare(
            "security.decrypt", lambda reader, progress: securing.decrypt(folder, reader, progress)
        )
        if prepared:
            self._decide(prepared)

    def _prepare(self, title: str, act: Callable[[Reader, Progress], Prepared]) -> Prepared | None:
        return Converting(self, self.desk, say(title), act).run()

    def _decide(self, prepared: Prepared) -> None:
        try:
            prepared.decide(self.desk.office.register)
        except Refusal as refusal:
            self.desk.refuse(refusal)
        else:
            self.reopen_wanted.emit()

    def change(self) -> None:
        """Another passphrase; the recovery sheet stays good."""
        if not self.desk.manages():
            return
        folder = self.desk.office.folder
        passphrase = self._passphrase("change", "honest_change")
        if passphrase:
            self._in_background(lambda: keys.change_passphrase(folder, passphrase), self._changed)

    def _changed(self, _: None) -> None:
        self.desk.said.emit(say("security.passphrase_changed"))

    def renew_code(self) -> None:
        """Another recovery sheet; the code of the earlier one opens nothing any more."""
        yes = QMessageBox.StandardButton.Yes
        if QMessageBox.question(self, say("security.new_code"), say("security.ask_new_code")) == yes:
            folder = self.desk.office.folder
            self._in_background(lambda: keys.renew_code(folder), self._show_code)

    def _show_code(self, code: str) -> None:
        SheetDialog(self, self.desk, code).exec()

    def drop_plain(self) -> None:
        """Earlier backups that anyone can read go; an encrypted one is made first."""
        office, yes = self.desk.office, QMessageBox.StandardButton.Yes
        if QMessageBox.question(self, say("security.drop"), say("security.ask_drop")) != yes:
            return

        def work() -> int:
            with closing(office.register.look()) as reader:
                return office.backups.drop_plain(reader)

        self._in_background(work, self._dropped)

    def _dropped(self, count: int) -> None:
        self.desk.said.emit(say("security.dropped", count=count))
        self.desk.backed_up.emit()

    def _in_background(self, work: Callable[[], object], done: Callable[[Any], None]) -> None:
        self.desk.jobs.start(Job(lambda _: work(), done))


def _side_by_side(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for one in buttons:
        row.addWidget(one)
    row.addStretch()
    return row
