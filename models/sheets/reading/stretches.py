"""A large sheet in stretches of its rows, each a package of its own: they are parsed at once, one on each processor.

calamine leaves the interpreter free while it parses, and that is half of what reading a large workbook takes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from itertools import pairwise

WORTH = 4 * 2**20
"""Bytes of a sheet below which nobody would notice."""
_MOST = 4  # more of them cost memory and save little
_ROW = re.compile(rb'<row(?=[^<>]*\sr="\d)')  # one that says its number stands where it stood, whatever is before it
_END = b"</sheetData>"
_HIDING = b"<!"  # comments and the like may say <row without meaning it

Place = tuple[int, int]
"""A piece, and a byte in it."""


def cut(pieces: Sequence[bytes]) -> list[list[bytes]]:
    """The sheet as several, each with some of its rows and all that stands around them; none where it can't be cut."""
    into = min(os.cpu_count() or 1, _MOST)
    first, end = _first_row(pieces, 0), _end(pieces)
    if first is None or end is None or into < 2 or any(b"!" in piece and _HIDING in piece for piece in pieces):
        return []
    starts = (_first_row(pieces, first[0] + (end[0] - first[0]) * at // into) for at in range(1, into))
    cuts = sorted({first, end, *(start for start in starts if start and first < start < end)})
    before, after = _between(pieces, (0, 0), first), _between(pieces, end, (len(pieces), 0))
    return [[*before, *_between(pieces, *stretch), *after] for stretch in pairwise(cuts)]


def _first_row(pieces: Sequence[bytes], at: int) -> Place | None:
    """Where the first row begins that does so within a piece, from that piece on."""
    found = ((place, _ROW.search(pieces[place])) for place in range(at, len(pieces)))
    return next(((place, row.start()) for place, row in found if row), None)


def _end(pieces: Sequence[bytes]) -> Place | None:
    """Where the last row has ended."""
    found = ((place, pieces[place].rfind(_END)) for place in reversed(range(len(pieces))))
    return next((one for one in found if one[1] >= 0), None)


def _between(pieces: Sequence[bytes], start: Place, stop: Place) -> list[bytes]:
    if start[0] == stop[0]:
        return [pieces[start[0]][start[1] : stop[1]]]
    last = pieces[stop[0]][: stop[1]] if stop[1] else b""
    return [pieces[start[0]][start[1] :], *pieces[start[0] + 1 : stop[0]], last]
