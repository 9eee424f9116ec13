"""Holds a form's values against its checks. A side without any value says nothing: blank is not zero.

In a sum blanks count as nothing as long as one of its cells holds a number; a product of a blank is blank. A side that
multiplies or divides is rounded to the decimals of the other one, as forms print it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from operator import eq, ge, gt, le, lt, ne
from typing import Protocol

from models.kinds import Stored, match_key
from models.kinds.numbers import decimal, written
from models.returns.checks import Area, Check, Comparison, Operation, Place, Side, Sum
from models.returns.numbering import Numbering
from models.sheets.forms.references import column_letters, column_number
from models.words import Refusal

_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {">=": ge, "<=": le, ">": gt, "<": lt, "=": eq, "<>": ne}
_PRINTED = {">=": "≥", "<=": "≤", "<>": "≠"}


@dataclass(frozen=True)
class Failure:
    """Where a check does not hold: its cells, the values of its sides, or the text that is no number.

    `instance` says which record of a list (from 0) it is; None where no list is touched.
    """

    cells: tuple[str, ...]
    told: str
    text: str = ""
    instance: int | None = None


class Worked(Protocol):
    """The values of a filled form by the addresses of its blank, be it a workbook or a document."""

    @property
    def sheets(self) -> list[str]:
        """Names, in order."""

    def values(self, sheet: str, letters: str, row: int) -> list[Stored]:
        """What a cell comes to, once for each time that its row comes."""

    def columns(self, sheet: str, row: int) -> list[str]:
        """The columns in which a row holds a number anywhere."""

    def rows(self, sheet: str, letters: str) -> list[int]:
        """The rows in which a column holds a number anywhere."""


@dataclass(frozen=True)
class Filled:
    """A filled form as checks see it."""

    worked: Worked
    numberings: Mapping[str, Numbering]
    _known: dict[Spot, list[Stored]] = field(default_factory=dict)

    def sheet(self, told: str) -> str:
        """The sheet of that name, however it is written; the first when none is named."""
        names = self.worked.sheets
        found = [name for name in names if match_key(name) == match_key(told)] if told else names[:1]
        if not found:
            raise Refusal("returns.check_sheet", sheet=told, known="、".join(names))
        return found[0]

    def values(self, spot: Spot) -> list[Stored]:
        """What stands there, once for each record of a list."""
        if spot not in self._known:
            self._known[spot] = self.worked.values(spot.sheet, spot.letters, spot.row)
        return self._known[spot]


@dataclass(frozen=True)
class Spot:
    """One cell of the blank."""

    sheet: str
    letters: str
    row: int

    @property
    def address(self) -> str:
        """With its sheet."""
        return f"{self.sheet}!{self.letters}{self.row}"


class _Text(Exception):
    """A cell that a check counts holds text; args: its address and the text."""


def judge(check: Check, filled: Filled) -> list[Failure]:
    """Every place where a check does not hold."""
    return [found for column, row in _runs(check, filled) for found in _Run(check, filled, column, row).failures()]


def _runs(check: Check, filled: Filled) -> Iterator[tuple[str, int]]:
    """The columns and rows that a check goes through: one pass where it names its cells outright."""
    places = list(check.places())
    across = [one for one in places if not one.letters]
    down = [one for one in places if not one.row]
    columns = {letters for one in across for letters in _columns(one, filled)} if across else {""}
    rows = {row for one in down for row in _rows(one, filled)} if down else {0}
    yield from ((column, row) for column in sorted(columns, key=column_number) for row in sorted(rows))


def _columns(one: Place, filled: Filled) -> list[str]:
    sheet = filled.sheet(one.sheet)
    row = filled.numberings[sheet].row(one.row) if one.counted else one.row
    found = filled.worked.columns(sheet, row) if row else []
    return [letters for letters in found if filled.numberings[sheet].counts(letters)]


def _rows(one: Place, filled: Filled) -> list[int]:
    sheet = filled.sheet(one.sheet)
    letters = filled.numberings[sheet].letters(one.letters) if one.counted else one.letters
    return (
        [row for row in filled.worked.rows(sheet, letters) if filled.numberings[sheet].is_line(row)] if letters else []
    )


class _Run:
    """One pass of a check, for one column and row where it leaves those open."""

    def __init__(self, check: Check, filled: Filled, column: str, row: int) -> None:
        self.check, self.filled, self.column, self.row = check, filled, column, row
        self.is_open = bool(column or row)

    def failures(self) -> Iterator[Failure]:
        """One for each record of a list for which it does not hold."""
        spots = tuple(dict.fromkeys(self.spot(one) for one in self.check.places()))
        counts = {len(self.filled.values(self.spot(one))) for one in self.check.places(corners=False)} - {1}
        if 0 in counts:
            return
        for at in range(max(counts, default=1)):
            cells = tuple(spot.address for spot in spots)
            instance = at if counts else None
            try:
                if self.check.when and not self.holds(self.check.when, at):
                    continue
                if self.holds(self.check.must, at) is False:
                    yield Failure(cells, self.told(self.check.must, at), instance=instance)
            except _Text as found:
                if not self.is_open:  # the text in an open pass is a label
                    yield Failure((found.args[0],), "", found.args[1], instance)

    def holds(self, one: Comparison, at: int) -> bool | None:
        """None where a side is blank."""
        for (left, right), sign in zip(pairwise(one.sides), one.signs, strict=True):
            values = self.value(left, at), self.value(right, at)
            if values[0] is None or values[1] is None:
                return None
            if not _HOLDS[sign](*_alike(left, values[0], right, values[1])):
                return False
        return True

    def value(self, side: Side, at: int) -> Decimal | None:
        """What a side comes to; None for blank."""
        if isinstance(side, Decimal):
            return side
        if isinstance(side, Place):
            return self.number(self.spot(side), at)
        if isinstance(side, Sum):
            return self.sum(side, at)
        return _worked(side.sign, self.value(side.left, at), self.value(side.right, at))

    def sum(self, side: Sum, at: int) -> Decimal | None:
        """Of an area that reaches over a list the records of the list, all of them."""
        found: list[Decimal] = []
        for part in side.parts:
            if isinstance(part, Area):
                found += (one for spot in self.spots(part) for one in self.numbers(spot))
            elif (value := self.number(self.spot(part), at)) is not None:
                found.append(value)
        return sum(found, Decimal(0)) if found else None

    def spots(self, area: Area) -> Iterator[Spot]:
        """The cells of an area."""
        sheet = self.filled.sheet(area.sheet)
        left, right = sorted((column_number(area.first.letters), column_number(area.last.letters)))
        top, bottom = sorted((area.first.row, area.last.row))
        if (right - left + 1) * (bottom - top + 1) > 100_000:
            raise Refusal("returns.bad_check", text=self.check.text[:60], rest="")
        for row in range(top, bottom + 1):
            yield from (Spot(sheet, column_letters(column), row) for column in range(left, right + 1))

    def spot(self, one: Place) -> Spot:
        """The cell that is meant in this pass."""
        sheet = self.filled.sheet(one.sheet)
        numbers = self.filled.numberings[sheet] if one.counted else Numbering()
        letters = numbers.letters(one.letters) if one.letters else self.column
        row = numbers.row(one.row) if one.row else self.row
        if not letters or not row:
            raise Refusal("returns.check_number", text=self.check.text[:60], number=one.letters or one.row)
        return Spot(sheet, letters, row)

    def number(self, spot: Spot, at: int) -> Decimal | None:
        """The number of one record; of a cell outside the list the same for all."""
        values = self.filled.values(spot)
        return _number(spot, values[at] if len(values) > 1 else values[0])

    def numbers(self, spot: Spot) -> Iterator[Decimal]:
        """All numbers that stand there."""
        for value in self.filled.values(spot):
            found = _number(spot, value)
            if found is not None:
                yield found

    def told(self, one: Comparison, at: int) -> str:
        """The sides with their values: 3 ≥ 5."""
        values = [written(value) for side in one.sides if (value := self.value(side, at)) is not None]
        signs = [f" {_PRINTED.get(sign, sign)} " for sign in one.signs]
        return "".join(part for pair in zip(values, [*signs, ""], strict=False) for part in pair)


def _number(spot: Spot, value: Stored) -> Decimal | None:
    if isinstance(value, str) and value.strip():
        raise _Text(spot.address, value)
    return decimal(value) if isinstance(value, int | float) else None


def _worked(sign: str, left: Decimal | None, right: Decimal | None) -> Decimal | None:
    if sign in "+-":
        if left is None and right is None:
            return None
        near, far = left or Decimal(0), right or Decimal(0)
        return near + far if sign == "+" else near - far
    if left is None or right is None or (sign == "/" and not right):
        return None
    return left * right if sign == "*" else left / right


def _alike(left: Side, near: Decimal, right: Side, far: Decimal) -> tuple[Decimal, Decimal]:
    """Both values, one that was multiplied or divided rounded like the other."""
    if _is_exact(left) == _is_exact(right):
        return near, far
    return (_rounded(near, far), far) if _is_exact(right) else (near, _rounded(far, near))


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    places = min(int(like.normalize().as_tuple().exponent), 0)
    return value.quantize(Decimal(1).scaleb(places), ROUND_HALF_UP)


def _is_exact(side: Side) -> bool:
    if isinstance(side, Operation):
        return side.sign in "+-" and _is_exact(side.left) and _is_exact(side.right)
    return True
