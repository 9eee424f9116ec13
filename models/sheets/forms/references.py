"""Formulas as tokens: references to cells apart from texts, names and signs, so that nothing else is ever moved."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_CORNER = r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})"
_TOKEN = re.compile(
    rf"""(?P<text>"(?:[^"]|"")*")
    |(?P<error>\#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!))
    |(?P<reference>
        (?P<sheet>(?:'(?:[^']|'')+'|(?:\[[^\]]+\])?[\w.]+(?::[\w.]+)?)!)?
        (?:{_CORNER}(?::{_CORNER})?
          |(\$?)([A-Za-z]{{1,3}}):(\$?)([A-Za-z]{{1,3}})     # whole columns
          |(\$?)([0-9]{{1,7}}):(\$?)([0-9]{{1,7}}))          # whole rows
        (?![\w(.!\[]))
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?)
    |(?P<name>(?:'(?:[^']|'')+'!|[\w.]+!)?[\w.\\]+(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\])?)
    |(?P<space>\s+)
    |(?P<sign><>|<=|>=|.)""",
    re.VERBOSE | re.DOTALL,
)


class Corner(NamedTuple):
    """One corner of a reference; row 0 in whole columns, column 0 in whole rows; a signed row when `own`."""

    fixed_column: str
    column: int
    fixed_row: str
    row: int
    own: bool = False

    def text(self, own_row: int = 0) -> str:
        """As it is written in a formula that stands in that row."""
        row = self.row + own_row if self.own else self.row
        letters = column_letters(self.column) if self.column else ""
        return f"{self.fixed_column}{letters}{self.fixed_row}{row or ''}"


class Reference(NamedTuple):
    """A cell or an area; `prefix` is the sheet as written, `sheet` its name (empty: the formula's own)."""

    prefix: str
    sheet: str
    first: Corner
    last: Corner | None

    def text(self, own_row: int = 0) -> str:
        """As it is written in a formula that stands in that row."""
        first = f"{self.prefix}{self.first.text(own_row)}"
        return f"{first}:{self.last.text(own_row)}" if self.last else first


class Token(NamedTuple):
    """A piece of a formula; `kind` is text, error, reference, number, name, space or sign."""

    kind: str
    text: str
    reference: Reference | None = None


@lru_cache(maxsize=8192)
def tokens(formula: str) -> tuple[Token, ...]:
    """The pieces of a formula (without its leading =); joined again they are the formula."""
    return tuple(_token(found) for found in _TOKEN.finditer(formula))


def _token(found: re.Match[str]) -> Token:
    kind = str(found.lastgroup)
    if found["reference"] is None:
        return Token(kind, found[0])
    reference = _reference(found)
    beyond = any(
        corner.row > LAST_ROW or corner.column > LAST_COLUMN for corner in (reference.first, reference.last) if corner
    )
    return Token("name", found[0]) if beyond else Token("reference", found[0], reference)


def _reference(found: re.Match[str]) -> Reference:
    prefix = found["sheet"] or ""
    sheet = prefix[:-1].removeprefix("'").removesuffix("'").replace("''", "'")
    pieces = found.groups()[4:]
    first, last, columns, rows = pieces[:4], pieces[4:8], pieces[8:12], pieces[12:16]
    if first[1]:
        return Reference(prefix, sheet, _corner(*first), _corner(*last) if last[1] else None)
    if columns[1]:
        left, right = (Corner(columns[at], column_number(columns[at + 1]), "", 0) for at in (0, 2))
        return Reference(prefix, sheet, left, right)
    top, bottom = (Corner("", 0, rows[at], int(rows[at + 1])) for at in (0, 2))
    return Reference(prefix, sheet, top, bottom)


def _corner(fixed_column: str, letters: str, fixed_row: str, row: str) -> Corner:
    return Corner(fixed_column, column_number(letters), fixed_row, int(row))


@lru_cache(maxsize=8192)
def split(address: str) -> tuple[str, int]:
    """Letters and row number of `C12`."""
    letters = address.rstrip("0123456789")
    return letters, int(address[len(letters) :])


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """1 for A."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """A for 1."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def copied(formula: str, columns: int, rows: int) -> str:
    """A formula as Excel writes it in a cell that many columns and rows away: parts without $ go along."""

    def gone_along(one: Corner) -> Corner:
        column = one.column if one.fixed_column or not one.column else one.column + columns
        row = one.row if one.fixed_row or not one.row else one.row + rows
        return one._replace(column=column, row=row)

    return "".join(
        one.reference._replace(
            first=gone_along(one.reference.first), last=gone_along(one.reference.last) if one.reference.last else None
        ).text()
        if one.reference
        else one.text
        for one in tokens(formula)
    )


def copied_to(master: str, formula: str, at: str) -> str:
    """The same from the cell that it is written in to another, both as addresses."""
    (from_column, from_row), (to_column, to_row) = split(master), split(at)
    return copied(formula, column_number(to_column) - column_number(from_column), to_row - from_row)
