"""The seal: a digest of the whole file, kept beside it, so that a bit which a disk has turned is never a number.

SQLite checks how its pages hang together, not what stands in a cell. The file changes only through the program, and
each change raises a counter in its header: while the counter is the sealed one, every byte must be. After a crash the
counter has gone on, and only SQLite's own check is left until the file is sealed again: at a clean close, or behind
a backup.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from models.files import written_beside

_HEADER = 100  # bytes
_COUNTER, _VALID_FOR, _COOKIE = slice(24, 28), slice(92, 96), slice(40, 44)
_LETTERS = 40


class _State(NamedTuple):
    """What changes of a file with each write, and its digest."""

    counters: str
    digest: str


def seal_of(path: Path) -> Path:
    """Where the seal of a register lies."""
    return path.with_suffix(".seal")


def seal(db: sqlite3.Connection, path: Path) -> None:
    """Seals the file as it stands, unless it is sealed so already. It is read once; nobody can write meanwhile."""
    with _held(db):
        known = _read(seal_of(path))
        if known and known.counters == _counters(_header(path)):
            return
        told = f"{_counters(_header(path))} {_digest(path)}"
    with written_beside(seal_of(path)) as beside:
        beside.write_text(f"{told} {_short(told)}\n", encoding="ascii")


def is_broken(db: sqlite3.Connection, path: Path) -> bool:
    """Whether bytes have changed since the file was sealed though nothing was written."""
    with _held(db):
        header = _header(path)
        if header[_COUNTER] != header[_VALID_FOR]:  # SQLite writes both alike: one of them has been spoiled
            return True
        known = _read(seal_of(path))
        return known is not None and known.counters == _counters(header) and known.digest != _digest(path)


@contextmanager
def _held(db: sqlite3.Connection) -> Iterator[None]:
    """While a statement reads, no other connection can write to the file."""
    db.execute("begin")
    try:
        db.execute("select 1 from sqlite_master limit 1").fetchall()
        yield
    finally:
        db.execute("rollback")


def _read(file: Path) -> _State | None:
    """What was sealed; None where there is no seal, or none that is whole."""
    try:
        counters, digest, short = file.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return None
    return _State(counters, digest) if _short(f"{counters} {digest}") == short else None


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADER)


def _counters(header: bytes) -> str:
    return (header[_COUNTER] + header[_COOKIE]).hex()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, hashlib.blake2b).hexdigest()[:_LETTERS]


def _short(told: str) -> str:
    return hashlib.blake2b(told.encode(), digest_size=4).hexdigest()
