"""An office made to be opened by a passphrase only, or by anyone again.

The register is written anew in a folder beside, with the sealed key. Giving that folder its final name decides, as
with a restored backup: what is left to do then is done at the next opening, however often it is cut off.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models import drafts
from models.backups.restoring import DECIDED, PREPARED
from models.register import Reader, take_over
from models.sealed import KEYS, held, hold, notes
from models.sealed.keys import create
from models.words import Refusal

Progress = Callable[[int, int], object]

_STEPS = "select coalesce(max(id), 0) from batch"


@dataclass(frozen=True)
class Prepared:
    """A register written anew and not yet in its place; `code` is for the recovery sheet."""

    office: Path
    key: str
    steps: int
    code: str = ""

    def decide(self, reader: Reader) -> None:
        """It takes the register's place when the office is opened next; nothing may be written before that."""
        if reader.ask(_STEPS)[0][0] != self.steps:
            self.discard()
            raise Refusal("security.changed")
        drafts.discard(self.office)  # the forms have been kept: nothing half typed is to stay readable
        notes.carry(notes.RECEIVED, self.office, self.office / PREPARED, (held(self.office), self.key))
        (self.office / PREPARED).rename(self.office / DECIDED)
        hold(self.office, self.key)

    def discard(self) -> None:
        """Everything stays as it is."""
        shutil.rmtree(self.office / PREPARED, ignore_errors=True)


def encrypt(office: Path, reader: Reader, passphrase: str, progress: Progress) -> Prepared:
    """Writes the register anew under a key of its own; `progress` gets bytes and may raise to call it off."""
    steps, folder = _begin(office, reader)
    try:
        key, code = create(folder / KEYS, passphrase)
        take_over(reader.path, folder / reader.path.name, (reader.key, key), progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Prepared(office, key, steps, code)


def decrypt(office: Path, reader: Reader, progress: Progress) -> Prepared:
    """Writes the register anew without a key; an empty folder of keys takes the place of the office's."""
    steps, folder = _begin(office, reader)
    try:
        (folder / KEYS).mkdir()
        take_over(reader.path, folder / reader.path.name, (reader.key, ""), progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Prepared(office, "", steps)


def _begin(office: Path, reader: Reader) -> tuple[int, Path]:
    folder = office / PREPARED
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return reader.ask(_STEPS)[0][0], folder
