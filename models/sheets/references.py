"""Cell references inside formulas and ranges, and how they move when rows are put in."""

from __future__ import annotations

import re
from typing import NamedTuple

_REFERENCE = re.compile(
    r"""("(?:[^"]|"")*")                                   # a text: left alone
    |((?:'(?:[^']|'')+'|[\w.\u4e00-\u9fff]+)!)?            # the sheet
     (\$?)([A-Z]{1,3})(\$?)(\d{1,7})                       # a corner
     (?::(\$?)([A-Z]{1,3})(\$?)(\d{1,7}))?                 # the other corner
     (?![\w(])""",
    re.VERBOSE,
)


class Rows(NamedTuple):
    """First and last row of a reference, counted from 1."""

    first: int
    last: int


class Growth(NamedTuple):
    """`more` rows are put in below row `after` of a sheet (the template row of a list)."""

    after: int
    more: int

    def row(self, row: int) -> int:
        """Where a row of the form stands in the result."""
        return row + self.more if row > self.after else row

    def rows(self, rows: Rows) -> Rows:
        """Where a range stands: above untouched, below shifted, one that holds the template row stretched."""
        return Rows(self.row(rows.first), self.row(rows.last) + (self.more if rows.last == self.after else 0))


def split(address: str) -> tuple[str, int]:
    """Letters and row number of `C12`."""
    letters = address.rstrip("0123456789")
    return letters, int(address[len(letters) :])


def column_number(letters: str) -> int:
    """1 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def moved(
    formula: str, here: str, sheet: str, growth: Growth, *, stretch_cells: bool = False, in_template: bool = False
) -> str:
    """A formula of sheet `here` after rows were put into `sheet`; texts and other sheets are left alone.

    A single cell keeps pointing at the same cell, unless `stretch_cells` asks for all that came from it. In the
    template row itself (`in_template`) a range of that row without $ stays, for it is copied along with the row.
    """

    def follow(found: re.Match[str]) -> str:
        text, named, d1, c1, r1, row1, d2, c2, r2, row2 = found.groups()
        target = named[:-1].strip("'").replace("''", "'") if named else here
        if text is not None or target != sheet:
            return found[0]
        start = f"{named or ''}{d1}{c1}{r1}"
        own = in_template and not (r1 or r2) and row1 == row2 == str(growth.after)
        if row2 and not own:
            rows = growth.rows(Rows(int(row1), int(row2)))
            return f"{start}{rows.first}:{d2}{c2}{r2}{rows.last}"
        if own:
            return found[0]
        if stretch_cells and int(row1) == growth.after:
            return f"{start}{row1}:{d1}{c1}{r1}{growth.after + growth.more}"
        return f"{start}{growth.row(int(row1))}"

    return _REFERENCE.sub(follow, formula)


def moved_range(area: str, growth: Growth) -> str:
    """A `sqref` or print area (several parted by spaces) after rows were put in."""
    return " ".join(moved(part, "", "", growth, stretch_cells=True) for part in area.split(" "))


def moved_merge(area: str, growth: Growth) -> str:
    """A merged area: within the template row it stays one row high, from above into it it is stretched."""
    first, _, last = area.partition(":")
    within = split(first)[1] == split(last)[1] == growth.after
    return area if within else moved_range(area, growth)


def copied(formula: str, columns: int, rows: int) -> str:
    """A formula as Excel writes it in a cell that many columns and rows away: parts without $ go along."""

    def corner(fixed: str, letters: str, fixed_row: str, row: str) -> str:
        column = letters if fixed else _letters(column_number(letters) + columns)
        return f"{fixed}{column}{fixed_row}{row if fixed_row else int(row) + rows}"

    def follow(found: re.Match[str]) -> str:
        text, named, d1, c1, r1, row1, d2, c2, r2, row2 = found.groups()
        if text is not None:
            return found[0]
        second = f":{corner(d2, c2, r2, row2)}" if row2 else ""
        return f"{named or ''}{corner(d1, c1, r1, row1)}{second}"

    return _REFERENCE.sub(follow, formula)


def _letters(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
