"""How tables lie on a sheet: where titles end and headings begin, in which rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models import sheets
from models.intake.headings import Levels, joined
from models.kinds import match_key

_DEEPEST = 3
_LONG_TEXT = 8  # letters; what stands alone in a row and is shorter may be a name with nothing beside it
_TITLE = re.compile(r"[表册账单]|情况|统计|汇总|年度|[:：]|^[一二三四五六七八九十]+、")

Rows = list[list[sheets.Cell]]
Block = tuple[int, int, list[Levels]]
"""First row, number of rows and the headings that these rows make, column by column."""


def headings_from(rows: Rows, start: int) -> Iterator[Block]:
    """The headings that begin in a row, of one level and more, as long as none is said again."""
    for depth in range(1, min(_DEEPEST, len(rows) - start) + 1):
        headings = joined(rows[start : start + depth])
        if any(len(set(levels)) < len(levels) for levels in headings):
            return
        yield start, depth, headings


def stretches(headings: list[Levels]) -> Iterator[range]:
    """Columns with headings, parted where one has none or where the first heading comes again."""
    begin = 0
    for at, levels in enumerate(headings):
        if not levels or (at > begin and levels == headings[begin]):
            if at > begin:
                yield range(begin, at)
            begin = at if levels else at + 1
    if begin < len(headings):
        yield range(begin, len(headings))


def beginning(rows: Rows, low: int, head: int) -> int:
    """Where the title, the facts and the blank rows above a heading begin."""
    while head > low and (_is_title(rows[head - 1]) or _stands_alone(rows, head - 1)):
        head -= 1
    return head


def _stands_alone(rows: Rows, number: int) -> bool:
    """One text under a blank row is a title, however short."""
    return number > 0 and not any(map(_said, rows[number - 1])) and sum(map(_said, rows[number])) == 1


def _said(cell: sheets.Cell) -> bool:
    return bool(str(cell).strip())


def _is_title(row: list[sheets.Cell]) -> bool:
    texts = [text for cell in row if (text := str(cell).strip())]
    if len(set(texts)) == 1:
        return len(texts) > 1 or len(texts[0]) >= _LONG_TEXT or bool(_TITLE.search(texts[0]))
    return all(":" in match_key(text) for text in texts)


def says_several(row: list[sheets.Cell]) -> bool:
    return len({str(cell).strip() for cell in row} - {""}) > 1


def is_lower_level(rows: Rows, start: int) -> bool:
    """Whether a row is a lower level of headings: one that is merged downwards begins above it."""
    if not start or not says_several(rows[start - 1]):
        return False
    both = zip(rows[start], rows[start - 1], strict=False)
    return any(cell and isinstance(cell, str) and cell == over for cell, over in both)
