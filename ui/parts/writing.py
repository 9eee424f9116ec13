"""Writes a workbook where the clerk wants it, in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from models.files import safe_name
from models.register import Reader
from models.words import say
from ui.parts.desk import Desk
from ui.parts.jobs import Job


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
