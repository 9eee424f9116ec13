"""A sheet as it was read: its cells, and what is to be known about them besides their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

Cell = object  # str, float, bool, date, datetime, time, or "" for an empty cell
Span = tuple[int, int]
"""First and last row or column, from 0."""
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


@dataclass
class Marks:
    """What stands in a sheet besides values."""

    hidden_rows: list[Span] = field(default_factory=list)
    hidden_columns: list[Span] = field(default_factory=list)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    """Cells whose formula came to nothing: the error that they show, or "" where no result was saved."""
    merged: list[Area] = field(default_factory=list)

    def hide_rows(self, rows: Iterable[int]) -> None:
        """Adds hidden rows that come in their order, neighbours as one span."""
        spans = self.hidden_rows
        for row in rows:
            if spans and spans[-1][1] == row - 1:
                spans[-1] = (spans[-1][0], row)
            else:
                spans.append((row, row))


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of cells from A1, and what marks them."""

    name: str
    rows: list[list[Cell]]
    marks: Marks = field(default_factory=Marks)
    hidden: bool = False
    since_1904: bool = False
    """Whether the numbers of days count from 1904, as workbooks of old Macs do."""

    def spread(self) -> list[list[Cell]]:
        """The rows with each merged cell's value in all the cells it covers."""
        if not self.marks.merged:
            return self.rows
        rows = [list(row) for row in self.rows]
        for top, left, bottom, right in self.marks.merged:
            if top >= len(rows) or left >= len(rows[top]):
                continue
            value = rows[top][left]
            for row in rows[top : bottom + 1]:
                row[left : min(right + 1, len(row))] = [value] * (min(right + 1, len(row)) - left)
        return rows


def typed_over(sheet: Sheet, cells: Mapping[tuple[int, int], Cell]) -> Sheet:
    """The sheet with other values in some cells; what was merged holds its value in each cell, to be changed alone."""
    rows = [list(row) for row in sheet.spread()]
    for (row, column), value in cells.items():
        rows[row][column] = value
    faults = {place: shown for place, shown in sheet.marks.faults.items() if place not in cells}
    return replace(sheet, rows=rows, marks=replace(sheet.marks, merged=[], faults=faults))


class Book(list[Sheet]):
    """The sheets of a workbook that hold anything; `macros` when it carries programs, which are never run."""

    def __init__(self, sheets: Iterable[Sheet], macros: bool = False) -> None:
        super().__init__(sheets)
        self.macros = macros


def address(row: int, column: int) -> str:
    """A1-style address of a cell counted from 0."""
    return f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
