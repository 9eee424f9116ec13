"""A part of a register as a file of its own: bare tables of some rows, without history, views or triggers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from models.kinds import Attachment, Link, Links
from models.register.file import FORMAT, atomic, trouble
from models.register.reader import Reader
from models.schema import TYPE, Field, RecordType, Schema

PART = 0x53414950  # "SAIP": what the file says that it is
_LOCAL = "printer"  # of the machine, not of the office


class Part(NamedTuple):
    """How many rows of each table went in, and the files kept with them: what the register holds of each."""

    counted: dict[str, int]
    attached: list[str]


def carried(schema: Schema) -> dict[str, dict[str, Field]]:
    """The tables that go from office to office: not the office's own facts, nor its printers."""
    own = {one.table for one in schema.types.values() if one.single} | {_LOCAL}
    return {table: fields for table, fields in schema.tables.items() if table not in own}


def names_of(schema: Schema, table: str, fields: Mapping[str, Field]) -> list[str]:
    """The columns of a table, its rows' type first where they have one."""
    return [*([TYPE] if schema.is_refined(table) else []), *fields]


def write_part(reader: Reader, target: Path, seeds: Mapping[str, str], leave_out: Callable[[Field], bool]) -> Part:
    """Writes the rows that meet the conditions, all that belong to them and all that they point at.

    `seeds` holds an SQL condition for each table that is begun with; a field to be left out is no column of the file.
    The file is a plain one, also where the register is encrypted.
    """
    try:
        reader.db.execute("attach ? as part key ''", [target.resolve().as_uri() + "?mode=rwc"])
        try:
            with atomic(reader.db, "deferred"):
                return _write(reader, seeds, leave_out)
        finally:
            reader.db.execute("detach part")
    except sqlite3.OperationalError as error:
        raise trouble(error, target) from error


def _write(reader: Reader, seeds: Mapping[str, str], leave_out: Callable[[Field], bool]) -> Part:
    schema, db = reader.schema, reader.db
    _choose(reader, seeds)
    written = Part({}, [])
    for table, fields in carried(schema).items():
        kept = {key: one for key, one in fields.items() if not leave_out(one)}
        columns = ", ".join(f'"{name}"' for name in names_of(schema, table, kept))
        db.execute(f"create table part.{table} (id integer primary key, {columns})")
        chosen = f"id in (select row from temp.chosen where tbl = '{table}')"
        made = db.execute(
            f"insert into part.{table} (id, {columns}) select id, {columns} from main.{table} "
            f"where {chosen} order by id"
        )
        written.counted[table] = made.rowcount
        for key in (key for key, one in kept.items() if isinstance(one.kind, Attachment)):
            found = db.execute(f'select distinct "{key}" from part.{table} where typeof("{key}") = \'text\'')
            written.attached.extend(name for (name,) in found)
    db.execute("drop table temp.chosen")
    db.execute(f"pragma part.application_id = {PART}")
    db.execute(f"pragma part.user_version = {FORMAT}")
    return written


def _choose(reader: Reader, seeds: Mapping[str, str]) -> None:
    """First down to what belongs to the seeds, then up along every link, until nothing more comes."""
    db = reader.db
    db.execute("create temp table chosen (tbl, row, primary key (tbl, row)) without rowid")
    for table, condition in seeds.items():
        db.execute(f"insert into temp.chosen select '{table}', id from main.{table} where {condition}")
    _repeat(db, list(_down(reader.schema)))
    _repeat(db, list(_up(reader.schema)))


def _repeat(db: sqlite3.Connection, statements: Sequence[str]) -> None:
    while sum(db.execute(statement).rowcount for statement in statements):
        pass


def _down(schema: Schema) -> Iterator[str]:
    tables = carried(schema)
    for table in tables:
        for child in schema.owned(table):
            if child.table in tables:
                yield _adding(child.table, f"select id from main.{child.table} where {_within(child, table)}")


def _within(child: RecordType, table: str) -> str:
    return f"\"{child.parent}\" in (select row from temp.chosen where tbl = '{table}')"


def _up(schema: Schema) -> Iterator[str]:
    tables = carried(schema)
    for table, fields in tables.items():
        for key, one in fields.items():
            target = one.of.partition("/")[0]
            if not isinstance(one.kind, Link) or target not in tables:
                continue
            rows = f"main.{table} as t where t.id in (select row from temp.chosen where tbl = '{table}')"
            if isinstance(one.kind, Links):
                each = f'json_each(iif(json_valid(t."{key}"), t."{key}", \'[]\')) as e'
                pointed = f"select e.value from main.{table} as t, {each} where {rows.partition(' where ')[2]}"
            else:
                pointed = f'select t."{key}" from {rows}'
            yield _adding(target, f"select id from main.{target} where id in ({pointed})")


def _adding(table: str, ids: str) -> str:
    return f"insert or ignore into temp.chosen select '{table}', id from ({ids})"


def ids_as_condition(ids: Sequence[int]) -> str:
    """A condition that those rows meet."""
    return f"id in (select value from json_each('{json.dumps(list(ids))}'))"
