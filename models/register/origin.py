"""Where records came from: the workbook that brought or last changed them, its sheet, line and columns.

One row for each stretch of records that came from as many lines, so that it costs nothing beside the records. It is no
part of what undo takes back: what an undone step has read in is passed over, and holds again when the step does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from typing import Any, NamedTuple

from models.findings import Finding
from models.kinds import Stored
from models.register.changes import Change, Register
from models.register.file import atomic
from models.register.reader import Reader

_NEAR = """
    from origin
    cross join source on source.id = origin.source
    cross join wanted on wanted.tbl = source.tbl and wanted.row between origin.first and origin.last
    cross join batch on batch.id = source.batch and not batch.undone
    where origin.first <= (select max(row) from wanted) and origin.last >= (select min(row) from wanted)
"""
"""Where wanted records came from: most stretches are passed over by their ends alone, before anything is looked up."""

_FOUND = f"""
    select wanted.tbl, wanted.row, file, sheet, columns, line + wanted.row - origin.first, batch.at, kept
    {_NEAR} order by source.id desc
"""

_BROUGHT = f"select wanted.row, file, at, columns, batch.id, kept {_NEAR} order by source.id"

_Line = tuple[str, str, dict[str, int], int, str]
"""A place that a record came from: file, sheet, column of each field, line, and the workbook itself."""


Later = dict[int, list[tuple[int, dict[str, Stored]]]]
"""By record: the steps that changed it, and what it held before each."""


class Source(NamedTuple):
    """A sheet of a workbook, and the column (from 0) in which each field stood."""

    file: str
    sheet: str
    columns: dict[str, int]
    kept: str = ""
    """The workbook itself within the office's folder; empty where it is not there."""
    heading: str = ""
    """The heading as it is known again, where columns under it were not read."""
    unread: tuple[str, ...] = ()
    """Those columns."""

    def only(self, names: Sequence[str]) -> Source:
        """Of some fields alone."""
        return self._replace(columns={name: at for name, at in self.columns.items() if name in names})


class Brought(NamedTuple):
    """A workbook that brought or changed a record, when, and the fields that stood in it."""

    file: str
    at: str
    fields: frozenset[str]
    step: int
    kept: str = ""
    """The workbook itself within the office's folder."""


class Spot(NamedTuple):
    """A cell of a workbook, counted from 0; only its line where the column is not known."""

    file: str
    sheet: str
    line: int
    column: int | None
    kept: str = ""


class Workbook(NamedTuple):
    """A workbook that brought records: its name as it came, when, and itself within the office's folder."""

    file: str
    at: str
    kept: str


def remember(register: Register, change: Change, source: Source, lines: Sequence[int]) -> None:
    """Keeps where the records of a change came from, one line each; belongs to the step that is being made."""
    told: list[str | None] = [change.table, source.file, source.sheet, json.dumps(source.columns)]
    told += [source.kept or None, source.heading or None, "、".join(source.unread) or None]
    into = "insert into source (batch, tbl, file, sheet, columns, kept, heading, unread)"
    asked = f"{into} values ((select batch from working), ?, ?, ?, ?, ?, ?, ?)"
    noted = register.db.execute(asked, told).lastrowid
    stretches = ((noted, *stretch) for stretch in _stretches(change.ids, lines))
    register.insert("origin", ["source", "first", "last", "line"], stretches)


