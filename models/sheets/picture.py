"""A sheet as it is drawn: cells with their text and looks, merged cells, widths and heights, without any window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from models.sheets.forms.references import column_letters
from models.sheets.images import Image
from models.sheets.page_setup import PageSetup


@dataclass(frozen=True)
class Font:
    """How a cell's text looks; `size` in points, `colour` as #RRGGBB, empty for the usual one."""

    name: str = ""
    size: float = 11
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = ""


@dataclass(frozen=True)
class Look:
    """The looks that many cells share: compare by identity to keep what was made of one."""

    font: Font = Font()
    fill: str = ""
    """#RRGGBB; empty where the paper shows."""
    border: tuple[str, str, str, str] = ("", "", "", "")
    """Left, top, right, bottom: thin, medium, thick, double, dashed, dotted, hair …; empty: none."""
    across: str = ""
    """left, center, right; empty: texts left, numbers right."""
    down: str = "bottom"
    """top, center, bottom."""
    wrap: bool = False
    shrink: bool = False
    turned: int = 0
    """Degrees, counter-clockwise; 255: letters one below the other."""
    format: str = ""
    """How its numbers are shown, in a workbook's own words; empty for the usual way."""


class DrawnCell(NamedTuple):
    """One cell: row and column from 1; of merged cells only the first stands here, and how far it reaches."""

    row: int
    column: int
    text: str
    formula: str = ""
    """Without its =; empty when it has none."""
    look: Look = Look()
    rows: int = 1
    columns: int = 1

    def address(self, sheet: str) -> str:
        """Such as 表1!C5."""
        return f"{sheet}!{column_letters(self.column)}{self.row}"


@dataclass(frozen=True)
class Picture:
    """One sheet: cells in the order of reading; columns and rows count from 1."""

    name: str
    cells: dict[tuple[int, int], DrawnCell] = field(repr=False)
    """By row and column; cells that a merged one covers are not among them."""
    widths: dict[int, float] = field(repr=False)
    """In pixels at 96 to the inch, of the columns that say so."""
    heights: dict[int, float] = field(repr=False)
    """In pixels at 96 to the inch, of the rows that say so."""
    width: float = 72
    height: float = 20
    """Of all other columns and rows."""
    last_row: int = 1
    last_column: int = 1
    hidden: bool = False
    grid: bool = True
    """Whether the lines of the grid are shown."""
    page: PageSetup = field(default_factory=PageSetup)
    """How it is printed."""
    images: Sequence[Image] = field(default=(), repr=False)
    """Pictures that lie on it."""

    def holding(self, row: int, column: int) -> DrawnCell | None:
        """The cell that stands there or covers it; None where the sheet has none."""
        if (row, column) in self.cells:
            return self.cells[row, column]
        covering = (one for one in self.merged if _reaches(one, row, column))
        return next(covering, None)

    @cached_property
    def merged(self) -> list[DrawnCell]:
        """The cells that cover others."""
        return [one for one in self.cells.values() if one.rows > 1 or one.columns > 1]


def _reaches(one: DrawnCell, row: int, column: int) -> bool:
    return one.row <= row < one.row + one.rows and one.column <= column < one.column + one.columns
