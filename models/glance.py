"""The year at a glance: its main figures with last year's, pictures of them, what is under way and what is due.

Which figures and pictures is told by `resources/home.toml`, which an office may lay its own over.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from models import reporting, rounds
from models.charts import Chart, Kind
from models.grammar import worded
from models.kinds import Stored
from models.measures import Measures, year_at, year_begins
from models.register import Reader
from models.register.growth import TOUCHED
from models.resources import Resources
from models.rounds import LATE, WAITING
from models.words import say
from models.yearly import WHOLE, Figures, by_year

_YEARS = 6  # of a course over years
_MOST, _RUNNING, _ROUNDS = 8, 6, 5
_LAST_DAY = "substr(ends || '-31', 1, 10)"  # of a month that is all that is known
_UNDER_WAY = (
    f"(status = '进行' and (ends is null or {_LAST_DAY} >= '{{today}}'))"
    f" or (begins <= '{{today}}' and {_LAST_DAY} >= '{{today}}')"
)
_OVER = f"status = '进行' and {_LAST_DAY} < '{{today}}'"
_UNPRINTED = "select count(*) from issued where pending is not null and void is null"
_LATEST = (
    "select max(year) from (select cast(substr(period, 1, 4) as integer) as year from unit_report "
    "where period glob '[12][0-9][0-9][0-9]*' union all select year from competition where typeof(year) = 'integer')"
)
_STEPS = "select at, what from batch where not undone and reverses is null order by id desc limit ?"
_OPEN = (
    f"select form, title, period, state from instance where state <> 'handed_up' and {TOUCHED} order by id desc limit ?"
)


@dataclass(frozen=True)
class Picture:
    """One picture: measures side by side, or one split by a field of the unit. The grammar of `home.toml`."""

    title: str
    kind: Kind
    measures: list[str]
    by: str = ""


@dataclass(frozen=True)
class Wanted:
    """What 首页 shows."""

    cards: list[str]
    pictures: dict[str, Any] = field(default_factory=dict)

    @property
    def drawn(self) -> list[Picture]:
        """The pictures in their order."""
        return [worded(Picture, words, "home.toml", key) for key, words in self.pictures.items()]


@dataclass(frozen=True)
class Card:
    """One figure of the year and the same of the year before."""

    key: str
    title: str
    unit: str
    record: str
    """The type of the records that are counted, or of the first of several."""
    value: Stored
    last: Stored

    @property
    def change(self) -> float | None:
        """By which part of last year's it is more (or less); None where that can't be told."""
        return reporting.change(self.value, self.last)


@dataclass(frozen=True)
class UnderWay:
    """A competition that is going on, with its first and last day as far as they are known."""

    row: int
    title: str
    begins: str
    ends: str


@dataclass(frozen=True)
class OpenReturn:
    """A return that has not been handed up."""

    form: str
    title: str
    period: str
    state: str


@dataclass(frozen=True)
class OpenRound:
    """Records that were asked for and have not come from all: who waits, who is late."""

    title: str
    deadline: str
    waiting: int
    late: int


@dataclass(frozen=True)
class Glance:
    """Everything that 首页 tells, but the findings, which take their time."""

    name: str
    unnamed: list[str]
    """What the office must still say of itself, by its labels."""
    year: int
    counts: dict[str, int]
    reported: int
    cards: list[Card]
    charts: list[Chart]
    under_way: list[UnderWay]
    over: int
    """Competitions whose last day is gone, and which are said to be going on."""
    returns: list[OpenReturn]
    rounds: list[OpenRound]
    without_certificate: int
    """Honours without a number."""
    unprinted: int
    """Certificates with a number that are not on paper, as far as is known."""
    steps: list[tuple[str, str]]
    """When, to the second, and what was done, the latest first."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been registered yet."""
        return not any(self.counts.values())


def wanted(resources: Resources, measures: Measures) -> Wanted:
    """What is to be shown; refused with file and word where it can't be."""
    path, words = resources.declaration("home")
    told = worded(Wanted, words, path.name)
    for key in (*told.cards, *(key for one in told.drawn for key in one.measures)):
        _ = measures[key]
    return told


def glance(reader: Reader, measures: Measures, told: Wanted, today: datetime.date) -> Glance:
    """Reads all of it; each measure is asked once for all years, and once for each way of splitting it."""
    latest = reader.ask(_LATEST)[0][0]
    begins = year_begins(reader)
    present = year_at(today, begins)
    year = min(int(latest), present) if latest else present
    understood = reader.understood()
    try:
        cards, charts = _figures(understood, measures, told, year, begins)
    finally:
        understood.close()
    settings = reader.ids("settings")
    return Glance(
        reader.title("settings", settings[0]) if settings else "",
        _unnamed(reader),
        year,
        {key: reader.count(key) for key in ("unit", "worker", "competition", "entry")},
        reader.ask("select count(distinct unit) from unit_report where substr(period, 1, 4) = ?", [str(year)])[0][0],
        cards,
        charts,
        [*_under_way(reader, today)],
        reader.count("competition", _OVER.format(today=today.isoformat())),
        [OpenReturn(*row) for row in reader.ask(_OPEN, [_RUNNING])],
        [*_rounds(reader, today)],
        reader.count("honour", "certificate is null"),
        reader.ask(_UNPRINTED)[0][0],
        reader.ask(_STEPS, [_RUNNING]),
    )


