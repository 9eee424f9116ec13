"""The door to Excel: anything that is no workbook is refused with what to do; what goes out stays as it was."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from models.sheets import Blank, Column, Filled, Identity, Plan, Rows, fill, read_book, write_book
from models.sheets.reading.compound import Compound, wrapped
from models.words import Refusal
from tests.conftest import as_nobody, needs

FORM = Path(__file__).parents[2] / "resources" / "returns" / "competition_statistics" / "form.xlsx"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "空的"),
        (b"   \r\n", "空的"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        (b"PK\x03\x04 broken", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (bytes(range(256)) * 20, "不是表格"),
        (b"one line without columns", "不是表格"),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "报表.xls"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=sentence):
        read_book(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="找不到"):
        read_book(tmp_path / "none.xlsx")
    with pytest.raises(Refusal, match="文件夹"):
        read_book(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other rights")
def test_a_workbook_that_another_program_holds_is_refused() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        held = Path(folder) / "held.xlsx"
        shutil.copy(FORM, held)
        assert read_book(held)
        held.chmod(0)
        with as_nobody(), pytest.raises(Refusal) as refusal:
            read_book(held)
        assert "Excel/WPS" in str(refusal.value)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (301 * 2**20))
    with pytest.raises(Refusal, match="MB"):
        read_book(path)


@settings(max_examples=60, deadline=None)
@given(flips=st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_workbook_with_flipped_bytes_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[int, int]]
) -> None:
    content = bytearray(FORM.read_bytes())
    for at, value in flips:
        content[at % len(content)] = value
    path = tmp_path_factory.mktemp("flipped") / "flipped.xlsx"
    path.write_bytes(bytes(content))
    try:
        read_book(path)
    except Refusal:
        return


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_a_csv_is_read_in_the_encodings_of_chinese_offices(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes('姓名,单位\r\n"张,三",甲厂\r\n'.encode(encoding))
    assert read_book(path)[0].rows == [["姓名", "单位"], ["张,三", "甲厂"]]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    texts = ["=1+1", "+2", "-3", "@x", "{=1}", "http://甲"]
    write_book(path, [Plan("甲", [Column("乙", text=True)], [[text] for text in texts])])
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [sheet.cell(3 + at, 1).value for at in range(6)] == texts
    assert {sheet.cell(3 + at, 1).data_type for at in range(6)} == {"s"}
    assert sheet["A3"].number_format == "@"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(), st.integers(-(10**14), 10**14), st.floats(-1e9, 1e9)), min_size=1))
def test_every_value_comes_out_as_it_went_in(values: list[int | float | str | None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_book(path, [Plan("甲", [Column("乙"), Column("丙")], [("x", value) for value in values])])
        came = [row[1] for row in read_book(path)[0].rows[2:]]
    assert came == ["" if value is None else value for value in values]


def test_long_lists_stand_on_a_hidden_sheet_that_is_not_read_as_data(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    choices = tuple(f"第{number}种很长的选项名称" for number in range(60))
    write_book(path, [Plan("甲", [Column("乙", choices=choices), Column("丙")], blank=Blank(Identity("unit", "1")))])
    book = openpyxl.load_workbook(path)
    assert book.worksheets[1].sheet_state == "veryHidden"
    assert "_lists!" in str(book.worksheets[0].data_validations.dataValidation[0].formula1)


def test_an_open_or_unwritable_target_is_refused_and_stays(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        write_book(tmp_path, [Plan("甲", [Column("乙")])])
    assert list(tmp_path.iterdir()) == []


def filled_form(target: Path, count: int) -> openpyxl.worksheet.worksheet.Worksheet:
    """The shipped form with a list of that many units."""
    values = [[number, f"单位{number}", number * 10, number] for number in range(1, count + 1)]
    lists = [Rows(6, ["A", "B", "D", "F"], values)]
    fill(FORM, target, {"表1": Filled({"A2": "填报单位：=甲", "A9": "负责人：乙"}, lists)})
    sheet = openpyxl.load_workbook(target)["表1"]
    assert isinstance(sheet, openpyxl.worksheet.worksheet.Worksheet)
    return sheet


@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_a_list_grows_with_all_that_belongs_to_it(tmp_path: Path, count: int) -> None:
    sheet = filled_form(tmp_path / "result.xlsx", count)
    more = max(count - 1, 0)
    total = 7 + more
    assert sheet["A2"].value == "填报单位：=甲"
    assert sheet["A2"].data_type in ("s", "inlineStr")
    assert sheet[f"A{9 + more}"].value == "负责人：乙"
    assert sheet[f"B{total}"].value == "合计"
    assert sheet[f"D{total}"].value == f"=SUM(D6:D{6 + more})"
    for row in range(6, 7 + more):
        assert sheet[f"E{row}"].value == f"=SUM(F{row}:J{row})"
        assert sheet[f"X{row}"].number_format == "0.00"
        assert sheet.row_dimensions[row].height == 24
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert f"A{8 + more}:Y{8 + more}" in merged
    checked = {cell for area in sheet.data_validations.dataValidation[0].sqref.ranges for cell in area.cells}
    assert checked == {(row, column) for row in range(6, 7 + more) for column in range(4, 24)}
    assert sheet.print_area == f"'表1'!$A$1:$Y${9 + more}"


def test_every_other_part_of_the_form_stays_byte_for_byte(tmp_path: Path) -> None:
    filled_form(tmp_path / "result.xlsx", 3)
    with zipfile.ZipFile(FORM) as before, zipfile.ZipFile(tmp_path / "result.xlsx") as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}


def test_an_independent_calculator_agrees(tmp_path: Path) -> None:
    needs("soffice")
    filled_form(tmp_path / "result.xlsx", 20)
    out = tmp_path / "out"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), "result.xlsx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    sheet = openpyxl.load_workbook(out / "result.xlsx", data_only=True)["表1"]
    assert sheet["B26"].value == "合计"
    assert (sheet["D26"].value, sheet["E26"].value, sheet["F26"].value) == (2100, 210, 210)


@pytest.mark.parametrize(
    ("result", "flags", "told"),
    [
        (struct.pack("<d", 6.0), 0, {}),
        (struct.pack("<d", 0.0), 0, {}),
        (struct.pack("<d", 6.0), 2, {}),
        (struct.pack("<d", 0.0), 2, {(1, 1): ""}),
        (bytes(6) + b"\xff\xff", 0, {(1, 1): ""}),
        (b"\x02\x00\x07\x00\x00\x00\xff\xff", 0, {(1, 1): "#DIV/0!"}),
    ],
    ids=["computed", "zero", "computed on load", "zero on load", "a text that never comes", "an error"],
)
def test_a_formula_of_an_xls_that_nobody_computed_is_told(
    tmp_path: Path, result: bytes, flags: int, told: dict[tuple[int, int], str]
) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for at, row in enumerate([("单位名称", "职工人数"), ("甲厂", xlwt.Formula("2*3"))]):
        for place, cell in enumerate(row):
            sheet.write(at, place, cell)
    book.save(str(tmp_path / "xlwt.xls"))
    stream = bytearray(Compound((tmp_path / "xlwt.xls").read_bytes()).stream("Workbook"))
    at = stream.index(bytes.fromhex("030000000000ffff"))
    stream[at : at + 10] = result + struct.pack("<H", flags)
    (tmp_path / "a.xls").write_bytes(wrapped(stream, "Workbook"))
    assert read_book(tmp_path / "a.xls")[0].marks.faults == told


def test_a_formula_whose_text_follows_is_sound(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    sheet.write(0, 0, xlwt.Formula('"甲"&"厂"'))
    sheet.write(1, 0, 5)
    book.save(str(tmp_path / "xlwt.xls"))
    stream = bytearray(Compound((tmp_path / "xlwt.xls").read_bytes()).stream("Workbook"))
    at = stream.index(bytes.fromhex("030000000000ffff"))
    stream[at : at + 8] = bytes(6) + b"\xff\xff"
    kind, length = struct.unpack_from("<2H", stream, at - 10)
    assert kind == 6
    text = "甲厂".encode("utf-16-le")
    end = at - 6 + length
    stream[end:end] = struct.pack("<2HHB", 0x0207, 3 + len(text), 2, 1) + text
    (tmp_path / "a.xls").write_bytes(wrapped(stream, "Workbook"))
    (read,) = read_book(tmp_path / "a.xls")
    assert (read.rows[0][0], read.marks.faults) == ("甲厂", {})
