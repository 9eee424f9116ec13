"""The targets that a year falls under, each with its figures: one question for each measure and way of splitting it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from models import sheets
from models.kinds import Stored, match_key
from models.kinds.numbers import decimal, exact
from models.measures import Measures, year_at, year_begins
from models.register import Reader
from models.targets.reckoning import GROWTH, Demand, Marks, Reckoned, reckon
from models.words import Refusal, say
from models.yearly import BY_UNIT, WHOLE, Figures, adds_up, by_year, counted, is_level, reported

TARGET, _SETTINGS = "target", "settings"
_SCALES = {"千": 10**3, "万": 10**4, "百万": 10**6, "亿": 10**8}
SPLITS = (WHOLE, "region", BY_UNIT)
_FIELDS = ("measure", "period", "unit", "region", "demand", "amount", "growth")
_MARKS = ("target_green", "target_yellow", "target_early")
_WIDTHS = (26, 26, 14, 10, 14, 14, 10, 14, 10, 14, 14, 8)
_FIRST_NUMBER = 4
HEADINGS = (
    *("measure", "who", "period", "demand", "plan", "actual", "rate", "projected", "light", "last", "before", "unit"),
)
"""The columns of the table from the left."""


@dataclass(frozen=True)
class Target:
    """One target as it is kept; `measure` is empty where its name is no measure's."""

    row: int
    name: str
    measure: str
    unit: str
    """What the figures are counted in."""
    period: str
    split: str
    who: Stored
    """The unit's id, the region's name, or None for the whole office."""
    theirs: str
    """The unit or region as it is called."""
    demand: Demand
    scale: int = 1
    """How many of the measure's own unit are one of that which the target is told in: 10,000 yuan of a 万元."""


@dataclass(frozen=True)
class Standing:
    """A target and where it has got to, with the same figure of the two years before."""

    target: Target
    reckoned: Reckoned
    last: Stored
    before: Stored
    trouble: str = ""
    """Why there are no figures."""

    @property
    def unjudged(self) -> str:
        """Why there is no plan to hold the figures against; empty where there is one."""
        demand = self.target.demand
        if self.reckoned.plan is not None:
            return ""
        if demand.told == GROWTH and isinstance(demand.growth, int | float):
            return say("targets.no_base", year=demand.first - 1)
        return say("targets.no_plan")


def standings(
    reader: Reader, measures: Measures, year: int, today: datetime.date, splits: Sequence[str] = SPLITS
) -> list[Standing]:
    """The targets that a year falls under: measure by measure, the whole office first, then regions, then units."""
    told = (one for one in _targets(reader, measures) if one.split in splits)
    listed = [one for one in told if one.demand.first <= year <= one.demand.last]
    marks, begins, understood = _marks(reader), year_begins(reader), reader.understood()
    try:
        asked = {at: _Asked(measures, understood, *at, _years(listed, *at, year), begins) for at in _asked(listed)}
        return [_standing(one, asked[one.measure, one.split], year, today, marks, begins) for one in _ordered(listed)]
    finally:
        understood.close()


def years_of(reader: Reader, today: datetime.date) -> list[int]:
    """The years that any target covers, the latest first, and always the present one."""
    spans = [span_of(period) for (period,) in reader.ask(f"select distinct period from {TARGET}")]
    found = {year for span in spans if span for year in range(span[0], span[1] + 1)}
    return sorted(found | {year_at(today, year_begins(reader))}, reverse=True)


def plans(reader: Reader) -> list[str]:
    """The periods of several years that targets were set for, the latest first."""
    told = [str(period) for (period,) in reader.ask(f"select distinct period from {TARGET}") if span_of(period)]
    return sorted((period for period in told if len(period) > len("2025")), reverse=True)


def behind(reader: Reader, measures: Measures, target: Target, year: int) -> dict[str, list[int]]:
    """The records that a target's actual figure counts, by type."""
    if not target.measure:
        return {}
    first, last = target.demand.over(year)
    understood = reader.understood()
    try:
        return counted(
            measures, understood, target.measure, range(first, last + 1), target.split, target.who, year_begins(reader)
        )
    finally:
        understood.close()


class _Asked:
    """A measure's figures by year and who; why there are none."""

    def __init__(
        self, measures: Measures, understood: Reader, key: str, split: str, years: Sequence[int], begins: str
    ) -> None:
        self._ask = measures, understood, key, years, split, begins

    @cached_property
    def told(self) -> tuple[Figures, Figures, str]:
        """The figures and what reports of whole years told of them, or a sentence."""
        if not self._ask[2]:
            return {}, {}, say("targets.no_measure")
        try:
            return by_year(*self._ask), reported(*self._ask), ""
        except Refusal as refusal:
            return {}, {}, str(refusal)


