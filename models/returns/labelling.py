"""What stands over and beside a cell of a blank: the words by which people, and proposals, know what belongs in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models import sheets

Labels = tuple[str, ...]
"""From the outermost to the nearest."""

_BARE_NUMBER = re.compile(r"[\s\d.,()（）%甲乙丙丁]*")
_PART = ("其中", "#")
_ASKS = (":", "：")  # 报告期： heads no column
_WIDE = 0.7  # of the columns: what reaches so far is a title, and heads no column


def headings(picture: sheets.Picture, row: int, column: int) -> Labels:
    """The texts over a cell, each merged one once; the nearest block of them, up to a title or a gap."""
    found: list[sheets.DrawnCell] = []
    for at in range(row - 1, 0, -1):
        cell = picture.holding(at, column)
        if cell is None or not _is_label(cell) or cell.text.rstrip().endswith(_ASKS):
            if found and (cell is None or not cell.text):
                break
            continue
        if cell.columns > 1 and cell.columns >= _WIDE * picture.last_column:
            break
        if not found or found[-1] is not cell:
            found.append(cell)
    return tuple(_said(cell) for cell in reversed(found))


def beside(picture: sheets.Picture, row: int, column: int) -> Labels:
    """The texts to the left of a cell, each merged one once."""
    found: list[sheets.DrawnCell] = []
    for at in range(column - 1, 0, -1):
        cell = picture.holding(row, at)
        if cell is not None and _is_label(cell) and (not found or found[-1] is not cell):
            found.append(cell)
    return tuple(_said(cell) for cell in reversed(found))


def is_part(label: str) -> bool:
    """Whether a row's label says that it is some of what stands above it: 其中：农民工."""
    return label.startswith(_PART)


def whole_of(picture: sheets.Picture, row: int) -> str:
    """The label that a row of which belongs to: the nearest above it, in the same column, that is none itself."""
    first = next((column for column in range(1, picture.last_column + 1) if _label_at(picture, row, column)), 0)
    labels = (_label_at(picture, at, first) for at in range(row - 1, 0, -1))
    return next((label for label in labels if label and not is_part(label)), "")


def _label_at(picture: sheets.Picture, row: int, column: int) -> str:
    cell = picture.holding(row, column) if column else None
    return _said(cell) if cell is not None and _is_label(cell) else ""


def empty_cells(picture: sheets.Picture) -> Iterator[sheets.DrawnCell]:
    """The cells that wait for something: empty, and with a border around."""
    for cell in picture.cells.values():
        if not cell.text and not cell.formula and all(cell.look.border):
            yield cell


def waiting_cells(picture: sheets.Picture) -> Iterator[str]:
    """The addresses of empty cells that stand under a heading, in the order of reading."""
    for cell in sorted(empty_cells(picture)):
        if headings(picture, cell.row, cell.column):
            yield cell.address(picture.name)


def _is_label(cell: sheets.DrawnCell) -> bool:
    return bool(cell.text) and not cell.formula and not _BARE_NUMBER.fullmatch(cell.text)


def _said(cell: sheets.DrawnCell) -> str:
    return "".join(cell.text.split())
