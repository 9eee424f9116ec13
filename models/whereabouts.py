"""Where findings stand in a clerk's terms: the unit that answers for each, and the cell that it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from models import sheets
from models.findings import Finding
from models.register import Reader, origin
from models.register.origin import Spot
from models.schema import RecordType, Schema
from models.words import say

UNIT = "unit"
_CELL = re.compile(r"([A-Z]*)(\d+)")
_FAR = 3  # links between a record and the unit that answers for it, at the most


def placed(reader: Reader, found: Sequence[Finding]) -> list[Finding]:
    """The findings with their units, files, sheets and cells."""
    schema = reader.schema
    ways = {key: tuple(ways_to_unit(schema, schema[key])) for key in {one.record for one in found}}
    units = _by_record(reader, found, lambda one: ways[one.record])
    spots = origin.of(reader, found)
    return [
        _at(replace(one, unit=next(filter(None, names), "")), spot)
        for one, names, spot in zip(found, units, spots, strict=True)
    ]


def values(reader: Reader, found: Sequence[Finding]) -> list[str]:
    """What stands in the field of each finding, as shown; empty where a finding has no field."""
    shown = _by_record(reader, found, lambda one: (one.field,) if one.field else ())
    return [texts[0] if texts else "" for texts in shown]


def senders_of(reader: Reader, kept: str) -> set[str]:
    """The units whose records a kept workbook has brought."""
    units: set[str] = set()
    for table, rows in origin.brought_by(reader, kept).items():
        ways = tuple(ways_to_unit(reader.schema, reader.schema[table]))
        there = sorted(set(rows) & set(reader.ids(table)))
        units.update(next(filter(None, names), "") for names in reader.table(table, there, ways))
    return units - {""}


def cell_told(one: Finding) -> str:
    """The cell that a finding came from, as Excel's users say it: C 列第 12 行; empty for what was typed here."""
    found = _CELL.fullmatch(one.cell)
    if not found:
        return ""
    column, line = found.groups()
    return say("findings.cell", column=column, line=line) if column else say("findings.line", line=line)


def ways_to_unit(schema: Schema, one: RecordType) -> Iterator[str]:
    """Paths that lead from a record to a unit: itself, then its own links in their order, then links of those."""
    if one.table == UNIT:
        yield one.name
        return
    ends = [("", one)]
    for _ in range(_FAR):
        further = [(f"{path}{link.key}", schema.types[link.of]) for path, end in ends for link in end.links()]
        yield from (path for path, end in further if end.table == UNIT)
        ends = [(f"{path}.", end) for path, end in further if end.table not in (UNIT, one.table)]


def _by_record(
    reader: Reader, found: Sequence[Finding], paths: Callable[[Finding], tuple[str, ...]]
) -> list[list[str]]:
    """What stands at some paths of each finding's record; records that are asked for the same are asked at once."""
    asked: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    keys = [(one.record, paths(one)) for one in found]
    for key, one in zip(keys, found, strict=True):
        asked.setdefault(key, []).append(one.row)
    told = {
        key: dict(zip(rows, reader.table(key[0], rows, key[1]), strict=True)) for key, rows in asked.items() if key[1]
    }
    return [told[key][one.row] if key in told else [] for key, one in zip(keys, found, strict=True)]


def _at(one: Finding, spot: Spot | None) -> Finding:
    if spot is None:
        return one
    cell = str(spot.line + 1) if spot.column is None else sheets.address(spot.line, spot.column)
    return replace(one, file=spot.file, sheet=spot.sheet, cell=cell)
