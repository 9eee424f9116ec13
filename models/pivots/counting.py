"""Counts a table: groups by one question a measure, subtotals and totals; blank is not zero, people are no sums."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from models.kinds import Stored
from models.kinds.choices import quoted
from models.kinds.numbers import decimal, exact, written
from models.measures import Measures, Span
from models.pivots.axes import Axis, counted_from, sources
from models.pivots.declared import Table
from models.register import Reader
from models.words import say

Group = tuple[Stored, ...]

TOTAL = "\0total"
"""Stands in a group for all of them: no value that is kept holds that character."""
_SHOWN = Decimal("0.01")
_ADDS = re.compile(r"(?:count\(\*\)|(?:nullif\()?sum\((.*?)\)(?:, 0\))?)")


@dataclass(frozen=True)
class Line:
    """A line of the table: the values that its rows share; those from `TOTAL` on are summed up."""

    group: Group
    labels: tuple[str, ...]

    @property
    def depth(self) -> int:
        """How many values tell it: 0 for the total, fewer than the table has for a subtotal."""
        return sum(key != TOTAL for key in self.group)


@dataclass(frozen=True)
class Pivot:
    """A counted table. A cell is a measure over a line and a column; None where nothing was reported."""

    table: Table
    span: Span
    heads: tuple[str, ...]
    lines: list[Line]
    columns: list[tuple[str, Stored, str]]
    """Measure, value of the column (`TOTAL` for all), heading."""
    cells: dict[tuple[str, Group], Stored] = field(repr=False)

    def value(self, line: Line, column: int) -> Stored:
        """What stands there."""
        key, across, _ = self.columns[column]
        return self.cells.get((key, (*line.group, *([across] if self.table.columns else []))))

    def number(self, line: Line, column: int) -> Stored:
        """What is shown there: two decimals at most, halves away from zero."""
        kept = self.value(line, column)
        if not isinstance(kept, float):
            return kept
        return exact(decimal(kept).quantize(_SHOWN, ROUND_HALF_UP))

    def shown(self, line: Line) -> list[str]:
        """A line's numbers as people read them."""
        numbers = [self.number(line, at) for at in range(len(self.columns))]
        return [written(decimal(one)) if isinstance(one, int | float) else "" for one in numbers]

    def sorted(self, column: int, descending: bool = True) -> Pivot:
        """The lines by what stands in a column, inside each subtotal; blanks last, the total at the end."""
        ranks: dict[Group, tuple[bool, float]] = {}
        for line in self.lines:
            kept = self.value(line, column)
            number = float(kept) if isinstance(kept, int | float) else 0.0
            ranks[line.group] = (kept is None, -number if descending else number)

        def rank(line: Line) -> list[tuple[bool, bool, float]]:
            parents = [_shortened(line.group, depth) for depth in range(1, len(line.group) + 1)]
            return [(group[depth] == TOTAL, *ranks[group]) for depth, group in enumerate(parents)]

        return replace(self, lines=sorted(self.lines, key=rank))


def count(measures: Measures, understood: Reader, table: Table, span: Span, naming: Reader | None = None) -> Pivot:
    """Counts a table over a period; refused where a measure can't be told apart that way.

    `naming` knows the names of records that the other reader may not see.
    """
    axes = [Axis(measures.schema, path) for path in table.paths]
    cells: dict[tuple[str, Group], Stored] = {}
    for key in table.measures:
        counted = _counted(measures, understood, key, span, axes, table)
        cells |= {(key, group): number for group, number in counted.items()}
    first = counted_from(measures, table.measures[0])
    names = []
    for at, axis in enumerate(axes):
        kept = {group[at] for _, group in cells if group[at] != TOTAL}
        told = axis.named(first, naming or understood, list(kept))
        names.append(told | {key: say("pivots.none") for key in kept if key not in told} | {TOTAL: say("pivots.total")})
    groups = {group for _, group in cells}
    return Pivot(
        table,
        span,
        tuple(axis.label(first) for axis in axes[: len(table.rows)]),
        _lines(table, names, groups),
        _columns(measures, table, names),
        cells,
    )


def _counted(
    measures: Measures, understood: Reader, key: str, span: Span, axes: list[Axis], table: Table
) -> dict[Group, Stored]:
    """Each group's number and all totals: summed where the measure adds up, else asked for."""
    whole, *shorter = _shapes(table)
    found = _split(measures, understood, key, span, axes, whole)
    parts = dict(found)
    sums = not measures[key].ratio and adds_up(measures[key].value)
    for shape in shorter:
        found |= _summed(parts, shape) if sums else _split(measures, understood, key, span, axes, shape)
    return found


