"""Backups: when the last one was made, one more, one on a stick, and the way back to any of them."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QToolBar, QVBoxLayout, QWidget

from models.backups import Backup, read_manifest, told_since
from models.words import Refusal, say
from ui.parts.backups import BackupTable, choose_file, told_age
from ui.parts.desk import Desk
from ui.parts.head import count, head, hint
from ui.parts.keeper import PLACE, Keeper
from ui.parts.toolbar import toolbar


class BackupsPage(QWidget):
    """The list of backups; restoring opens the office anew."""

    restore_wanted = Signal(Path)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.keeper = Keeper(desk)
        self.table = BackupTable()
        self.age = count()
        self.place = hint("")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(head(say("backups.title"), (self.age, 1)))
        rows.addWidget(hint(say("backups.hint")))
        rows.addWidget(self.place)
        rows.addWidget(self._bar())
        rows.addWidget(self.table, 1)
        desk.backed_up.connect(self.reload)
        self.reload()

    def _bar(self) -> QToolBar:
        return toolbar(
            self,
            {
                "save": ("window.backup", "Ctrl+S", self.keeper.make),
                "export": ("backups.copy", "Ctrl+E", self.copy),
                "undo": ("backups.restore", "Ctrl+R", self.restore),
                "import": ("backups.other", "Ctrl+Shift+E", self.restore_other),
            },
        )

    def reload(self) -> None:
        """Looks at the folder again."""
        listed = self.desk.office.backups.listed()
        self.table.show_backups(listed)
        self.age.setText(told_age(listed, datetime.datetime.now()))
        place = str(self.desk.settings.value(PLACE, ""))
        self.place.setText(say("backups.place", place=place) if place else say("backups.no_second"))

    def copy(self) -> None:
        """A copy on a stick or another disk, now and whenever it is there."""
        chosen = QFileDialog.getExistingDirectory(self, say("backups.copy"))
        if chosen:
            self.keeper.copy(Path(chosen))

    def restore(self) -> None:
        """Goes back to the backup that is chosen."""
        if self.table.chosen:
            self._ask(self.table.chosen)

    def restore_other(self) -> None:
        """Goes back to a backup that lies somewhere else."""
        path = choose_file(self)
        if path is None:
            return
        try:
            self._ask(read_manifest(path))
        except Refusal as refusal:
            self.desk.refuse(refusal)

    def _ask(self, backup: Backup) -> None:
        """Says what will be there afterwards, and that there is a way back."""
        if not self.desk.manages():
            return
        told = say("backups.ask", at=f"{backup.at:%Y-%m-%d %H:%M}", why=backup.why)
        if since := told_since(self.desk.office.register, backup.at):
            told = f"{told}\n\n{say('backups.ask_since', since=since)}"
        yes = QMessageBox.StandardButton.Yes
        if QMessageBox.question(self, say("backups.restore"), told) == yes:
            self.restore_wanted.emit(backup.path)
