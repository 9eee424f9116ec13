"""Totals of different trades made comparable by the spread of each trade."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

from models.scoring.exact import Column
from models.scoring.rules import Standard


def standardised(totals: Column, trades: Sequence[str], standard: Standard) -> Column:
    """median + spread × (x − m) / s for the totals x of each trade; m their median, s the root of their mean square
    deviation from the mean.

    The world skills rules publish where the scale stands (the median mark of a skill at 700, the others “by
    statistical analysis”, mostly between 600 and 800) but not the formula; this is the usual standard score on that
    footing, and both its figures are the rule set's. A trade in which all are equal has everyone at the median.
    Rounded exactly, a half away from the median. Blank totals stay blank and are no part of the spread.
    """
    numbers: list[int | None] = [None] * len(totals.numbers)
    unit = 10**standard.decimals
    for trade in set(trades):
        rows = [row for row, one in enumerate(trades) if one == trade and totals.numbers[row] is not None]
        values = [Fraction(totals.numbers[row] or 0, totals.unit) for row in rows]
        for row, value in zip(rows, _scores(values, standard, unit), strict=True):
            numbers[row] = value
    return Column(numbers, unit)


def _scores(values: list[Fraction], standard: Standard, unit: int) -> list[int]:
    if not values:
        return []
    inorder, half = sorted(values), len(values) // 2
    median = inorder[half] if len(values) % 2 else (inorder[half - 1] + inorder[half]) / 2
    mean = sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / len(values)
    middle = round(standard.median * unit)
    return [middle + _deviation((value - median) * standard.spread * unit, Fraction(variance)) for value in values]


def _deviation(distance: Fraction, variance: Fraction) -> int:
    """distance / √variance to the nearest whole number, by whole numbers alone."""
    if not variance:
        return 0
    square = 4 * distance * distance / variance
    size = (isqrt(square.numerator // square.denominator) + 1) // 2
    return size if distance > 0 else -size
