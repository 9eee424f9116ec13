"""Rows of an assessment sheet, as an upper level sends them, understood as a tree of items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from models.grammar import worded
from models.library import Library
from models.scoring.assessment.items import BASE, BONUS, VETO, Item, Score, Scores, Sheet
from models.scoring.assessment.numbering import Number, numbered
from models.words import Refusal

Row = Sequence[object]
_POINTS = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分\s*[）)]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SPACE = re.compile(r"\s+")
_FEWEST = 2  # headings that make a row the heading
_REFERENCE = "assessment_headings"


@dataclass(frozen=True)
class Headings:
    """What stands below a heading, and which words make a row a total, a bonus or a veto. The grammar of its file."""

    columns: dict[str, str]
    words: dict[str, str]

    @classmethod
    def load(cls, library: Library) -> Headings:
        """The declared headings, an office's own added to ours."""
        path, words = library.declaration(_REFERENCE)
        return worded(cls, words, path.name)

    def answer(self, vetoed: bool) -> str:
        """How a veto item is answered."""
        return next(word for word, meaning in self.words.items() if meaning == ("yes" if vetoed else "no"))


@dataclass
class _Open:
    """An item that may still get children."""

    level: tuple[str, str]
    number: str
    title: str
    detail: str
    full: Fraction | None
    kind: str
    row: int
    children: list[_Open] = field(default_factory=list)

    def closed(self, key: str) -> Item:
        """As a value."""
        below = tuple(child.closed(f"{key}.{at}") for at, child in enumerate(self.children, 1))
        full = self.full if self.full is not None else self._points(bool(below))
        return Item(key, self.number, self.title, self.detail, full, self.kind, self.row, below)

    def _points(self, parent: bool) -> Fraction | None:
        """Full marks in brackets: a title says the whole, a text may hold those of several demands."""
        title, detail = ([Fraction(one) for one in _POINTS.findall(words)] for words in (self.title, self.detail))
        if title and (parent or self.detail):
            return title[-1]
        points = title or detail
        return sum(points, Fraction(0)) if points and not parent else None


def parse(rows: Sequence[Row], headings: Headings) -> Sheet:
    """The sheet in these rows; refused where no row of them is a heading."""
    found = max(range(len(rows)), key=lambda at: len(_columns(rows[at], headings)), default=None)
    columns = _columns(rows[found], headings) if found is not None else {}
    if found is None or len(columns) < _FEWEST or not {"title", "content"} & columns.keys():
        raise Refusal("assessment.no_heading")
    if "title" not in columns:
        columns["title"] = columns.pop("content")
    return _Parsing(rows, columns, headings).sheet(found + 1)


