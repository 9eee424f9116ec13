"""Marks that look wrong: over full marks, or far from those of the other judges. Pointed at, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from models.scoring.combining import SUM
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


def oddities(result: Result, far: Fraction = _FAR) -> list[Oddity]:
    """All marks to look at; `far` is the distance from the median of the others, as a part of full marks."""
    return [
        one
        for stage in result.stages
        for leaf in stage.stage.total.leaves()
        if leaf.full and not leaf.timed
        for one in _of(stage, leaf, far)
    ]


def _of(stage: StageResult, leaf: Component, far: Fraction) -> Iterator[Oddity]:
    marks = stage.field.marks[leaf.path]
    unit, judges = 10**marks.decimals, len(marks.columns)
    most = int(leaf.full * unit) if leaf.combine != SUM else int(leaf.full * unit / judges)
    for row, entrant in enumerate(stage.field.entrants):
        given = marks.of(row)
        for judge, mark in enumerate(given):
            if mark is None:
                continue
            told = {"entrant": entrant.name or entrant.key, "component": leaf.title, "judge": judge + 1}
            value = shown(Fraction(mark, unit))
            others = [one for other, one in enumerate(given) if one is not None and other != judge]
            middle = Fraction(median(map(Fraction, others))) if len(others) >= _FEWEST - 1 else Fraction(mark)
            if mark > most:
                sentence = say("scoring.over_full", mark=value, full=shown(Fraction(most, unit)), **told)
                yield Oddity(entrant.key, leaf.path, judge + 1, sentence)
            elif abs(mark - middle) > far * most:
                sentence = say("scoring.far_from_others", mark=value, others=shown(middle / unit), **told)
                yield Oddity(entrant.key, leaf.path, judge + 1, sentence)
