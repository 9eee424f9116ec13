"""The numbers that a form itself prints for its lines (行次 01, 02 …) and columns (栏次 甲, 1, 2 …)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from models import sheets
from models.kinds import match_key
from models.sheets.forms.references import column_letters

_LINES = {"行次", "行号", "代码", "指标代码", "栏次", "编号"}
_NUMBER = re.compile(r"\(?0*(\d{1,4})\)?")
_FEWEST = 3  # numbers in a row that are no accident


@dataclass(frozen=True)
class Numbering:
    """Rows of the blank by the number of their line, letters by the number of their column; empty where none."""

    rows: dict[int, int] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    column_of_lines: str = ""
    row_of_columns: int = 0

    def row(self, number: int) -> int:
        """The row of a line; the sheet's own where the form has no numbers."""
        return self.rows.get(number, 0) if self.rows else number

    def letters(self, told: str) -> str:
        """The letters of a column told by letters or by number; empty where the form has no such number."""
        if not told.isdecimal():
            return told
        return self.columns.get(int(told), "") if self.columns else column_letters(int(told))

    def counts(self, letters: str) -> bool:
        """Whether figures stand in a column."""
        return letters in self.columns.values() if self.columns else letters != self.column_of_lines

    def is_line(self, row: int) -> bool:
        """Whether figures stand in a row."""
        return row in self.rows.values() if self.rows else row != self.row_of_columns


def numbering_of(picture: sheets.Picture) -> Numbering:
    """What a sheet prints."""
    across: dict[int, dict[int, int]] = {}
    for (row, column), cell in picture.cells.items():
        if found := _NUMBER.fullmatch(match_key(cell.text)):
            across.setdefault(row, {})[int(found[1])] = column
    row, columns = next(((row, one) for row, one in across.items() if _counts(one)), (0, {}))
    column, rows = _lines(picture)
    named = {number: column_letters(at) for number, at in columns.items()}
    return Numbering(rows, named, column_letters(column), row)


def _counts(numbers: dict[int, int]) -> bool:
    """Whether they go 1, 2, 3 … from left to right without a gap."""
    ordered = sorted(numbers)
    places = [numbers[number] for number in ordered]
    return len(ordered) >= _FEWEST and ordered == list(range(1, len(ordered) + 1)) and places == sorted(places)


def _lines(picture: sheets.Picture) -> tuple[int, dict[int, int]]:
    """The column that numbers the lines, and the rows by their number."""
    heads = [cell for cell in picture.cells.values() if match_key(cell.text) in _LINES]
    for head in heads:
        below: dict[int, int] = {}
        for row in range(head.row + head.rows, picture.last_row + 1):
            cell = picture.cells.get((row, head.column))
            found = _NUMBER.fullmatch(match_key(cell.text)) if cell else None
            if found:
                below.setdefault(int(found[1]), row)
        if _counts(below):
            return head.column, below
    return 0, {}
