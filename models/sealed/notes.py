"""Short notes that the program keeps beside the register: readable in a plain office, sealed in an encrypted one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from models.files import written_beside
from models.sealed.container import seal_text, unseal_text
from models.sealed.held import held
from models.words import Refusal

RECEIVED = "received"
"""What lies on 收表 and is not kept yet: a backup takes it along."""

_PLAIN, _SEALED = ".json", ".sealed"


def names(name: str) -> tuple[str, str]:
    """The files of a note: the plain one, the sealed one. An office has one of them at most."""
    return name + _PLAIN, name + _SEALED


def write(office: Path, name: str, text: str) -> None:
    """Keeps a note in an office's folder, in place of an earlier one."""
    _write(office, name, text, held(office))


def read(office: Path, name: str) -> str | None:
    """The note kept last; None where there is none that can be read."""
    with suppress(Refusal):
        return _read(office, name, held(office))
    return None


def discard(office: Path, name: str) -> None:
    """Forgets a note."""
    for file in names(name):
        (office / file).unlink(missing_ok=True)


def carry(name: str, source: Path, target: Path, keys: tuple[str, str]) -> None:
    """Writes the note of one folder into another, read with the first key and sealed with the second; blank: plain.

    Where there is none, or none that the key opens, nothing is written.
    """
    theirs, ours = keys
    with suppress(Refusal):
        text = _read(source, name, theirs)
        discard(target, name)
        if text is not None:
            _write(target, name, text, ours)


def _write(folder: Path, name: str, text: str, key: str) -> None:
    plain, sealed = (folder / file for file in names(name))
    if key:
        seal_text(text, sealed, key)
        plain.unlink(missing_ok=True)
        return
    with written_beside(plain) as beside:
        beside.write_text(text, encoding="utf-8")
    sealed.unlink(missing_ok=True)


def _read(folder: Path, name: str, key: str) -> str | None:
    plain, sealed = (folder / file for file in names(name))
    if key:
        return unseal_text(sealed, key) if sealed.is_file() else None
    try:
        return plain.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