def adds_up(expression: str) -> bool:
    """Whether a measure's total is the sum of its parts: one count of rows or one sum, and nothing around it."""
    found = _ADDS.fullmatch(expression)
    if not found:
        return False
    depth = 0
    for letter in found[1] or "":
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth < 0:
            return False
    return not (found[1] or "").startswith("distinct ")


def _shapes(table: Table) -> list[tuple[bool, ...]]:
    """Which of the axes tell groups apart: first all of them, then those of each total."""
    across = [(True,), (False,)] if table.columns else [()]
    rows = len(table.rows)
    return [(*[True] * depth, *[False] * (rows - depth), *one) for depth in range(rows, -1, -1) for one in across]


def _split(
    measures: Measures, understood: Reader, key: str, span: Span, axes: list[Axis], shape: tuple[bool, ...]
) -> dict[Group, Stored]:
    """One question: the measure over each group of a shape."""
    asked = [axis for axis, wanted in zip(axes, shape, strict=True) if wanted]
    found = measures.split(understood, key, span, lambda one: [axis.sql(one) for axis in asked])
    return {_spread(group, shape): number for group, number in found.items()}


def _spread(group: Group, shape: tuple[bool, ...]) -> Group:
    told = iter(group)
    return tuple(next(told) if wanted else TOTAL for wanted in shape)


def _summed(parts: dict[Group, Stored], shape: tuple[bool, ...]) -> dict[Group, Stored]:
    """The sums of the parts; None where all of them are blank."""
    found: dict[Group, Stored] = {}
    for group, number in parts.items():
        total = tuple(key if wanted else TOTAL for key, wanted in zip(group, shape, strict=True))
        before = found.get(total)
        found[total] = number if before is None else before if number is None else _sum(before, number)
    return found


def _sum(one: Stored, other: Stored) -> Stored:
    return one + other if isinstance(one, int | float) and isinstance(other, int | float) else None


def _lines(table: Table, names: list[dict[Stored, str]], groups: set[Group]) -> list[Line]:
    """The lines in the order of their names, each subtotal behind what it sums up."""
    ranks = [{key: at for at, key in enumerate(told)} for told in names]
    rows = sorted(
        {group[: len(table.rows)] for group in groups},
        key=lambda group: [ranks[at][key] for at, key in enumerate(group)],
    )
    return [Line(group, _labels(group, names)) for group in rows]


def _labels(group: Group, names: list[dict[Stored, str]]) -> tuple[str, ...]:
    """The names of a line; of its totals only the first is called one."""
    depth = sum(key != TOTAL for key in group)
    told = [names[at][key] for at, key in enumerate(group[:depth])]
    total = [say("pivots.subtotal" if depth else "pivots.total")] if depth < len(group) else []
    return (*told, *total, *[""] * (len(group) - depth - len(total)))


def _columns(measures: Measures, table: Table, names: list[dict[Stored, str]]) -> list[tuple[str, Stored, str]]:
    """For each value of the columns, and for all of them, each measure."""
    across = names[-1] if table.columns else {TOTAL: ""}
    return [
        (key, value, f"{label} · {_heading(measures, table, key)}" if label else _heading(measures, table, key))
        for value, label in across.items()
        for key in table.measures
    ]


def _heading(measures: Measures, table: Table, key: str) -> str:
    """A measure with its unit; of which (其中) behind the one that it is part of."""
    one = measures[key]
    base = measures.known.get(one.like)
    within = one.like in table.measures and base is not None and base.value == one.value
    return say("pivots.within" if within else "pivots.heading", title=one.title, unit=one.unit)


def behind(measures: Measures, understood: Reader, pivot: Pivot, line: Line, column: int) -> dict[str, list[int]]:
    """The records that a cell counts, by type."""
    key, across, _ = pivot.columns[column]
    axes = [Axis(measures.schema, path) for path in pivot.table.paths]
    group = (*line.group, across) if pivot.table.columns else line.group
    told = [(axis, kept) for axis, kept in zip(axes, group, strict=True) if kept != TOTAL]
    known = dict(measures.known)
    for part in sources(measures, key):
        one = known[part]
        clauses = [one.where, *(f"{axis.sql(one)} is {_literal(kept)}" for axis, kept in told)]
        known[part] = replace(one, where=" and ".join(f"({clause})" for clause in clauses if clause))
    rows = Measures(measures.schema, known).rows(understood, key, pivot.span)
    return {record: sorted(ids) for record, ids in rows.items()}


def _literal(kept: Stored) -> str:
    return "null" if kept is None else quoted(kept) if isinstance(kept, str) else repr(kept)


def _shortened(group: Group, depth: int) -> Group:
    """The group that sums up those which share its first values."""
    return (*group[:depth], *[TOTAL] * (len(group) - depth))
