"""The proof of a filled form as text: which cells of which part differ from the blank, neighbours put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from models import sheets
from models.returns.filling import Written
from models.sheets.forms.references import column_letters, column_number, split
from models.words import say


def as_text(written: Sequence[Written]) -> str:
    """Of all files; each part with its cells as areas."""
    return "\n".join(line for one in written for line in [one.file.name, *_lines(one.differences)])


def _lines(differences: Iterable[sheets.Difference]) -> Iterator[str]:
    found: dict[tuple[str, str], list[sheets.Difference]] = defaultdict(list)
    for one in differences:
        found[one.part, one.what].append(one)
    for (part, what), cells in sorted(found.items()):
        places = "、".join(areas((one.cell, one.until) for one in cells if one.cell))
        kind = say(f"proving.{what}") if what else say("proving.part")
        yield say("proving.line", part=part, kind=kind, cells=places)


def areas(cells: Iterable[tuple[str, int]]) -> list[str]:
    """Addresses, each with the last row that it reaches to (0: its own), put together: down, then side by side."""
    plain: dict[str, list[int]] = defaultdict(list)
    others = []
    for cell, until in cells:
        letters, _, _ = cell.partition("!")
        if letters.isascii() and letters == cell:
            name, row = split(cell)
            plain[name] += range(row, max(until, row) + 1)
        else:
            others.append(cell)
    runs: dict[tuple[int, int], list[int]] = defaultdict(list)
    for name, rows in plain.items():
        for first, last in _runs(sorted(set(rows))):
            runs[first, last].append(column_number(name))
    found = [
        _area(left, first, right, last)
        for (first, last), columns in sorted(runs.items())
        for left, right in _runs(sorted(columns))
    ]
    return found + others


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    for _, group in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]


def _area(left: int, top: int, right: int, bottom: int) -> str:
    first = f"{column_letters(left)}{top}"
    return first if (left, top) == (right, bottom) else f"{first}:{column_letters(right)}{bottom}"