def _unnamed(reader: Reader) -> list[str]:
    """The required fields of the settings that stand blank."""
    facts = reader.settings()
    return [field.label for key, field in reader.schema["settings"].fields.items() if field.required and not facts[key]]


def _figures(
    understood: Reader, measures: Measures, told: Wanted, year: int, begins: str
) -> tuple[list[Card], list[Chart]]:
    years = range(year - _YEARS + 1, year + 1)

    @cache
    def asked(key: str, split: str) -> Figures:
        return by_year(measures, understood, key, years, split, begins)

    cards = [_card(measures, key, asked(key, WHOLE), year) for key in told.cards]
    charts = [
        _chart(one, measures, {key: asked(key, one.by) for key in one.measures}, years, understood)
        for one in told.drawn
    ]
    return cards, [chart for chart in charts if chart]


def _card(measures: Measures, key: str, figures: Figures, year: int) -> Card:
    one = counted = measures[key]
    while counted.made_of:
        counted = measures[counted.made_of[0]]
    return Card(key, one.title, one.unit, counted.of, figures.get((year, None)), figures.get((year - 1, None)))


Part = tuple[str, Stored, Stored]
"""A label, its figure, and last year's."""


def _course(figures: dict[str, Figures], years: Sequence[int]) -> Iterator[Part]:
    """A measure year by year, from the first year of which there is anything."""
    (told,) = list(figures.values())[:1]
    begun = False
    for year in years:
        begun = begun or (year, None) in told
        if begun:
            yield str(year), told.get((year, None), 0), None


def _beside(measures: Measures, figures: dict[str, Figures], year: int) -> Iterator[Part]:
    """Measures side by side, without what their names share at the end."""
    for key, told in figures.items():
        name = measures[key].title.removesuffix("项数")
        yield name, told.get((year, None)), told.get((year - 1, None))


def _split(understood: Reader, one: Picture, figures: dict[str, Figures], year: int) -> Iterator[Part]:
    """A measure by unit or by a field of it, the largest first; what is beyond the room is one part of a whole."""
    (told,) = list(figures.values())[:1]
    found = [(who, kept) for (of, who), kept in told.items() if of == year and isinstance(kept, int | float)]
    found.sort(key=lambda each: -float(each[1] or 0))
    shown = found[: _MOST - (one.kind == "shares" and len(found) > _MOST)]
    ids = [who for who, _ in shown if isinstance(who, int)]
    names: dict[Stored, str] = dict(
        zip(ids, (name for (name,) in understood.table("unit", ids, ["title"])), strict=True)
    )
    for who, kept in shown:
        yield names.get(who) or str(who or say("glance.untold")), kept, told.get((year - 1, who))
    if one.kind == "shares" and (rest := [kept for _, kept in found[len(shown) :]]):
        yield say("glance.others"), reporting.total(rest)[0], None


def _parts(
    one: Picture, measures: Measures, figures: dict[str, Figures], years: Sequence[int], understood: Reader
) -> Iterator[Part]:
    """What a picture puts side by side: years, units or places, or measures."""
    if one.kind == "course":
        return _course(figures, years)
    return _split(understood, one, figures, years[-1]) if one.by else _beside(measures, figures, years[-1])


def _chart(
    one: Picture, measures: Measures, figures: dict[str, Figures], years: Sequence[int], understood: Reader
) -> Chart | None:
    """The picture; None where there is too little to look at."""
    unit = measures[one.measures[0]].unit
    shown = [
        (name, value, last)
        for name, value, last in _parts(one, measures, figures, years, understood)
        if isinstance(value, int | float) and (value or last or one.kind == "course")
    ]
    if len(shown) < 2:
        return None
    names, values, last = zip(*shown, strict=True)
    if one.kind == "shares":
        whole = sum(values)
        return Chart(one.title, one.kind, "%", names, tuple(round(100 * value / whole, 1) for value in values))
    told = tuple(value if isinstance(value, int | float) else None for value in last)
    return Chart(one.title, one.kind, unit, names, values, told if any(told) else ())


def _under_way(reader: Reader, today: datetime.date) -> Iterator[UnderWay]:
    ids = reader.ids("competition", order="begins", within=_UNDER_WAY.format(today=today.isoformat()), most=_RUNNING)
    for row, told in zip(ids, reader.table("competition", ids, ["title", "begins", "ends"]), strict=True):
        yield UnderWay(row, *told)


def _rounds(reader: Reader, today: datetime.date) -> Iterator[OpenRound]:
    """The latest rounds that somebody still owes."""
    for one in rounds.rounds(reader)[:_ROUNDS]:
        found = rounds.standings(reader, one, [], today)
        waiting = [each for each in found if each.state in (WAITING, LATE)]
        if waiting:
            late = sum(each.state == LATE for each in waiting)
            deadline = min((each.deadline for each in waiting if each.deadline), default="")
            yield OpenRound(one.title(reader), deadline, len(waiting), late)
