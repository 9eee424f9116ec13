"""Findings for the unit that must correct them: marked in its own workbook where the office has it, else listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from models import mending, sheets
from models.files import apart, safe_name
from models.findings import Finding, parted
from models.kinds import Stored
from models.register import Reader, origin
from models.whereabouts import cell_told, senders_of, values
from models.words import say

_COLUMNS = {"file": 30, "sheet": 14, "place": 18, "name": 24, "item": 18, "value": 22, "wrong": 52, "remedy": 44}
"""Columns of the workbook and their widths in half-width characters."""
_NUMBERS = re.compile(r"\d+")


def write_corrections(reader: Reader, found: Sequence[Finding], target: Path) -> int:
    """Writes the placed findings, those of one sheet together and from its top; returns how many."""
    columns = [sheets.Column(say(f"findings.sent_{key}"), width, text=True) for key, width in _COLUMNS.items()]
    rows = _rows(reader, sorted(found, key=_order))
    sheets.write_book(target, [sheets.Plan(say("findings.sent_title"), columns, rows)])
    return len(found)


def write_for_each(reader: Reader, found: Sequence[Finding], folder: Path) -> int:
    """A marked copy of each kept workbook of one unit; for each unit a list of what came in no such workbook.

    A workbook with rows of several units goes to none of them. Without findings for which no unit answers; returns
    how many were written.
    """
    by_workbook, others = _by_workbook(reader, found)
    _write_marked(reader, by_workbook, folder)
    units = sorted({one.unit for one in others} - {""})
    return sum(map(len, by_workbook.values())) + sum(
        write_corrections(reader, [one for one in others if one.unit == unit], folder / file_name(unit))
        for unit in units
    )


def _by_workbook(
    reader: Reader, found: Sequence[Finding]
) -> tuple[dict[tuple[Path, str], list[Finding]], list[Finding]]:
    """Findings by the kept workbook (where it is, its name as it came), at their cells in it; and all the others."""
    kept: dict[tuple[Path, str], list[Finding]] = {}
    others = []
    own = cache(lambda kept: (reader.path.parent / kept).exists() and len(senders_of(reader, kept)) == 1)
    for one, spot in zip(found, origin.of(reader, found), strict=True):
        if spot and spot.kept and own(spot.kept):
            cell = sheets.address(spot.line, spot.column or 0)
            kept.setdefault((reader.path.parent / spot.kept, spot.file), []).append(
                replace(one, sheet=spot.sheet, cell=cell)
            )
        else:
            others.append(one)
    return kept, others


def _write_marked(reader: Reader, by_workbook: dict[tuple[Path, str], list[Finding]], folder: Path) -> None:
    stems = apart(_stem(file, found) for (_, file), found in by_workbook.items())
    for ((path, _), found), stem in zip(by_workbook.items(), stems, strict=True):
        target = folder / f"{say('mending.copy', file=stem)}{sheets.ending(path)}"
        sheets.mark(path, target, mending.marks(reader.schema, found))


def _stem(file: str, found: Sequence[Finding]) -> str:
    """The workbook's own name, behind that of its unit where it does not say so itself."""
    unit, stem = next(filter(None, (one.unit for one in found)), ""), Path(file).stem
    return safe_name(stem if unit in stem else f"{unit}_{stem}")


def file_name(unit: str) -> str:
    """What the workbook of a unit is called."""
    return say("findings.sent_file_name", unit=safe_name(unit))


def _rows(reader: Reader, found: Sequence[Finding]) -> Iterator[list[Stored]]:
    for one, value in zip(found, values(reader, found), strict=True):
        field = reader.schema[one.record].fields.get(one.field)
        wrong, remedy = parted(one.say)
        name = one.subject or reader.schema[one.record].title
        item = field.heading if field else ""
        told = remedy or say("findings.sent_default")
        yield [text or None for text in (one.file, one.sheet, cell_told(one), name, item, value, wrong, told)]


def _order(one: Finding) -> tuple[str, str, int, str, str]:
    line = _NUMBERS.search(one.cell)
    return one.file, one.sheet, int(line[0]) if line else 0, one.record, one.cell
