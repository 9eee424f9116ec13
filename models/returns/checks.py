"""Checks as upper levels print them, read: 表1 C5≥C6+C7; 第5行≥第6行+第7行，各列同; 表间: 表1!C5=表2!D9; 若C5>0则C6>0.

`read_check` gives a tree of what is compared; it raises nothing but a Refusal that names the text and where it stops.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from models.returns.phrasing import phrased
from models.words import Refusal

LONGEST, DEEPEST, MOST = 2000, 40, 200
"""Letters of a check, brackets in brackets, and cells: nobody prints longer ones."""


@dataclass(frozen=True)
class Place:
    """A cell; without letters each column of its row, with row 0 each row of its column.

    A row or column told by its number (`counted`) goes by the numbers that the form prints, where it prints any.
    """

    sheet: str
    letters: str
    row: int
    counted: bool = False


@dataclass(frozen=True)
class Area:
    """All cells between two corners; only sums take them."""

    sheet: str
    first: Place
    last: Place


@dataclass(frozen=True)
class Sum:
    """The sum of cells and areas."""

    parts: tuple[Place | Area, ...]


@dataclass(frozen=True)
class Operation:
    """Two sides with + - * / between."""

    sign: str
    left: Side
    right: Side


Side = Decimal | Place | Sum | Operation


@dataclass(frozen=True)
class Comparison:
    """A chain such as C5 ≥ C6 ≥ C7: `signs` stand between the sides; `text` is as it was typed."""

    sides: tuple[Side, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """What must hold, where `when` (if any) holds."""

    must: Comparison
    when: Comparison | None
    text: str

    def places(self, corners: bool = True) -> Iterator[Place]:
        """All cells that it names, among them the corners of areas unless those are not wanted."""
        for comparison in (self.when, self.must):
            for side in comparison.sides if comparison else ():
                yield from _places(side, corners)


def _places(side: Side | Area, corners: bool = True) -> Iterator[Place]:
    if isinstance(side, Place):
        yield side
    elif isinstance(side, Area):
        yield from (side.first, side.last) if corners else ()
    elif isinstance(side, Sum):
        for part in side.parts:
            yield from _places(part, corners)
    elif isinstance(side, Operation):
        yield from _places(side.left, corners)
        yield from _places(side.right, corners)


_SIGNS = {"≥": ">=", "≧": ">=", "⩾": ">=", "≤": "<=", "≦": "<=", "⩽": "<=", "≠": "<>", "!=": "<>", "==": "="}
_BETWEEN = r"(?:\s*[!:.]\s*|\s+|(?<=[^\x00-\x7f])|(?<=[)\d\]']))"  # Sheet1 C5 is not She and ET1
_SHEET = rf"(?:'(?P<quoted>[^']{{1,80}})'|(?P<bare>[^\W\d][\w()]{{0,60}}?)|\[(?P<boxed>[^\]]{{1,80}})\]){_BETWEEN}"
_CELL = r"\$?(?P<letters>[A-Za-z]{1,3})\$?(?P<row>[1-9]\d{0,6})(?![\w!])"
_LINE = (
    r"第?\s*(?P<line>[1-9]\d{0,6})\s*行(?:\s*第?\s*(?P<line_column>[1-9]\d{0,4}|[A-Za-z]{1,3})\s*[列栏])?"
    r"|第?\s*(?P<column>[1-9]\d{0,4}|[A-Za-z]{1,3})\s*[列栏](?:\s*第?\s*(?P<column_line>[1-9]\d{0,6})\s*行)?"
)
_JOINS = re.compile(r"[或且]|\b[Oo][Rr]\b")
_PLACE = re.compile(rf"(?:{_CELL}|{_LINE})")
_SHEET_PLACE = re.compile(
    rf"{_SHEET}(?=\$?[A-Za-z]{{1,3}}\$?[1-9]\d{{0,6}}(?![\w!])|第|\d+\s*[行列栏]|[A-Za-z]{{1,3}}\s*[列栏])"
)
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,15})?%?")
_COMPARED = re.compile(r">=|<=|<>|!=|==|[=<>≥≧⩾≤≦⩽≠]")
_SUM = re.compile(r"(?:SUM|合计|求和|[∑Σ])\s*\(", re.IGNORECASE)


def read_check(text: str) -> Check:
    """A check as it was typed; refused with the text and the place where it can't be understood."""
    if not text.strip() or len(text) > LONGEST:
        raise Refusal("returns.bad_check", text=text[:60], rest="")
    said = phrased(text)
    spread = {"": None, "行": _each_row}.get(said.each, _each_column)
    when = _Reading(said.when, text, spread).comparison() if said.when else None
    return Check(_Reading(said.must, text, spread).comparison(), when, text.strip())


def _each_column(one: Place) -> Place:
    return replace(one, letters="") if one.row else one


def _each_row(one: Place) -> Place:
    return replace(one, row=0) if one.letters else one


