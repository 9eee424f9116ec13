"""An office: a folder with its register, its own formats, its backups and what it sent out. One program at a time."""

from __future__ import annotations

import datetime
import os
import sys
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.files import tidy
from models.lock import Lock
from models.register import Register, back_up
from models.resources import Resources, keep_read
from models.schema import load
from models.sealed import held
from models.words import Refusal, say

if TYPE_CHECKING:
    from models.assessing import Schemes
    from models.audit import Audit
    from models.backups import Backups
    from models.certificates import Layout
    from models.contests import Press, Rules
    from models.measures import Measures
    from models.pivots import Table
    from models.returns import Instances, Return

_SYNCHRONISED = (
    "onedrive",
    "dropbox",
    "坚果云",
    "nutstore",
    "百度网盘",
    "wpsdrive",
    "wps云盘",
    "icloud",
    "synologydrive",
)


VERSION = "0.1.0"
_HALF_MADE = ("out", "backups", "formats/returns", "formats/certificates")
"""Folders in which a killed program may have left something half made."""
_CLOCK = datetime.timedelta(hours=3)  # a clock behind the last step by more than this has been set back
RESTORING = "restoring"
"""The folder of a restoring that has been decided and not ended."""


class Office:
    """Everything that belongs to one office, opened together and locked against a second program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = _taken(folder)
        try:
            if (folder / RESTORING).exists():
                _when_wanted("backups").resume(folder)
            for place in (folder, *(folder / name for name in _HALF_MADE), *(folder / "out").glob("*/")):
                tidy(place)
            self.resources = Resources(folder / "formats")
            self.schema = load(self.resources)
            self.register = Register.open(self.file, self.schema, _who(), folder / "backups", held(folder))
        except BaseException:
            self._lock.release()
            raise

    @property
    def file(self) -> Path:
        """The register's file."""
        return self.folder / "register.db"

    @cached_property
    def backups(self) -> Backups:
        """The dated archives."""
        made: Backups = _when_wanted("backups").Backups(self.folder)
        return made

    @cached_property
    def audit(self) -> Audit:
        """The rules."""
        made: Audit = _when_wanted("audit").Audit.load(self.resources, self.schema)
        return made

    @cached_property
    def measures(self) -> Measures:
        """What is counted."""
        made: Measures = _when_wanted("measures").Measures.load(self.resources, self.schema)
        return made

    @property
    def tables(self) -> dict[str, Table]:
        """The tables on demand, read anew: pages keep and delete them."""
        made: dict[str, Table] = _when_wanted("pivots").load(self.resources, self.measures)
        return made

    @cached_property
    def returns(self) -> dict[str, Return]:
        """The forms that can be filled."""
        made: dict[str, Return] = _when_wanted("returns").load(self.resources, self.schema, self.measures)
        return made

    def renew_returns(self) -> None:
        """A form has been adopted: the forms are read again when they are wanted."""
        for made in ("returns", "instances"):
            self.__dict__.pop(made, None)

    @cached_property
    def rules(self) -> Rules:
        """How contests are scored, by the titles of the rule sets."""
        made: Rules = _when_wanted("contests").by_title(self.resources)
        return made

    @property
    def press(self) -> Press:
        """What publishes results."""
        made: Press = _when_wanted("contests").Press(self.register, self.resources, self.schema, self.rules, self.audit)
        return made

    @cached_property
    def instances(self) -> Instances:
        """The returns, period by period."""
        wanted = _when_wanted("returns").Instances
        made: Instances = wanted(self.register, self.measures, self.audit, self.returns, self.press)
        return made

    @cached_property
    def schemes(self) -> Schemes:
        """How sheets of items are assessed."""
        made: Schemes = _when_wanted("assessing").Schemes.load(self.resources)
        return made

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """The certificates that can be printed."""
        made: dict[str, Layout] = _when_wanted("certificates").load(self.resources, self.schema)
        return made

    def forget_layouts(self) -> None:
        """Certificates are read again when they are next wanted: one has been drawn anew."""
        self.__dict__.pop("layouts", None)

    def prove(self) -> None:
        """Reads every declaration and lets SQLite read every rule and measure; refuses with file, place and word."""
        understood = self.register.understood()
        try:
            self.audit.prove(understood)
            self.measures.prove(understood)
            _when_wanted("judging").prove(self.schema, understood)
            _when_wanted("certificates").prove(self.layouts.values(), understood)
        finally:
            understood.close()
        _ = self.tables, self.returns, self.rules, self.schemes
        keep_read()

    def back_up(self, target: Path | None = None) -> Path:
        """Writes a checked backup: into the office's backups, to an archive that stands alone, or the bare register.

        The bare register is what a target whose name ends in `.db` asks for.
        """
        if target and target.suffix == ".db":
            return back_up(self.register.db, target, self.register.key)
        return self.backups.make(self.register, say("backups.by_hand"), target).path

    def before_publishing(self) -> None:
        """Makes the backup that publishing comes after, where anything is new. May run on any thread."""
        reader = self.register.look()
        try:
            self.backups.before(reader, say("backups.before_publish"))
        finally:
            reader.close()

    def warning(self) -> str:
        """A sentence about a folder in which a register is in danger, or a clock set back; empty when all is well."""
        path = str(self.folder.resolve())
        if path.startswith("\\\\") or _on_network(self.folder):
            return say("office.network", folder=self.folder)
        if any(word in path.lower() for word in _SYNCHRONISED):
            return say("office.synchronised", folder=self.folder)
        latest, now = self._latest_step(), datetime.datetime.now()
        if latest - now > _CLOCK:
            return say("office.clock", now=f"{now:%Y-%m-%d %H:%M}", latest=f"{latest:%Y-%m-%d %H:%M}")
        return ""

    def _latest_step(self) -> datetime.datetime:
        """When the last step was made, by the clock of that time."""
        at = self.register.latest()
        return datetime.datetime.fromisoformat(at) if at else datetime.datetime.min

    def close(self) -> None:
        """Closes the register and lets the folder go, with nothing in it that was only to be looked at."""
        self.register.close()
        tidy(self.folder)
        self._lock.release()

    def __enter__(self) -> Office:
        """The office itself, its file found sound and its declarations right."""
        try:
            self.register.sound.wait()
            self.prove()
        except Refusal:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        self.close()


