"""Heights of rows of which the form says nothing: as high as their letters need, as Excel makes them on opening."""

from __future__ import annotations

from math import ceil

from models.sheets import DrawnCell, Picture
from ui.parts.sheet.strokes import width_of

_LINE = 1.3 * 96 / 72  # pixels of a line for each point of its letters
_AROUND = 3  # pixels over and under the letters
_MOST = 546  # pixels: Excel makes no row higher


def fitted(picture: Picture) -> dict[int, float]:
    """Heights by row: those that the form says, and those that letters need."""
    needed: dict[int, float] = {}
    for cell in picture.cells.values():
        if cell.text and cell.rows == 1 and cell.row not in picture.heights and not cell.look.turned:
            high = _needs(cell, picture)
            if high > max(needed.get(cell.row, 0), picture.height):
                needed[cell.row] = min(high, _MOST)
    return needed | picture.heights


def _needs(cell: DrawnCell, picture: Picture) -> float:
    """Pixels for a text in its lines; one across several columns is never broken for that."""
    line = cell.look.font.size * _LINE
    lines = cell.text.count("\n") + 1
    room = picture.widths.get(cell.column, picture.width) - 2 * _AROUND
    widest = len(cell.text) * line  # no letter is wider than a line is high
    if cell.look.wrap and cell.columns == 1 and widest > room > 0:
        lines = max(lines, ceil(width_of(cell.text, cell.look) / room))
    return lines * line + _AROUND
