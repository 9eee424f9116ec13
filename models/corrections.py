"""Findings as a workbook for the unit that must correct them: each with its cell in the unit's own file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from models import sheets
from models.files import safe_name
from models.findings import Finding, parted
from models.kinds import Stored
from models.register import Reader
from models.whereabouts import cell_told, values
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
    """A workbook for each unit, without findings for which no unit answers; returns how many findings were written."""
    units = sorted({one.unit for one in found} - {""})
    return sum(
        write_corrections(reader, [one for one in found if one.unit == unit], folder / file_name(unit))
        for unit in units
    )


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
