"""Rows of an assessment sheet, as an upper level sends them, understood as a tree of items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from models.grammar import worded
from models.resources import Resources
from models.scoring.assessment.items import BASE, BONUS, VETO, Item, Score, Scores, Sheet
from models.scoring.assessment.numbering import Number, numbered
from models.words import Refusal

Row = Sequence[object]
_POINTS = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分\s*[）)]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]$")
_FACT = re.compile(r"(.{1,12}?)\d?(?:[：:]|$)")
_SPACE = re.compile(r"\s+")
_FEWEST = 2  # headings that make a row the heading
_REFERENCE = "assessment_headings"


@dataclass(frozen=True)
class Headings:
    """What stands below a heading, and which words make a row a total, a bonus or a veto. The grammar of its file."""

    columns: dict[str, str]
    words: dict[str, str]

    @classmethod
    def load(cls, resources: Resources) -> Headings:
        """The declared headings, an office's own added to ours."""
        path, words = resources.declaration(_REFERENCE)
        return worded(cls, words, path.name)

    def meaning(self, heading: str) -> str:
        """What stands below a heading, whatever it adds in brackets; empty where it is not known."""
        plain = _SPACE.sub("", heading)
        return self.columns.get(plain) or self.columns.get(_BRACKETED.sub("", plain), "")

    def is_note(self, words: str) -> bool:
        """Whether a row that begins so is no item but a note or a line for signatures."""
        begun = _FACT.match(_SPACE.sub("", words))
        return begun is not None and self.words.get(_BRACKETED.sub("", begun.group(1))) == "note"

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
        if self._is_scored_whole():
            return self._whole(key)
        below = tuple(child.closed(f"{key}.{at}") for at, child in enumerate(self.children, 1))
        full = self.full if self.full is not None else self._points(bool(below))
        return Item(key, self.number, self.title, self.detail, full, self.kind, self.row, below)

    def _is_scored_whole(self) -> bool:
        """Whether one score is given for all that stands below: full marks merged over several demands."""
        if self.kind != BASE or not self.children or any(child.children for child in self.children):
            return False
        worth = [child for child in self.children if child.full is not None or child._points(False) is not None]
        if not worth:
            return self.full is not None or self._points(True) is not None
        return len(self.children) > 1 and worth == self.children[:1] and worth[0].row == self.row

    def _whole(self, key: str) -> Item:
        """One item that is scored, all that stood below as its demands."""
        first = self.children[0]
        fulls = (self.full, self._points(True), first.full, first._points(False))
        full = next((one for one in fulls if one is not None), None)
        demands = "\n".join(
            [*([self.detail] if self.detail else []), *(f"{one.number}{one.title}" for one in self.children)]
        )
        return Item(key, self.number, self.title, demands, full, self.kind, self.row)

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
    first = found + 1
    if lower := _lower_headings(rows, first, columns, headings):
        columns = {role: at for role, at in columns.items() if at not in lower.values()} | lower
        first += 1
    if "title" not in columns:
        columns["title"] = columns.pop("content")
    return _Parsing(rows, columns, headings).sheet(first)


def _columns(row: Row, headings: Headings) -> dict[str, int]:
    """The meaning of each column; of two with one meaning the first counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        if meaning := headings.meaning(text(cell)):
            found.setdefault(meaning, at)
    return found


def _lower_headings(rows: Sequence[Row], at: int, columns: dict[str, int], headings: Headings) -> dict[str, int]:
    """Headings that stand in a second row, below one that is merged over them; none where an item begins there."""
    if at >= len(rows) or any(text(cell_of(rows[at], columns, role)) for role in ("number", "title", "content")):
        return {}
    found = _columns(rows[at], headings)
    taken, above = found.values(), ""
    for place, (over, under) in enumerate(zip(rows[at - 1], rows[at], strict=False)):
        above = headings.meaning(text(over)) if text(over) else above
        if found and text(under) and above == "assessed" and place not in taken:
            found.setdefault(above, place)  # 得分 over 自评 and the name of whoever assesses
    return found


class _Parsing:
    """Walks down the rows and keeps the way from the top to the last item."""

    def __init__(self, rows: Sequence[Row], columns: dict[str, int], headings: Headings) -> None:
        self.rows, self.columns, self.words, self.headings = rows, columns, headings.words, headings
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
        return Sheet(tuple(map(tuple, self.rows)), self.columns, items, totals, first)

    def _row(self, at: int) -> None:
        title, content = self._text(at, "title"), self._text(at, "content")
        plain = _SPACE.sub("", title or self._text(at, "number") or content)
        meaning = self.words.get(plain)
        if self._is_beside(at, title or content):
            return
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

    def _is_beside(self, at: int, words: str) -> bool:
        """Whether the row is no item: a note, or what stands below the total and is worth nothing."""
        if self.headings.is_note(words):
            return True
        ended = None in self.totals.values() and not (self.way and self.way[-1].kind != BASE)
        worth = self._number(at, "full") is not None or _POINTS.search(words)
        return ended and not worth and self._kind(words) == BASE and _SPACE.sub("", words) not in self.words

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
