"""Connections to files that SQLCipher encrypts, with the methods and the errors of sqlite3.

A key is a passphrase, or 32 random bytes as `x'<64 hexadecimal digits>'`, from which nothing needs to be derived.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from pathlib import Path
from typing import Any

PAGE = 8192  # bytes; every file of ours is made with such pages, and can't be opened with others
_HEAD = b"SQLite format 3\0"
_FETCHING = ("execute", "executemany", "executescript", "fetchone", "fetchmany", "fetchall", "__next__")


def connect(path: Path, key: str, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection to an encrypted file; to a plain one where the key is blank. A wrong key is told by the first use.

    SQLCipher can do what sqlite3 can, but not the other way round: one that converts files opens both kinds here.
    """
    mode = "?mode=ro" if read_only else ""
    place = f"{path.resolve().as_uri()}{mode}"
    opened: sqlite3.Connection = _sqlcipher().connect(
        place, uri=True, isolation_level=None, timeout=10, factory=_connection()
    )
    opened.execute("pragma cipher_log_level = none")  # it would write to the standard error what an exception says
    if key:
        opened.execute(f"pragma key = {quoted(key)}")
        opened.execute(f"pragma cipher_page_size = {PAGE}")
    return opened


def looks_encrypted(path: Path) -> bool:
    """Whether a file is no plain SQLite file: it may be an encrypted one, or damaged."""
    with path.open("rb") as file:
        return file.read(len(_HEAD)) not in (_HEAD, b"")


def quoted(key: str) -> str:
    """A key as SQL writes it; full-width letters and composed signs count as the plain ones."""
    return "'{}'".format(spelled(key).replace("'", "''"))


def spelled(secret: str) -> str:
    """A passphrase however an input method wrote it: the same letters are the same passphrase."""
    return unicodedata.normalize("NFKC", secret.encode(errors="replace").decode()).strip()


@cache
def _sqlcipher() -> Any:
    return import_module("sqlcipher3.dbapi2")


@cache
def _connection() -> Any:
    """SQLCipher's connection and cursor, raising the errors of sqlite3, so that no caller needs to know of two."""
    sqlcipher = _sqlcipher()
    fetching = {name: _translated(getattr(sqlcipher.Cursor, name)) for name in _FETCHING}
    cursor = type("Cursor", (sqlcipher.Cursor,), fetching)

    def made(connection: Any, factory: Any = cursor) -> Any:
        return sqlcipher.Connection.cursor(connection, factory)

    backup = _translated(sqlcipher.Connection.backup)
    return type("Connection", (sqlcipher.Connection,), {"cursor": made, "backup": backup})


def _translated(method: Callable[..., Any]) -> Callable[..., Any]:
    sqlcipher = _sqlcipher()

    @wraps(method)
    def called(*given: Any, **named: Any) -> Any:
        try:
            return method(*given, **named)
        except sqlcipher.Error as error:
            raise getattr(sqlite3, type(error).__name__)(*error.args) from error

    return called
