"""Writes a register anew under another key, or under none, and counts that everything has arrived."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from models.register.file import APPLICATION, FORMAT, Damaged
from models.sealed import connect
from models.sealed.cipher import PAGE, quoted

_OFTEN = 200_000  # of SQLite's steps between two words of progress

Progress = Callable[[int, int], object]


class _Watch:
    """Tells how far the copy is; what is raised on hearing it stops SQLite, and is kept to be raised again."""

    def __init__(self, progress: Progress, source: Path, target: Path) -> None:
        self.progress = progress
        self.whole = source.stat().st_size
        self.target = target
        self.why: Exception | None = None

    def __call__(self) -> bool:
        try:
            self.progress(min(self.target.stat().st_size, self.whole), self.whole)
        except Exception as error:
            self.why = error
        return self.why is not None


def recrypt(source: Path, theirs: str, target: Path, ours: str, progress: Progress) -> None:
    """Copies table by table; `progress` gets the bytes written and those to be, and may raise to call it off.

    SQLCipher's own export makes tables, indexes and rows, then views and triggers, so that no trigger fires.
    """
    with closing(connect(source, theirs)) as db:
        db.execute(f"attach ? as other key {quoted(ours)}", [str(target)])
        db.execute(f"pragma other.{'cipher_page_size' if ours else 'page_size'} = {PAGE}")
        db.execute("pragma other.journal_mode = off")  # a file cut off half-way never gets its name
        watch = _Watch(progress, source, target)
        db.set_progress_handler(watch, _OFTEN)
        try:
            db.execute("select sqlcipher_export('other')")
        except sqlite3.OperationalError:
            raise watch.why or Damaged("register.damaged", file=source) from None
        db.set_progress_handler(None, 0)
        db.execute(f"pragma other.application_id = {APPLICATION}")
        db.execute(f"pragma other.user_version = {FORMAT}")
        _compare(db, source)


def _compare(db: sqlite3.Connection, source: Path) -> None:
    """Refuses a copy that lacks a table, a trigger or a row."""
    made = "select type, name, sql from {}.sqlite_master where name <> 'sqlite_sequence' order by type, name"
    ours, theirs = (db.execute(made.format(one)).fetchall() for one in ("main", "other"))
    counts = [
        [db.execute(f'select count(*) from {one}."{name}"').fetchone() for kind, name, _ in ours if kind == "table"]
        for one in ("main", "other")
    ]
    if ours != theirs or counts[0] != counts[1]:
        raise Damaged("register.damaged", file=source)
