"""A clock that is set back a month while an office is kept: the order of steps and of backups stays what it was."""

from __future__ import annotations

import datetime
from pathlib import Path

from models.backups import read_manifest
from models.office import Office
from tests.faults.killing import Tried, fresh, in_child

_BACK = datetime.timedelta(days=30)


class _Earlier(datetime.datetime):
    """The same class with another now."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return datetime.datetime.fromtimestamp(super().now(tz).timestamp()) - _BACK


def run(seed: Path, work: Path) -> Tried:
    """One course of work with the clock a month behind."""
    return Tried(1, 1, in_child(lambda: _course(fresh(seed, work))))


def _course(folder: Path) -> list[str]:
    """What is not as it should be."""
    lost = []
    real, datetime.datetime = datetime.datetime, _Earlier
    try:
        with Office(folder) as office:
            if "电脑时钟" not in office.warning():
                lost.append("nobody is told that the clock is behind")
            office.register.add("unit", {"title": "时钟拨回以后"})
            if office.register.steps(1)[0].id != max(one.id for one in office.register.steps()):
                lost.append("the latest step is not the last one")
            made = office.backups.daily(office.register)
            stick = folder.parent / "stick"
            stick.mkdir()
            copied = office.backups.copy_to(stick)
            if made is None or copied.state != made.state:
                lost.append("the stick did not get the newest backup")
            if made and read_manifest(made.path).at > real.now():
                lost.append("a backup is dated in the future")
            office.register.undo()
            if office.register.find("unit", "时钟拨回以后"):
                lost.append("undo took back another step")
    finally:
        datetime.datetime = real
    return lost
