"""Who sent a table: the unit that its rows speak of, and whether it is the one that our workbook went to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from models import sheets
from models.findings import DOUBT, Finding
from models.kinds import Link, Stored
from models.register import Reader
from models.register.paths import field_at
from models.schema import RecordType, Schema
from models.words import say

if TYPE_CHECKING:
    from models.intake.understanding import Understood

UNIT = "unit"


def unit_paths(schema: Schema, one: RecordType, paths: Iterable[str]) -> list[str]:
    """Those of the paths that lead to the unit that answers for a row, the nearest first."""
    fields = {path: field_at(schema, one, path) for path in paths}
    links = [path for path, each in fields.items() if type(each.kind) is Link and schema[each.of].table == UNIT]
    return sorted(links, key=lambda path: path.count("."))


def senders(columns: Mapping[str, Sequence[Stored]], paths: Sequence[str], count: int) -> list[Stored]:
    """The unit of each of `count` rows: an id, a name that nobody bears, or None where none is told."""
    told: list[Stored] = [None] * count
    for path in paths:
        told = [far if near is None else near for near, far in zip(told, columns[path], strict=True)]
    return told


def sent_by_another(
    reader: Reader, found: Understood, columns: Mapping[str, Sequence[Stored]], known: sheets.Identity | None
) -> Iterator[Finding]:
    """A workbook that went to one unit and comes back with rows of another: told once, at the first such cell."""
    mine = _unit(reader, known.unit) if known and known.unit else None
    paths = unit_paths(reader.schema, found.record, columns)
    if mine is None or not paths:
        return
    units = senders(columns, paths, len(found.main.lines))
    for line, unit in zip(found.main.lines, units, strict=True):
        if unit is not None and unit != mine:
            at = found.columns.get(paths[0])
            names = {"sent": reader.title(UNIT, mine), "filled": reader.title(UNIT, unit)}
            cell = f"A{line + 1}" if at is None else sheets.address(line, at)
            told = say("intake.other_unit", **names)
            yield Finding(
                "intake.other_unit",
                DOUBT,
                found.record.key,
                0,
                paths[0],
                told,
                file=found.file,
                sheet=found.sheet,
                cell=cell,
            )
            return


def _unit(reader: Reader, called: str) -> int | None:
    """The unit that a workbook was sent to, by its code or its name."""
    return reader.called(UNIT, [called]).get(called)
