"""An office: a folder with its register, its own formats, its backups and what it sent out. One program at a time."""

from __future__ import annotations

import datetime
import getpass
import shutil
import sys
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.library import Library
from models.lock import Lock
from models.register import Register, back_up, restore
from models.schema import load
from models.words import Refusal, say

if TYPE_CHECKING:
    from models.audit import Audit
    from models.certificates import Layout
    from models.measures import Measures
    from models.returns import Return

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


class Office:
    """Everything that belongs to one office, opened together and locked against a second program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = _taken(folder)
        try:
            self.library = Library(folder / "formats")
            self.schema = load(self.library)
            self.register = Register.open(self.file, self.schema, _who(), folder / "backups")
        except BaseException:
            self._lock.release()
            raise

    @property
    def file(self) -> Path:
        """The register's file."""
        return self.folder / "register.db"

    @cached_property
    def audit(self) -> Audit:
        """The rules."""
        made: Audit = _when_wanted("audit").Audit.load(self.library, self.schema)
        return made

    @cached_property
    def measures(self) -> Measures:
        """What is counted."""
        made: Measures = _when_wanted("measures").Measures.load(self.library, self.schema)
        return made

    @cached_property
    def returns(self) -> dict[str, Return]:
        """The forms that can be filled."""
        made: dict[str, Return] = _when_wanted("returns").load(self.library, self.schema, self.measures)
        return made

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """The certificates that can be printed."""
        made: dict[str, Layout] = _when_wanted("certificates").load(self.library, self.schema)
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
        finally:
            understood.close()
        _ = self.returns, self.layouts

    def back_up(self, target: Path | None = None) -> Path:
        """Writes a checked copy of the register, into the office's backups unless told otherwise."""
        return back_up(self.register.db, target or self.folder / "backups" / f"{_stamp()}.db")

    def warning(self) -> str:
        """A sentence about a folder in which a register is in danger; empty when there is none."""
        path = str(self.folder.resolve())
        if path.startswith("\\\\") or _on_network(self.folder):
            return say("office.network", folder=self.folder)
        if any(word in path.lower() for word in _SYNCHRONISED):
            return say("office.synchronised", folder=self.folder)
        return ""

    def close(self) -> None:
        """Closes the register and lets the folder go."""
        self.register.close()
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


def restore_office(folder: Path, backup: Path) -> Path:
    """Puts a backup in the place of an office's register; returns where the register that was there is kept."""
    register = folder / "register.db"
    saved = folder / "backups" / f"{_stamp()}-before-restore.db"
    lock = _taken(folder)
    try:
        if register.exists():
            shutil.copy2(register, saved)
        restore(backup, register)
    except OSError as error:
        raise Refusal("office.not_writable", folder=folder) from error
    finally:
        lock.release()
    return saved


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


def _stamp() -> str:
    return f"{datetime.datetime.now():%Y%m%d-%H%M%S}"


def _who() -> str:
    try:
        return getpass.getuser()
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
