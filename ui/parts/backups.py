"""Lists of backups: the page's, and that of a program whose register can't be opened."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.backups import Backup, Backups
from models.words import say

_HEADINGS = ("at", "why", "records", "size")
_WIDTHS = (190, 260, 110, 110)
_MOMENT = "%Y-%m-%d %H:%M:%S"


class BackupTable(QTableWidget):
    """What can be restored, the latest first."""

    def __init__(self) -> None:
        super().__init__(0, len(_HEADINGS))
        self.listed: list[Backup] = []
        self.setAccessibleName(say("backups.title"))
        self.setHorizontalHeaderLabels([say(f"backups.heading_{one}") for one in _HEADINGS])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        for at, width in enumerate(_WIDTHS):
            self.setColumnWidth(at, width)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def show_backups(self, listed: list[Backup]) -> None:
        """Shows these; the latest that was found whole is chosen, not what was put aside, damaged perhaps."""
        self.listed = listed
        self.setRowCount(len(listed))
        for row, one in enumerate(listed):
            count = say("backups.uncounted") if one.records is None else str(one.records)
            for column, text in enumerate((f"{one.at:{_MOMENT}}", one.why, count, told_size(one.path))):
                item = QTableWidgetItem(text)
                if column > 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        if listed:
            self.selectRow(next((at for at, one in enumerate(listed) if one.state), 0))

    @property
    def chosen(self) -> Backup | None:
        """The backup that the cursor is on."""
        return self.listed[self.currentRow()] if 0 <= self.currentRow() < len(self.listed) else None


class RecoverDialog(QDialog):
    """Offered when a register is damaged: the trouble, and the backups it can be restored from."""

    def __init__(self, trouble: str, folder: Path) -> None:
        super().__init__()
        self.setWindowTitle(say("backups.recover"))
        self.resize(760, 460)
        self.path: Path | None = None
        told = QLabel(f"{trouble}\n\n{say('backups.recover_hint')}")
        told.setWordWrap(True)
        self.table = BackupTable()
        self.table.show_backups(Backups(folder).listed())
        buttons = QDialogButtonBox()
        restore = buttons.addButton(say("backups.restore"), QDialogButtonBox.ButtonRole.AcceptRole)
        restore.setProperty("role", "primary")
        restore.setEnabled(bool(self.table.listed))
        other = buttons.addButton(say("backups.other"), QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(say("window.quit"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take)
        other.clicked.connect(self._look_elsewhere)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        for widget in (told, self.table, buttons):
            rows.addWidget(widget)

    def _take(self) -> None:
        self.path = self.table.chosen.path if self.table.chosen else None
        self.accept()

    def _look_elsewhere(self) -> None:
        self.path = choose_file(self)
        if self.path:
            self.accept()


def choose_file(parent: QWidget) -> Path | None:
    """A backup that lies somewhere else, on a stick perhaps."""
    name, _ = QFileDialog.getOpenFileName(
        parent, say("backups.other"), "", f"{say('backups.title')} (*.zip *.db *.saibao)"
    )
    return Path(name) if name else None


def told_size(path: Path) -> str:
    """How much room a file takes."""
    size = path.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} KB"


def told_age(listed: list[Backup], now: datetime.datetime) -> str:
    """A sentence on how old the latest backup is."""
    if not listed:
        return say("backups.never")
    days = (now.date() - listed[0].at.date()).days
    return say("backups.today") if days <= 0 else say("backups.days_ago", days=days)
