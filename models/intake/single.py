"""A sheet that is one record: labels with their values beside them, as registration and application forms are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from models import sheets
from models.intake.facts import facts_above
from models.intake.headings import field_of, heading_key, is_unit, labels_by_type, lacking
from models.intake.shapes import Rows
from models.intake.tables import Table, guessed
from models.kinds import Choice, match_key
from models.register import Reader
from models.register.paths import field_at
from models.schema import RecordType

_TALLEST = 100  # rows; what is longer is a list
_LEAST = 3  # labels with values
Place = tuple[int, int]
Run = tuple[Place, sheets.Cell]
"""Cells of a row that say the same, as merged ones do: the first of them."""


def single_record(
    reader: Reader, sheet: sheets.Sheet, found: Sequence[Table], asked: RecordType | None
) -> Table | None:
    """The one record that a sheet holds, where more of it is told so than by any column of a table."""
    if len(sheet.rows) > _TALLEST or any(len(one.unknown) < len(one.columns) / 2 for one in found):
        return None
    rows = sheet.spread()
    taken = {one.left + at for one in found for at in one.columns.values()}
    every = ([asked] if asked else guessed(reader.schema)) if len(rows[0]) < _TALLEST else []
    forms = (_form_of(reader, sheet.name, rows, one, taken) for one in every)
    best = max((form for form in forms if form), key=lambda form: form.score, default=None)
    columns = max((len(one.columns) for one in found), default=0)
    return best if best and best.score > columns else None


def _form_of(reader: Reader, name: str, rows: Rows, one: RecordType, taken: set[int]) -> Table | None:
    """What a sheet says of a record of a type; values under headings that a table knows are that table's."""
    schema, labels = reader.schema, labels_by_type(reader.schema)[one.key]
    facts = facts_above(reader, one, labels, (), name, rows)
    places: dict[str, Place] = {}
    money: dict[str, str] = {}
    used: set[Place] = set()
    for label, unit, value in _pairs(reader, one, rows, labels):
        levels = tuple(str(cell) for _, cell in (label, unit) if str(cell).strip())
        path, told = field_of(schema, one, labels, levels)
        if path and path not in places and value[0][1] not in taken:
            places[path], facts[path] = value
            money |= {path: told} if told else {}
            used |= {label[0], unit[0], value[0]}
    told_by = {path for path, fact in facts.items() if str(fact).strip()}
    filled = len(told_by & places.keys())
    if filled < _LEAST or lacking(one, told_by):
        return None
    first = min(line for line, _ in places.values())
    unread = tuple(place for row in map(_runs, range(len(rows)), rows) for place in _unread(row, used))
    return Table(one, first, first, {}, facts, money, {}, filled, places=places, unread=unread, rows=rows)


def _pairs(reader: Reader, one: RecordType, rows: Rows, labels: dict[str, str]) -> Iterator[tuple[Run, Run, Run]]:
    """Labels, the unit behind each if there is one, and the only cell before the next label."""
    for line, row in enumerate(rows):
        label: Run | None = None
        beside: list[Run] = []
        for run in [*_runs(line, row), ((line, len(row)), "")]:
            ends = run[0][1] == len(row) or _is_label(run[1], labels)
            if not ends or (label and not beside and _chooses(reader, one, labels, label, run)):
                beside.append(run)
                continue
            unit = beside.pop(0) if beside and is_unit(str(beside[0][1])) else ((line, -1), "")
            said = [each for each in beside if str(each[1]).strip()] or beside[:1]
            if label and len(said) == 1:
                yield label, unit, said[0]
            label, beside = run, []


def _runs(line: int, row: list[sheets.Cell]) -> list[Run]:
    return [((line, next(run)[0]), cell) for cell, run in groupby(enumerate(row), key=lambda each: each[1])]


def _is_label(cell: sheets.Cell, labels: dict[str, str]) -> bool:
    return isinstance(cell, str) and bool(cell.strip()) and (match_key(cell) in labels or heading_key(cell) in labels)


def _chooses(reader: Reader, one: RecordType, labels: dict[str, str], label: Run, run: Run) -> bool:
    """Whether a cell that could be a label is one of the values that the label before it offers."""
    path = field_of(reader.schema, one, labels, (str(label[1]),))[0]
    kind = field_at(reader.schema, one, path).kind if path else None
    return isinstance(kind, Choice) and kind.read(run[1]).trouble is None


def _unread(row: list[Run], used: set[Place]) -> Iterator[Place]:
    """Cells that say anything beside those that were read; a title and a line of facts stand alone, numbers count."""
    said = [run for run in row if str(run[1]).strip() and not (run[0][1] == 0 and isinstance(run[1], int | float))]
    if len(said) > 1 and not all(":" in match_key(str(cell)) for _, cell in said):
        yield from (place for place, _ in said if place not in used)
