"""The targets of one measure laid out in breadth, as notices do: the office, towns and units down, years across."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models import keying, sheets
from models.kinds import Period, Stored, match_key
from models.register import Change, Reader, Register
from models.targets.listing import TARGET, span_of
from models.words import say
from models.yearly import BY_UNIT, WHOLE

_REGION = "region"
_NAMES, _VALUES = 34, 14  # widths of columns, in characters

Cell = tuple[int, int]
"""Line and column."""


@dataclass(frozen=True)
class Place:
    """Who a line is of: the whole office, a region by its name, a unit by its id."""

    split: str
    who: Stored
    name: str

    @property
    def values(self) -> dict[str, Stored]:
        """What a target of it holds."""
        return {
            "unit": self.who if self.split == BY_UNIT else None,
            "region": self.who if self.split == _REGION else None,
        }


@dataclass(frozen=True)
class Breadth:
    """One measure's targets; a cell is empty where there is none."""

    measure: str
    places: Sequence[Place]
    periods: Sequence[str]
    kept: Mapping[Cell, tuple[int, Stored]]
    """The row of each target, and its amount."""
    like: Mapping[str, Stored]
    """What a new target takes over from those that are there: its kind, what it is counted in."""

    @property
    def headings(self) -> list[str]:
        """The periods as people write them."""
        return [Period().show(period) for period in self.periods]

    def amount(self, cell: Cell) -> Stored:
        """What stands there."""
        return self.kept.get(cell, (0, None))[1]


def breadth(reader: Reader, measure: str, plan: str) -> Breadth:
    """The targets of a measure in a plan (2021-2025) and each of its years; of a single year in that alone."""
    first, last = span_of(plan) or (0, -1)
    years = [str(year) for year in range(first, last + 1)]
    periods = [plan, *years] if len(years) > 1 else years
    fields = ["measure", "period", "unit", _REGION, "amount", "demand", "measured_in"]
    rows = [row for row in reader.rows(TARGET, fields) if match_key(str(row[1])) == match_key(measure)]
    places = [*_places(reader, [row[4] for row in rows if row[4]])]
    lines = {(place.split, place.who): at for at, place in enumerate(places)}
    kept = {}
    for row, _, period, unit, region, amount, *_ in rows:
        line = lines.get((BY_UNIT, unit) if unit is not None else (_REGION, region) if region else (WHOLE, None))
        if line is not None and period in periods:
            kept[line, periods.index(str(period))] = (row, amount)
    like = {
        field: next((row[at] for row in rows if row[at]), None) for at, field in ((6, "demand"), (7, "measured_in"))
    }
    return Breadth(measure, places, periods, kept, like)


def _places(reader: Reader, told: Sequence[Stored]) -> Iterator[Place]:
    """The office, the places that units and targets name, the units in the register's order."""
    yield Place(WHOLE, None, say("targets.whole"))
    units = reader.rows("unit", [_REGION])
    for region in dict.fromkeys([*(region for _, region in units if region), *told]):
        yield Place(_REGION, region, str(region))
    ids = [row for row, _ in units]
    for row, (name,) in zip(ids, reader.table("unit", ids, ["title"]), strict=True):
        yield Place(BY_UNIT, row, name)


def put(register: Register, told: Breadth, texts: Mapping[Cell, str]) -> list[Change]:
    """Keeps what was typed over cells, as one step: a target is added, changed, or gone where nothing was typed."""
    kind = register.schema[TARGET].fields["amount"].kind
    typed = {cell: kind.read(text).value for cell, text in texts.items()}
    typed = {cell: value for cell, value in typed.items() if value != told.amount(cell)}
    if not typed:
        return []
    with register.step(say("targets.laid", measure=told.measure, count=len(typed))):
        gone = [told.kept[cell][0] for cell, value in typed.items() if value is None]
        known = {
            told.kept[cell][0]: {"amount": value}
            for cell, value in typed.items()
            if value is not None and cell in told.kept
        }
        new = [
            {
                "measure": told.measure,
                "period": told.periods[at],
                **told.places[line].values,
                **told.like,
                "amount": value,
            }
            for (line, at), value in typed.items()
            if value is not None and (line, at) not in told.kept
        ]
        changes = register.delete(TARGET, gone) if gone else []
        changes += keying.put(register, TARGET, known) if known else []
        return [*changes, *([keying.add(register, TARGET, new)] if new else [])]


def write_breadth(target: Path, told: Breadth) -> None:
    """The sheet as a workbook that can be read in again; lines without a target are left out."""
    held = sorted({line for line, _ in told.kept})
    columns = [sheets.Column(say("targets.heading_who"), _NAMES, text=True)]
    columns += [sheets.Column(heading, _VALUES) for heading in told.headings]
    rows = ([told.places[line].name, *(told.amount((line, at)) for at in range(len(told.periods)))] for line in held)
    title = say("targets.laid_book", measure=told.measure, plan=told.headings[0])
    above = [f"{say('targets.heading_measure')}：{told.measure}"]
    sheets.write_book(target, [sheets.Plan(title, columns, rows, above=above)])
