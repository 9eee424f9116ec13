"""Files in one sealed file: an SQLite Archive (https://sqlite.org/sqlar.html) that SQLCipher encrypts.

Any SQLCipher opens it (`pragma cipher_page_size = 8192`); whoever has not the passphrase learns its size and no more.
"""

from __future__ import annotations

import shutil
import sqlite3
import stat
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from models.files import stays_inside, written_beside
from models.sealed.cipher import PAGE, connect, looks_encrypted, spelled
from models.words import Refusal

_LONGEST = 900_000_000  # bytes of one file: SQLite keeps a value of up to 1,000,000,000
_MOST = 200_000  # files
_QUICK = 1  # of zlib's levels
_ZIP = b"PK\x03\x04"  # how an archive begins
_TABLE = "create table sqlar (name text primary key, mode int, mtime int, sz int, data blob)"
_TEXT = "text"  # the name of what has no name of its own


def looks_sealed(path: Path) -> bool:
    """Whether a file may be sealed: pages that say nothing of what they are. An archive of ours is no such file."""
    with path.open("rb") as file:
        archive = file.read(len(_ZIP)) == _ZIP
    return path.stat().st_size % PAGE == 0 and looks_encrypted(path) and not archive


class WrongSecret(Refusal):
    """The passphrase or recovery code does not open it, or the sealed file is damaged."""


class _Part(NamedTuple):
    name: str
    mode: int
    mtime: int
    size: int
    data: bytes


def seal(what: Path | Sequence[Path], path: Path, passphrase: str) -> Path:
    """Writes a folder's files, or the files named, to one file that only the passphrase opens.

    Files of a folder keep their places in it, files named stand side by side. Refused where two have one name, or a
    name that not every system takes.
    """
    if isinstance(what, Path) and what.is_dir():
        files = [(file.relative_to(what).as_posix(), file) for file in sorted(what.rglob("*")) if file.is_file()]
    else:
        files = [(file.name, file) for file in ([what] if isinstance(what, Path) else what)]
    if len({name.casefold() for name, _ in files}) < len(files):
        raise Refusal("sealed.same_name")
    _write((_packed(name, file) for name, file in files), path, passphrase)
    return path


def unseal(path: Path, folder: Path, passphrase: str) -> list[Path]:
    """Puts what is sealed into a folder; returns the files in their order.

    A wrong passphrase, names that leave the folder and more than the disk holds are refused before anything is
    written; a file that is not as long as it was said to be, when it is reached.
    """
    with closing(_opened(path, passphrase)) as db:
        try:
            names = _looked_over(db, path, folder)
            for name in names:
                part = _Part(
                    *db.execute("select name, mode, mtime, sz, data from sqlar where name = ?", [name]).fetchone()
                )
                with written_beside(folder / name) as beside:
                    beside.write_bytes(_unpacked(part, path))
        except sqlite3.DatabaseError as error:
            raise Refusal("sealed.damaged", file=path) from error
    return [folder / name for name in names]


def seal_text(text: str, path: Path, secret: str) -> None:
    """Keeps a short text sealed."""
    data = text.encode()
    _write([_Part(_TEXT, stat.S_IFREG | 0o600, 0, len(data), data)], path, secret)


def unseal_text(path: Path, secret: str) -> str:
    """The text that `seal_text` kept."""
    with closing(_opened(path, secret)) as db:
        try:
            return str(db.execute("select data from sqlar").fetchone()[0], "utf-8")
        except (sqlite3.DatabaseError, TypeError, ValueError) as error:
            raise Refusal("sealed.damaged", file=path) from error


def _write(parts: Iterable[_Part], path: Path, secret: str) -> None:
    if not spelled(secret):
        raise Refusal("sealed.no_passphrase")
    try:
        with written_beside(path) as beside, closing(connect(beside, secret)) as db:
            db.execute("pragma journal_mode = off")  # a file cut off half-way never gets its name
            db.execute("begin")
            db.execute(_TABLE)
            db.executemany("insert into sqlar values (?, ?, ?, ?, ?)", parts)
            db.execute("commit")
    except sqlite3.DatabaseError as error:
        raise Refusal("sealed.not_written", file=path) from error


def _packed(name: str, file: Path) -> _Part:
    """A file as the archive's rows hold one: packed where that makes it smaller."""
    told = file.stat()
    if not stays_inside(name):
        raise Refusal("sealed.bad_name", file=name)
    if told.st_size > _LONGEST:
        raise Refusal("sealed.too_long", file=file, most=_LONGEST // 1_000_000)
    data = file.read_bytes()
    packed = zlib.compress(data, _QUICK)
    return _Part(name, told.st_mode, int(told.st_mtime), len(data), min(packed, data, key=len))


def _unpacked(part: _Part, path: Path) -> bytes:
    """What stood in the file, which is as long as the archive says or refused."""
    data = part.data
    if len(data) != part.size:
        try:
            data = zlib.decompressobj().decompress(data, part.size + 1)
        except zlib.error as error:
            raise Refusal("sealed.damaged", file=path) from error
    if len(data) != part.size:
        raise Refusal("sealed.damaged", file=path)
    return data


def _opened(path: Path, secret: str) -> sqlite3.Connection:
    """Opened for reading; refused when the secret is not the right one."""
    if not path.is_file():
        raise Refusal("sealed.missing", file=path)
    if not spelled(secret):
        raise WrongSecret("sealed.wrong", file=path.name)
    db = connect(path, secret, read_only=True)
    try:
        db.execute("pragma trusted_schema = off")
        if db.execute("select type from sqlite_master where name = 'sqlar'").fetchone() != ("table",):
            raise Refusal("sealed.damaged", file=path)
    except sqlite3.DatabaseError as error:
        db.close()
        raise WrongSecret("sealed.wrong", file=path.name) from error
    except BaseException:
        db.close()
        raise
    return db


def _looked_over(db: sqlite3.Connection, path: Path, folder: Path) -> list[str]:
    """The names of what is inside; refused when one is not what `seal` writes."""
    sound = "typeof(name) = 'text' and typeof(sz) = 'integer' and typeof(data) = 'blob' and sz between 0 and ?"
    rows = db.execute(f"select name, sz, {sound} from sqlar order by rowid limit ?", [_LONGEST, _MOST + 1]).fetchall()
    alike = {str(name).casefold() for name, *_ in rows}
    if len(rows) > _MOST or len(alike) < len(rows) or not all(right and stays_inside(name) for name, _, right in rows):
        raise Refusal("sealed.damaged", file=path)
    folder.mkdir(parents=True, exist_ok=True)
    if sum(size for _, size, _ in rows) > shutil.disk_usage(folder).free:
        raise Refusal("files.disk_full", folder=folder)
    return [name for name, *_ in rows]
