"""The words that a rule set may use, table by table: its whole grammar, and what each word means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Table = dict[str, Any]


@dataclass(frozen=True)
class RoundingWords:
    """Decimals at each step; a step that is not named is not rounded."""

    half: str = "up"  # a half goes up, or to the even neighbour ("even")
    judges: int | None = None  # after the judges of a component are combined
    component: int | None = None  # a component with parts
    weighted: int | None = None  # what a component brings to the whole above it
    total: int | None = None


@dataclass(frozen=True)
class ClockWords:
    """Points for a time in seconds: full within `standard`; each `step` begun after it costs `lose`, each whole one
    before it earns `gain`."""

    standard: float
    step: float
    lose: float
    gain: float = 0


@dataclass(frozen=True)
class AdjustmentWords:
    """A bonus, or a penalty (`each` below zero): `each` × what is recorded, not beyond `cap` either way."""

    title: str
    each: float = 1
    cap: float | None = None


@dataclass(frozen=True)
class ComponentWords:
    """A component: marked by judges, timed, or made of parts."""

    title: str
    full: float | None = None  # 100, or what its parts are worth
    weight: float | None = None  # points that it is worth in the whole: its full marks unless stated; 0: recorded only
    judges: int = 1  # 0: as many as the contest has
    combine: str = "mean"  # mean, median or sum
    drop_high: int = 0
    drop_low: int = 0
    decimals: int | None = None  # instead of those of the stage
    kind: str = "marks"  # or "time", in seconds
    clock: Table = field(default_factory=dict)  # turns a time into points
    most: float | None = None  # bonuses or not, never more
    absent: str = "zero"  # what absence from it does: zero, last, unplaced, removed
    bonus_cap: float | None = None  # of all its bonuses together
    cumulate: bool = True  # false: only the highest bonus counts
    adjustments: dict[str, Table] = field(default_factory=dict)
    parts: dict[str, Table] = field(default_factory=dict)


@dataclass(frozen=True)
class TieWords:
    """One tie-breaker, asked in its turn among those who are still equal."""

    of: str  # a component, adjustment or time of this stage by its path in it, an earlier stage, or a path there
    statistic: str = ""  # of the judges' marks: highest, lowest, spread, median, mean
    prefer: str = "higher"  # or "lower"


@dataclass(frozen=True)
class AdvanceWords:
    """Who goes on: everything that is stated must hold."""

    first: int = 0
    share: float | None = None  # percent of the entrants who are not removed
    line: float | None = None
    per_unit: int = 0  # the next ones move up
    ties: str = "ask"  # at the cut: ask, all go on, none goes on
    round: str = "up"  # of the share: up, down, half


@dataclass(frozen=True)
class StageWords:
    """One round of the contest."""

    title: str
    components: dict[str, Table]
    rounding: Table = field(default_factory=dict)
    adjustments: dict[str, Table] = field(default_factory=dict)  # to the total
    bonus_cap: float | None = None
    cumulate: bool = True
    most: float | None = None
    carry: dict[str, float] = field(default_factory=dict)  # earlier stage → points that its total is worth here
    ties: list[Table] = field(default_factory=list)
    advance: Table = field(default_factory=dict)


@dataclass(frozen=True)
class StandardWords:
    """Totals of different trades made comparable."""

    median: float = 700
    spread: float = 50
    decimals: int = 0


@dataclass(frozen=True)
class TeamWords:
    """How results of the members in the last stage make that of their team."""

    method: str  # scores, places, prizes: their sum; better_places: as medals are counted
    best: int = 0  # only so many members count; 0: all
    least: int = 0  # members without whom a team has no place
    points: list[float] = field(default_factory=list)  # for the first, second … place
    rest: float = 0  # for every other place, or without a prize
    prizes: dict[str, float] = field(default_factory=dict)
    ties: list[Table] = field(default_factory=list)  # better_places, best_score, score_sum, or a component, summed


@dataclass(frozen=True)
class RungWords:
    """One row of prizes, titles or promotions. Rows are filled from the best downward; who is under the line of a
    row, or above whom it is full, comes to the next one."""

    award: str = ""
    places: list[int] = field(default_factory=list)  # first and last
    count: int = 0  # seats; without count, places and share: everyone who is left
    until_share: float | None = None  # down to so many percent of the entrants, those above included
    line: float | None = None
    least: int = 0  # the row stands only with so many entrants …
    most: int = 0  # … and not with more
    group: str = ""
    money: float | None = None  # yuan for each
    round: str = "down"
    to: dict[str, str] = field(default_factory=dict)  # promotions: present grade → new grade


@dataclass(frozen=True)
class RuleSetWords:
    """A rule set. Groups of entrants (职工组, 学生组, or trades) are always ranked apart."""

    title: str
    version: str
    stages: dict[str, Table]
    about: str = ""
    source: str = ""
    statuses: dict[str, str] = field(default_factory=dict)  # → ranked, zero, last, unplaced, removed
    shared: str = "skip"  # 1-2-2-4; "dense": 1-2-2-3
    standard: Table | None = None
    teams: Table | None = None
    boundary: str = "ask"  # a place shared across the end of a row: ask, higher, lower
    prizes: list[Table] = field(default_factory=list)
    titles: list[Table] = field(default_factory=list)
    promotions: list[Table] = field(default_factory=list)
    team_prizes: list[Table] = field(default_factory=list)
