"""Works a score out, component by component, for all entrants at once, and keeps every step for the explanation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from models.scoring.combining import combined, points
from models.scoring.entrants import Entrant, Marks
from models.scoring.exact import Column, added, exact
from models.scoring.rules import ZERO, Component, RuleSet

Sparse = dict[int, Fraction]


@dataclass(frozen=True)
class Field:
    """The entrants of one stage, and what was recorded of them."""

    entrants: Sequence[Entrant]
    marks: Mapping[str, Marks]
    rules: RuleSet

    def recused(self, path: str) -> dict[int, frozenset[int]]:
        """By row: judges who may not mark."""
        return {row: judges for row, one in enumerate(self.entrants) if (judges := one.recused.get(path))}

    def missed(self, component: Component) -> list[int]:
        """Rows that get 0 here while nothing is marked: by their status, or because they were absent from it."""
        return [
            row
            for row in self._set_apart
            if self.rules.statuses.get(self.entrants[row].status) == ZERO
            or (component.absent == ZERO and component.path in self.entrants[row].absent)
        ]

    @cached_property
    def _set_apart(self) -> list[int]:
        """Rows of entrants who were absent somewhere, or whose status says something."""
        return [row for row, one in enumerate(self.entrants) if one.absent or one.status]


@dataclass(frozen=True)
class Worked:
    """How one component came out: each column is one step of the work, a row for each entrant."""

    component: Component
    marks: Marks | None
    combined: Column
    """Of the judges' marks (seconds for a time), or the sum of what the parts bring."""
    adjusted: dict[str, Sparse]
    """What each adjustment brought, by its path, within its cap."""
    exact: Column
    """Before rounding."""
    value: Column
    weighted: Column
    """What it brings to the whole above it."""
    parts: tuple[Worked, ...] = ()

    def find(self, path: str) -> Worked | None:
        """The component of that path, here or below."""
        if self.component.path == path:
            return self
        return next((found for part in self.parts if (found := part.find(path))), None)


def work(component: Component, field: Field, carried: Sequence[Column] = ()) -> Worked:
    """The component for every entrant of the field; `carried` is added to its parts."""
    parts = tuple(work(part, field) for part in component.parts)
    marks = None if parts else field.marks[component.path]
    if marks is None:
        counted = [part.weighted for part in parts if part.component.worth]
        together = added([*counted, *carried]) if counted or carried else _none_counted(field)
    else:
        together = combined(component, marks, field.recused(component.path))
    points_ = points(component.clock, component, together) if component.clock else together
    points_ = points_ if component.timed and not component.clock else points_.filled(field.missed(component), 0)
    adjusted = {one.path: _given(one.path, one.each, one.cap, field) for one in component.adjustments}
    changed = points_.changed(_together(component, adjusted))
    if adjusted or component.clock or component.most is not None:
        changed = changed.between(Fraction(0), component.most)
    value = changed.rounded(component.rounding)
    return Worked(component, marks, together, adjusted, changed, value, _weighted(component, value), parts)


def _weighted(component: Component, value: Column) -> Column:
    if not component.worth or not component.full:
        return Column([number and 0 for number in value.numbers])
    return value.times(component.worth / component.full).rounded(component.weighing)


def _none_counted(field: Field) -> Column:
    return Column([0] * len(field.entrants))


def _given(path: str, each: Fraction, cap: Fraction | None, field: Field) -> Sparse:
    found: Sparse = {}
    for row, one in enumerate(field.entrants):
        if one.adjustments and path in one.adjustments:
            value = each * exact(one.adjustments[path])
            found[row] = value if cap is None else max(-cap, min(cap, value))
    return found


def _together(component: Component, adjusted: dict[str, Sparse]) -> Sparse:
    """All adjustments of each row: penalties summed, bonuses summed or the best alone, up to their cap."""
    rows = {row for one in adjusted.values() for row in one}
    found: Sparse = {}
    for row in rows:
        given = [one[row] for one in adjusted.values() if row in one]
        bonuses = [value for value in given if value > 0]
        bonus = sum(bonuses, Fraction(0)) if component.cumulate else max(bonuses, default=Fraction(0))
        if component.bonus_cap is not None:
            bonus = min(bonus, component.bonus_cap)
        found[row] = bonus + sum((value for value in given if value < 0), Fraction(0))
    return found
