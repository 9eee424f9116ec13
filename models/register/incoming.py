"""A part of a register that came from elsewhere, hostile until it is proved: read by our own questions alone.

It is opened as a file that never changes, beside a new one of ours. Whatever is more than a bare table is refused;
what is taken is what the declarations name, each value as its kind could have kept it. Several files go into one:
the ids of each begin at its own multiple of `APART`, so that none meet.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path

from models.kinds import Attachment, Kind, Link, Links, Stored, YesNo
from models.kinds.links import listed, members
from models.register.file import FORMAT
from models.register.growth import FROM_NAME, naming, teach
from models.register.parts import PART, carried, names_of
from models.schema import TYPE, Field, Schema
from models.words import Refusal

APART = 2**40
_SPAN = 50_000_000  # between the first and last id of a table: all of them are used up
_GREATEST = "1.7976931348623157e308"
_LONGEST = 10_000_000  # bytes of a row
_STEPS, _TURNS = 1_000_000, 20_000  # of SQLite's machine between two looks at the clock's stand-in, and how many
_ALLOWED = {
    *(sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_TRANSACTION),
    *(sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_PRAGMA, sqlite3.SQLITE_RECURSIVE),
}
_READING = {"table_xinfo", "quick_check", "application_id", "user_version"}


class Staged:
    """Our own file of what has been taken over so far."""

    def __init__(self, target: Path, schema: Schema) -> None:
        self.path = target
        self.schema = schema
        self.columns: list[dict[str, list[str]]] = []
        """Of each file by table the columns that it has; what it lacks was left out there."""
        target.unlink(missing_ok=True)
        with sqlite3.connect(target) as db:
            for table, fields in carried(schema).items():
                made = [*(FROM_NAME if table in naming(schema) else []), *names_of(schema, table, fields)]
                body = ", ".join(f'"{name}"' for name in made)
                db.execute(f"create table {table} (id integer primary key, {body})")
        db.close()

    def take(self, source: Path, attached: Collection[str] = ()) -> dict[str, int]:
        """Takes one more file; how many rows of each table it brought. Refused, with nothing taken, when unfit.

        `attached` names the files that came along: a row keeps the path to one of them and to no other.
        """
        db = sqlite3.connect(self.path, isolation_level=None, uri=True)
        try:
            _guard(db, source)
            db.create_function("came", 1, lambda kept: kept if kept in attached else None, deterministic=True)
            present = _columns(db, self.schema, source)
            counted = self._take(db, present, source)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise Refusal("handover.damaged", file=source.name) from error
        finally:
            db.close()
        self.columns.append(present)
        return counted

    def _take(self, db: sqlite3.Connection, present: dict[str, list[str]], source: Path) -> dict[str, int]:
        counted, shift = {}, len(self.columns) * APART
        db.execute("begin immediate")
        for table, columns in present.items():
            span = f"select min(id), max(id), sum(typeof(id) <> 'integer') from theirs.{table} not indexed"
            first, last, strange = db.execute(span).fetchone()
            if first is None:
                continue
            if strange or not 0 < first <= last < APART or last - first > _SPAN:
                raise Refusal("handover.damaged", file=source.name)
            counted[table] = db.execute(_copying(self.schema, table, columns, shift)).rowcount
        for table in counted:
            for statement in _loosening(self.schema, table, shift):
                db.execute(statement)
        db.execute("commit")
        return counted


def _guard(db: sqlite3.Connection, source: Path) -> None:
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    teach(db)
    db.create_function("relinked", 2, _relinked, deterministic=True)
    db.execute("pragma synchronous = off")  # our copy is thrown away with whatever a power cut leaves of it
    db.execute("pragma journal_mode = memory")
    db.execute("pragma trusted_schema = off")
    db.execute("pragma cell_size_check = on")
    turns = iter(range(_TURNS))
    db.set_progress_handler(lambda: next(turns, None) is None, _STEPS)
    db.execute("attach ? as theirs", [f"{source.resolve().as_uri()}?mode=ro&immutable=1"])
    db.set_authorizer(_authorise)
    if _one(db, "pragma theirs.application_id") != PART:
        raise Refusal("handover.not_ours", file=source.name)
    if int(str(_one(db, "pragma theirs.user_version"))) > FORMAT:
        raise Refusal("handover.newer", file=source.name)
    bare = "type = 'table' and rootpage > 0 and upper(sql) like 'CREATE TABLE %' and upper(sql) not like '%VIRTUAL%'"
    if _one(db, f"select count(*) from theirs.sqlite_master where not coalesce({bare}, 0)"):
        raise Refusal("handover.not_bare", file=source.name)
    if _one(db, "pragma theirs.quick_check(1)") != "ok":
        raise Refusal("handover.damaged", file=source.name)


def _authorise(action: int, first: str | None, _: str | None, database: str | None, __: str | None) -> int:
    fit = action in _ALLOWED and (action != sqlite3.SQLITE_PRAGMA or first in _READING)
    writes = action in (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE)
    return sqlite3.SQLITE_OK if fit and not (writes and database == "theirs") else sqlite3.SQLITE_DENY


def _columns(db: sqlite3.Connection, schema: Schema, source: Path) -> dict[str, list[str]]:
    """Of the tables that we know, the columns that we know."""
    found = {}
    for table, fields in carried(schema).items():
        told = db.execute(f"pragma theirs.table_xinfo({table})").fetchall()
        if any(hidden for *_, hidden in told):
            raise Refusal("handover.not_bare", file=source.name)
        there = {row[1] for row in told}
        if "id" in there:
            found[table] = [name for name in names_of(schema, table, fields) if name in there]
    return found


def _copying(schema: Schema, table: str, columns: list[str], shift: int) -> str:
    fields = schema.tables[table]
    name = naming(schema).get(table)
    made = {column: f'{function}("{name}")' for column, function in FROM_NAME.items()} if name in columns else {}
    picked = [f"id + {shift}", *made.values()]
    picked += [
        _typed(schema, table) if one == TYPE and one not in fields else _fit(fields[one], shift) for one in columns
    ]
    into = ", ".join(f'"{one}"' for one in ["id", *made, *columns])
    return f"insert into main.{table} ({into}) select {', '.join(picked)} from theirs.{table} not indexed order by id"


def _typed(schema: Schema, table: str) -> str:
    known = ", ".join(f"'{one.refinement}'" for one in schema.refinements(table))
    return f"iif({TYPE} in ({known}), {TYPE}, null)"


def _fit(field: Field, shift: int) -> str:
    """SQL of a value as its kind could have kept it; what it could not is text as typed."""
    column = f'"{field.key}"'
    if isinstance(field.kind, Links):
        return f"relinked({column}, {shift})"
    if type(field.kind) is Link:
        return f"case typeof({column}) when 'integer' then {column} + {shift} else {_text(column)} end"
    if isinstance(field.kind, Attachment):
        return f"came({column})"
    if _counts(field.kind):
        number = f"typeof({column}) in ('integer', 'real') and abs({column} + 0.0) <= {_GREATEST}"
        return f"iif({number}, {column}, {_text(column)})"
    return _text(column)


def _counts(kind: Kind) -> bool:
    return kind.numeric or isinstance(kind, YesNo)


def _text(column: str) -> str:
    return f"nullif(iif(typeof({column}) = 'blob', hex({column}), cast({column} as text)), '')"


def _relinked(kept: Stored, shift: int) -> str | None:
    return listed([one + shift if type(one) is int and 0 < one < APART else str(one) for one in members(kept)])


def _loosening(schema: Schema, table: str, shift: int) -> list[str]:
    """A link to what is not in the file becomes the text of a name that nobody bears."""
    statements = []
    for key, one in schema.tables[table].items():
        target = one.of.partition("/")[0]
        if type(one.kind) is Link and target in carried(schema):
            lost = f'typeof("{key}") = \'integer\' and "{key}" not in (select id from main.{target})'
            own = f"id > {shift}"
            statements.append(f'update main.{table} set "{key}" = \'#\' || ("{key}" - {shift}) where {own} and {lost}')
    return statements


def _one(db: sqlite3.Connection, sql: str, values: Mapping[str, Stored] | None = None) -> Stored:
    found: Stored = db.execute(sql, values or {}).fetchone()[0]
    return found