def _stretches(ids: Sequence[int], lines: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """First and last id, and the first line, wherever ids and lines go on side by side."""
    steps = zip(ids, ids[1:], lines, lines[1:], strict=False)
    breaks = [at for at, (a, b, c, d) in enumerate(steps, 1) if b - a != 1 or d - c != 1]
    for start, end in zip([0, *breaks], [*breaks, len(ids)], strict=True):
        yield ids[start], ids[end - 1], lines[start]


def latest(reader: Reader, table: str, rows: Sequence[int]) -> dict[int, Workbook]:
    """The workbook that last brought or changed each of those records, and when; records typed here have none."""
    found = _sources(reader, {(table, row) for row in rows})
    return {row: Workbook(file, at, kept or "") for _, row, file, _, _, _, at, kept in reversed(found)}


def unread(reader: Reader) -> dict[str, dict[str, str]]:
    """By kept workbook and heading: the columns that were not read when rows of it came in."""
    asked = "select kept, heading, unread from source join batch on batch.id = source.batch and not batch.undone"
    found: dict[str, dict[str, str]] = {}
    for kept, heading, columns in reader.ask(f"{asked} where unread is not null and kept is not null"):
        found.setdefault(kept, {})[heading] = columns
    return found


def of_step(reader: Reader, step: int) -> list[Workbook]:
    """The workbooks that a step has brought and that the office keeps, each once."""
    asked = "select distinct file, at, kept from source join batch on batch.id = source.batch"
    return [Workbook(*row) for row in reader.ask(f"{asked} where batch.id = ? and kept is not null", [step])]


def of(reader: Reader, found: Sequence[Finding]) -> list[Spot | None]:
    """Where the field of each finding came from, else where its record did; None for what was typed here."""
    known: dict[tuple[str, int], list[_Line]] = {}
    read: dict[str, dict[str, int]] = {}
    for table, row, file, sheet, columns, line, _, kept in _sources(reader, {(one.table, one.row) for one in found}):
        if columns not in read:
            read[columns] = json.loads(columns)
        known.setdefault((table, row), []).append((file, sheet, read[columns], line, kept or ""))
    return [_spot(known.get((one.table, one.row), []), one.field) for one in found]


def brought_by(reader: Reader, kept: str) -> dict[str, list[int]]:
    """The records that came from a kept workbook, by table."""
    asked = """
        select distinct tbl, origin.first, origin.last from source
        join batch on batch.id = source.batch and not batch.undone
        join origin on origin.source = source.id where kept = ?
    """
    found: dict[str, list[int]] = {}
    for table, first, last in reader.ask(asked, [kept]):
        found.setdefault(table, []).extend(range(first, last + 1))
    return found


def _sources(reader: Reader, wanted: Iterable[tuple[str, int]]) -> list[tuple[str, int, str, str, str, int, str, str]]:
    """For each of those records the places that it came from, the latest first."""
    return _asked(reader, wanted, _FOUND)


def brought(reader: Reader, table: str, ids: Iterable[int]) -> dict[int, list[Brought]]:
    """How each of those records came, the latest last; without records that came from no workbook."""
    read: dict[str, frozenset[str]] = {}
    found: dict[int, list[Brought]] = {}
    for row, file, at, columns, step, kept in _asked(reader, {(table, row) for row in ids}, _BROUGHT):
        if columns not in read:
            read[columns] = frozenset(json.loads(columns))
        found.setdefault(row, []).append(Brought(file, at, read[columns], step, kept or ""))
    return found


def changed_since(reader: Reader, table: str, rows: Iterable[int], step: int) -> Later:
    """What those records held before each later step that changed them, the earliest first."""
    asked = """
        select row, batch, before from history
        where id > (select max(last) from batch where id <= ?) and tbl = ? and before is not null
        and row in (select value from json_each(?)) order by id
    """
    found: Later = {}
    for row, at, before in reader.ask(asked, [step, table, json.dumps([*rows])]):
        found.setdefault(row, []).append((at, json.loads(before)))
    return found


def _asked(reader: Reader, wanted: Iterable[tuple[str, int]], sql: str) -> list[tuple[Any, ...]]:
    with nullcontext() if reader.db.in_transaction else atomic(reader.db, "deferred"):
        reader.db.execute("create temp table wanted (tbl, row, primary key (tbl, row)) without rowid")
        reader.db.executemany("insert into wanted values (?, ?)", wanted)
        found = reader.ask(sql)
        reader.db.execute("drop table wanted")
    return found


def _spot(known: list[_Line], field: str) -> Spot | None:
    """The latest place in which the field stood, else the latest in which the record did."""
    for file, sheet, columns, line, kept in known:
        if field in columns:
            return Spot(file, sheet, line, columns[field], kept)
    if not known:
        return None
    file, sheet, _, line, kept = known[0]
    return Spot(file, sheet, line, None, kept)
