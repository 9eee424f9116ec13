"""Asks what goes into the file for the level above; or everything, for the next clerk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from models import giving
from models.files import safe_name
from models.handover import ENDING, Choice
from models.kinds import Period
from models.words import say
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.head import hint
from ui.parts.jobs import Job
from ui.parts.look import scaled
from ui.parts.passphrase import PassphraseDialog

_ID = Qt.ItemDataRole.UserRole
_BOXES = ("numbers", "with_attachments", "everything", "sealed_box")


class SendDialog(QDialog):
    """Year, competitions, returns, whether numbers of persons and attachments go along, and a passphrase."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(say("handover.send"))
        self.year, self.list, self.returns = ComboBox(), QListWidget(), QListWidget()
        self.numbers, self.attachments, self.all, self.sealed = (QCheckBox(say(f"handover.{one}")) for one in _BOXES)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._fill()
        form = QFormLayout(self)
        form.setContentsMargins(24, 20, 24, 20)
        form.setSpacing(10)
        for widget, name in ((self.year, "year"), (self.list, "competitions"), (self.returns, "returns")):
            widget.setAccessibleName(say(f"handover.{name}"))
            form.addRow(say(f"handover.{name}"), widget)
        form.setRowVisible(self.returns, self.returns.count() > 0)
        form.addRow(hint(say("handover.competitions_hint")))
        for widget in (self.numbers, self.attachments, self.all, self.sealed, self.buttons):
            form.addRow(widget)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(say("handover.save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(say("intake_page.cancel"))
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self.all.toggled.connect(self._narrow)
        self.returns.setMaximumHeight(scaled(110))
        self.resize(scaled(600), scaled(560))

    def _fill(self) -> None:
        office = self.desk.office
        register = office.register
        self.year.addItem(say("handover.all_years"), "")
        for (year,) in register.ask(
            "select distinct year from competition where typeof(year) = 'integer' order by 1 desc"
        ):
            self.year.addItem(str(year), str(year))
        ids = register.ids("competition", order="year", descending=True)
        rows = register.table("competition", ids, ["title", "year"])
        _list(self.list, ((row, f"{year}　{title}") for row, (title, year) in zip(ids, rows, strict=True)))
        ready = giving.ready(office, register)
        _list(self.returns, ((one.id, f"{Period().show(one.period)}　{one.title}") for one in ready))

    def _narrow(self, whole: bool) -> None:
        for widget in (self.year, self.list, self.returns, self.numbers, self.attachments):
            widget.setEnabled(not whole)

    def choice(self) -> Choice:
        """What was chosen of the register."""
        year, competitions = str(self.year.currentData()), tuple(_ticked(self.list))
        return Choice(year, competitions, self.numbers.isChecked(), self.attachments.isChecked())

    def save(self) -> None:
        """Asks for a passphrase where one is wanted, and where to, and writes it in the background."""
        office, choice, returns, whole = self.desk.office, self.choice(), _ticked(self.returns), self.all.isChecked()
        secret = self._passphrase() if self.sealed.isChecked() else ""
        if self.sealed.isChecked() and not secret:
            return
        name = safe_name(f"{office.register.settings()['federation']}{choice.year}")
        start = str(office.folder / "out" / f"{name}{'.zip' if whole and not secret else ENDING}")
        path, _ = QFileDialog.getSaveFileName(self, say("handover.save"), start)
        if not path:
            return

        def work(_: Job) -> object:
            reader = office.register.look()
            try:
                if whole:
                    return giving.to_next_clerk(office, reader, Path(path), secret)
                return giving.to_level_above(office, reader, Path(path), choice, returns, secret)
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, lambda _: self.desk.said.emit(say("commands.written", file=path))))
        self.accept()

    def _passphrase(self) -> str:
        words = (say(f"handover.{one}") for one in ("sealed_box", "honest", "understood"))
        return PassphraseDialog(self, *words).ask()


def _list(widget: QListWidget, lines: Iterable[tuple[int, str]]) -> None:
    for row, text in lines:
        item = QListWidgetItem(text, widget)
        item.setData(_ID, row)
        item.setCheckState(Qt.CheckState.Unchecked)


def _ticked(widget: QListWidget) -> list[int]:
    items = [widget.item(at) for at in range(widget.count())]
    return [int(one.data(_ID)) for one in items if one.checkState() is Qt.CheckState.Checked]
