"""What the clerk should know about a table besides findings: what was hidden, not understood or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models import sheets
from models.intake.headings import heading_key
from models.intake.tables import Table
from models.words import say

_NUMBERING = ("序号", "编号", "行次", "no")
_MOST = 8  # spans of rows that a note names


@dataclass(frozen=True)
class Note:
    """Something that needs no correction. `sheet` and `cell` say where it stands; "" for a whole workbook or sheet."""

    say: str
    sheet: str = ""
    cell: str = ""


def notes_on(sheet: sheets.Sheet, table: Table, lines: Sequence[int], repeated: list[int]) -> list[Note]:
    """What is to be known of a table whose data stands in those rows, some of which say 同上."""
    if table.places:
        return [*_hidden(sheet, table, lines), *_unread(sheet, table)]
    found = [*_hidden(sheet, table, lines), *_not_understood(sheet, table), *_left_out(sheet, table, lines)]
    if repeated:
        place = sheets.address(repeated[0], table.left)
        found.append(Note(say("intake.as_above", rows=_spans(repeated)), sheet.name, place))
    return found


def _hidden(sheet: sheets.Sheet, table: Table, lines: Sequence[int]) -> Iterator[Note]:
    if sheet.hidden:
        yield Note(say("intake.hidden_sheet"), sheet.name)
    taken = set(lines) if sheet.marks.hidden_rows else ()
    rows = [row for low, high in sheet.marks.hidden_rows for row in range(low, min(high + 1, len(table.rows)))]
    if hidden := [row for row in rows if row in taken]:
        yield Note(say("intake.hidden_rows", rows=_spans(hidden)), sheet.name, sheets.address(hidden[0], table.left))
    for at in sorted({table.left + column for column in table.columns.values()}):
        if any(low <= at <= high for low, high in sheet.marks.hidden_columns):
            place = sheets.address(table.first - 1, at)
            yield Note(say("intake.hidden_column", column=place.rstrip("0123456789")), sheet.name, place)


def _not_understood(sheet: sheets.Sheet, table: Table) -> Iterator[Note]:
    for at, heading in _telling(table):
        place = sheets.address(table.first - 1, table.left + at)
        yield Note(say("intake.unknown_column", heading=heading), sheet.name, place)


def _telling(table: Table) -> Iterator[tuple[int, str]]:
    """Columns that lead nowhere, but those that number the rows."""
    return ((at, heading) for at, heading in table.unknown.items() if heading_key(heading) not in _NUMBERING)


def unread_columns(table: Table, lines: Sequence[int]) -> tuple[str, ...]:
    """The headings that lead nowhere though a row holds something under them."""
    return tuple(heading for at, heading in _telling(table) if any(_text(table.rows[line][at]) for line in lines))


def _unread(sheet: sheets.Sheet, table: Table) -> Iterator[Note]:
    """Cells of a form that lead to no field."""
    if cells := [sheets.address(*place) for place in table.unread]:
        told = "、".join(cells[:_MOST]) + ("……" if len(cells) > _MOST else "")
        yield Note(say("intake.unread_cells", cells=told), sheet.name, cells[0])


def _left_out(sheet: sheets.Sheet, table: Table, lines: Sequence[int]) -> Iterator[Note]:
    """Totals, notes, signatures and headings said again, which are no records."""
    taken = set(lines)
    telling = table.figures or range(len(table.rows[0]))
    aside = [
        row
        for row in range(table.first, len(table.rows))
        if row not in taken and any(_text(table.rows[row][at]) for at in telling)
    ]
    if aside:
        place = sheets.address(aside[0], table.left)
        yield Note(say("intake.left_out", rows=_spans(aside)), sheet.name, place)


def _text(cell: sheets.Cell) -> str:
    return str(cell).strip()


def _spans(rows: list[int]) -> str:
    """Row numbers as a clerk writes them: 3、5-8."""
    breaks = [at for at, (row, after) in enumerate(pairwise(rows), 1) if after != row + 1]
    spans = [(rows[low], rows[high - 1]) for low, high in pairwise([0, *breaks, len(rows)])]
    told = "、".join(f"{low + 1}" if low == high else f"{low + 1}-{high + 1}" for low, high in spans[:_MOST])
    return told + ("……" if len(spans) > _MOST else "")
