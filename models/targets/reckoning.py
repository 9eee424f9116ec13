"""What a target comes to: plan, actual, rate, projection and light. Pure arithmetic on figures by year."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from models.kinds import Stored
from models.kinds.dates import bounds
from models.kinds.numbers import decimal

TOTAL, LEAST, GROWTH = "累计达到", "不低于", "年均增长"
"""The kinds of target, as the list `target_kinds` calls them; TOTAL where none is told, or GROWTH where a rate is."""

GREEN, YELLOW, RED, EARLY, UNKNOWN = "green", "yellow", "red", "early", "unknown"

NOTHING: Mapping[int, Stored] = MappingProxyType({})
_DIGITS = 10  # of a figure behind the point: what lies beyond is an artefact of dividing


@dataclass(frozen=True)
class Marks:
    """The office's lines in per cent: from where on green and yellow, and how much of a period must have gone by."""

    green: float = 100
    yellow: float = 80
    early: float = 25


@dataclass(frozen=True)
class Demand:
    """What is asked: first and last year, the kind, the amount, the growth in per cent a year."""

    first: int
    last: int
    kind: str = ""
    amount: Stored = None
    growth: Stored = None
    is_level: bool = False
    """Of a measure that is a state or a share: it isn't projected."""
    adds: bool = True
    """Whether figures of several years add up."""

    @property
    def told(self) -> str:
        """The kind, as it follows where none was told."""
        return self.kind or (GROWTH if self.amount is None and self.growth is not None else TOTAL)

    def over(self, year: int) -> tuple[int, int]:
        """First and last of the years that are held against the plan, seen from one of them."""
        return (self.first, self.last) if self.told == TOTAL and self.adds else (year, year)


@dataclass(frozen=True)
class Reckoned:
    """Plan and actual in the measure's unit, rate in per cent, what the whole period would bring at this pace."""

    plan: Stored
    actual: Stored
    rate: Stored
    projected: Stored
    light: str


def reckon(
    demand: Demand,
    figures: Mapping[int, Stored],
    year: int,
    today: datetime.date,
    marks: Marks,
    begins: str = "01-01",
    reported: Mapping[int, Stored] = NOTHING,
) -> Reckoned:
    """How a target stands in one of its years; `figures` by year, from the one before the plan on.

    `reported` is the part of them that reports of whole years told. It goes on by the years that are reported, the
    rest by the days that have gone.
    """
    first, last = demand.over(year)
    plan = _plan(demand, figures, year)
    actual = _sum(figures.get(one) for one in range(first, last + 1))
    gone = 1.0 if demand.is_level else elapsed(first, last, today, begins)
    told = [kept for one in range(first, last + 1) if isinstance(kept := reported.get(one), int | float)]
    whole, share = _sum(told), len(told) / (last - first + 1)
    rest = _less(actual, whole)
    parts = [_projected(part, by, marks) for part, by in ((whole, share), (rest, gone)) if part is not None]
    projected = _sum(parts) if None not in parts else None
    rate = _share(actual, plan)
    return Reckoned(plan, actual, rate, projected, _light(rate, _share(projected, plan), marks))


def elapsed(first: int, last: int, today: datetime.date, begins: str = "01-01") -> float:
    """Which part of those years has gone by at the end of a day, between 0 and 1; `begins`: month and day."""
    starts, ends = (datetime.date.fromisoformat(day) for day in bounds(f"{first}-{last}", begins))
    return max(0.0, min(1.0, ((today - starts).days + 1) / ((ends - starts).days + 1)))


def _plan(demand: Demand, figures: Mapping[int, Stored], year: int) -> Stored:
    """The amount; with growth the year before the plan, grown year by year."""
    if demand.told != GROWTH:
        return demand.amount if isinstance(demand.amount, int | float) else None
    base = figures.get(demand.first - 1)
    if not isinstance(base, int | float) or not isinstance(demand.growth, int | float):
        return None
    return _exact(decimal(base) * (1 + decimal(demand.growth) / 100) ** (year - demand.first + 1))


def _projected(actual: Stored, gone: float, marks: Marks) -> Stored:
    """What the whole period brings at this pace; None while too little of it has gone by to tell."""
    if not isinstance(actual, int | float) or gone * 100 < marks.early or not gone:
        return None
    return actual if gone == 1 else _exact(decimal(actual) / Decimal(repr(gone)))


def _light(rate: Stored, projected: Stored, marks: Marks) -> str:
    """By the projection; before there can be one only what is reached already is told."""
    if not isinstance(rate, int | float):
        return UNKNOWN
    if not isinstance(projected, int | float):
        return GREEN if rate >= marks.green else EARLY
    return GREEN if projected >= marks.green else YELLOW if projected >= marks.yellow else RED


def _share(part: Stored, whole: Stored) -> Stored:
    if isinstance(part, int | float) and isinstance(whole, int | float) and whole > 0:
        return _exact(decimal(part) * 100 / decimal(whole))
    return None


def _less(whole: Stored, part: Stored) -> Stored:
    """What is left of a figure without a part of it; None where that is all, or there is none."""
    if not isinstance(whole, int | float) or whole == part:
        return None
    return _exact(decimal(whole) - decimal(part)) if isinstance(part, int | float) else whole


def _sum(values: Iterable[Stored]) -> Stored:
    """The sum of the years that anything was reported of; None where nothing was."""
    found = [decimal(value) for value in values if isinstance(value, int | float)]
    return _exact(sum(found, Decimal(0))) if found else None


def _exact(number: Decimal) -> Stored:
    rounded = round(number, _DIGITS)
    return int(rounded) if rounded == int(rounded) else float(rounded)
