"""What is put into a merged cell is seen only in its first corner, and nothing of a hidden row is seen at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from models.sheets.forms.elements import MAIN
from models.sheets.forms.references import column_number, split
from models.sheets.forms.requests import Filled, Groups
from models.words import Refusal


class _Put(NamedTuple):
    """A cell of the blank that a value goes into, or several when its row comes several times."""

    letters: str
    row: int
    copies: int


def refuse_covered(tree: etree._Element, filled: Filled, file: str, sheet: str) -> None:
    """Refuses a value that merged cells would hide, and a list in a row that is hidden."""
    hidden = {int(row.get("r", "0")) for row in tree.iter(f"{MAIN}row") if row.get("hidden") in ("1", "true")}
    for one in filled.lists:
        values = [each.values for each in one.groups] if isinstance(one, Groups) else [one.values]
        if one.row in hidden and any(values):
            raise Refusal("sheets.hidden_row", file=file, sheet=sheet, row=one.row)
    merges = [str(one.get("ref")) for one in tree.iter(f"{MAIN}mergeCell")]
    rows: dict[int, list[str]] = {}
    for area in merges:
        first, _, last = area.partition(":")
        for row in range(split(first)[1], split(last or first)[1] + 1):
            rows.setdefault(row, []).append(area)
    for put in _puts(filled) if rows else ():
        for area in rows.get(put.row, ()):
            if _hides(area, put):
                raise Refusal("sheets.covered", file=file, sheet=sheet, cell=f"{put.letters}{put.row}", area=area)


def _hides(area: str, put: _Put) -> bool:
    first, _, last = area.partition(":")
    (left, top), (right, bottom) = split(first), split(last or first)
    if not column_number(left) <= column_number(put.letters) <= column_number(right):
        return False
    return (left, top) != (put.letters, put.row) or (put.copies > 1 and top != bottom)


def _puts(filled: Filled) -> Iterator[_Put]:
    yield from (_Put(*split(address), 1) for address, value in filled.cells.items() if value is not None)
    for one in filled.lists:
        parts = [each.values for each in one.groups] if isinstance(one, Groups) else [one.values]
        count = max(map(len, parts), default=0)
        told = [at for at, _ in enumerate(one.columns) if any(line[at] is not None for part in parts for line in part)]
        ready = range(one.row, min(one.last, one.row + count - 1) + 1) if not isinstance(one, Groups) else [one.row]
        for row in ready if count else ():
            last = row == ready[-1]
            yield from (_Put(one.columns[at], row, count - len(ready) + 1 if last else 1) for at in told)
