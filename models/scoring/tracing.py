"""How the place of one entrant came about, step by step, as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from models.scoring.results import Result, StageResult
from models.scoring.rules import Adjustment, Component, TieBreak
from models.scoring.working import Worked

KEPT, HIGHEST, LOWEST, RECUSED, BLANK = "kept", "dropped_high", "dropped_low", "recused", "blank"


@dataclass(frozen=True)
class MarkStep:
    """The mark of one judge and what became of it."""

    judge: int
    mark: Fraction | None
    fate: str = KEPT


@dataclass(frozen=True)
class Step:
    """One component: from marks or parts to what it brings. Values are None while a mark is missing."""

    component: Component
    marks: tuple[MarkStep, ...]
    combined: Fraction | None
    adjusted: tuple[tuple[Adjustment, Fraction], ...]
    exact: Fraction | None
    value: Fraction | None
    weighted: Fraction | None
    parts: tuple[Step, ...]

    def missing(self) -> Iterator[Component]:
        """What is still to be marked and counts."""
        if self.value is None:
            if not self.parts:
                yield self.component
            for part in self.parts:
                if part.component.worth:
                    yield from part.missing()


@dataclass(frozen=True)
class TieStep:
    """One tie-breaker that was asked: the own value and those of all who were equal until then."""

    tie: TieBreak
    value: Fraction | None
    peers: tuple[tuple[str, Fraction | None], ...]


@dataclass(frozen=True)
class Carried:
    """What an earlier stage brought."""

    title: str
    total: Fraction | None
    points: Fraction
    full: Fraction


@dataclass(frozen=True)
class Trace:
    """One entrant in one stage."""

    stage: StageResult
    key: str
    total: Step
    carried: tuple[Carried, ...]
    ranking: Fraction | None
    ties: tuple[TieStep, ...]
    shared: tuple[str, ...]
    """Others on the same place."""
    place: int | None
    state: str


def traces(result: Result, key: str) -> list[Trace]:
    """Every stage that the entrant took part in; refused when there is no such entrant."""
    result.last_stage(key)
    taken = [stage for stage in result.stages if key in stage.rows]
    return [_trace(stage, taken[:number], key) for number, stage in enumerate(taken)]


def _trace(stage: StageResult, earlier: list[StageResult], key: str) -> Trace:
    row = stage.rows[key]
    before = {one.stage.key: one for one in earlier}
    carried = tuple(
        Carried(before[name].stage.title, before[name].worked.value.at(before[name].rows[key]), points, full)
        for name, points, full in stage.stage.carry
    )
    place, state = stage.places[row], stage.states[row]
    ties, equals = _ties(stage, row)
    shared = tuple(one for one in equals if one != key) if place is not None else ()
    total = _step(stage.worked, stage, row)
    return Trace(stage, key, total, carried, stage.ranking.at(row), ties, shared, place, state)


def _step(worked: Worked, stage: StageResult, row: int) -> Step:
    component = worked.component
    adjusted = [
        (one, worked.adjusted[one.path][row]) for one in component.adjustments if row in worked.adjusted[one.path]
    ]
    return Step(
        component,
        _marks(worked, stage, row),
        worked.combined.at(row),
        tuple(adjusted),
        worked.exact.at(row),
        worked.value.at(row),
        worked.weighted.at(row),
        tuple(_step(part, stage, row) for part in worked.parts),
    )


def _marks(worked: Worked, stage: StageResult, row: int) -> tuple[MarkStep, ...]:
    """Equal marks are dropped in the order of the judges; it makes no difference to the result."""
    if worked.marks is None:
        return ()
    component, unit = worked.component, 10**worked.marks.decimals
    recused = stage.field.recused(component.path).get(row, frozenset())
    marks = worked.marks.of(row)
    fates = [RECUSED if judge in recused else BLANK if mark is None else KEPT for judge, mark in enumerate(marks)]
    if BLANK not in fates:
        order = sorted((mark or 0, judge) for judge, mark in enumerate(marks) if judge not in recused)
        for _, judge in order[: component.drop_low]:
            fates[judge] = LOWEST
        for _, judge in order[max(len(order) - component.drop_high, component.drop_low) :]:
            fates[judge] = HIGHEST
    return tuple(
        MarkStep(judge + 1, None if mark is None else Fraction(mark, unit), fates[judge])
        for judge, mark in enumerate(marks)
    )


def _ties(stage: StageResult, row: int) -> tuple[tuple[TieStep, ...], list[str]]:
    """The tie-breakers that had to be asked, and who is equal in the end."""
    standing = stage.standings[stage.field.entrants[row].group]
    ranked = [one for run in standing.runs for one in run.rows]
    if row not in ranked:
        return (), []
    names = [one.key for one in stage.field.entrants]
    equals = _equal_in(stage, 0, row, ranked)
    steps: list[TieStep] = []
    for number, tie in enumerate(stage.stage.ties, 1):
        if len(equals) == 1:
            break
        column = stage.keys[number].column
        peers = tuple((names[one], column.at(one)) for one in equals if one != row)
        steps.append(TieStep(tie, column.at(row), peers))
        if any(column.numbers[one] is None for one in equals):
            break
        equals = _equal_in(stage, number, row, equals)
    return tuple(steps), [names[one] for one in equals]


def _equal_in(stage: StageResult, number: int, row: int, rows: list[int]) -> list[int]:
    numbers = stage.keys[number].column.numbers
    return [one for one in rows if numbers[one] == numbers[row]]
