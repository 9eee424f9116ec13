"""Works out the formulas of a filled form, so that a viewer without a calculator shows numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

from models.sheets.forms.expressions import Area, Failed, Node, Reading, Unknown, scalar
from models.sheets.forms.functions import FUNCTIONS
from models.sheets.forms.moving import Formula
from models.sheets.forms.references import LAST_ROW, Token
from models.sheets.forms.values import Value


@dataclass
class Due:
    """A formula's cell; its `value` once it is worked out, before that the blank's old result."""

    formula: Formula
    value: Value
    state: str = "waiting"  # then working, and at last known or unknown
    stale: bool | None = None  # whether it depends on anything that was put in


Content = Value | Due

_STEADY = FUNCTIONS.keys() - {"ROW"} | {"TRUE", "FALSE"}  # ROW() tells where it stands, and that may have moved


class SheetCells:
    """What stands in a sheet, by column and row, and which of it is new."""

    def __init__(self) -> None:
        self.columns: dict[int, dict[int, Content]] = defaultdict(dict)
        self.due: dict[int, list[int]] = defaultdict(list)
        self.fresh: dict[int, list[int]] = defaultdict(list)
        self.fresh_rows: list[tuple[int, int]] = []

    def settle(self) -> None:
        """Puts rows in order, once all are in."""
        for rows in (*self.due.values(), *self.fresh.values()):
            rows.sort()

    def is_fresh(self, area: Area) -> bool:
        """Whether anything new stands there."""
        if any(first <= area.bottom and area.top <= last for first, last in self.fresh_rows):
            return True
        return any(_within(self.fresh.get(column, []), area) for column in self.used(self.fresh, area))

    def dues(self, area: Area) -> Iterator[Due]:
        """Formulas that stand there."""
        for column in self.used(self.due, area):
            for row in _within(self.due[column], area):
                one = self.columns[column][row]
                if isinstance(one, Due):
                    yield one

    @staticmethod
    def used(columns: Mapping[int, object], area: Area) -> list[int]:
        """Those columns of the area that hold anything."""
        return sorted(column for column in columns if area.left <= column <= area.right)


def _within(rows: list[int], area: Area) -> list[int]:
    return rows[bisect_left(rows, area.top) : bisect_right(rows, area.bottom)]


class Result(NamedTuple):
    """What a formula gives; `stale` when the blank's old result can't stand."""

    value: Value
    known: bool
    stale: bool


class Calculation:
    """All sheets of a form (names in lower case); results are worked out when they are asked for."""

    def __init__(self, sheets: dict[str, SheetCells]) -> None:
        self.sheets = sheets
        self._read: dict[int, Node | None] = {}

    def result(self, sheet: str, row: int, column: int) -> Result:
        """A formula's result; where nothing that it depends on is new, the old one."""
        one = self.sheets[sheet].columns[column][row]
        if not isinstance(one, Due):
            return Result(one, True, False)
        self._work_out(one, sheet, row, column)
        return Result(one.value, one.state == "known", bool(one.stale))

    def value(self, sheet: str, row: int, column: int) -> Value:
        """What a cell holds; `Unknown` when its formula can't be worked out."""
        cells = self.sheets.get(sheet)
        if cells is None:
            raise Unknown
        one = cells.columns[column].get(row) if column in cells.columns else None
        return self._seen(one, sheet, row, column) if isinstance(one, Due) else one

    def numbered(self, area: Area) -> Iterator[tuple[tuple[int, int], Value]]:
        """Row, column and value of all cells of an area that hold anything."""
        cells = self.sheets.get(area.sheet)
        if cells is None:
            raise Unknown
        for column in cells.used(cells.columns, area):
            held = cells.columns[column]
            for row in _rows_in(held, area):
                one = held[row]
                if isinstance(one, Due):
                    yield (row, column), self._seen(one, area.sheet, row, column)
                elif one is not None:
                    yield (row, column), one

    def cells(self, area: Area) -> list[Value]:
        """Values of all cells of an area that hold anything."""
        found: list[Value] = []
        for sheet in self._spanned(area.sheet):
            found += self._held(area._replace(sheet=sheet))
        return found

    def _spanned(self, sheet: str) -> list[str]:
        """The sheets that are meant: one, or all from the first to the last of `a:b`."""
        if sheet in self.sheets:
            return [sheet]
        names, ends = list(self.sheets), sheet.split(":")
        if not set(ends) <= self.sheets.keys():
            raise Unknown
        return names[names.index(ends[0]) : names.index(ends[-1]) + 1]

    def _held(self, area: Area) -> list[Value]:
        cells, found = self.sheets[area.sheet], list[Value]()
        for column in cells.used(cells.columns, area):
            held = cells.columns[column]
            rows = _rows_in(held, area)
            values = [held[row] for row in rows]
            if Due in set(map(type, values)):
                values = [self.value(area.sheet, row, column) for row in rows]
            found += [one for one in values if one is not None and not isinstance(one, Due)]
        return found

    def is_subtotal(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell's formula is a subtotal itself."""
        one = self.sheets[sheet].columns[column].get(row)
        return isinstance(one, Due) and any(token.text.upper() == "SUBTOTAL" for token in one.formula.tokens)

    def _seen(self, one: Due, sheet: str, row: int, column: int) -> Value:
        if one.state == "waiting":
            self._work_out(one, sheet, row, column)
        if one.state != "known":
            raise Unknown
        return one.value

    def _work_out(self, one: Due, sheet: str, row: int, column: int) -> None:
        if one.state != "waiting":
            return
        one.stale = self._is_stale(one, sheet)
        if not one.stale and one.value is not None:
            one.state = "known"
            return
        one.state = "working"
        try:
            one.value = self._given(one.formula, Standing(self, sheet, row, column))
            one.state = "known"
        except Failed as failed:
            one.value, one.state = failed.fault, "known"
        except (Unknown, RecursionError):
            one.value, one.state = None, "unknown"

    def _given(self, formula: Formula, place: Standing) -> Value:
        if id(formula) not in self._read:
            self._read[id(formula)] = _node(formula)
        node = self._read[id(formula)]
        if node is None:
            raise Unknown
        value = scalar(place, node)
        if isinstance(value, float) and not isfinite(value):
            raise Failed("#NUM!")
        return 0 if value is None else value

    def _is_stale(self, one: Due, sheet: str) -> bool:
        """Whether anything new stands where the formula looks, directly or through other formulas."""
        if one.stale is None:
            one.stale = False  # a circle is left at the point where it closes
            try:
                one.stale = any(self._looks_at_new(token, sheet) for token in one.formula.tokens)
            except RecursionError:
                one.stale = True
        return one.stale

    def _looks_at_new(self, token: Token, sheet: str) -> bool:
        if token.reference is None:
            return token.kind == "name" and token.text.upper() not in _STEADY
        first, last = token.reference.first, token.reference.last or token.reference.first
        seen = (token.reference.sheet or sheet).lower()
        area = Area(seen, first.row or 1, first.column or 1, last.row or LAST_ROW, last.column or 16384)
        try:
            return any(self._is_new(area._replace(sheet=each)) for each in self._spanned(seen))
        except Unknown:
            return False  # in another workbook

    def _is_new(self, area: Area) -> bool:
        cells = self.sheets[area.sheet]
        return cells.is_fresh(area) or any(self._is_stale(due, area.sheet) for due in cells.dues(area))


def _node(formula: Formula) -> Node | None:
    try:
        return Reading(formula, FUNCTIONS).whole()
    except (Unknown, RecursionError):
        return None


def _rows_in(held: Mapping[int, Content], area: Area) -> Iterable[int]:
    if area.bottom - area.top < len(held):
        return [row for row in range(area.top, area.bottom + 1) if row in held]
    return [row for row in held if area.top <= row <= area.bottom]


class Standing(NamedTuple):
    """A formula's cell while it is worked out."""

    calculation: Calculation
    sheet: str
    row: int
    column: int

    def value(self, sheet: str, row: int, column: int) -> Value:
        """What a cell holds."""
        return self.calculation.value(sheet, row, column)

    def cells(self, area: Area) -> list[Value]:
        """What an area holds, blanks left out."""
        return self.calculation.cells(area)

    def numbered(self, area: Area) -> Iterator[tuple[tuple[int, int], Value]]:
        """Row, column and value of what an area holds, blanks left out."""
        return self.calculation.numbered(area)

    def is_subtotal(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell's formula is a subtotal itself."""
        return self.calculation.is_subtotal(sheet, row, column)
