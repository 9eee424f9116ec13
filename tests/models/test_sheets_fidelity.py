"""Forms of several writers, grown to 0, 1, 2 and 500 rows, read by others: openpyxl, and LibreOffice's calculator."""

from __future__ import annotations

import re
import subprocess
import warnings
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import range_boundaries

from models.sheets import Filled, Groups, Rows, fill
from tests.conftest import IN_CI, needs
from tests.forms import SHEET, Blank, by_hand, by_office, by_openpyxl, by_xlsxwriter

BLANKS = [*by_openpyxl.BLANKS, *by_xlsxwriter.BLANKS, *by_hand.BLANKS, *by_office.BLANKS]
CASES = [pytest.param(blank, count, id=f"{blank.name}, {count}") for blank in BLANKS for count in blank.counts]
CALCULATED = (0, 1, 2, 500) if IN_CI else (2,)  # opening and saving all of them takes LibreOffice a minute
MAY_CHANGE = re.compile(
    r"xl/(workbook\.xml|_rels/workbook\.xml\.rels|calcChain\.xml|worksheets/sheet\d\.xml|comments.*|drawings/[^/]*"
    r"|tables/.*|charts/chart\d+\.xml|worksheets/drawings.*)|\[Content_Types\]\.xml"
)


def test_there_are_at_least_thirty_blank_forms() -> None:
    assert len(BLANKS) >= 30


