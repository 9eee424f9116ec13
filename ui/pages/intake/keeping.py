"""What a clerk has agreed to keep or send back, done in front of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models import mending
from models.intake.received import take
from models.register import Change
from models.words import say
from ui.pages.intake.inbox import Entry
from ui.parts.desk import Desk
from ui.parts.waiting import Progress, in_front


def keep(
    page: QWidget, desk: Desk, entries: Sequence[Entry], whole: bool, done: Callable[[list[Change], str], None]
) -> None:
    """Keeps the sound rows of entries, or all, as one step; `done` hears what was touched, and the step's name."""
    read = [one.reading for one in entries if one.reading]
    one_file = say("step.intake", file=entries[0].path.name)
    what = one_file if len(read) == 1 else say("step.intake_many", count=len(read))
    replaced = [old for one in entries if one.replacing and one.reading for old in one.reading.earlier]

    def work(progress: Progress) -> list[Change]:
        register = desk.office.register.beside()
        try:
            desk.office.backups.before(register, say("backups.before_intake"))
            return take(register, read, what, whole=whole, replaced=replaced, progress=progress)
        finally:
            register.close()

    in_front(page, desk, work, lambda changes: done(changes, what), say("intake_page.keeping"), len(read))


def send_back(page: QWidget, desk: Desk, entries: Sequence[Entry], folder: Path) -> None:
    """Writes for each entry with findings a marked copy of its workbook, and the rows that were left out."""
    read = [(one.path, one.reading.account) for one in entries if one.reading and one.reading.account]

    def work(progress: Progress) -> list[Path]:
        written: list[Path] = []
        for made, one in enumerate(read):
            progress(made, len(read))
            written += mending.write_copies(desk.office.schema, [one], folder)
        return written

    def told(written: list[Path]) -> None:
        desk.said.emit(say("intake_page.sent_back", count=len(written), folder=folder))

    in_front(page, desk, work, told, say("intake_page.copying"), len(read))
