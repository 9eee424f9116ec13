"""The words that a rule set may use, table by table: its whole grammar."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class RoundingWords:
    """Decimals at each step; a step that is not named is not rounded."""

    half: str = "up"
    judges: int | None = None
    component: int | None = None
    weighted: int | None = None
    total: int | None = None


@dataclass(frozen=True)
class ClockWords:
    """Seconds and points."""

    standard: float
    step: float
    lose: float
    gain: float = 0


@dataclass(frozen=True)
class AdjustmentWords:
    """A penalty (`each` below zero) or a bonus."""

    title: str
    each: float = 1
    cap: float | None = None


@dataclass(frozen=True)
class ComponentWords:
    """The words that a component may use."""

    title: str
    full: float | None = None
    weight: float | None = None
    judges: int = 1
    combine: str = "mean"
    drop_high: int = 0
    drop_low: int = 0
    decimals: int | None = None
    kind: str = "marks"
    clock: dict[str, Any] = field(default_factory=dict)
    most: float | None = None
    absent: str = "zero"
    bonus_cap: float | None = None
    cumulate: bool = True
    adjustments: dict[str, dict[str, Any]] = field(default_factory=dict)
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class TieWords:
    """The words that a tie-breaker may use."""

    of: str
    statistic: str = ""
    prefer: str = "higher"


@dataclass(frozen=True)
class AdvanceWords:
    """The words that may say who goes on."""

    first: int = 0
    share: float | None = None
    line: float | None = None
    per_unit: int = 0
    ties: str = "ask"
    round: str = "up"


@dataclass(frozen=True)
class StageWords:
    """The words that a stage may use."""

    title: str
    components: dict[str, dict[str, Any]]
    rounding: dict[str, Any] = field(default_factory=dict)
    adjustments: dict[str, dict[str, Any]] = field(default_factory=dict)
    bonus_cap: float | None = None
    cumulate: bool = True
    most: float | None = None
    carry: dict[str, float] = field(default_factory=dict)
    ties: list[dict[str, Any]] = field(default_factory=list)
    advance: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class StandardWords:
    """The words that may say how trades are made comparable."""

    median: float = 700
    spread: float = 50
    decimals: int = 0


@dataclass(frozen=True)
class TeamWords:
    """The words that may say how teams are ranked."""

    method: str
    best: int = 0
    least: int = 0
    points: list[float] = field(default_factory=list)
    rest: float = 0
    prizes: dict[str, float] = field(default_factory=dict)
    ties: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class RuleSetWords:
    """The words that a rule set may use."""

    title: str
    version: str
    stages: dict[str, dict[str, Any]]
    about: str = ""
    source: str = ""
    statuses: dict[str, str] = field(default_factory=dict)
    shared: str = "skip"
    standard: dict[str, Any] | None = None
    teams: dict[str, Any] | None = None
    boundary: str = "ask"
    prizes: list[dict[str, Any]] = field(default_factory=list)
    titles: list[dict[str, Any]] = field(default_factory=list)
    promotions: list[dict[str, Any]] = field(default_factory=list)
    team_prizes: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class RungWords:
    """The words that one row of prizes, titles or promotions may use."""

    award: str = ""
    places: list[int] = field(default_factory=list)
    count: int = 0
    until_share: float | None = None
    line: float | None = None
    least: int = 0
    most: int = 0
    group: str = ""
    money: float | None = None
    round: str = "down"
    to: dict[str, str] = field(default_factory=dict)
