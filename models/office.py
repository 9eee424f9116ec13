"""An office: a folder with its register, its own formats, its backups and what it sent out. One program at a time."""

from __future__ import annotations

import datetime
import getpass
import shutil
import sys
from functools import cached_property
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_documents_path

from models import certificates, returns
from models.audit import Audit
from models.library import Library
from models.measures import Measures
from models.register import Register, back_up, restore
from models.schema import load
from models.words import Refusal, say

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
        return Audit.load(self.library, self.schema)

    @cached_property
    def measures(self) -> Measures:
        """What is counted."""
        return Measures.load(self.library, self.schema)

    @cached_property
    def returns(self) -> dict[str, returns.Return]:
        """The forms that can be filled."""
        return returns.load(self.library, self.schema, self.measures)

    @cached_property
    def layouts(self) -> dict[str, certificates.Layout]:
        """The certificates that can be printed."""
        return certificates.load(self.library, self.schema)

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
        """The office itself, its file found sound."""
        try:
            self.register.sound.wait()
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


def _taken(folder: Path) -> FileLock:
    """The folder, locked against a second program."""
    lock = FileLock(folder / ".lock")
    try:
        for name in ("formats", "backups", "out"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Refusal("office.in_use", folder=folder) from error
    except OSError as error:
        raise Refusal("office.not_writable", folder=folder) from error
    return lock


def default_folder() -> Path:
    """赛报 in the user's documents."""
    return user_documents_path() / "赛报"


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
