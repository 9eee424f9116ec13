"""Forms that nobody had seen: each keeps its meaning with a list of any length, or is refused with a sentence."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from models.sheets import Filled, Rows, fill, work_out
from models.words import Refusal
from tests.forms import COLUMNS, OTHER, SHEET, lines, plain, unseen

COUNTS = pytest.mark.parametrize("count", [0, 1, 2, 500])


def made(make: unseen.Make, filled: dict[str, Filled], folder: Path) -> Path:
    """The form, filled and proved."""
    make(folder / "blank.xlsx")
    fill(folder / "blank.xlsx", folder / "result.xlsx", filled)
    return folder / "result.xlsx"


def load(path: Path, data_only: bool = False) -> Any:
    """A workbook, by an independent reader, which says what it does not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=data_only)


def told(path: Path, sheet: str, cell: str) -> Any:
    """A formula or a value, as an independent reader sees it."""
    return load(path)[sheet][cell].value


def part(path: Path, name: str) -> etree._Element:
    """A part of the result."""
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


@COUNTS
@pytest.mark.parametrize("make", [unseen.columns_with_looks, unseen.row_with_looks])
def test_a_cell_that_the_blank_does_not_spell_out_looks_like_its_column_or_row(
    make: unseen.Make, count: int, tmp_path: Path
) -> None:
    sheet = load(made(make, plain(count), tmp_path))[SHEET]
    assert all(sheet.cell(row, at).border.left.style == "thin" for row in range(6, 6 + count) for at in range(1, 6))


@COUNTS
@pytest.mark.parametrize("make", [unseen.remarks, unseen.reading_aids, unseen.own_views, unseen.elsewhere])
def test_what_other_writers_put_in_does_not_stop_it(make: unseen.Make, count: int, tmp_path: Path) -> None:
    assert told(made(make, plain(count), tmp_path), SHEET, f"D{6 + max(count, 1)}") == f"=SUM(D6:D{5 + max(count, 1)})"


def test_reading_aids_are_no_part_of_a_text(tmp_path: Path) -> None:
    unseen.reading_aids(tmp_path / "blank.xlsx")
    assert work_out(tmp_path / "blank.xlsx", plain(3)).values(SHEET, "A", 10) == [6]


@COUNTS
def test_shapes_move_and_show_the_cell_that_they_showed(count: int, tmp_path: Path) -> None:
    result = made(unseen.drawn, plain(count), tmp_path)
    own, other = (part(result, f"xl/drawings/drawing{number}.xml") for number in (1, 2))
    total, place = 6 + max(count, 1), 7 + max(count, 1)
    assert [one.get("textlink") for one in own.iter("{*}sp")] == [f"$D${total}", f"表1!$D${total}"]
    assert [one.get("textlink") for one in other.iter("{*}sp")] == [f"表1!$D${total}"]
    assert [one.findtext("{*}from/{*}row") for one in own.iter("{*}twoCellAnchor")] == [str(place)] * 2
    assert [one.findtext("{*}from/{*}row") for one in other.iter("{*}twoCellAnchor")] == ["8"]


@COUNTS
def test_references_told_as_text_go_along(count: int, tmp_path: Path) -> None:
    result, last = made(unseen.by(unseen.looked_up), plain(count), tmp_path), 5 + max(count, 1)
    assert [told(result, OTHER, f"C{row}") for row in range(1, 7)] == [
        f'=INDIRECT("表1!D{last + 1}")',
        f'=SUM(INDIRECT("表1!D6:D{last}"))',
        f'=SUM(INDIRECT("表1!D6:D"&(ROW(表1!D{last + 1})-1)))',
        f'=HYPERLINK("#表1!A{last + 3}","到签名处")',
        f"=SUM(表1!D6:OFFSET(表1!D{last + 1},-1,0))",
        "=SUM(表1!D:D)",
    ]
    values = load(result, data_only=True)[SHEET]
    assert values[f"I{last + 3}"].value == last + 3
    assert values[f"J{last + 3}"].value is None


