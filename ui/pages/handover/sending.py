"""Asks what goes into the file for the level above; or everything, for the next clerk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from models.files import safe_name
from models.handover import ENDING, Choice, hand_over
from models.words import say
from ui.parts.desk import Desk
from ui.parts.head import hint
from ui.parts.jobs import Job

_ID = Qt.ItemDataRole.UserRole


class SendDialog(QDialog):
    """Year, competitions, and whether numbers of persons go along."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(say("handover.send"))
        self.year, self.list = QComboBox(), QListWidget()
        self.numbers, self.all = QCheckBox(say("handover.numbers")), QCheckBox(say("handover.everything"))
        self.year.setAccessibleName(say("handover.year"))
        self.list.setAccessibleName(say("handover.competitions"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._fill()
        form = QFormLayout(self)
        form.addRow(say("handover.year"), self.year)
        form.addRow(say("handover.competitions"), self.list)
        form.addRow(hint(say("handover.competitions_hint")))
        for widget in (self.numbers, self.all, self.buttons):
            form.addRow(widget)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(say("handover.save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(say("intake_page.cancel"))
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self.all.toggled.connect(self._narrow)
        self.resize(560, 480)

    def _fill(self) -> None:
        register = self.desk.office.register
        self.year.addItem(say("handover.all_years"), "")
        for (year,) in register.ask(
            "select distinct year from competition where typeof(year) = 'integer' order by 1 desc"
        ):
            self.year.addItem(str(year), str(year))
        ids = register.ids("competition", order="year", descending=True)
        for row, (title, year) in zip(ids, register.table("competition", ids, ["title", "year"]), strict=True):
            item = QListWidgetItem(f"{year}　{title}", self.list)
            item.setData(_ID, row)
            item.setCheckState(Qt.CheckState.Unchecked)

    def _narrow(self, whole: bool) -> None:
        for widget in (self.year, self.list, self.numbers):
            widget.setEnabled(not whole)

    def choice(self) -> Choice:
        """What was chosen."""
        items = [self.list.item(at) for at in range(self.list.count())]
        ticked = tuple(int(one.data(_ID)) for one in items if one.checkState() is Qt.CheckState.Checked)
        return Choice(str(self.year.currentData()), ticked, self.numbers.isChecked())

    def save(self) -> None:
        """Asks where to and writes it in the background."""
        office, choice, whole = self.desk.office, self.choice(), self.all.isChecked()
        name = safe_name(f"{office.register.settings()['federation']}{choice.year}")
        start = str(office.folder / "out" / f"{name}{'.zip' if whole else ENDING}")
        path, _ = QFileDialog.getSaveFileName(self, say("handover.save"), start)
        if not path:
            return

        def work(_: Job) -> object:
            reader = office.register.look()
            try:
                if whole:
                    return office.backups.make(reader, say("backups.by_hand"), Path(path))
                return hand_over(reader, Path(path), choice, office.register.who)
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, lambda _: self.desk.said.emit(say("commands.written", file=path))))
        self.accept()
