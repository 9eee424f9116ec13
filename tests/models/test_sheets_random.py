"""Random forms with random lists and formulas, beside a slow model: rows are things, put in one at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from models.sheets import Filled, Rows, fill
from models.words import Refusal

HEIGHT, NUMBERS = 14, 3  # rows of the blank; columns of numbers, before one of formulas on them and one on all


@dataclass(eq=False)
class Row:
    """A row that keeps what it is wherever it comes to stand."""

    numbers: list[int | None]
    formulas: list[list[Part]] = field(default_factory=list)
    merged: bool = False
    listed: int = 0  # the number of the list that it belongs to

    def __repr__(self) -> str:
        return f"row of {self.numbers}"


@dataclass(frozen=True)
class Part:
    """A summand: columns and rows, with or without $ before each row; one corner for a single cell."""

    columns: tuple[int, int]
    rows: tuple[Row, Row]
    fixed: tuple[str, str]
    is_area: bool
    sign: str

    def text(self, at: dict[Row, int]) -> str:
        """As it is written in the blank."""
        first, last = (
            f"{get_column_letter(column)}{fixed}{at[row]}"
            for column, row, fixed in zip(self.columns, self.rows, self.fixed, strict=True)
        )
        return f"{self.sign}SUM({first}:{last})" if self.is_area else f"{self.sign}{first}"


@st.composite
def forms(draw: st.DrawFn) -> tuple[list[Row], list[Rows]]:
    """Rows with numbers and formulas, and one or two lists on them."""
    rows = [
        Row(draw(st.lists(st.none() | st.integers(-9, 9), min_size=NUMBERS, max_size=NUMBERS))) for _ in range(HEIGHT)
    ]
    for row in rows:
        row.merged = draw(st.booleans())
        row.formulas = [draw(st.lists(parts(rows, row, NUMBERS + at), max_size=3)) for at in range(2)]
    starts = sorted(draw(st.sets(st.integers(2, HEIGHT - 3), min_size=1, max_size=2)))
    lists = []
    for number, start in enumerate(starts, 1):
        longest = 1 if number < len(starts) and starts[number] - start < 3 else 2
        until = start + draw(st.integers(0, longest - 1))
        count = draw(st.integers(0, 6))
        value = st.lists(st.none() | st.integers(-99, 99), min_size=NUMBERS, max_size=NUMBERS)
        lists.append(Rows(start, ["A", "B", "C"], draw(st.lists(value, min_size=count, max_size=count)), until))
        for row in rows[start - 1 : until]:
            row.listed = number
    return rows, lists


def parts(rows: list[Row], own: Row, width: int) -> st.SearchStrategy[Part]:
    """References to anything on the left: any cell, any area, often the own row."""
    numbers = st.integers(0, HEIGHT - 1) | st.just(rows.index(own))
    fixed = st.sampled_from(["", "$"])

    def made(columns: list[int], places: list[int], signs: tuple[str, str], is_area: bool, sign: str) -> Part:
        first, last = sorted(places) if is_area else places[:1] * 2
        corners = (min(columns), max(columns)) if is_area else (columns[0],) * 2
        return Part(corners, (rows[first], rows[last]), signs if is_area else signs[:1] * 2, is_area, sign)

    return st.builds(
        made,
        st.lists(st.integers(1, width), min_size=2, max_size=2),
        st.lists(numbers, min_size=2, max_size=2),
        st.tuples(fixed, fixed),
        st.booleans(),
        st.sampled_from(["+", "-"]),
    )


def put_in(rows: list[Row], last: Row) -> Row:
    """Puts one more row below the last of a list, as a person would who knows what is meant."""
    new = Row([None] * NUMBERS, merged=last.merged, listed=last.listed)
    above = rows[rows.index(last) - 1]
    new.formulas = [[gone_along(part, last, above, new) for part in formula] for formula in last.formulas]
    rows.insert(rows.index(last) + 1, new)
    for row in rows:
        row.formulas = [[stretched(part, row, last, new) for part in formula] for formula in row.formulas]
    return new


def goes_along(part: Part, at: int, row: Row, above: Row) -> bool:
    return not part.fixed[at] and part.rows[at] in (row, above)


def gone_along(part: Part, last: Row, above: Row, new: Row) -> Part:
    """In the copy: what was said of its own row, or of the one above it, is said of the copy's."""
    follows = {last: new, above: last}
    corners = [follows[part.rows[at]] if goes_along(part, at, last, above) else part.rows[at] for at in (0, 1)]
    return replace(part, rows=(corners[0], corners[1]))


def stretched(part: Part, row: Row, last: Row, new: Row) -> Part:
    """An area that ended with the list's last row now ends with the new one, unless it goes along with its own row."""
    own = row.listed == last.listed and row in (last, new)
    if part.is_area and part.rows[1] is last and not (own and not part.fixed[1]):
        return replace(part, rows=(part.rows[0], new))
    return part