@pytest.mark.parametrize("formula", ['INDIRECT("D"&7)', 'INDIRECT("R7C4",FALSE)', 'SUM(INDIRECT("D7:D"&9))'])
def test_a_reference_put_together_from_pieces_that_move_is_refused(formula: str, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[SHEET]["A3"] = f"={formula}"

    with pytest.raises(Refusal, match="无法保持原意"):
        made(unseen.by(change), plain(2), tmp_path)
    made(unseen.by(change), plain(1), tmp_path)


@COUNTS
def test_names_told_from_where_they_are_used_stay(count: int, tmp_path: Path) -> None:
    names = load(made(unseen.by(unseen.named), plain(count), tmp_path)).defined_names
    far = f"{SHEET}!$B$6" + (f":$B${5 + count}" if count > 1 else "")
    assert [names[one].attr_text for one in ("右邻", "下六行", "名单", "整列")] == [
        f"{OTHER}!B1",
        f"{SHEET}!A6",
        far,
        f"{SHEET}!$D:$D",
    ]


@COUNTS
def test_a_list_that_repeats_another_goes_along_with_it(count: int, tmp_path: Path) -> None:
    filled = plain(count) | {OTHER: Filled({}, [Rows(9, ["A"], [[number] for number in range(count)])])}
    result = made(unseen.by(unseen.mirrored), filled, tmp_path)
    formulas = load(result)[OTHER]
    assert [formulas[f"B{9 + at}"].value for at in range(max(count, 1))] == [
        f"={SHEET}!B{6 + at}" for at in range(max(count, 1))
    ]
    values = load(result, data_only=True)[OTHER]
    assert values[f"C{9 + max(count, 1)}"].value == count * (count + 1)


def test_lists_that_repeat_one_another_must_be_equally_long(tmp_path: Path) -> None:
    filled = plain(3) | {OTHER: Filled({}, [Rows(9, ["A"], [[1], [2]])])}
    with pytest.raises(Refusal, match="B6"):
        made(unseen.by(unseen.mirrored), filled, tmp_path)


def test_a_sum_over_several_sheets_is_worked_out(tmp_path: Path) -> None:
    filled = plain(2) | {"甲表": Filled({"D7": 3}), "乙表": Filled({"D7": 4})}
    result = made(unseen.by(unseen.across), filled, tmp_path)
    assert load(result, data_only=True)[OTHER]["C1"].value == 7


@pytest.mark.parametrize(
    ("make", "filled", "why"),
    [
        (unseen.by(unseen.named_row), plain(2), "算漏"),
        (unseen.by(unseen.added_one_by_one), {SHEET: Filled({}, [Rows(6, COLUMNS, lines(3), until=7)])}, "算漏"),
        (unseen.by(unseen.short_rows), plain(2), "B6:B7"),
        (unseen.by(lambda _: None), {SHEET: Filled({"B1": "甲"})}, "A1:H1"),
        (unseen.no_master, plain(2), "另存一份"),
        (unseen.far_text, plain(2), "1048576"),
        (unseen.hidden_row, plain(1), "取消隐藏"),
        (unseen.strict, plain(2), "另存为"),
    ],
)
def test_what_would_be_wrong_without_anybody_seeing_it_is_refused(
    make: unseen.Make, filled: dict[str, Filled], why: str, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match=why):
        made(make, filled, tmp_path)
    assert not (tmp_path / "result.xlsx").exists()


@COUNTS
def test_looks_at_the_end_of_the_sheet_are_pushed_off_it(count: int, tmp_path: Path) -> None:
    sheet = part(made(unseen.far_looks, plain(count), tmp_path), "xl/worksheets/sheet1.xml")
    assert max(int(row.get("r", "0")) for row in sheet.iter("{*}row")) == (1_048_576 if count < 2 else 8 + count)


@COUNTS
def test_a_format_of_whole_rows_stays_one(count: int, tmp_path: Path) -> None:
    sheet = part(made(unseen.whole_rows, plain(count), tmp_path), "xl/worksheets/sheet1.xml")
    assert [one.get("sqref") for one in sheet.iter("{*}conditionalFormatting")] == ["1:1048576"]
    assert [one.text for one in sheet.iter("{*}formula")] == [f"$D1>$D${6 + max(count, 1)}"]
