"""Copies of the register: made beside, checked, then put in place, so that no half copy ever bears a backup's name."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from models.files import written_beside
from models.register.file import Soundness, connect, examine, trouble
from models.words import Refusal


def back_up(db: sqlite3.Connection, target: Path) -> Path:
    """Writes a checked copy of an open register to `target`."""
    try:
        with written_beside(target) as beside:
            copy = sqlite3.connect(beside)
            try:
                db.backup(copy)
            finally:
                copy.close()
            _check(beside)
    except sqlite3.Error as error:
        raise trouble(error, target) from error
    return target


def restore(source: Path, register: Path) -> None:
    """Puts a backup in the register's place; refused when it is damaged, foreign or newer.

    No connection to the register may be open.
    """
    if not source.is_file():
        raise Refusal("register.no_backup", file=source)
    try:
        db = connect(source, read_only=True)
        try:
            examine(db, source)
            Soundness(source).wait()
            back_up(db, register)
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        raise trouble(error, source) from error


def _check(copy: Path) -> None:
    written = connect(copy, read_only=True)
    try:
        examine(written, copy)
    finally:
        written.close()
    Soundness(copy).wait()
