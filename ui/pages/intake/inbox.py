"""The workbooks on the page: read one after the other in the background, understood again when anything changes."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from models.intake import Said, pending
from models.intake.allowance import limits
from models.intake.pending import Pending
from models.intake.received import DONE, REFUSED, Reading, Received
from models.words import Refusal
from ui.parts.desk import Desk
from ui.parts.jobs import Job

_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv", ".txt"}
_TOPIC = "intake"


@dataclass(eq=False)
class Entry:
    """One workbook of the list: as it was read, and what it is understood as; neither while it waits."""

    noted: Pending
    received: Received | None = None
    reading: Reading | None = None
    replacing: bool = False
    """Whether what is gone of earlier sendings is deleted when the rest is kept."""
    past: list[Received] = field(default_factory=list)
    """What it was before each correction."""

    @property
    def path(self) -> Path:
        """Where the workbook is."""
        return self.noted.path

    @property
    def pending(self) -> Pending:
        """What is to be noted of it."""
        if self.received is None:
            return self.noted
        one = self.received
        return Pending(self.path, one.said, one.digest, one.typed, one.came, self.replacing)

    @property
    def standing(self) -> str:
        """Waiting, or how far its reading has come."""
        return self.reading.standing if self.reading else "waiting"

    @property
    def understood(self) -> bool:
        """Whether there are rows to look at."""
        return self.reading is not None and self.reading.standing != REFUSED


class Inbox(QObject):
    """All entries; a job for each, the next begun when the one before is delivered, so that others come between."""

    grown = Signal()  # entries came or went
    changed = Signal(object)  # an entry is understood, or waits to be
    progressed = Signal(int, int)  # entries read, and to be read; equal when all is done

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.entries: list[Entry] = []
        self._waiting: deque[Entry] = deque()
        self._made = 0
        self._now: Entry | None = None  # that is being read
        self.grown.connect(self.note)

    def bring_back(self) -> None:
        """Puts on the list what lay there when the program was closed."""
        self.entries = [Entry(one, replacing=one.replacing) for one in pending.read(self.desk.office.folder)]
        if self.entries:
            self.grown.emit()
            self._queue(self.entries)

    def note(self) -> None:
        """Notes what is not kept yet, in the background, so that it outlives the window."""
        found = [one.pending for one in self.entries if one.standing != DONE or one.replacing]
        folder = self.desk.office.folder
        work = Job(lambda _: pending.write(folder, found), lambda _: None, failed=lambda _: None)
        self.desk.jobs.start(work)

    def add(self, files: Sequence[Path], record: str = "") -> list[Entry]:
        """Puts files on the list; one that is there already is read anew."""
        self.entries = [one for one in self.entries if one.path not in files]
        made = [Entry(Pending(file, Said(record))) for file in files]
        self.entries += made
        self.grown.emit()
        self._queue(made)
        return made

    def take_off(self, entries: Sequence[Entry]) -> None:
        """Takes entries off the list; their files stay where they are."""
        self.entries = [one for one in self.entries if one not in entries]
        self._waiting = deque(one for one in self._waiting if one not in entries)
        self.grown.emit()

    def correct(self, entry: Entry, received: Received) -> None:
        """An entry as the clerk has mended it: understood again before anything that waits."""
        if entry.received:
            entry.past.append(entry.received)
        self._replace(entry, received)

    def take_back(self, entry: Entry) -> None:
        """An entry as it was before its last correction."""
        self._replace(entry, entry.past.pop())

    def _replace(self, entry: Entry, received: Received) -> None:
        entry.received = received
        self.note()
        self._queue([entry], first=True)

    def read_again(self) -> None:
        """The register has changed: what was understood is compared with it anew."""
        self._queue([one for one in self.entries if one.received])

    def cancel(self) -> None:
        """Stops reading; what has not been read goes off the list, what was mended is still understood again."""
        self.take_off([one for one in self.entries if one.reading is None])
        if self._now not in self.entries:
            self.desk.jobs.call_off(_TOPIC)
            self._next()

    @property
    def busy(self) -> bool:
        """Whether anything waits to be read."""
        return self._now is not None

    def _queue(self, entries: Sequence[Entry], first: bool = False) -> None:
        new = [one for one in entries if one not in self._waiting]
        self._waiting.extendleft(new) if first else self._waiting.extend(new)
        if self._now is None:
            self._next()

    def _next(self) -> None:
        """Begins with the next entry that waits."""
        if not self._waiting:
            self._now = None
            self.note()
            self._tell()
            return
        entry = self._now = self._waiting.popleft()
        before = entry.received
        job = Job(
            lambda _: _read(self.desk, entry, before),
            lambda found: self._take(entry, before, *found),
            topic=_TOPIC,
            failed=lambda text: self._take(entry, before, before, Reading(refusal=text)),
        )
        self._tell()
        self.desk.jobs.start(job)

    def _take(self, entry: Entry, before: Received | None, received: Received | None, reading: Reading) -> None:
        """Keeps what was understood, if nothing was typed meanwhile and it is still on the list."""
        if entry in self.entries and entry.received is before:
            entry.received, entry.reading = received, reading
            self.changed.emit(entry)
        self._made += 1
        self._next()

    def _tell(self) -> None:
        waiting = len(self._waiting) + (self._now is not None)
        if not waiting:
            self._made = 0
        self.progressed.emit(self._made, self._made + waiting)


def _read(desk: Desk, entry: Entry, received: Received | None) -> tuple[Received | None, Reading]:
    """Opens the file if it has not been, and understands it."""
    reader = desk.office.register.look()
    try:
        opened = received or entry.noted.open(limits(reader))
        return opened, opened.read(reader, desk.office.audit)
    except Refusal as refusal:
        return None, Reading(refusal=str(refusal))
    finally:
        reader.close()


def workbooks(paths: Sequence[Path]) -> list[Path]:
    """The files, and all workbooks in the folders and below; not what Excel puts beside an open one."""
    found = [file for path in paths for file in (_inside(path) if path.is_dir() else [path])]
    return list(dict.fromkeys(found))


def _inside(folder: Path) -> list[Path]:
    found = sorted(file for file in folder.rglob("*") if file.suffix.lower() in _SUFFIXES and file.is_file())
    return [file for file in found if not file.name.startswith(("~", "."))]
