"""What a rule set is, once it is understood: stages, components, tie-breakers, awards. Values only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from models.scoring.exact import Rounding

RANKED, ZERO, LAST, UNPLACED, REMOVED = EFFECTS = ("ranked", "zero", "last", "unplaced", "removed")
"""What becomes of an entrant: ranked; ranked with 0 for what is not marked; after all others; without a place but
counted; neither placed nor counted."""


@dataclass(frozen=True)
class Adjustment:
    """Points taken off or given: `each` for every one recorded (below zero: a penalty), together not beyond `cap`."""

    path: str
    title: str
    each: Fraction
    cap: Fraction | None


@dataclass(frozen=True)
class Clock:
    """Points for a time in seconds: full within `standard`, then `lose` for every step begun, `gain` for each saved."""

    standard: Fraction
    step: Fraction
    lose: Fraction
    gain: Fraction


@dataclass(frozen=True)
class Component:
    """A part of a score, with parts of its own or with the marks of judges.

    Order of work: combine judges or add parts, turn time into points, add adjustments, keep within 0 and `most`,
    round, then weigh: value × worth / full.
    """

    path: str
    title: str
    full: Fraction
    worth: Fraction
    """Points that it brings to the whole above it when it is full; 0: recorded, for ties, but not counted."""
    rounding: Rounding | None = None
    weighing: Rounding | None = None
    judges: int = 1
    """0: as many as the contest has."""
    combine: str = "mean"
    drop_high: int = 0
    drop_low: int = 0
    timed: bool = False
    clock: Clock | None = None
    most: Fraction | None = None
    absent: str = "zero"
    bonus_cap: Fraction | None = None
    cumulate: bool = True
    adjustments: tuple[Adjustment, ...] = ()
    parts: tuple[Component, ...] = ()

    def leaves(self) -> Iterator[Component]:
        """Everything that is marked, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def everything(self) -> Iterator[Component]:
        """The component and all below it."""
        yield self
        for part in self.parts:
            yield from part.everything()


@dataclass(frozen=True)
class TieBreak:
    """What is compared next among equals: a component, time, adjustment or earlier stage by its path."""

    of: str
    title: str
    statistic: str = ""
    """Of the judges' marks: highest, lowest, spread, median or mean; else the component's own value."""
    lower: bool = False


@dataclass(frozen=True)
class Advance:
    """Who goes on: every condition that is stated must hold. 0 and None: not stated."""

    first: int = 0
    share: Fraction | None = None
    line: Fraction | None = None
    per_unit: int = 0
    ties: str = "ask"
    round: str = "up"


@dataclass(frozen=True)
class Stage:
    """One round: its whole score, what it carries over from earlier ones, how ties are settled, who goes on."""

    key: str
    title: str
    total: Component
    carry: tuple[tuple[str, Fraction, Fraction], ...]
    """Earlier stage, points that its total is worth here, and its full marks."""
    ties: tuple[TieBreak, ...]
    advance: Advance | None


@dataclass(frozen=True)
class Standard:
    """Totals of different trades made comparable: the median of a trade at `median`, one deviation is `spread`."""

    median: Fraction
    spread: Fraction
    decimals: int


@dataclass(frozen=True)
class Rung:
    """One row of a ladder of awards: who may have it, and what it brings."""

    award: str
    first: int = 0
    last: int = 0
    count: int = 0
    until_share: Fraction | None = None
    line: Fraction | None = None
    least: int = 0
    most: int = 0
    group: str = ""
    money: Fraction | None = None
    round: str = "down"
    to: tuple[tuple[str, str], ...] = ()
    """For a promotion: grade now → grade proposed."""


@dataclass(frozen=True)
class Ladder:
    """Awards of one kind from the best downward; `boundary` says what becomes of a place shared across a rung's end."""

    kind: str
    rungs: tuple[Rung, ...]
    boundary: str = "ask"


@dataclass(frozen=True)
class Teams:
    """How results of members make that of a team."""

    method: str
    best: int = 0
    least: int = 0
    points: tuple[Fraction, ...] = ()
    rest: Fraction = Fraction(0)
    prizes: tuple[tuple[str, Fraction], ...] = ()
    ties: tuple[TieBreak, ...] = ()
    """Over better_places, best_score, score_sum, or a component of the last stage: summed over those who count."""


@dataclass(frozen=True)
class RuleSet:
    """How places are decided in one kind of contest, in one version."""

    name: str
    title: str
    version: str
    about: str
    source: str
    stages: tuple[Stage, ...]
    statuses: dict[str, str]
    """Status of an entrant → ranked, zero, last, unplaced or removed."""
    dense: bool
    standard: Standard | None
    teams: Teams | None
    ladders: tuple[Ladder, ...]

    def ladder(self, kind: str) -> Ladder | None:
        """The awards of that kind, if any are declared."""
        return next((one for one in self.ladders if one.kind == kind), None)
