"""What is marked in a contest, by the Chinese names under which marks are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from models.scoring.rules import Component, RuleSet

BETWEEN = "·"


@dataclass(frozen=True)
class Item:
    """One thing to mark: a component that judges give marks for or that is timed, or a bonus or penalty counted."""

    label: str
    path: str
    stage: str
    full: Fraction
    judges: int
    """0: as many as the contest has."""
    timed: bool = False
    counted: bool = False


def items(rules: RuleSet) -> list[Item]:
    """All of a rule set, in order. The stage is part of the name only where there are several."""
    several = len(rules.stages) > 1
    return [
        one
        for stage in rules.stages
        for one in _below(stage.total, stage.key, (stage.title,) if several else (), whole=True)
    ]


def _below(one: Component, stage: str, above: tuple[str, ...], whole: bool = False) -> Iterator[Item]:
    named = above if whole else (*above, one.title)
    if not one.parts:
        yield Item(BETWEEN.join(named), one.path, stage, one.full, one.judges, timed=one.timed)
    for part in one.parts:
        yield from _below(part, stage, named)
    for each in one.adjustments:
        yield Item(BETWEEN.join((*named, each.title)), each.path, stage, Fraction(0), 1, counted=True)
