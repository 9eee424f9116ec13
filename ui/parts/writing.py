"""Writes a workbook where the clerk wants it, in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from models.files import safe_name
from models.ledgers import hidden, write_ledger
from models.register import Reader
from models.schema import RecordType
from models.words import say
from ui.parts.desk import Desk
from ui.parts.jobs import Job


def save_ledger(parent: QWidget, desk: Desk, record: RecordType) -> None:
    """Writes all rows of a type; ID numbers and telephones go along only where the clerk says so."""
    private = bool(hidden(desk.office.register, record))
    if private:
        asked = QMessageBox(QMessageBox.Icon.Question, record.title, say("ledgers.private"), parent=parent)
        without = asked.addButton(say("ledgers.without"), QMessageBox.ButtonRole.AcceptRole)
        with_all = asked.addButton(say("ledgers.with_all"), QMessageBox.ButtonRole.AcceptRole)
        asked.addButton(QMessageBox.StandardButton.Cancel)
        asked.setDefaultButton(without)
        asked.exec()
        if asked.clickedButton() not in (without, with_all):
            return
        private = asked.clickedButton() is with_all
    save_workbook(parent, desk, record.title, lambda reader, to: write_ledger(reader, record.key, to, private))


def save_workbook(parent: QWidget, desk: Desk, name: str, write: Callable[[Reader, Path], object]) -> None:
    """Asks for a file and lets `write` fill it with what a reader of its own finds."""
    start = str(desk.office.folder / "out" / f"{safe_name(name)}.xlsx")
    path, _ = QFileDialog.getSaveFileName(parent, say("table.save_as"), start, "Excel (*.xlsx)")
    if not path:
        return

    def work(_: Job) -> object:
        reader = desk.office.register.look()
        try:
            return write(reader, Path(path))
        finally:
            reader.close()

    desk.jobs.start(Job(work, lambda _: desk.said.emit(say("commands.written", file=path))))
