"""Opens the register's file: checks that it is ours, whole, and not newer than this program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread

from models import sealed
from models.words import Refusal

APPLICATION = 0x53414942  # "SAIB"
FORMAT = 1  # of the tables below; raised when they change, never when a declaration does

_OWN_TABLES = """
create table batch (
    id integer primary key autoincrement, at text not null, who text not null, what text not null,
    reverses integer references batch, undone integer not null default 0, first integer, last integer
);
create table history (
    id integer primary key, batch integer not null, tbl text not null, row integer not null, before text
);
create table counter (tbl text primary key, latest integer not null);
create table working (one integer primary key check (one = 1), batch integer references batch);
insert into working values (1, null);
create table growth (at text not null, fingerprint text not null);
create table source (
    id integer primary key, batch integer not null references batch on delete cascade,
    tbl text not null, file text not null, sheet text not null, columns text not null
);
create table origin (
    source integer not null references source on delete cascade,
    first integer not null, last integer not null, line integer not null, primary key (source, first)
) without rowid;
"""

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What sqlite3 raises over a damaged file: its complaint may quote bytes that are no text."""


class Damaged(Refusal):
    """The register's file is not what was written; a backup can be restored."""


def connect(path: Path, key: str = "", *, read_only: bool = False) -> sqlite3.Connection:
    """A connection that loses nothing at a power cut: rollback journal, full synchronisation.

    With a key the file is an encrypted one; without it SQLCipher is never loaded.
    """
    connection = sealed.connect(path, key, read_only=read_only) if key else _plain(path, read_only)
    try:
        _prepare(connection, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _plain(path: Path, read_only: bool) -> sqlite3.Connection:
    mode = "?mode=ro" if read_only else ""
    return sqlite3.connect(f"{path.resolve().as_uri()}{mode}", uri=True, isolation_level=None, timeout=10)


def _prepare(connection: sqlite3.Connection, read_only: bool) -> None:
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma cache_size = -64000")
    connection.execute("pragma temp_store = memory")  # what a statement may have to take back, beside the journal
    if not read_only:
        connection.execute("pragma journal_mode = delete")
        connection.execute("pragma synchronous = full")


def open_file(path: Path, key: str = "") -> sqlite3.Connection:
    """The file's connection, made new when there is none; refused when it is damaged, foreign or newer."""
    fresh = not path.exists() or path.stat().st_size == 0
    try:
        db = connect(path, key)
    except UNREADABLE as error:
        raise trouble(error, path) from error
    try:
        _begin(db) if fresh else examine(db, path)
    except UNREADABLE as error:
        db.close()
        raise trouble(error, path) from error
    except Refusal:
        db.close()
        raise
    return db


@contextmanager
def atomic(db: sqlite3.Connection, kind: str = "immediate") -> Iterator[None]:
    """A transaction: everything written inside is kept, or nothing."""
    db.execute(f"begin {kind}")
    try:
        yield
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise


def _begin(db: sqlite3.Connection) -> None:
    db.execute("pragma page_size = 8192")  # a long import writes a tenth faster than on pages of 4096
    db.executescript(
        f"begin; {_OWN_TABLES} pragma application_id = {APPLICATION}; pragma user_version = {FORMAT}; commit;"
    )


def examine(db: sqlite3.Connection, path: Path) -> None:
    """Refuses a file that is not a register of a format this program knows."""
    if _pragma(db, "application_id") != APPLICATION:
        raise Damaged("register.not_ours", file=path)
    if int(str(_pragma(db, "user_version"))) > FORMAT:
        raise Refusal("register.newer", file=path)


class Soundness:
    """Seal and SQLite's own check of a file, on a thread and a connection of its own: no window need wait for it.

    It begins when it is told to, or when somebody waits for it. Nothing is written before it has ended well.
    """

    def __init__(self, path: Path, key: str = "") -> None:
        self.path = path
        self._key = key
        self._found = ""
        self._thread = Thread(target=self._check, daemon=True)
        self._beginning = Lock()

    def begin(self) -> None:
        """Looks at the file from now on, unless it has begun before."""
        with self._beginning:
            if self._thread.ident is None:
                self._thread.start()

    def _check(self) -> None:
        try:
            with closing(connect(self.path, self._key, read_only=True)) as db:
                db.execute("pragma cache_size = -4000")  # it reads every page once: keeping them would only cost memory
                # SQLCipher signs each page itself
                broken = not self._key and import_module("models.register.seal").is_broken(db, self.path)
                self._found = "seal" if broken else str(_pragma(db, "quick_check"))
        except UNREADABLE as error:
            self._found = str(error)

    @property
    def found_whole(self) -> bool:
        """Whether it has ended, and well."""
        return self._found == "ok"

    def wait(self) -> None:
        """Refuses when the file is damaged."""
        self.begin()
        self._thread.join()
        if self._found != "ok":
            raise Damaged("register.damaged", file=self.path)


def trouble(error: Exception, path: Path) -> Exception:
    """SQLite's complaint as a sentence that says what to do; the complaint itself when it is a fault of ours."""
    text = str(error)
    if "disk is full" in text or "disk I/O" in text:
        return Refusal("register.disk", folder=path.parent)
    if "readonly" in text or "unable to open" in text:
        return Refusal("register.not_writable", folder=path.parent)
    if "locked" in text:
        return Refusal("office.in_use", folder=path.parent)
    if isinstance(error, UnicodeDecodeError) or "malformed" in text or "not a database" in text or "corrupt" in text:
        return Damaged("register.damaged", file=path)
    return error


def _pragma(db: sqlite3.Connection, name: str) -> object:
    return db.execute(f"pragma {name}").fetchone()[0]