def _columns(row: Row, headings: Headings) -> dict[str, int]:
    """The meaning of each column; of two with one meaning the first counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        heading = _SPACE.sub("", text(cell))
        if heading in headings.columns:
            found.setdefault(headings.columns[heading], at)
    return found


class _Parsing:
    """Walks down the rows and keeps the way from the top to the last item."""

    def __init__(self, rows: Sequence[Row], columns: dict[str, int], headings: Headings) -> None:
        self.rows, self.columns, self.words = rows, columns, headings.words
        self.top: list[_Open] = []
        self.way: list[_Open] = []
        self.totals: dict[int, _Open | None] = {}

    def sheet(self, first: int) -> Sheet:
        """All rows from the first under the heading."""
        for at in range(first, len(self.rows)):
            self._row(at)
        items = tuple(one.closed(str(number)) for number, one in enumerate(self.top, 1))
        keys = {item.row: item.key for top in items for item in top.everything()}
        totals = {at: keys[one.row] if one else "" for at, one in self.totals.items()}
        return Sheet(tuple(map(tuple, self.rows)), self.columns, items, totals)

    def _row(self, at: int) -> None:
        title, content = self._text(at, "title"), self._text(at, "content")
        plain = _SPACE.sub("", title or self._text(at, "number") or content)
        meaning = self.words.get(plain)
        if meaning == "total":
            self.totals[at] = None
        elif meaning == "subtotal":
            self.totals[at] = self.way[0] if self.way else None
        elif title and content and self._goes_on(at):
            self._add("title", at, title, "", None)
            self._add("content", at, content, "", self._number(at, "full"))
        elif title:
            self._add("title", at, title, content, self._number(at, "full"))
        elif content:
            self._add("content", at, content, "", self._number(at, "full"))

    def _goes_on(self, at: int) -> bool:
        """Whether the next row belongs under the same title: merged cells hold their text in the first row."""
        below = at + 1
        return below < len(self.rows) and not self._text(below, "title") and bool(self._text(below, "content"))

    def _add(self, role: str, at: int, words: str, detail: str, full: Fraction | None) -> None:
        number = self._numbered(role, at, words)
        title = number.rest if number and number.rest else words
        kind = self._kind(title)
        level = (role, number.style if number else "")
        self._climb(level, kind)
        above = self.way[-1] if self.way else None
        inherited = kind if kind != BASE or above is None else above.kind
        one = _Open(level, number.text if number else "", title, detail, full, inherited, at)
        (above.children if above else self.top).append(one)
        self.way.append(one)

    def _numbered(self, role: str, at: int, words: str) -> Number | None:
        """The number in its own column, else before the text."""
        cell = cell_of(self.rows[at], self.columns, "number") if role == "title" else None
        if isinstance(cell, date):  # Excel takes 1-2 for the second of January
            cell = f"{cell.month}-{cell.day}"
        return numbered(text(cell), alone=True) or numbered(words)

    def _climb(self, level: tuple[str, str], kind: str) -> None:
        """Goes up to where an item of this level hangs."""
        levels = [one.level for one in self.way]
        if level in levels:
            del self.way[levels.index(level) :]
        elif level == ("title", "") and kind != BASE:
            self.way.clear()
        elif level[0] == "title":
            while self.way and self.way[-1].level[0] == "content":
                self.way.pop()

    def _kind(self, title: str) -> str:
        kinds = {kind for word, kind in self.words.items() if kind in (VETO, BONUS) and word in title}
        return VETO if VETO in kinds else BONUS if kinds else BASE

    def _text(self, at: int, role: str) -> str:
        return text(cell_of(self.rows[at], self.columns, role))

    def _number(self, at: int, role: str) -> Fraction | None:
        return number_in(cell_of(self.rows[at], self.columns, role))


def scores(sheet: Sheet, headings: Headings) -> Scores:
    """What is filled in on a sheet, by key of the item."""
    found: Scores = {}
    for item in sheet.leaves():
        row = sheet.rows[item.row]
        told = {role: number_in(cell_of(row, sheet.columns, role)) for role in ("own", "assessed", "deduction")}
        vetoed = answered(row, sheet.columns, headings) if item.kind == VETO else None
        one = Score(**told, remark=text(cell_of(row, sheet.columns, "remark")), vetoed=vetoed)
        if one != Score():
            found[item.key] = one
    return found


def answered(row: Row, columns: dict[str, int], headings: Headings) -> bool | None:
    """What the row of a veto item says: whether it has come to pass; None where it says neither."""
    return {"yes": True, "no": False}.get(headings.words.get(text(cell_of(row, columns, "assessed")), ""))


def cell_of(row: Row, columns: dict[str, int], role: str) -> object:
    """The cell of that meaning, or None."""
    at = columns.get(role, len(row))
    return row[at] if at < len(row) else None


def text(cell: object) -> str:
    """A cell as text; 1.0 as Excel keeps it is 1."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def number_in(cell: object) -> Fraction | None:
    """The number in a cell, with or without 分; None for a blank or any other text."""
    written = text(cell).removesuffix("分").strip()
    return Fraction(written) if _NUMBER.fullmatch(written) else None
