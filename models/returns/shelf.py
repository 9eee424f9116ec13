"""Adoptions that are not finished, kept in the office from act to act, so that neither a crash nor another form
takes them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.files import apart, safe_name
from models.resources import Unparsed, read_toml
from models.returns.adoption import CELLS

_FOLDER = "drafts"


@dataclass(frozen=True)
class Shelved:
    """One of them: its folder, what it is called, and when it was last changed."""

    folder: Path
    title: str
    at: str


@dataclass(frozen=True)
class Shelf:
    """The adoptions of an office that are not finished."""

    office: Path

    def all(self) -> list[Shelved]:
        """The latest first; what can't be read is passed over."""
        found = [one for file in (self.office / _FOLDER).glob(f"*/{CELLS}") if (one := _read(file))]
        return sorted(found, key=lambda one: one.at, reverse=True)

    def place(self, title: str) -> Path:
        """A folder for another one, not taken yet."""
        taken = sorted(one.name for one in (self.office / _FOLDER).glob("*"))
        return self.office / _FOLDER / apart([*taken, safe_name(title)])[-1]

    def discard(self, folder: Path) -> None:
        """It is finished, or given up."""
        if folder.parent == self.office / _FOLDER:
            shutil.rmtree(folder, ignore_errors=True)


def _read(file: Path) -> Shelved | None:
    try:
        title = str(read_toml(file).get("title", file.parent.name))
        at = datetime.fromtimestamp(file.stat().st_mtime).isoformat(" ", "minutes")
    except (OSError, Unparsed):
        return None
    return Shelved(file.parent, title, at)
