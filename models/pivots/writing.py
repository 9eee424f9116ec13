"""A counted table as a workbook: title, period, units in the headings."""

from __future__ import annotations

from pathlib import Path

from models import sheets
from models.kinds import Period
from models.pivots.counting import Pivot
from models.words import say

_NAMES, _NUMBERS = 18, 14  # widths of columns, in characters


def write(pivot: Pivot, path: Path) -> None:
    """Writes the workbook, its lines in the order that they have."""
    columns = [sheets.Column(head, _NAMES, text=True) for head in pivot.heads]
    columns += [sheets.Column(heading, _NUMBERS) for _, _, heading in pivot.columns]
    rows = [[*line.labels, *(pivot.number(line, at) for at in range(len(pivot.columns)))] for line in pivot.lines]
    period = say("pivots.period", period=Period().show(pivot.span.period))
    sheets.write_book(path, [sheets.Plan(pivot.table.title, columns, rows, above=[period])])
