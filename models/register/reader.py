"""Reads the register: rows as kept, rows as shown, and answers to declared conditions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Any

from models.kinds import CreditCode, IdNumber, Link, Links, Stored, match_key, match_keys
from models.kinds.links import members
from models.patterns import pattern
from models.register.conditions import Supposed, condition, suppose
from models.register.file import connect
from models.register.growth import INITIALS, SOUGHT
from models.register.paths import expand, field_at, shown, value
from models.schema import TYPE, Field, RecordType, Schema
from models.words import Refusal

_DIGIT = pattern(r"\d")
_OFTEN = 100_000  # of SQLite's steps, about a millisecond, between two looks at whether a write is waiting
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}


Stretches = Mapping[str, Sequence[tuple[int, int]]]
"""By table the first and last ids of stretches of rows."""


class Reader:
    """A way to look at the register that can change nothing."""

    def __init__(self, schema: Schema, db: sqlite3.Connection, path: Path, key: str = "") -> None:
        self.schema = schema
        self.db = db
        self.path = path
        self.key = key  # of an encrypted file
        self._stop: Event | None = None

    def look(self) -> Reader:
        """Another connection that only reads, for another thread; it gives way when this one does."""
        made = Reader(self.schema, connect(self.path, self.key, read_only=True), self.path, self.key)
        if self._stop:
            made.give_way(self._stop)
        return made

    def give_way(self, stop: Event) -> None:
        """Ends whatever this connection is asked with an error as soon as the event is set."""
        self._stop = stop
        self.db.set_progress_handler(stop.is_set, _OFTEN)

    @property
    def gave_way(self) -> bool:
        """Whether it was stopped, so that an error of its own means nothing."""
        return self._stop is not None and self._stop.is_set()

    def understood(self, supposed: Supposed | None = None, within: Stretches | None = None) -> Reader:
        """A connection for declared SQL: it sees only what could be read, and can do nothing but select.

        Views of the tables' names lie over the tables; in them a value kept as typed is blank. One record may be
        `supposed` to be other than it is kept, so that what stands in a form can be judged before it is. `within`
        says by table the first and last ids of the only rows that are seen.
        """
        reader = self.look()
        if within is not None:
            reader.ask("select 1 from json_each('[]')")
            _keep_within(reader.db, within)
        for table, fields in self.schema.tables.items():
            picked = ["id", *([TYPE] if self.schema.is_refined(table) else [])]
            for key, field in fields.items():
                only_read = f"""case when typeof("{key}") <> 'text' then "{key}" end as "{key}\""""
                doubtful = field.kind.numeric  # a name in a link column equals no id: an index still serves there
                unread = field.kind.unread(f'"{key}"') if "date(" in field.kind.unread("x") else ""
                picked.append(
                    only_read if doubtful else f'iif({unread}, null, "{key}") as "{key}"' if unread else f'"{key}"'
                )
            source = f"main.{table}"
            if supposed and supposed.table == table:
                source = suppose(reader.db, supposed, [*([TYPE] if self.schema.is_refined(table) else []), *fields])
            only = f" where id in (select row from within where tbl = '{table}')" if within is not None else ""
            reader.db.execute(f"create temp view {table} as select {', '.join(picked)} from {source}{only}")
        reader.ask("select 1 from json_each('[]')")  # known to the connection before it may no longer make tables
        reader.db.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY)
        return reader

    def close(self) -> None:
        """Lets the file go."""
        self.db.close()

    def ask(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.db.execute(sql, values).fetchall()

    def rows(
        self, key: str, paths: Sequence[str], where: str = "", values: Sequence[Any] = ()
    ) -> list[tuple[Any, ...]]:
        """What is kept at those paths, `id` first, of all rows of a type that meet a condition."""
        one = self.schema[key]
        picked = ", ".join([f"{one.table}.id", *(value(self.schema, one, path) for path in paths)])
        return self.ask(f"select {picked} from {one.table} where {self._only(one, where)} order by id", values)

    def row(self, key: str, row: int) -> dict[str, Stored]:
        """One record as kept, by field; empty when there is none."""
        one = self.schema[key]
        found = self.rows(key, list(one.fields), f"{one.table}.id = ?", [row])
        return dict(zip(one.fields, found[0][1:], strict=True)) if found else {}

    def count(self, key: str, where: str = "") -> int:
        """How many records of a type there are."""
        one = self.schema[key]
        return int(self.ask(f"select count(*) from {one.table} where {self._only(one, where)}")[0][0])

    def ids(
        self,
        key: str,
        text: str = "",
        order: str = "",
        descending: bool = False,
        within: str = "",
        most: int = -1,
        filters: Mapping[str, str] | None = None,
    ) -> list[int]:
        """The records whose shown columns hold all words of `text` or their initials, in the order of a shown value.

        `filters` say by field what its value must be: see `condition`.
        """
        one = self.schema[key]
        words = [match_key(word) for word in text.split()]
        clauses = [self._only(one, within), *(self._holds(one, word) for word in words)]
        clauses += [condition(self.schema, one, name, said) for name, said in (filters or {}).items()]
        values = {f"w{at}": f"%{word}%" for at, word in enumerate(words)}
        where = " and ".join(clause.replace(":word", f":w{at - 1}") for at, clause in enumerate(clauses))
        by = f"{shown(self.schema, one, order)} {'desc' if descending else 'asc'}, " if order else ""
        rows = self.ask(
            f"select {one.table}.id from {one.table} where {where} order by {by}{one.table}.id limit {most}", values
        )
        return [row[0] for row in rows]

    def _holds(self, one: RecordType, word: str) -> str:
        """SQL: some column of the table's list holds `:word`; letters may be the first ones of a name's pinyin."""
        names = (SOUGHT, INITIALS) if word.isascii() and word.isalpha() else (SOUGHT,)
        clauses = [f"{one.table}.{name} like :word" for name in names]
        for key in one.columns:
            field = one.fields[key]
            if type(field.kind) is Link:
                target = self.schema.types[field.of].table
                bearers = " or ".join(f"{name} like :word" for name in names)
                clauses.append(f'{one.table}."{key}" in (select id from {target} where {bearers})')
            elif key != one.name:
                clauses.append(f'{one.table}."{key}" like :word')
        return f"({' or '.join(clauses)})"

    def _only(self, one: RecordType, where: str = "") -> str:
        clauses = [f"{one.table}.{TYPE} = '{one.refinement}'"] if one.refinement else []
        clauses += [f"({expand(self.schema, one, where)})"] if where else []
        return " and ".join(clauses) or "true"

    def table(self, key: str, ids: Sequence[int], paths: Sequence[str]) -> list[list[str]]:
        """Those records as people read them, in the order of the ids."""
        fields = [field_at(self.schema, self.schema[key], path) for path in paths]
        return [
            [self._text(field, kept) for field, kept in zip(fields, row, strict=True)]
            for row in self.named(key, ids, paths)
        ]

    def cells(self, key: str, ids: Sequence[int], paths: Sequence[str]) -> list[list[tuple[Stored, str]]]:
        """What those records hold at the paths, and as people read it, in the order of the ids."""
        one = self.schema[key]
        kept = self._picked(one, ids, [value(self.schema, one, path) for path in paths])
        texts = self.table(key, ids, paths)
        return [list(zip(*both, strict=True)) for both in zip(kept, texts, strict=True)]

    def named(self, key: str, ids: Sequence[int], paths: Sequence[str]) -> list[tuple[Stored, ...]]:
        """Those records as kept, but with names for links, in the order of the ids; blank where there is none."""
        one = self.schema[key]
        return self._picked(one, ids, [shown(self.schema, one, path) for path in paths])

    def _picked(self, one: RecordType, ids: Sequence[int], columns: Sequence[str]) -> list[tuple[Stored, ...]]:
        found = self.ask(
            f"select {', '.join([f'{one.table}.id', *columns])} from {one.table} "
            "where id in (select value from json_each(?))",
            [json.dumps(list(ids))],
        )
        by_id = {row[0]: row[1:] for row in found}
        return [by_id.get(row, (None,) * len(columns)) for row in ids]

    def _text(self, field: Field, kept: Stored) -> str:
        return self.names(field.of, kept) if isinstance(field.kind, Links) else field.kind.show(kept)

    def title(self, key: str, row: Stored) -> str:
        """The name of a record; what was typed, when it is no record yet."""
        if not isinstance(row, int):
            return "" if row is None else str(row)
        one = self.schema[key]
        found = self.table(one.table, [row], [one.name])
        return found[0][0]

    def names(self, key: str, kept: Stored) -> str:
        """The names of an ordered list of links."""
        return "、".join(self.title(key, member) for member in members(kept))

    def find(self, key: str, name: str) -> list[int]:
        """The records that bear this name, however it is spaced; their id when no two do."""
        return [row[0] for row in self.ask(f"select id from {key} where {SOUGHT} = ?", [match_key(name)])]

    def called(self, key: str, names: Collection[str]) -> dict[str, int]:
        """The record that alone bears each of the names, or a code that tells records apart, by the name as given."""
        one = self.schema[key]
        keys = dict(zip(names, match_keys(list(names)), strict=True))
        bearing = self.sole(one.table, [SOUGHT], {(sought,) for sought in keys.values()})
        found = {name: bearing[sought,] for name, sought in keys.items() if (sought,) in bearing}
        for (word,) in (words for words in one.same if len(words) == 1 and words[0] != one.name):
            digits = isinstance(one.fields[word].kind, IdNumber | CreditCode)
            left = {(name,) for name in names if name not in found and (not digits or _DIGIT.search(name))}
            found |= {str(code): row for (code,), row in self.sole(one.table, [f'"{word}"'], left).items()}
        return found

    def sole(
        self, table: str, columns: Sequence[str], keys: Collection[tuple[Stored, ...]], blank: Sequence[str] = ()
    ) -> dict[tuple[Stored, ...], int]:
        """The row that alone holds each key in those columns, looked up in their index, and nothing in `blank` ones."""
        if not keys or not self.ask(f"select 1 from {table} limit 1"):
            return {}
        told: list[Any] = list(keys)
        parts = ["value as k0"]
        if len(columns) > 1:
            parts = [f"json_extract(value, '$[{at}]') as k{at}" for at in range(len(columns))]
        alike = [*(f"t.{one} = k{at}" for at, one in enumerate(columns)), *(f't."{one}" is null' for one in blank)]
        rows = self.ask(
            f"select at, min(t.id) from (select key as at, {', '.join(parts)} from json_each(?)) "
            f"cross join {table} t on {' and '.join(alike)} group by at having count(*) = 1",
            [json.dumps(told if len(columns) > 1 else [value for (value,) in told])],
        )
        return {told[at]: row for at, row in rows}

    def named_in(self, key: str, text: str) -> str:
        """The longest name of a record of that type that stands in a text; empty when none does."""
        one = self.schema[key]
        sql = f"select {one.name} from {one.table} where instr(?, {SOUGHT}) > 0 order by length({SOUGHT}) desc limit 1"
        found = self.ask(sql, [match_key(text)])
        return str(found[0][0]) if found else ""

    def seal(self) -> None:
        """Seals the file, which has just been found whole; where that can't be done the old seal stays."""
        with suppress(Refusal, sqlite3.Error, OSError):
            if not self.key and not self.db.in_transaction:
                import_module("models.register.seal").seal(self.db, self.path)

    def settings(self) -> dict[str, str]:
        """The office's own facts as shown, by field; blank before they have been told."""
        fields = list(self.schema["settings"].fields)
        ids = self.ids("settings")[:1]
        return (
            dict(zip(fields, self.table("settings", ids, fields)[0], strict=True)) if ids else dict.fromkeys(fields, "")
        )


def _keep_within(db: sqlite3.Connection, within: Stretches) -> None:
    """The rows of those stretches in a table of the connection's own."""
    db.execute("create temp table within (tbl, row, primary key (tbl, row)) without rowid")
    for table, stretches in within.items():
        spans = "(select value ->> 0 as first, value ->> 1 as last from json_each(?))"
        rows = f"select '{table}', id from {spans} cross join main.{table} on id between first and last"
        db.execute(f"insert or ignore into within {rows}", [json.dumps(list(stretches))])
