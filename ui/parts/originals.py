"""Gives workbooks back as units sent them: the office keeps each once, the clerk says where copies go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from models.attachments import give_back
from models.words import say
from ui.parts.desk import Desk
from ui.parts.jobs import Job


def save_originals(parent: QWidget, desk: Desk, workbooks: Sequence[tuple[str, str]]) -> None:
    """Asks for a folder and copies the workbooks there in the background; each a name and where it is kept."""
    kept = [(name, place) for name, place in dict.fromkeys(workbooks) if place]
    if not kept:
        desk.said.emit(say("originals.none"))
        return
    office = desk.office.folder
    folder = QFileDialog.getExistingDirectory(parent, say("originals.folder"), str(office / "out"))
    if not folder:
        return

    def told(written: list[Path]) -> None:
        desk.said.emit(say("originals.written", count=len(written), folder=folder))

    desk.jobs.start(Job(lambda _: give_back(office, kept, Path(folder)), told))
