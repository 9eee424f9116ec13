"""Exact columns of numbers: whole numbers over one common denominator, None where nothing is known yet.

A result is contested in the hall, so nothing here is ever a binary float. One denominator for a whole column makes
the arithmetic that of plain integers, which is also the fastest that Python has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

EVEN = "even"
_SHOWN = 6  # decimals of a number that has no end


@dataclass(frozen=True, slots=True)
class Rounding:
    """To so many decimals; a half goes up (away from zero) or to the even neighbour."""

    decimals: int
    half: str = "up"

    def whole(self, number: int, unit: int) -> int:
        """`number / unit`, rounded, counted in 10 ** -decimals."""
        power: int = 10**self.decimals
        quotient, rest = divmod(number * power, unit)
        if 2 * rest == unit:
            return quotient + (quotient & 1 if self.half == EVEN else number > 0)
        return quotient + (2 * rest > unit)

    def of(self, value: Fraction) -> Fraction:
        """One value, rounded."""
        return Fraction(self.whole(value.numerator, value.denominator), 10**self.decimals)


@dataclass(frozen=True, slots=True)
class Column:
    """One number for every row: `numbers[row] / unit`, or None."""

    numbers: list[int | None]
    unit: int = 1

    def at(self, row: int) -> Fraction | None:
        """The exact value of a row."""
        number = self.numbers[row]
        return None if number is None else Fraction(number, self.unit)

    def taken(self, rows: Sequence[int]) -> Column:
        """The values of these rows, in this order."""
        return Column([self.numbers[row] for row in rows], self.unit)

    def filled(self, rows: Sequence[int], number: int) -> Column:
        """The blanks among these rows filled with so many units."""
        if not rows:
            return self
        numbers = list(self.numbers)
        for row in rows:
            if numbers[row] is None:
                numbers[row] = number
        return Column(numbers, self.unit)

    def over(self, unit: int) -> list[int | None]:
        """The numbers over a multiple of their denominator."""
        if unit == self.unit:
            return self.numbers
        factor = unit // self.unit
        return [None if number is None else number * factor for number in self.numbers]

    def times(self, factor: Fraction) -> Column:
        """Every value multiplied."""
        if factor == 1:
            return self
        above = factor.numerator
        return Column(
            [None if number is None else number * above for number in self.numbers], self.unit * factor.denominator
        )

    def rounded(self, rounding: Rounding | None) -> Column:
        """Every value rounded; unchanged where no rounding is stated."""
        if rounding is None:
            return self
        whole, unit = rounding.whole, self.unit
        return Column(
            [None if number is None else whole(number, unit) for number in self.numbers], 10**rounding.decimals
        )

    def between(self, least: Fraction, most: Fraction | None) -> Column:
        """No value below `least` nor above `most`."""
        unit = lcm(self.unit, least.denominator, most.denominator if most is not None else 1)
        low = int(least * unit)
        numbers = [None if number is None else max(number, low) for number in self.over(unit)]
        if most is not None:
            high = int(most * unit)
            numbers = [None if number is None else min(number, high) for number in numbers]
        return Column(numbers, unit)

    def changed(self, by: dict[int, Fraction]) -> Column:
        """Something added to a few rows; blank rows stay blank."""
        if not by:
            return self
        unit = lcm(self.unit, *(value.denominator for value in by.values()))
        numbers = list(self.over(unit))
        for row, value in by.items():
            number = numbers[row]
            if number is not None:
                numbers[row] = number + int(value * unit)
        return Column(numbers, unit)


def added(columns: Sequence[Column]) -> Column:
    """The sum row by row; blank where any of them is blank."""
    if len(columns) == 1:
        return columns[0]
    unit = lcm(*(column.unit for column in columns))
    rows = zip(*(column.over(unit) for column in columns), strict=True)
    return Column([None if None in row else sum(row) for row in rows], unit)  # type: ignore[arg-type]


def exact(value: float | str | Decimal) -> Fraction:
    """A number as it was written: 0.1 is one tenth."""
    return Fraction(str(value))


def shown(value: Fraction | None, rounding: Rounding | None = None) -> str:
    """As people write it: all its decimals, at least those of its rounding, or six and a sign where they have no end;
    blank stays blank."""
    if value is None:
        return ""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"≈{Decimal(Rounding(_SHOWN).whole(*value.as_integer_ratio())).scaleb(-_SHOWN):f}"
    number = Decimal(value.numerator) / Decimal(value.denominator)
    least = rounding.decimals if rounding else 0
    decimals = max(least, -int(number.normalize().as_tuple().exponent))
    return f"{number:.{decimals}f}"
