"""What was asked for, by row of the result, worked out anew from the request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.kinds import Stored
from models.sheets.forms.requests import Filled, Groups, Rows
from models.sheets.proof.origins import Origins

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")

Line = dict[str, Stored]  # by letters of the column


def asked(filled: Filled | None, origins: Origins) -> dict[int, Line]:
    """All values, by row of the result."""
    found: dict[int, Line] = {}
    for address, value in (filled.cells if filled else {}).items():
        letters, row = _split(address)
        found.setdefault(origins.places(row)[0], {})[letters] = value
    for one in filled.lists if filled else ():
        for row, line in _list(one, origins) if isinstance(one, Rows) else _groups(one, origins):
            found.setdefault(row, {}).update(line)
    return found


def _list(one: Rows, origins: Origins) -> Iterator[tuple[int, Line]]:
    start = next((at for row in range(one.row, one.last + 1) for at in origins.places(row)), 0)
    yield from ((row, dict(zip(one.columns, line, strict=True))) for row, line in enumerate(one.values, start))
    if one.spare == "kept":
        for row in range(start + len(one.values), start + one.last - one.row + 1):
            yield row, dict.fromkeys(one.columns)


def _groups(one: Groups, origins: Origins) -> Iterator[tuple[int, Line]]:
    extents = [each for each in origins.groups if one.first <= origins.of(each.first) <= one.last]
    for at, extent in enumerate(extents):
        cells, values = (one.groups[at].cells, one.groups[at].values) if one.groups else ({}, [])
        rows = {origins.of(row): row for row in range(extent.last, extent.first - 1, -1)}
        for row, line in enumerate(values or [[None] * len(one.columns)], rows[one.row]):
            yield row, dict(zip(one.columns, line, strict=True))
        for address, value in cells.items():
            letters, row = _split(address)
            yield rows[row], {letters: value}


def _split(address: str) -> tuple[str, int]:
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(address)
    return found[1], int(found[2])
