"""What a workbook of ours says of itself on a sheet that nobody sees, so that it is known again in any format.

A hidden sheet survives what properties of the document do not: saving as .xls or .ods, and WPS.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.kinds.base import as_typed
from models.sheets.reading import Cell, Sheet
from models.words import say

LISTS, FORM = "_lists", "_form"
_OURS = "saibao"


@dataclass(frozen=True)
class Identity:
    """The form that was sent out: the type of its records, the version of their declaration, and to whom it went."""

    form: str
    version: str
    unit: str = ""
    example: tuple[str, ...] = ()
    """The cells of the example row that are not blank."""

    def rows(self) -> Iterator[list[str]]:
        """As it stands on the hidden sheet."""
        yield [_OURS, self.form, self.version]
        yield [self.unit]
        yield list(self.example)


def form_of(book: Sequence[Sheet]) -> Identity | None:
    """Which form a workbook is; None when it is none that we sent out."""
    rows = next(([_texts(row) for row in sheet.rows] for sheet in book if sheet.name == FORM), [])
    if not rows or len(rows[0]) < 3 or rows[0][0] != _OURS:
        return None
    unit, example = [*rows[1:], [], []][:2]
    return Identity(rows[0][1], rows[0][2], "".join(unit), tuple(example))


def is_ours(sheet: Sheet) -> bool:
    """Whether a sheet holds nothing that a unit reports: our hidden sheets, and the list of what is wrong."""
    return sheet.name in (LISTS, FORM) or (bool(sheet.rows) and _texts(sheet.rows[0])[:1] == [say("marking.title")])


def is_example(row: Sequence[Cell], form: Identity | None) -> bool:
    """Whether a row is the example as it was sent out, wherever its columns stand now; typed over, it is data."""
    return form is not None and bool(form.example) and sorted(_texts(row)) == sorted(form.example)


def is_example_filled(row: Sequence[Cell], form: Identity | None) -> bool:
    """Whether a row bears the mark of the example and holds what the example did not: somebody typed over the rest."""
    if form is None or not form.example:
        return False
    texts = _texts(row)
    return form.example[0] in texts and bool(Counter(texts) - Counter(form.example))


def _texts(row: Sequence[Cell]) -> list[str]:
    """The cells that hold anything, as they are seen."""
    return [text for cell in row if (text := as_typed(cell).strip())]