class Grown:
    """Where rows stand, counted one by one."""

    def __init__(self, filled: Filled, last: int) -> None:
        self.order = [0]  # by row of the result, the row of the blank
        self.groups: list[tuple[int, int]] = []
        self.blocks: list[tuple[int, int]] = []
        row = 1
        while row <= last:
            one = next((each for each in filled.lists if row == getattr(each, "first", each.row)), None)
            if one is None:
                self.order.append(row)
            elif isinstance(one, Rows):
                rows = list(range(row, one.last + 1))
                count = len(one.values)
                self.order += rows[: count if one.spare == "removed" else None] + [one.last] * (count - len(rows))
            else:
                self._group(one)
            row = one.last + 1 if one else row + 1

    def _group(self, one: Groups) -> None:
        self.blocks.append((one.first, one.last))
        for group in one.groups:
            start = len(self.order)
            for row in range(one.first, one.last + 1):
                self.order += [row] * (max(len(group.values), 1) if row == one.row else 1)
            self.groups.append((start, len(self.order) - 1))

    def places(self, row: int) -> list[int]:
        """Where a row of the blank stands."""
        return self._all().get(row, [])

    @cache  # noqa: B019
    def _all(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for at, row in enumerate(self.order):
            found.setdefault(row, []).append(at)
        return found

    def areas(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Where cells merged over those rows stand."""
        if first == last:
            yield from ((row, row) for row in self.places(first))
            return
        inside = any(top <= first and last <= bottom for top, bottom in self.blocks)
        for start, end in self.groups if inside else [(1, len(self.order))]:
            rows = [row for one in range(first, last + 1) for row in self.places(one) if start <= row <= end]
            if rows:
                yield rows[0], rows[-1]

    def first(self, row: int) -> int:
        """Where a row first stands; of one that went, the next."""
        return next(at for at, one in enumerate(self.order) if one >= row)


def load(path: Path, values: bool = False) -> Any:
    """A workbook as openpyxl reads it, which says what it does not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=values)


def xml(path: Path, part: str) -> etree._Element:
    """A part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(part))


@pytest.mark.parametrize(("blank", "count"), CASES)
def test_a_form_grows_with_all_that_belongs_to_it(blank: Blank, count: int, tmp_path: Path) -> None:
    form, result, filled = tmp_path / "blank.xlsx", tmp_path / "result.xlsx", blank.fill(count)
    blank.make(form)
    fill(form, result, filled)
    other_parts_are_as_they_were(form, result)
    book, before, after = load(form), load(form)[SHEET], load(result)[SHEET]
    grown = Grown(filled[SHEET], max(before.max_row, 30) + 20)
    rows_look_the_same(before, after, grown)
    merges_are_in_their_places(before, after, grown)
    rules_cover_the_same_cells(before, after, grown)
    notes_and_links_are_on_their_cells(before, after, grown)
    names_reach_as_far(book, load(result), grown)
    drawings_lie_on_their_cells(form, result, grown)
    values_are_in_their_places(before, after, filled[SHEET], grown)


def other_parts_are_as_they_were(form: Path, result: Path) -> None:
    """Byte for byte."""
    with zipfile.ZipFile(form) as before, zipfile.ZipFile(result) as after:
        assert set(before.namelist()) - set(after.namelist()) <= {"xl/calcChain.xml"}
        assert [name for name in before.namelist() if name != "xl/calcChain.xml"] == after.namelist()
        for name in after.namelist():
            assert MAY_CHANGE.fullmatch(name) or before.read(name) == after.read(name), name


def rows_look_the_same(before: Any, after: Any, grown: Grown) -> None:
    """Heights, looks of cells, hidden and grouped rows; whether there is a formula; texts of the blank."""
    for row in range(1, len(grown.order)):
        origin = grown.order[row]
        old, new = before.row_dimensions[origin], after.row_dimensions[row]
        assert (old.height, old.hidden, old.outlineLevel) == (new.height, new.hidden, new.outlineLevel)
        for column in range(1, 13):
            assert looks(before.cell(origin, column)) == looks(after.cell(row, column))


def looks(cell: Any) -> StyleArray:
    """Font, border, format … of a cell; one that is not there looks plain."""
    return cell._style or StyleArray()


def values_are_in_their_places(before: Any, after: Any, filled: Filled, grown: Grown) -> None:
    """What was put in, as text where it is text; what the blank says everywhere else."""
    put: dict[tuple[int, int], Any] = {}
    for one in filled.lists:
        if isinstance(one, Rows):
            start = grown.first(one.row)
            spare = one.last - one.row + 1 - len(one.values) if one.spare == "kept" else 0
            lines = [*one.values, *([[None] * len(one.columns)] * max(spare, 0))]
            put |= {
                (start + at, column): value for at, line in enumerate(lines) for column, value in enumerate(line, 1)
            }
    for (row, column), value in put.items():
        cell = after.cell(row, column)
        if cell.hyperlink is None or value is not None:  # openpyxl shows the link where there is no text
            assert cell.value == value
        assert value is None or cell.data_type == ("n" if isinstance(value, int | float) else "s")
    inside = {row for one in filled.lists for row in range(getattr(one, "first", one.row), one.last + 1)}
    for row in range(1, before.max_row + 1):
        for column in range(1, 13):
            if row not in inside and f"{'ABCDEFGHIJKLM'[column - 1]}{row}" not in filled.cells:
                old, new = before.cell(row, column), after.cell(grown.places(row)[0], column)
                assert old.data_type == new.data_type
                assert old.data_type == "f" or old.value == new.value


def merges_are_in_their_places(before: Any, after: Any, grown: Grown) -> None:
    """Copied with their row, stretched over the list, shifted below it."""
    expected = set()
    for area in before.merged_cells.ranges:
        for first, last in grown.areas(area.min_row, area.max_row):
            if first != last or area.min_col != area.max_col:
                expected.add((area.min_col, first, area.max_col, last))
    assert {area.bounds for area in after.merged_cells.ranges} == expected


def rules_cover_the_same_cells(before: Any, after: Any, grown: Grown) -> None:
    """Validations and conditional formats hold for a cell as for the one of the blank that it comes from."""
    rows = sorted({*range(1, 10), *range(max(len(grown.order) - 45, 1), len(grown.order))})
    for old, new in (
        (
            [one.sqref for one in before.data_validations.dataValidation],
            [one.sqref for one in after.data_validations.dataValidation],
        ),
        ([one.sqref for one in before.conditional_formatting], [one.sqref for one in after.conditional_formatting]),
    ):
        for row in rows:
            for column in range(1, 9):
                here, there = (before.cell(grown.order[row], column), after.cell(row, column))
                assert sum(here.coordinate in one for one in old) == sum(there.coordinate in one for one in new)


def notes_and_links_are_on_their_cells(before: Any, after: Any, grown: Grown) -> None:
    """A note stays on the first copy of its cell; a link is on all of them."""
    for row in before.iter_rows():
        for cell in row:
            places = grown.places(cell.row)
            if cell.comment and places:
                assert after.cell(places[0], cell.column).comment.text == cell.comment.text
    notes = sum(bool(cell.comment) for row in after.iter_rows() for cell in row)
    assert notes == sum(
        bool(cell.comment) and bool(grown.places(cell.row)) for row in before.iter_rows() for cell in row
    )
    assert len(after._hyperlinks) == sum(bool(grown.places(range_boundaries(one.ref)[1])) for one in before._hyperlinks)


def names_reach_as_far(before: Any, after: Any, grown: Grown) -> None:
    """Names, print areas, titles, tables, filters and breaks."""

    def far(area: str) -> str:
        def shifted(found: re.Match[str]) -> str:
            last = found[4] or found[2]
            first, end = grown.places(int(found[2]))[0], grown.places(int(last))[-1]
            return f"{found[1]}{first}:{found[3] or found[1]}{end}"

        return re.sub(r"(?<![\w(])(\$?[A-Z]*\$?)(\d+)(?::(\$?[A-Z]*\$?)(\d+))?(?!\w)", shifted, area)

    def plain(area: str) -> str:
        return re.sub(r"(?<![\w(])(\$?[A-Z]*\$?)(\d+)(?!\w|:)(?<!:\1\2)", r"\1\2", area)

    old, new = before[SHEET], after[SHEET]
    for name, one in [*before.defined_names.items(), *old.defined_names.items()]:
        told = (after.defined_names.get(name) or new.defined_names.get(name)).attr_text
        if "OFFSET" not in one.attr_text and "!" in one.attr_text:
            sheets, areas = one.attr_text.split(","), told.split(",")
            assert [far(area.split("!")[1]) for area in sheets] == [_area(area.split("!")[1]) for area in areas]
        elif "!" not in one.attr_text:
            assert told == one.attr_text
    if old.print_area:
        assert _area(new.print_area.split("!")[1]) == far(old.print_area.split("!")[1])
    assert _area(new.print_title_rows or "") == far(old.print_title_rows or "")
    assert [one.id for one in new.row_breaks.brk] == [
        grown.places(one.id)[-1] for one in old.row_breaks.brk if grown.places(one.id)
    ]
    assert [_area(one.ref) for one in new.tables.values()] == [far(one.ref) for one in old.tables.values()]
    assert _area(new.auto_filter.ref or "") == far(old.auto_filter.ref or "")


def _area(text: str) -> str:
    """A single cell as an area."""
    return re.sub(r"^(\$?[A-Z]+\$?\d+)$", r"\1:\1", text)


def drawings_lie_on_their_cells(form: Path, result: Path, grown: Grown) -> None:
    """Each picture and chart begins on the row that it began on; those that are not to be stretched keep their size."""
    with zipfile.ZipFile(form) as archive:
        parts = [name for name in archive.namelist() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
    for part in parts[:1]:
        for old, new in zip(xml(form, part), xml(result, part), strict=True):
            first = old.find("{*}from/{*}row")
            if first is None or old.get("editAs") == "absolute":
                assert etree.tostring(old) == etree.tostring(new) or first is not None
                continue
            assert new.findtext("{*}from/{*}row") == str(grown.first(int(first.text or 0) + 1) - 1)
            if old.find("{*}to") is not None and old.get("editAs", "twoCell") == "twoCell":
                assert new.findtext("{*}to/{*}row") == str(grown.first(int(old.findtext("{*}to/{*}row") or 0) + 1) - 1)


def test_an_independent_calculator_agrees_with_every_result(tmp_path: Path) -> None:
    needs("soffice")
    cases = [(blank, count) for blank in BLANKS for count in blank.counts if count in CALCULATED]
    for at, (blank, count) in enumerate(cases):
        blank.make(tmp_path / "blank.xlsx")
        fill(tmp_path / "blank.xlsx", tmp_path / f"{at}.xlsx", blank.fill(count))
        without_results(tmp_path / f"{at}.xlsx", tmp_path / f"bare{at}.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    bare = [str(path) for path in sorted(tmp_path.glob("bare*.xlsx"))]
    subprocess.run([*command, "--outdir", str(tmp_path / "out"), *bare], check=True, capture_output=True, timeout=500)
    told = 0
    for at, (blank, count) in enumerate(cases):
        formulas, ours = load(tmp_path / f"{at}.xlsx"), load(tmp_path / f"{at}.xlsx", values=True)
        theirs = load(tmp_path / "out" / f"bare{at}.xlsx", values=True)
        for sheet in formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    value = ours[sheet.title][cell.coordinate].value
                    if cell.data_type == "f" and value is not None:
                        told += 1
                        other = theirs[sheet.title][cell.coordinate].value
                        assert value == pytest.approx(other) if isinstance(other, int | float) else value == other, (
                            f"{blank.name}, {count}: {sheet.title}!{cell.coordinate} {cell.value}: {value!r}, {other!r}"
                        )
    assert told > 500


def without_results(path: Path, bare: Path) -> None:
    """A copy in which no formula has a result."""
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(bare, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</(?:x:)?f>)<((?:x:)?v)>[^<]*</\2>", rb"\1", content)
            after.writestr(name, content)


@pytest.mark.parametrize("count", [2, 500])
def test_totals_are_what_they_should_be(count: int, tmp_path: Path) -> None:
    by_openpyxl.BLANKS[0].make(tmp_path / "blank.xlsx")
    fill(tmp_path / "blank.xlsx", tmp_path / "result.xlsx", by_openpyxl.BLANKS[0].fill(count))
    book = load(tmp_path / "result.xlsx", values=True)
    total = count * (count + 1) // 2
    sheet, other, row = book[SHEET], book["汇总"], 6 + count
    assert [sheet[f"{letters}{row}"].value for letters in "BDE"] == [count, total, total * 1.5]
    assert sheet["G2"].value == total
    assert [other["A1"].value, other["A2"].value] == [total * 2, total]