def restore_office(folder: Path, backup: Path, secret: str = "") -> Path:
    """Puts a backup in the place of what an office holds; returns where that is kept.

    `secret` opens the backup where it is encrypted with another key than the office's: see `Locked`.
    """
    lock = _taken(folder)
    try:
        saved: Path = _when_wanted("backups").restore(folder, backup, secret)
        return saved
    except OSError as error:
        raise Refusal("office.not_writable", folder=folder) from error
    finally:
        lock.release()


def _taken(folder: Path) -> Lock:
    """The folder, locked against a second program."""
    try:
        for name in ("formats", "backups", "out"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        return Lock(folder / ".lock")
    except BlockingIOError as error:
        raise Refusal("office.in_use", folder=folder) from error
    except OSError as error:
        raise Refusal("office.not_writable", folder=folder) from error


def _when_wanted(name: str) -> Any:
    """A module that opening an office does not need, and a window's first sight even less."""
    return import_module(f"models.{name}")


def _who() -> str:
    """The computer's user: as the environment says, else as the system does."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if told := os.environ.get(name):
            return told
    try:
        return str(import_module("getpass").getuser())
    except (OSError, KeyError, ImportError):
        return "?"


def _on_network(folder: Path) -> bool:
    """Whether Linux says that the folder is mounted from another machine."""
    if not sys.platform.startswith("linux"):
        return False
    kinds = ("nfs", "cifs", "smb", "fuse.sshfs", "9p")
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return False
    inside = [(point, kind) for point, kind in mounts if folder.resolve().is_relative_to(point)]
    return max(inside, key=lambda one: len(one[0]), default=("", ""))[1].startswith(kinds)