class _Reading:
    """Reads one comparison from left to right."""

    def __init__(self, told: str, text: str, spread: Callable[[Place], Place] | None) -> None:
        self.told, self.text, self.at = told, text, 0
        self.depth = self.count = 0
        self.spread: Callable[[Place], Place] = spread or (lambda one: one)
        self.sheet = ""

    def comparison(self) -> Comparison:
        """Two or more sides."""
        sides, signs = [self.side()], []
        while sign := self.take(_COMPARED):
            signs.append(_SIGNS.get(sign[0], sign[0]))
            sides.append(self.side())
        if not signs or self.told[self.at :].strip():
            raise self.refused()
        if not any(True for side in sides for _ in _places(side)):
            raise self.refused()
        return Comparison(tuple(sides), tuple(signs))

    def side(self) -> Side:
        """Terms with + and - between."""
        return self.row_of("+-", self.term)

    def term(self) -> Side:
        """Factors with * and / between."""
        return self.row_of("*/", self.factor)

    def row_of(self, signs: str, inner: Callable[[], Side]) -> Side:
        """What `inner` reads, as often as one of the signs follows."""
        found = inner()
        while sign := self.take_letter(signs):
            found = Operation(sign, found, inner())
        return found

    def factor(self) -> Side:
        """A number, a cell, a sum, or something in brackets."""
        self.count += 1
        if self.depth > DEEPEST or self.count > MOST:
            raise self.refused()
        if self.take_letter("-"):
            return Operation("-", Decimal(0), self.deeper(self.factor))
        if self.take(_SUM):
            return self.sum()
        if place := self.place():
            return self.spread(place)
        if number := self.take(_NUMBER):
            return self.number(number[0])
        if self.take_letter("(["):
            found = self.deeper(self.side)
            if not self.take_letter(")]"):
                raise self.refused()
            return found
        raise self.refused()

    def deeper(self, inner: Callable[[], Side]) -> Side:
        """What stands in brackets, or behind a sign."""
        self.depth += 1
        found = inner()
        self.depth -= 1
        return found

    def number(self, digits: str) -> Decimal:
        """Digits, with % a hundredth of them."""
        return Decimal(digits.removesuffix("%")) / (100 if digits.endswith("%") else 1)

    def sum(self) -> Sum:
        """Cells and areas up to the bracket."""
        parts: list[Place | Area] = []
        while first := self.place():
            last = self.place(first.sheet) if self.take_letter(":~") else None
            self.count += 1
            parts += self.between(first, last) if last else [self.spread(first)]
            if not self.take_letter(",、+"):
                break
        if not parts or not self.take_letter(")"):
            raise self.refused()
        return Sum(tuple(parts))

    def between(self, first: Place, last: Place) -> list[Place | Area]:
        """The cells from one to the other; lines, or columns, told by their numbers one by one."""
        if first.letters and first.row and last.letters and last.row:
            return [Area(first.sheet, first, last)]
        ends = [one.row or one.letters for one in (first, last)]
        numbers = [int(one) for one in ends if str(one).isdecimal()]
        alike = [bool(one.row) for one in (first, last)] == [not one.letters for one in (last, first)]
        if len(numbers) < 2 or not alike or not 0 <= numbers[1] - numbers[0] < MOST:
            raise self.refused()
        told = range(numbers[0], numbers[1] + 1)
        return [replace(first, row=one) if first.row else replace(first, letters=str(one)) for one in told]

    def place(self, sheet: str = "") -> Place | None:
        """A cell, row or column, with its sheet before it where that is said; a sheet once said holds on."""
        found = self.take(_PLACE)
        if found is None:
            start = self.at
            named = self.take(_SHEET_PLACE)
            found = self.take(_PLACE) if named else None
            if named is None or found is None or _JOINS.search(named["bare"] or ""):
                self.at = start
                return None
            self.sheet = sheet = named["quoted"] or named["bare"] or named["boxed"]
        return _place(found, sheet or self.sheet)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands next, if it is that."""
        self.skip()
        found = pattern.match(self.told, self.at)
        if found:
            self.at = found.end()
        return found

    def take_letter(self, letters: str) -> str:
        """The next sign, if it is one of those."""
        self.skip()
        letter = self.told[self.at : self.at + 1]
        if not letter or letter not in letters:
            return ""
        self.at += 1
        return letter

    def skip(self) -> None:
        """Passes over spaces."""
        while self.told[self.at : self.at + 1].isspace():
            self.at += 1

    def refused(self) -> Refusal:
        """Says where it was understood no more."""
        return Refusal("returns.bad_check", text=self.text.strip()[:60], rest=self.told[self.at :].strip()[:20])


def _place(found: re.Match[str], sheet: str) -> Place:
    if found["letters"]:
        return Place(sheet, found["letters"].upper(), int(found["row"]))
    column = found["column"] or found["line_column"] or ""
    row = int(found["line"] or found["column_line"] or 0)
    return Place(sheet, column.upper(), row, counted=True)