class Model:
    """What every cell should be, worked out from the rows as they stand at last."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.at = {row: number for number, row in enumerate(rows)}

    def value(self, row: Row, column: int) -> int:
        """A number, or what its formula gives."""
        if column <= NUMBERS:
            return row.numbers[column - 1] or 0
        return sum(self.part(part) for part in row.formulas[column - NUMBERS - 1])

    def part(self, part: Part) -> int:
        """A summand."""
        first, last = sorted(self.at[row] for row in part.rows)
        cells = [
            self.value(row, column)
            for row in self.rows[first : last + 1]
            for column in range(part.columns[0], part.columns[1] + 1)
        ]
        return sum(cells) * (-1 if part.sign == "-" else 1)


def write(rows: list[Row], path: Path) -> None:
    """The blank form."""
    book = openpyxl.Workbook()
    sheet = book.active
    at = {row: number for number, row in enumerate(rows, 1)}
    for row, number in at.items():
        for column, value in enumerate(row.numbers, 1):
            sheet.cell(number, column, value)
        for column, formula in enumerate(row.formulas, NUMBERS + 1):
            if formula:
                sheet.cell(number, column, "=" + "".join(part.text(at) for part in formula))
        if row.merged:
            sheet.merge_cells(start_row=number, end_row=number, start_column=7, end_column=8)
    book.save(path)


def grow(rows: list[Row], lists: list[Rows]) -> list[Row]:
    """The rows of the result, from the last list up."""
    rows = list(rows)
    for one in reversed(lists):
        ready = rows[one.row - 1 : one.last]
        while len(ready) < len(one.values):
            ready.append(put_in(rows, ready[-1]))
        for row, values in zip(ready, [*one.values, *([[None] * NUMBERS] * len(ready))], strict=False):
            row.numbers = list(values)  # type: ignore[arg-type]
    return rows


def told(sheet: openpyxl.worksheet.worksheet.Worksheet, address: str) -> int:
    """What a formula of the result says, read as text and worked out by coordinates."""
    value = sheet[address].value
    if not isinstance(value, str):
        return value or 0

    def area(found: re.Match[str]) -> str:
        cells = sheet[found[1].replace("$", "")]
        return str(sum(told(sheet, cell.coordinate) for row in cells for cell in row))

    whole = re.sub(r"SUM\(([^():]+:[^():]+)\)", area, value[1:])
    return int(eval(re.sub(r"\$?([A-Z])\$?(\d+)", lambda found: str(told(sheet, found[1] + found[2])), whole)))


def adds_one_by_one(rows: list[Row], lists: list[Rows]) -> bool:
    """Whether anything beside a list that grows adds up its last row and the one above cell by cell."""
    for one in (one for one in lists if len(one.values) > one.last - one.row + 1):
        pair = [rows[one.last - 1], rows[one.last - 2]]
        for formula in (formula for row in rows if row is not pair[0] for formula in row.formulas):
            added = {(part.columns[0], part.rows[0]) for part in formula if not part.is_area and part.sign == "+"}
            if any(all((column, row) in added for row in pair) for column in range(1, NUMBERS + 2)):
                return True
    return False


def looks_at_another_list(rows: list[Row], lists: list[Rows]) -> bool:
    """Whether a list begins right below another that grows, and says something of the row above: that is refused."""
    for upper, lower in pairwise(lists):
        touch = lower.row == upper.last + 1 and len(upper.values) > upper.last - upper.row + 1
        own, above = rows[lower.row - 1], rows[lower.row - 2]
        if touch and any(goes_along(part, at, own, above) for one in own.formulas for part in one for at in (0, 1)):
            return True
    return False


@settings(max_examples=100, deadline=None)
@given(form=forms())
def test_every_cell_is_what_the_slow_model_says(
    tmp_path_factory: pytest.TempPathFactory, form: tuple[list[Row], list[Rows]]
) -> None:
    rows, lists = form
    assume(not looks_at_another_list(rows, lists))
    folder = tmp_path_factory.mktemp("random")
    write(rows, folder / "blank.xlsx")
    if adds_one_by_one(rows, lists):
        with pytest.raises(Refusal, match="算漏"):
            fill(folder / "blank.xlsx", folder / "result.xlsx", {"Sheet": Filled({}, lists)})
        return
    fill(folder / "blank.xlsx", folder / "result.xlsx", {"Sheet": Filled({}, lists)})
    grown = grow(rows, lists)
    model = Model(grown)
    said = openpyxl.load_workbook(folder / "result.xlsx").active
    shown = openpyxl.load_workbook(folder / "result.xlsx", data_only=True).active
    for number, row in enumerate(grown, 1):
        for column in range(1, NUMBERS + 3):
            address = f"{get_column_letter(column)}{number}"
            assert told(said, address) == model.value(row, column), address
            assert (shown[address].value or 0) == model.value(row, column), address
    merged = {f"G{number}:H{number}" for number, row in enumerate(grown, 1) if row.merged}
    assert {str(area) for area in said.merged_cells.ranges} == merged


def test_a_list_that_looks_up_at_another_that_grows_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A2"], book.active["D3"] = 1, "=A2+A3"
    book.save(tmp_path / "blank.xlsx")
    lists = [Rows(2, ["A"], [[1], [2]], 2), Rows(3, ["A"], [[3], [4]], 3)]
    with pytest.raises(Refusal, match=r"A2\+A3"):
        fill(tmp_path / "blank.xlsx", tmp_path / "result.xlsx", {"Sheet": Filled({}, lists)})
