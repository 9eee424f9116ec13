"""Reads a formula into something that can be worked out; what it does not know is `Unknown`, never guessed."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple, Protocol

from models.sheets.forms.moving import Formula
from models.sheets.forms.references import LAST_ROW, Corner, Reference, Token
from models.sheets.forms.values import Fault, Value


class Unknown(Exception):
    """The result can't be told: a function that is not known, a name, a circle."""


class Failed(Exception):
    """The formula gives an error, as it would in Excel."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.fault = Fault(code)


class Area(NamedTuple):
    """Cells of a sheet (its name in lower case), corners included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


class Place(Protocol):
    """Where a formula stands, and what it can see from there."""

    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...
    def value(self, sheet: str, row: int, column: int) -> Value: ...
    def cells(self, area: Area) -> list[Value]: ...
    def numbered(self, area: Area) -> Iterator[tuple[tuple[int, int], Value]]: ...
    def is_subtotal(self, sheet: str, row: int, column: int) -> bool: ...


Node = Callable[[Place], "Value | Area"]
Function = Callable[[Place, list[Node]], Value]

_BINDING = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
_SIGN = 6
_ORDER = {"=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}


class Reading:
    """One formula while it is read, from left to right."""

    def __init__(self, formula: Formula, functions: dict[str, Function]) -> None:
        self.left = [one for one in formula.tokens if one.kind != "space"]
        self.left.reverse()
        self.functions = functions

    def whole(self) -> Node:
        """The formula as a node; `Unknown` when there is anything in it that is not known."""
        node = self._expression(0)
        if self.left:
            raise Unknown
        return node

    def _next(self) -> Token:
        if not self.left:
            raise Unknown
        return self.left.pop()

    def _peek(self) -> str:
        return self.left[-1].text if self.left else ""

    def _expression(self, binding: int) -> Node:
        node = self._operand()
        while True:
            sign = self._peek()
            if sign == "%":
                self._next()
                node = _percent(node)
            elif _BINDING.get(sign, 0) > binding:
                self._next()
                node = _operation(sign, node, self._expression(_BINDING[sign]))
            else:
                return node

    def _operand(self) -> Node:
        kind, text, reference = self._next()
        if reference:
            return _reference(reference)
        if kind == "number":
            number = float(text)
            return _constant(int(number) if number.is_integer() else number)
        if kind == "text":
            return _constant(text[1:-1].replace('""', '"'))
        if kind == "name":
            return self._name(text.upper().removeprefix("_XLFN."))
        if text in ("+", "-"):
            return _signed(text, self._expression(_SIGN))
        if text == "(":
            node = self._expression(0)
            self._expect(")")
            return node
        raise Unknown

    def _name(self, name: str) -> Node:
        if self._peek() == "(" and name in self.functions:
            function, arguments = self.functions[name], self._arguments()
            return lambda place: function(place, arguments)
        if name in ("TRUE", "FALSE") and self._peek() != "(":
            return _constant(name == "TRUE")
        raise Unknown

    def _arguments(self) -> list[Node]:
        self._expect("(")
        found: list[Node] = []
        while self._peek() != ")":
            found.append(_constant(None) if self._peek() == "," else self._expression(0))
            if self._peek() != ")":
                self._expect(",")  # two areas with a space between them are where they meet: not known here
                if self._peek() == ")":
                    found.append(_constant(None))
        self._expect(")")
        return found

    def _expect(self, sign: str) -> None:
        if self._next().text != sign:
            raise Unknown


def scalar(place: Place, node: Node) -> Value:
    """One value; an error is raised, an area of several cells is not known here."""
    value = node(place)
    if isinstance(value, Area):
        if (value.top, value.left) != (value.bottom, value.right):
            raise Unknown
        value = place.value(value.sheet, value.top, value.left)
    if isinstance(value, Fault):
        raise Failed(value.code)
    return value


def number(value: Value) -> int | float:
    """A value as a number, as arithmetic sees it: blank is 0, a text that is a number counts."""
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            raise Failed("#VALUE!") from None
    if isinstance(value, Fault):
        raise Failed(value.code)
    return 0 if value is None else value + 0


def text(value: Value) -> str:
    """A value as a text, as & sees it: numbers with up to 15 digits."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{Decimal(f'{value:.15g}').normalize():f}"
    return "" if value is None else str(value)


def compared(sign: str, one: Value, other: Value) -> bool:
    """Two values in order: numbers before texts before truth, texts without regard to capitals."""
    left, right = _rank(one, other), _rank(other, one)
    return bool(_ORDER[sign](left, right))


def _rank(value: Value, other: Value) -> tuple[int, int | float | str]:
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else 0
    if isinstance(value, bool):
        return 2, int(value)
    return (1, value.lower()) if isinstance(value, str) else (0, number(value))


def _constant(value: Value) -> Node:
    return lambda _: value


def _percent(node: Node) -> Node:
    return lambda place: number(scalar(place, node)) / 100


def _signed(sign: str, node: Node) -> Node:
    return (lambda place: -number(scalar(place, node))) if sign == "-" else node


def _operation(sign: str, left: Node, right: Node) -> Node:
    if sign in _ORDER:
        return lambda place: compared(sign, scalar(place, left), scalar(place, right))
    if sign == "&":
        return lambda place: text(scalar(place, left)) + text(scalar(place, right))
    return lambda place: _arithmetic(sign, number(scalar(place, left)), number(scalar(place, right)))


def _arithmetic(sign: str, one: int | float, other: int | float) -> int | float:
    if sign == "+":
        return one + other
    if sign == "-":
        return one - other
    if sign == "*":
        return one * other
    if sign == "^":
        return _power(one, other)
    if other == 0:
        raise Failed("#DIV/0!")
    return one / other


def _power(one: int | float, other: int | float) -> float:
    try:
        return math.pow(one, other)
    except (ValueError, OverflowError):
        raise Failed("#NUM!") from None


def _reference(one: Reference) -> Node:
    if "[" in one.sheet:
        raise Unknown
    sheet, first, last = one.sheet.lower(), one.first, one.last or one.first
    left, right = first.column or 1, last.column or 16_384

    def area(place: Place) -> Area:
        top, bottom = _row(first, place) or 1, _row(last, place) or LAST_ROW
        return Area(sheet or place.sheet, top, left, bottom, right)

    return area


def _row(corner: Corner, place: Place) -> int:
    return corner.row + place.row if corner.own else corner.row
