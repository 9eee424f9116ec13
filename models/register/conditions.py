"""SQL made of what a person asks for or of what stands in a form: a column's filter, a record as it would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import NamedTuple

from models.kinds import Stored
from models.kinds.choices import quoted
from models.register.file import atomic
from models.register.paths import shown
from models.schema import RecordType, Schema

SUPPOSED = "supposed"
"""The table in which supposed records lie, seen by one connection alone."""


class Supposed(NamedTuple):
    """Records of a table as they would be, by their ids; a new one has an id that none has."""

    table: str
    records: Mapping[int, Mapping[str, Stored]]


def suppose(db: Connection, supposed: Supposed, names: Sequence[str]) -> str:
    """SQL of a table in which some records are as supposed: they lie in a table that this connection alone sees."""
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ?" * len(names)
    rows = ((row, *map(record.get, names)) for row, record in supposed.records.items())
    db.execute(f"create temp table {SUPPOSED} (id integer primary key, {columns})")
    with atomic(db, "deferred"):
        db.executemany(f"insert into {SUPPOSED} values (?{marks})", rows)
    kept = f"select id, {columns} from main.{supposed.table} where id not in (select id from {SUPPOSED})"
    return f"({kept} union all select id, {columns} from {SUPPOSED})"


def condition(schema: Schema, one: RecordType, name: str, said: str) -> str:
    """SQL of what a person asks of a field: `空`, `非空`, `>100`, `<=2025-3`, `=甲`, or a part of what is shown."""
    column, text = f'{one.table}."{name}"', said.strip()
    if text in ("空", "非空"):
        return f"{column} is {'' if text == '空' else 'not '}null"
    sign = next((sign for sign in (">=", "<=", ">", "<", "=", "≥", "≤") if text.startswith(sign)), "")
    bare = text.removeprefix(sign)
    read = one.fields[name].kind.read(bare)
    compared = column if one.fields[name].kind.numeric else shown(schema, one, name)
    sign = {"≥": ">=", "≤": "<="}.get(sign, sign or "=" * one.fields[name].kind.numeric)
    if sign and read.trouble is None and read.value is not None:
        return f"{compared} {sign} {_literal(read.value)}"
    part = bare.replace("^", "^^").replace("%", "^%").replace("_", "^_")
    return f"{shown(schema, one, name)} like {_literal(f'%{part}%')} escape '^'"


def _literal(value: Stored) -> str:
    """A value as SQL writes it; a statement would end at a zero character."""
    if value is None:
        return "null"
    return quoted(value.replace("\0", "")) if isinstance(value, str) else repr(value)
