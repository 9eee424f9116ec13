"""Makes backups beside the work: the day's, those asked for, and the copy at a second place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from models.backups import Backups
from models.register import Reader
from models.words import say
from ui.parts.desk import Desk
from ui.parts.jobs import Job

PLACE = "backup/place"
"""The setting that holds the folder of second copies; it belongs to this computer, not to the office."""
_LOOK = 60_000  # milliseconds between two looks for the stick


class Keeper(QObject):
    """Makes the day's backup beside the work, and brings the latest to the second place whenever it is there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk

    def watch(self) -> None:
        """Looks now and then whether a backup is due, as long as the window is open."""
        clock = QTimer(self, interval=_LOOK)
        clock.timeout.connect(self.look)
        clock.start()
        self.look()

    def look(self) -> None:
        """Makes the day's backup when it is due; the second place gets the latest when it lacks it."""
        place = Path(str(self.desk.settings.value(PLACE, "")))

        def due(backups: Backups, reader: Reader) -> Path | None:
            made = backups.daily(reader)
            if place.name and backups.behind(place):
                return backups.copy_to(place).path
            return made.path if made else None

        self._start(due)

    def make(self) -> None:
        """A backup now, because someone asked for it."""
        self._start(lambda backups, reader: backups.make(reader, say("backups.by_hand")).path)

    def copy(self, place: Path) -> None:
        """The latest backup to a place now, and there again whenever it is found."""
        self.desk.settings.setValue(PLACE, str(place))

        def write(backups: Backups, reader: Reader) -> Path:
            backups.before(reader, say("backups.by_hand"))
            return backups.copy_to(place).path

        self._start(write)

    def _start(self, act: Callable[[Backups, Reader], Path | None]) -> None:
        office = self.desk.office

        def work(_: Job) -> Path | None:
            reader = office.register.look()
            try:
                return act(office.backups, reader)
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, self._tell, topic="backup", slow=True))

    def _tell(self, written: Path | None) -> None:
        if written:
            self.desk.said.emit(say("commands.backed_up", file=written))
            self.desk.backed_up.emit()
