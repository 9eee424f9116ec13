"""Copies of the register: made beside, checked, then put in place, so that no half copy ever bears a backup's name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from models.files import written_beside
from models.kinds import Stored
from models.register.file import UNREADABLE, Damaged, Soundness, connect, examine, trouble
from models.register.recrypting import recrypt


def back_up(db: sqlite3.Connection, target: Path, key: str = "") -> Path:
    """Writes a checked copy of an open register to `target`; that of an encrypted one has the same key."""
    try:
        with written_beside(target) as beside:
            with closing(connect(beside, key)) as copy:
                db.backup(copy)
            _check(beside, key)
    except sqlite3.Error as error:
        raise trouble(error, target) from error
    return target


def take_over(
    source: Path,
    target: Path,
    keys: tuple[str, str] = ("", ""),
    progress: Callable[[int, int], object] = lambda _made, _of: None,
) -> None:
    """Writes a register that came from elsewhere to `target`; refused when it is damaged, foreign or newer.

    What a killed program had left unfinished in the source is taken back there first. `keys` are the source's and
    that which the target is to have; where they differ, everything is written anew, with progress in bytes.
    """
    theirs, ours = keys
    try:
        with closing(connect(source, theirs)) as db:
            examine(db, source)
            Soundness(source, theirs).wait()
            if theirs == ours:
                back_up(db, target, theirs)
                return
        with written_beside(target) as beside:
            recrypt(source, theirs, beside, ours, progress)
            _check(beside, ours)
    except UNREADABLE as error:
        raise trouble(error, source) from error


def fits(path: Path, key: str) -> bool:
    """Whether a key opens a register's file."""
    try:
        with closing(connect(path, key, read_only=True)) as db:
            examine(db, path)
    except (sqlite3.DatabaseError, Damaged):
        return False
    return True


def answer_of(path: Path, key: str, sql: str) -> list[dict[str, Stored]]:
    """What a register that is not open, perhaps of an earlier version or damaged, answers; nothing where it can't."""
    try:
        with closing(connect(path, key)) as db:
            found = db.execute(sql)
            names = [one[0] for one in found.description]
            return [dict(zip(names, row, strict=True)) for row in found]
    except UNREADABLE:
        return []


def _check(copy: Path, key: str) -> None:
    with closing(connect(copy, key, read_only=True)) as written:
        examine(written, copy)
    Soundness(copy, key).wait()
