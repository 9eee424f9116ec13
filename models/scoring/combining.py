"""How the marks of several judges become one number, and what can be asked of them to settle a tie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor, lcm

from models.scoring.entrants import Marks
from models.scoring.exact import Column
from models.scoring.rules import Clock, Component

MEDIAN, SUM = "median", "sum"

# Each gives a whole number over its second one.
STATISTICS: dict[str, Callable[[list[int]], tuple[int, int]]] = {
    "highest": lambda marks: (max(marks), 1),
    "lowest": lambda marks: (min(marks), 1),
    "spread": lambda marks: (max(marks) - min(marks), 1),
    MEDIAN: lambda marks: middle(sorted(marks)),
    "mean": lambda marks: (sum(marks), len(marks)),
}


def middle(marks: list[int]) -> tuple[int, int]:
    """The median of sorted marks: the one in the middle, or half of the two."""
    half = len(marks) // 2
    return (marks[half], 1) if len(marks) % 2 else (marks[half - 1] + marks[half], 2)


def kept(leaf: Component, marks: list[int]) -> list[int]:
    """Those that count, sorted: without the highest and lowest ones."""
    return sorted(marks)[leaf.drop_low : len(marks) - leaf.drop_high]


def combined(leaf: Component, marks: Marks, recused: dict[int, frozenset[int]]) -> Column:
    """One number for every entrant; blank where a judge has not marked, or too few may.

    A sum stays one of all judges when somebody is recused: it is then the mean of the others times their number.
    """
    unit = 10**marks.decimals
    rows: Sequence[tuple[int | None, ...]] = list(zip(*marks.columns, strict=True))
    quick = None if recused else _quick(leaf, rows, len(marks.columns))
    if quick:
        return Column(quick[0], unit * quick[1])
    return _column([_one(leaf, row, recused.get(at, frozenset())) for at, row in enumerate(rows)], unit)


def statistic(name: str, marks: Marks, recused: dict[int, frozenset[int]]) -> Column:
    """The highest, lowest, spread, median or mean of the judges' marks, none dropped; blank where any is missing."""
    ask = STATISTICS[name]
    rows = [_known(row, recused.get(at, frozenset())) for at, row in enumerate(zip(*marks.columns, strict=True))]
    return _column([ask(row) if row else None for row in rows], 10**marks.decimals)


def points(clock: Clock, leaf: Component, times: Column) -> Column:
    """Times turned into points: exact, for a started step of lateness costs as a whole one."""
    found: list[tuple[int, int] | None] = []
    for row in range(len(times.numbers)):
        time = times.at(row)
        value = None if time is None else _points(clock, leaf.full, time)
        found.append(None if value is None else (value.numerator, value.denominator))
    return _column(found, 1)


def _points(clock: Clock, full: Fraction, time: Fraction) -> Fraction:
    late = (time - clock.standard) / clock.step
    return full - clock.lose * ceil(late) if late > 0 else full + clock.gain * floor(-late)


def _quick(leaf: Component, rows: Sequence[tuple[int | None, ...]], width: int) -> tuple[list[int | None], int] | None:
    """The whole column where every judge has marked everyone; None where one has not.

    This is where a large contest spends its time, so each shape has its own plain loop.
    """
    drops, count = leaf.drop_low + leaf.drop_high, width - leaf.drop_low - leaf.drop_high
    if count <= 0:
        return None
    full: Sequence[tuple[int, ...]] = rows  # type: ignore[assignment]
    try:
        if leaf.combine == MEDIAN:
            return _halved([middle(kept(leaf, list(row))) for row in full])
        if not drops:
            numbers = [sum(row) for row in full] if width > 1 else [row[0] + 0 for row in full]
        elif (leaf.drop_low, leaf.drop_high) == (1, 1):
            numbers = [sum(row) - max(row) - min(row) for row in full]
        else:
            numbers = [sum(sorted(row)[leaf.drop_low : width - leaf.drop_high]) for row in full]
    except TypeError:  # a blank among the marks
        return None
    return list(numbers), 1 if leaf.combine == SUM else count


def _halved(found: list[tuple[int, int]]) -> tuple[list[int | None], int]:
    return [number * 2 // part for number, part in found], 2


def _known(row: tuple[int | None, ...], recused: frozenset[int]) -> list[int] | None:
    """The marks of the judges who may mark; None while one is missing."""
    marks = [mark for judge, mark in enumerate(row) if judge not in recused]
    return None if None in marks else marks  # type: ignore[return-value]


def _one(leaf: Component, row: tuple[int | None, ...], recused: frozenset[int]) -> tuple[int, int] | None:
    marks = kept(leaf, known) if (known := _known(row, recused)) else []
    if not marks:
        return None
    if leaf.combine == MEDIAN:
        return middle(marks)
    judges = len(row) - leaf.drop_low - leaf.drop_high
    return (sum(marks) * (judges if leaf.combine == SUM else 1), len(marks))


def _column(found: list[tuple[int, int] | None], unit: int) -> Column:
    """Fractions of units brought over one denominator."""
    common = lcm(*{one[1] for one in found if one})
    return Column([one and one[0] * (common // one[1]) for one in found], unit * common)
