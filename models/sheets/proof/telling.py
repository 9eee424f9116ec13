"""Tells formulas and areas of the result in rows of the blank, so that both can be laid side by side."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from models.sheets.proof.origins import Extent, Origins

_ANY = r"\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?"  # in another workbook
_CELL = r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})"
_SAID = re.compile(
    rf"""("(?:[^"]|"")*"|\[\d+\][\w.]*!{_ANY})
    |(?<![\w.$\]])((?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
     (?:{_CELL}(?::{_CELL})?|(\$?)(\d{{1,7}}):(\$?)(\d{{1,7}}))(?![\w(!\[])""",
    re.VERBOSE,
)
_QUOTED = re.compile(r"(?:INDIRECT|HYPERLINK)\(\s*$", re.IGNORECASE)
_AGAIN = re.compile(r"(⟦[^⟧]*⟧)(?:,\1)+")


class Broken(Exception):
    """A reference of the result does not say what it said in the blank."""


class Standing(NamedTuple):
    """Where a formula stands: its sheet, its row, and its column when references are to be told from there (else 0)."""

    sheet: str
    row: int = 0
    column: int = 0
    kind: str = ""  # an `area` reaches all that came of it; a `rule` is told from its first cell, and slides without $;
    # a `name` is told without $ from wherever it is used


class Telling:
    """All sheets by name in lower case; those that are not there are as in the blank."""

    def __init__(self, origins: dict[str, Origins]) -> None:
        self.origins = origins
        self.nothing_moved = not any(one.shift or one.repeated or one.groups for one in origins.values())

    def result(self, text: str, at: Standing) -> str:
        """A formula of the result in rows of the blank; `Broken` when it reaches less or more than it did there."""
        origins = self.origins.get(at.sheet)
        return self._told(text, at, origins.of(at.row) if origins else at.row, self._pulled)

    def blank(self, text: str, at: Standing) -> str:
        """A formula of the blank in the same words, without rows that were to be removed."""
        return self._told(text, at, at.row, self._kept)

    def _told(self, text: str, at: Standing, here: int, rows: Callable[[Said, Standing], Extent | None]) -> str:
        def follow(found: re.Match[str]) -> str:
            if found[1] is not None:
                quoted = found[0].startswith('"') and _QUOTED.search(text[: found.start()])
                return f'"{_SAID.sub(follow, found[0][1:-1])}"' if quoted else found[0]
            said = _said(found, at)
            extent = rows(said, at)
            return f"⟦{said.prefix}{_words(said, extent, here if at.column else 0, at.column)}⟧" if extent else "⟦⟧"

        told = _AGAIN.sub(r"\1", _SAID.sub(follow, text))
        return told.replace(",⟦⟧", "").replace("⟦⟧,", "")

    def _kept(self, said: Said, at: Standing) -> Extent | None:
        if at.kind == "name" and not all(said.fixed):
            return Extent(*said.rows)
        origins = self.origins.get(said.sheet)
        return Extent(*said.rows) if origins is None else origins.kept(*said.rows)

    def _pulled(self, said: Said, at: Standing) -> Extent:
        origins, found = self.origins.get(said.sheet), Extent(*said.rows)
        if at.kind == "name" and not all(said.fixed):
            return found
        if at.kind == "rule" and self._slides(said, at):
            raise Broken
        if origins is None:
            return found
        own = at.row if said.sheet == at.sheet else 0
        rows = Extent(*(_pulled(row, fixed, own, origins) for row, fixed in zip(found, said.fixed, strict=True)))
        along = any(own and row in (own, own - 1) and not fixed for row, fixed in zip(found, said.fixed, strict=True))
        first = at.kind != "area" and not said.area and origins.places(rows.first)[:1] == [found.first]
        if along or first or origins.is_whole(found, rows, own or None) or self._is_beside(said, at):
            return rows
        raise Broken

    def _is_beside(self, said: Said, at: Standing) -> bool:
        """Whether a list's row names the row of another sheet's list that comes as far down as itself."""
        here, there = self.origins.get(at.sheet), self.origins.get(said.sheet)
        if here is None or there is None or said.area or any(said.fixed):
            return False
        own, other = here.places(here.of(at.row)), there.places(there.of(said.rows[0]))
        return len(own) == len(other) and own.index(at.row) == other.index(said.rows[0])

    def _slides(self, said: Said, at: Standing) -> bool:
        """Whether a rule that now holds for many rows looks at another row than their own without fixing it."""
        origins = self.origins.get(at.sheet)
        if (
            origins is None
            or len(origins.places(origins.of(at.row))) == 1
            or origins.of(at.row) not in origins.repeated
        ):
            return False
        return any(
            not fixed and (row not in (at.row, at.row - 1) or said.sheet != at.sheet)
            for row, fixed in zip(said.rows, said.fixed, strict=True)
        )


class Said(NamedTuple):
    """A reference as it is written."""

    prefix: str
    sheet: str
    columns: tuple[str, str]
    rows: tuple[int, int]
    fixed: tuple[str, str]
    fixed_columns: tuple[str, str]
    area: bool


def _said(found: re.Match[str], at: Standing) -> Said:
    _, prefix, *corners = found.groups()
    a, column, b, row, c, column2, d, row2, e, row3, f, row4 = corners
    sheet = (prefix or "")[:-1].removeprefix("'").removesuffix("'").replace("''", "'").lower() or at.sheet
    if row3:
        return Said(prefix or "", sheet, ("", ""), (int(row3), int(row4)), (e, f), ("", ""), True)
    if row2:
        return Said(prefix or "", sheet, (column, column2), (int(row), int(row2)), (b, d), (a, c), True)
    return Said(prefix or "", sheet, (column, column), (int(row), int(row)), (b, b), (a, a), False)


def _pulled(row: int, fixed: str, own: int, origins: Origins) -> int:
    """The row above goes along with a row that is filled down."""
    if own and row == own - 1 and not fixed and origins.of(row) == origins.of(own) in origins.repeated:
        return origins.of(own) - 1
    return origins.of(row)


def _words(said: Said, rows: Extent, here: int, here_column: int) -> str:
    """Rows and columns from where the formula stands, as R1C1 tells them; in rules and names without regard to $."""
    corners = [
        f"{_from(row, here, fixed)}:{_from(column(letters), here_column, fixed_column)}"
        for row, fixed, letters, fixed_column in zip(rows, said.fixed, said.columns, said.fixed_columns, strict=True)
    ]
    return corners[0] if corners[0] == corners[1] else "-".join(corners)


def _from(number: int, here: int, fixed: str) -> str:
    return f"{number}" if fixed or not here else f"[{number - here}]"


@cache
def column(letters: str) -> int:
    """1 for A."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def letters(number: int) -> str:
    """A for 1."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
