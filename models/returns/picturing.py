"""A return as it is seen: the form with its figures in it, and which place of the return each of its cells is.

Forms for each record, and Word documents, are seen as a table: a line for each record, a column for each place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from models import sheets
from models.kinds import Stored
from models.kinds.numbers import decimal, written
from models.measures import Measures
from models.register import Reader
from models.register.paths import field_at
from models.returns import filling
from models.returns.declared import Return
from models.returns.figures import Figure, Listing, Standing
from models.returns.filling import Computed
from models.returns.grammar import NUMBERED
from models.words import say

Line = list[str | Figure]

_BOX = ("thin",) * 4
_TEXT = sheets.Look(border=_BOX, down="center", wrap=True)
_HEAD = replace(_TEXT, across="center", font=sheets.Font(bold=True))
_WIDE, _HIGH = 150, 34  # pixels of a column and of a line of a table of ours


@dataclass(frozen=True)
class Drawn:
    """Sheets as they are drawn, and places by the addresses in them."""

    pictures: list[sheets.Picture]
    places: dict[str, str]


def picture(one: Return, measures: Measures, reader: Reader, period: str, standing: Standing, folder: Path) -> Drawn:
    """The form as it stands; `folder` is a place for what has to be written in between. Long work."""
    if one.each or one.is_document:
        return _table(one, standing, reader)
    with filling.sources_of(one, measures, reader, period) as sources:
        computed = filling.compute(one, sources)
    filled = filling.filled(one, computed, {figure.place: figure.value for figure in standing.all})
    target = folder / one.form.name
    sheets.fill(one.form, target, filled)
    return Drawn(sheets.draw(target), dict(_places(one, computed, filled)))


def _places(one: Return, computed: Computed, filled: dict[str, sheets.Filled]) -> Iterator[tuple[str, str]]:
    """Where every place of the return has come to stand."""
    layouts = {name: each.layout() for name, each in filled.items()}
    for address in one.cells:
        sheet, letters, row = _split(address)
        yield f"{sheet}!{letters}{layouts[sheet].top(row)}", address
    for key, words in one.lists.items():
        sheet, first, last = words.place
        spans = [span for row in range(first, last + 1) for span in layouts[sheet].instances(row, row)]
        rows = [row for span in spans for row in range(span.first, span.last + 1)]
        for record, row in zip(computed.lists[key].ids, rows, strict=False):
            for letters in one.list_columns[key]:
                yield f"{sheet}!{letters}{row}", filling.place(key, record, letters)


def _split(address: str) -> tuple[str, str, int]:
    sheet, _, cell = address.rpartition("!")
    letters = cell.rstrip("0123456789")
    return sheet, letters, int(cell.removeprefix(letters))


def _table(one: Return, standing: Standing, reader: Reader) -> Drawn:
    """One line for each record that the form is filled for; of a single form, one for each place."""
    listing = next((each for each in standing.listings if each.key == filling.EACH), None)
    lines = list(_of_records(one, listing, reader) if listing else _of_places(standing.figures))
    cells: dict[tuple[int, int], sheets.DrawnCell] = {}
    places: dict[str, str] = {}
    name = say("picturing.table")
    for row, line in enumerate(lines, 1):
        for column, told in enumerate(line, 1):
            text = _shown(told.value) if isinstance(told, Figure) else told
            cell = sheets.DrawnCell(row, column, text, look=_HEAD if row == 1 else _TEXT)
            cells[row, column] = cell
            if isinstance(told, Figure):
                places[cell.address(name)] = told.place
    last_column = max((column for _, column in cells), default=1)
    made = sheets.Picture(name, cells, {}, {}, width=_WIDE, height=_HIGH, last_row=len(lines), last_column=last_column)
    return Drawn([made], places)


def _of_records(one: Return, listing: Listing, reader: Reader) -> Iterator[Line]:
    yield [listing.title, *(_head(one, listing, at, reader) for at in listing.headings)]
    for row, figures in listing.rows:
        yield [reader.title(listing.record, row), *figures.values()]


def _head(one: Return, listing: Listing, at: str, reader: Reader) -> str:
    """What a column is called: the field's label, for a document says little around its cells."""
    path = one.cells[at].field_
    record = reader.schema[listing.record]
    known = path and path != NUMBERED
    return field_at(reader.schema, record, path).label if known else listing.headings[at] or at


def _of_places(figures: list[Figure]) -> Iterator[Line]:
    yield [say("picturing.place"), say("picturing.value")]
    for figure in figures:
        yield [figure.label or figure.place, figure]


def _shown(value: Stored) -> str:
    if isinstance(value, int | float):
        return written(decimal(value))
    return "" if value is None else str(value)
