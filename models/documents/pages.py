"""A Word form as it is printed without Word: each table as a sheet, the paragraphs around it as rows of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.documents.tables import name_of, picture, read
from models.sheets.page_setup import PageSetup
from models.sheets.picture import DrawnCell, Font, Look, Picture

_MILLIMETRE = 36_000  # of the units in which Word's library tells lengths
_ACROSS = {0: "left", 1: "center", 2: "right"}
_USUAL = 10.5  # points


def pages(path: Path) -> list[Picture]:
    """What is printed: a sheet for each table, with the paragraphs before it above, and what follows the last below."""
    document = read(path)
    page = _page(document.sections[0])
    made: list[Picture] = []
    before: list[Any] = []
    for one in document.iter_inner_content():
        if hasattr(one, "rows"):
            made.append(replace(_under(before, picture(one, len(made) + 1)), page=page))
            before = []
        else:
            before.append(one)
    if not made:
        made.append(Picture(name_of(1), {}, {}, {}, last_row=0, last_column=1, grid=False, page=page))
        made[0].widths[1] = (page.paper[0] - page.margins[0] - page.margins[2]) * 96 / 25.4
    made[-1] = _over(made[-1], before)
    return made


def _page(section: Any) -> PageSetup:
    def told(length: Any) -> float:
        return float((length or 0) / _MILLIMETRE)

    margins = (section.left_margin, section.top_margin, section.right_margin, section.bottom_margin)
    left, top, right, bottom = map(told, margins)
    paper = (told(section.page_width), told(section.page_height))
    return PageSetup(paper=paper, margins=(left, top, right, bottom), fit=(1, 0), centred=(True, False))


def _under(paragraphs: list[Any], table: Picture) -> Picture:
    """The table moved below the paragraphs before it."""
    lines = list(_lines(paragraphs, table, 1))
    by = len(lines)
    moved = {(row + by, column): cell._replace(row=row + by) for (row, column), cell in table.cells.items()}
    heights = {row + by: high for row, high in table.heights.items()}
    cells = {(one.row, one.column): one for one in lines} | moved
    return replace(table, cells=cells, heights=heights, last_row=table.last_row + by)


def _over(table: Picture, paragraphs: list[Any]) -> Picture:
    """The table with the paragraphs after it."""
    lines = list(_lines(paragraphs, table, table.last_row + 1))
    cells = table.cells | {(one.row, one.column): one for one in lines}
    return replace(table, cells=cells, last_row=table.last_row + len(lines))


def _lines(paragraphs: list[Any], table: Picture, first: int) -> Iterator[DrawnCell]:
    """Paragraphs as cells over the whole width."""
    for at, one in enumerate(paragraphs):
        sizes = [run.font.size.pt for run in one.runs if run.font.size]
        font = Font(size=max(sizes, default=_USUAL), bold=any(run.bold for run in one.runs))
        look = Look(font=font, across=_ACROSS.get(int(one.alignment or 0), "left"), down="center")
        yield DrawnCell(first + at, 1, one.text.strip(), look=look, columns=table.last_column)
