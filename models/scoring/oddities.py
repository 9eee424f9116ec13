"""Marks that look wrong: over full marks, or far from those of the other judges. Pointed at, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from models.scoring.combining import SUM, middle
from models.scoring.exact import shown
from models.scoring.results import Result, StageResult
from models.scoring.rules import Component
from models.words import say

_FAR = Fraction(1, 5)  # of full marks
_FEWEST = 3  # judges among whom one can be far from the others


@dataclass(frozen=True)
class Oddity:
    """One mark to look at: whose, of which component, by which judge (from 1), and a Chinese sentence."""

    key: str
    path: str
    judge: int
    say: str


def oddities(result: Result, far: Fraction = _FAR, key: str = "") -> list[Oddity]:
    """All marks to look at, or those of one entrant; `far` is the distance from the median of the others, as a part
    of full marks."""
    return [
        one
        for stage in result.stages
        for leaf in stage.stage.total.leaves()
        if leaf.full and not leaf.timed
        for one in _of(stage, leaf, far, [stage.rows[key]] if key in stage.rows else [] if key else None)
    ]


def _of(stage: StageResult, leaf: Component, far: Fraction, rows: list[int] | None) -> Iterator[Oddity]:
    marks = stage.field.marks[leaf.path]
    unit, judges = 10**marks.decimals, len(marks.columns)
    most = int(leaf.full * unit) if leaf.combine != SUM else int(leaf.full * unit / judges)
    distance = 2 * far * most
    for row in range(len(stage.field.entrants)) if rows is None else rows:
        given = marks.of(row)
        for judge, mark in enumerate(given):
            if mark is None:
                continue
            half = _twice_the_middle([one for other, one in enumerate(given) if one is not None and other != judge])
            over = mark > most
            if not over and (half is None or abs(2 * mark - half) <= distance):
                continue
            entrant = stage.field.entrants[row]
            told = {"entrant": entrant.name or entrant.key, "component": leaf.title, "judge": judge + 1}
            value = shown(Fraction(mark, unit))
            sentence = (
                say("scoring.over_full", mark=value, full=shown(Fraction(most, unit)), **told)
                if over
                else say("scoring.far_from_others", mark=value, others=shown(Fraction(half or 0, 2 * unit)), **told)
            )
            yield Oddity(entrant.key, leaf.path, judge + 1, sentence)


def _twice_the_middle(others: list[int]) -> int | None:
    """Twice the median, a whole number; None where there are too few."""
    if len(others) < _FEWEST - 1:
        return None
    above, below = middle(sorted(others))
    return above * 2 // below
