"""Copies of the register: made beside, checked, then put in place, so that no half copy ever bears a backup's name."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from models.files import written_beside
from models.register.file import UNREADABLE, Soundness, connect, examine, trouble


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


def take_over(source: Path, target: Path) -> None:
    """Writes a register that came from elsewhere to `target`; refused when it is damaged, foreign or newer.

    What a killed program had left unfinished in the source is taken back there first.
    """
    try:
        db = connect(source)
        try:
            examine(db, source)
            Soundness(source).wait()
            back_up(db, target)
        finally:
            db.close()
    except UNREADABLE as error:
        raise trouble(error, source) from error


def _check(copy: Path) -> None:
    written = connect(copy, read_only=True)
    try:
        examine(written, copy)
    finally:
        written.close()
    Soundness(copy).wait()