def _standing(one: Target, asked: _Asked, year: int, today: datetime.date, marks: Marks, begins: str) -> Standing:
    figures, whole, trouble = asked.told
    own, reports = _own(one, figures), _own(one, whole)
    reckoned = reckon(one.demand, own, year, today, marks, begins, reports)
    return Standing(one, reckoned, own.get(year - 1), own.get(year - 2), trouble)


def _own(one: Target, figures: Figures) -> dict[int, Stored]:
    """Those of whom the target is of, by year, in the unit that it is told in."""
    return {at: _down(kept, one.scale) for (at, who), kept in figures.items() if who == one.who}


def _targets(reader: Reader, measures: Measures) -> Iterable[Target]:
    keys = {match_key(told): key for key, one in measures.known.items() for told in (key, one.title)}
    rows = reader.rows(TARGET, [*_FIELDS, "measured_in"])
    units = sorted({row[3] for row in rows if isinstance(row[3], int)})
    names = dict(zip(units, (told for (told,) in reader.table("unit", units, ["title"])), strict=True))
    for row, name, period, whose, region, kind, amount, growth, measured_in in rows:
        key, span = keys.get(match_key(str(name or "")), ""), span_of(period)
        if span is None:
            continue
        split = BY_UNIT if whose is not None else "region" if region else WHOLE
        theirs = names.get(whose, whose) if whose is not None else region or say("targets.whole")
        demand = Demand(
            *span, kind or "", amount, growth, bool(key) and is_level(measures, key), not key or adds_up(measures, key)
        )
        unit = measures[key].unit if key else ""
        counted_in, scale = str(measured_in or unit), _scale(str(measured_in or ""), unit)
        who = whose if whose is not None else region
        yield Target(row, str(name or ""), key, counted_in, str(period), split, who, str(theirs), demand, scale)


def _scale(told: str, own: str) -> int:
    """A target may be told in thousands and more of the measure's unit: 万元, 万人次."""
    return next((worth for name, worth in _SCALES.items() if own and told == f"{name}{own}"), 1)


def _down(kept: Stored, scale: int) -> Stored:
    return exact(decimal(kept) / scale) if scale > 1 and isinstance(kept, int | float) else kept


def span_of(period: Stored) -> tuple[int, int] | None:
    """First and last year of a period of whole years; parts of years have no plan."""
    text = str(period or "")
    if text.isdecimal() and len(text) == 4:
        return int(text), int(text)
    first, _, last = text.partition("-")
    return (int(first), int(last)) if len(first) == len(last) == 4 and (first + last).isdecimal() else None


def _asked(listed: Sequence[Target]) -> set[tuple[str, str]]:
    return {(one.measure, one.split) for one in listed}


def _years(listed: Sequence[Target], measure: str, split: str, year: int) -> range:
    """From two years back, or the one before the earliest plan, to the end of the latest."""
    own = [one.demand for one in listed if (one.measure, one.split) == (measure, split)]
    return range(min(year - 2, *(one.first - 1 for one in own)), max(one.last for one in own) + 1)


def _ordered(listed: Sequence[Target]) -> list[Target]:
    """Measures as they came first; in each the plan of several years, then whole, regions, units."""
    came = {name: at for at, name in reversed([*enumerate(one.name for one in listed)])}
    return sorted(
        listed, key=lambda one: (came[one.name], SPLITS.index(one.split), one.demand.first - one.demand.last, one.row)
    )


def _marks(reader: Reader) -> Marks:
    """The office's lines; ours where it has drawn none."""
    kept = next(iter(reader.rows(_SETTINGS, _MARKS)), (0, None, None, None))[1:]
    fields = reader.schema[_SETTINGS].fields
    told = (
        value if isinstance(value, int | float) else float(str(fields[name].default))
        for name, value in zip(_MARKS, kept, strict=True)
    )
    return Marks(*told)


def headings() -> list[str]:
    """What heads the columns: what a workbook of targets is read by."""
    return [say(f"targets.heading_{one}") for one in HEADINGS]


def write_workbook(target: Path, found: Sequence[Standing], year: int) -> None:
    """The table as a workbook."""
    columns = [
        sheets.Column(heading, width, text=at < _FIRST_NUMBER)
        for at, (heading, width) in enumerate(zip(headings(), _WIDTHS, strict=True))
    ]
    title = say("targets.book", year=year)
    sheets.write_book(target, [sheets.Plan(title, columns, (cells(one) for one in found))])


def cells(one: Standing) -> list[Stored]:
    """A target's line: what is asked, what was reached, what it would come to, the years before."""
    reckoned, target = one.reckoned, one.target
    return [
        *(target.name, target.theirs, target.period, target.demand.told),
        *map(_rounded, (reckoned.plan, reckoned.actual, reckoned.rate, reckoned.projected)),
        *(say(f"targets.{reckoned.light}"), _rounded(one.last), _rounded(one.before), target.unit),
    ]


def _rounded(value: Stored) -> Stored:
    return round(value, 1) if isinstance(value, float) else value
