"""Tables on demand over merged counties: within one of them alone, or a line of each before the table's own lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models import pivots
from models.handover.counties import brought, names
from models.kinds import Stored
from models.measures import Measures, Span
from models.pivots import TOTAL, Line, Pivot, Table
from models.pivots.counting import Group
from models.register import Reader
from models.words import say

EACH = "*"
"""In place of a county's name: each of them."""


def count_within(reader: Reader, measures: Measures, table: Table, span: Span, county: str) -> Pivot:
    """The table over the rows of one county; over each of them and all together for `EACH`, over all for none."""
    if county == EACH:
        return _split(reader, measures, table, span)
    understood = _of(reader, county)
    try:
        return pivots.count(measures, understood, table, span, reader)
    finally:
        understood.close()


def behind_within(
    reader: Reader, measures: Measures, pivot: Pivot, line: Line, column: int, county: str
) -> dict[str, list[int]]:
    """The records that a cell of such a table counts, by type."""
    if county == EACH:
        county = "" if line.group[0] == TOTAL else str(line.group[0])
        pivot = replace(pivot, table=replace(pivot.table, rows=pivot.table.rows[1:]))
        line = Line(line.group[1:], line.labels[1:])
    understood = _of(reader, county)
    try:
        return pivots.behind(measures, understood, pivot, line, column)
    finally:
        understood.close()


def _of(reader: Reader, county: str) -> Reader:
    return reader.understood(within=brought(reader, county)) if county else reader.understood()


def _split(reader: Reader, measures: Measures, table: Table, span: Span) -> Pivot:
    """Each county's table under its name, then the total of all."""
    whole = count_within(reader, measures, table, span, "")
    lines: list[Line] = []
    cells: dict[tuple[str, Group], Stored] = {}
    for county in names(reader):
        part = count_within(reader, measures, table, span, county)
        lines += [*_under(county, part.lines)]
        cells |= {(key, (county, *group)): number for (key, group), number in part.cells.items()}
    totals = {(key, (TOTAL, *group)): number for (key, group), number in whole.cells.items()}
    end = Line((TOTAL,) * (len(table.rows) + 1), (say("pivots.total"), *[""] * len(table.rows)))
    heads = (say("handover.by_county"), *whole.heads)
    told = replace(table, rows=["county", *table.rows])
    return Pivot(told, span, heads, [*lines, end], whole.columns, cells | totals)


def _under(county: str, lines: list[Line]) -> Iterator[Line]:
    """A county's lines; its total is a subtotal."""
    for line in lines:
        labels = line.labels if line.depth else (say("pivots.subtotal"), *line.labels[1:])[: len(line.labels)]
        yield Line((county, *line.group), (county, *labels))
