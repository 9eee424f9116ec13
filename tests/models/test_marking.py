"""Error copies: what is wrong is coloured, explained and listed; nothing else of the unit's workbook changes."""

from __future__ import annotations

import csv
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from models import intake, mending
from models.intake import Account
from models.office import Office
from models.sheets import Mark, ending, is_ours, mark, read_book
from tests.conftest import needs

DEMO = Path(__file__).parents[2] / "resources" / "demo"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TOLD = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"}
RED, YELLOW = "FFFFC9CF", "FFFFEA9E"


def wrong(sheet: str, *cells: str) -> list[Mark]:
    """Marks on cells."""
    return [Mark(sheet, cell, "人数", f"{cell}不是整数。", "请改为整数。") for cell in cells]


def parts(path: Path) -> dict[str, bytes]:
    """Every part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rich(path: Path) -> Path:
    """A workbook with what is easily lost: notes, pictures' kin, rules, names, formulas, several sheets."""
    book = xlsxwriter.Workbook(str(path))
    first, second = book.add_worksheet("报名 表"), book.add_worksheet("另一个")
    yellow, text = book.add_format({"bg_color": "#FFFF00", "bold": True}), book.add_format({"num_format": "@"})
    first.set_column("B:B", 22, text)
    first.merge_range("A1:C1", "单位报名表", yellow)
    first.write_row("A2", ["姓名", "身份证号", "人数"])
    first.write_row("A3", ["甲", "", "约30人"], yellow)
    first.write_row("A5", ["乙", "1", 5])
    first.write_formula("C6", "=SUM(C3:C5)", None, 5)
    first.merge_range("A7:A9", "丙")
    first.write_comment("A3", "单位自己的批注", {"author": "单位"})
    first.conditional_format("C3:C9", {"type": "cell", "criteria": ">", "value": 9, "format": yellow})
    first.data_validation("C3:C9", {"validate": "integer", "criteria": ">", "value": 0})
    first.autofilter("A2:C9")
    first.set_header("&C报名")
    second.write("A1", 1)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='另一个'!$A$1:$A$3"})
    second.insert_chart("C3", chart)
    book.define_name("'另一个'!本页", "='另一个'!$A$1")
    book.close()
    return path


def test_every_other_part_stays_byte_for_byte(tmp_path: Path) -> None:
    source, copy = rich(tmp_path / "a.xlsx"), tmp_path / "copy.xlsx"
    mark(source, copy, wrong("报名 表", "A3", "B3", "C3", "B4", "C12"))
    before, after = parts(source), parts(copy)
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed == TOLD | {"xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert after.keys() - before.keys() == {"xl/worksheets/sheet3.xml"}


def test_of_the_marked_sheet_only_the_styles_of_the_wrong_cells_change(tmp_path: Path) -> None:
    source, copy = rich(tmp_path / "a.xlsx"), tmp_path / "copy.xlsx"
    mark(source, copy, wrong("报名 表", "C3", "C5"))
    before, after = (etree.fromstring(parts(path)["xl/worksheets/sheet1.xml"]) for path in (source, copy))
    for tree in (before, after):
        for cell in tree.iter(f"{MAIN}c"):
            if cell.get("r") in ("C3", "C5"):
                cell.attrib.pop("s", None)
        for view in tree.iter(f"{MAIN}sheetView"):
            view.attrib.pop("tabSelected", None)
    assert etree.tostring(before, method="c14n") == etree.tostring(after, method="c14n")


def test_styles_are_only_put_behind_those_there(tmp_path: Path) -> None:
    source, copy = rich(tmp_path / "a.xlsx"), tmp_path / "copy.xlsx"
    mark(source, copy, wrong("报名 表", "C3"))
    before, after = (etree.fromstring(parts(path)["xl/styles.xml"]) for path in (source, copy))
    for old, new in zip(before, after, strict=True):
        for one, same in zip(old, new, strict=False):
            assert etree.tostring(one) == etree.tostring(same)
        assert new.get("count") == (str(len(new)) if old.get("count") else None)


def test_wrong_cells_are_coloured_explained_and_keep_the_rest_of_their_look(tmp_path: Path) -> None:
    source, copy = rich(tmp_path / "a.xlsx"), tmp_path / "copy.xlsx"
    doubt = Mark("报名 表", "C5", "人数", "5 偏少。", "请核对。", doubt=True)
    mark(source, copy, [*wrong("报名 表", "A3", "C3", "B4"), doubt])
    sheet = openpyxl.load_workbook(copy)["报名 表"]
    colours = {cell: sheet[cell].fill.fgColor.rgb for cell in ("A3", "C3", "B4", "C5")}
    assert colours == {"A3": RED, "C3": RED, "B4": RED, "C5": YELLOW}
    assert sheet["C3"].font.b
    assert sheet["B4"].number_format == "@", "a cell that was not there looks as its column"
    assert sheet["A3"].comment.text == "单位自己的批注\n赛报：A3不是整数。请改为整数。"
    assert sheet["C3"].comment.text == "赛报：C3不是整数。请改为整数。"
    assert sheet["A2"].comment is None


def test_the_first_sheet_lists_every_wrong_cell_with_a_link_to_it(tmp_path: Path) -> None:
    source, copy = rich(tmp_path / "a.xlsx"), tmp_path / "copy.xlsx"
    mark(source, copy, [*wrong("报名 表", "C3"), Mark("报名 表", "", "竞赛", "没有登记。", "请核对。")])
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames == ["问题清单", "报名 表", "另一个"]
    rows = [[cell.value for cell in row] for row in book["问题清单"].iter_rows(4)]
    assert rows == [
        ["1", "报名 表!C3", "人数", "约30人", "C3不是整数。", "请改为整数。"],
        ["2", "报名 表", "竞赛", None, "没有登记。", "请核对。"],
    ]
    links = {cell.coordinate: cell.hyperlink.location for cell in book["问题清单"]["B"] if cell.hyperlink}
    assert links == {"B4": "'报名 表'!C3"}
    assert book["另一个"].defined_names["本页"].value == "'另一个'!$A$1"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["问题清单"]


def test_a_sheet_that_is_not_marked_stays_selected_for_it_is_not_touched(tmp_path: Path) -> None:
    source, copy = rich(tmp_path / "a.xlsx"), tmp_path / "copy.xlsx"
    mark(source, copy, wrong("另一个", "A1"))
    book = openpyxl.load_workbook(copy)
    assert book.active.title == "报名 表"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["报名 表"]
    assert openpyxl.load_workbook(copy)["另一个"]["A1"].comment.text.startswith("赛报")


def test_a_cell_inside_a_merged_area_is_marked_where_it_is_seen(tmp_path: Path) -> None:
    source, copy = rich(tmp_path / "a.xlsx"), tmp_path / "copy.xlsx"
    mark(source, copy, wrong("报名 表", "A8", "A9"))
    book = openpyxl.load_workbook(copy)
    assert book["报名 表"]["A7"].comment.text.count("赛报") == 1
    assert [row[1].value for row in book["问题清单"].iter_rows(4)] == ["报名 表!A8", "报名 表!A9"]
    assert [row[3].value for row in book["问题清单"].iter_rows(4)] == ["丙", "丙"]


def test_rows_and_cells_that_do_not_say_their_numbers_are_found(tmp_path: Path) -> None:
    source, bare, copy = rich(tmp_path / "a.xlsx"), tmp_path / "bare.xlsx", tmp_path / "copy.xlsx"
    sheet = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
    with zipfile.ZipFile(bare, "w") as archive:
        for name, content in parts(source).items():
            own = f'<worksheet xmlns="{MAIN[1:-1]}">{sheet}</worksheet>'.encode()
            archive.writestr(name, own if name == "xl/worksheets/sheet2.xml" else content)
    mark(bare, copy, wrong("另一个", "B1", "C2", "A4"))
    marked = openpyxl.load_workbook(copy)["另一个"]
    assert [[cell.value for cell in row] for row in marked["A1:C2"]] == [[1, 2, None], [3, None, None]]
    assert {cell for row in marked for cell in [one.coordinate for one in row if one.comment]} == {"B1", "C2", "A4"}
    assert marked["B1"].fill.fgColor.rgb == marked["C2"].fill.fgColor.rgb == RED


def test_a_later_copy_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    source, copy, later = rich(tmp_path / "a.xlsx"), tmp_path / "copy.xlsx", tmp_path / "later.xlsx"
    mark(source, copy, wrong("报名 表", "A3", "C3", "C5"))
    mark(copy, later, wrong("报名 表", "C5"))
    book = openpyxl.load_workbook(later)
    assert book.sheetnames == ["问题清单", "报名 表", "另一个"]
    assert [row[1].value for row in book["问题清单"].iter_rows(4)] == ["报名 表!C5"]
    sheet = book["报名 表"]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("C3", "C5")] == ["FFFFFF00", RED]
    assert [sheet[cell].comment and sheet[cell].comment.text for cell in ("A3", "C3")] == ["单位自己的批注", None]
    assert parts(later)["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == 2


def test_notes_of_other_writers_are_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B2"] = "甲", "乙"
    sheet["A1"].comment = Comment("单位的话", "单位")
    sheet["B2"].fill = PatternFill("solid", fgColor="FF00FF00")
    book.save(tmp_path / "a.xlsx")
    mark(tmp_path / "a.xlsx", tmp_path / "copy.xlsx", wrong("Sheet", "B2", "C9"))
    sheet = openpyxl.load_workbook(tmp_path / "copy.xlsx")["Sheet"]
    assert sheet["A1"].comment.text == "单位的话"
    assert sheet["B2"].comment.text.startswith("赛报")
    drawing = next(content for name, content in parts(tmp_path / "copy.xlsx").items() if name.endswith(".vml"))
    assert len(etree.fromstring(drawing).findall("{urn:schemas-microsoft-com:vml}shape")) == 3


def test_thousands_of_notes_are_numbered_in_blocks(tmp_path: Path) -> None:
    source, copy = rich(tmp_path / "a.xlsx"), tmp_path / "copy.xlsx"
    mark(source, copy, wrong("另一个", *(f"B{row}" for row in range(1, 3001))))
    drawing = next(content for name, content in parts(copy).items() if name.endswith("vmlDrawing2.vml"))
    tree = etree.fromstring(drawing)
    taken = tree.find(".//{urn:schemas-microsoft-com:office:office}idmap").get("data")
    assert taken == "2,3,4"
    assert len({shape.get("id") for shape in tree.iter("{urn:schemas-microsoft-com:vml}shape")}) == 3000


def test_macros_go_along_untouched_and_the_name_says_so(tmp_path: Path) -> None:
    source, copy = tmp_path / "a.xlsx", tmp_path / "copy.xlsm"
    with zipfile.ZipFile(source, "w") as archive:
        for name, content in parts(rich(tmp_path / "plain.xlsx")).items():
            archive.writestr(name, content.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main"))
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert [ending(source), ending(tmp_path / "plain.xlsx"), ending(DEMO / "03_报表_供电分公司.xls")] == [
        ".xlsm",
        ".xlsx",
        ".xlsx",
    ]
    mark(source, copy, wrong("报名 表", "C3"))
    assert parts(copy)["xl/vbaProject.bin"] == b"macro"


@pytest.mark.parametrize("name", ["03_报表_供电分公司.xls", "03_报表_蒙医医院.ods", "03_报表_苍穹新能源.csv"])
def test_another_format_is_copied_plainly_and_says_so(tmp_path: Path, name: str) -> None:
    source, copy = DEMO / name, tmp_path / "copy.xlsx"
    [first, *_] = read_book(source)
    mark(source, copy, wrong(first.name, "B3"))
    book = openpyxl.load_workbook(copy)
    assert name in str(book["问题清单"]["A2"].value)
    assert ".xlsx" in str(book["问题清单"]["A2"].value)
    [_, same, *_] = read_book(copy)
    assert [row for row in same.rows if any(row)] == [row for row in first.rows if any(row)]


def test_a_name_that_excel_does_not_allow_for_a_sheet_is_shortened(tmp_path: Path) -> None:
    source = tmp_path / f"{'很长的名字' * 8}[1].csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["姓名", "人数"], ["=1+1", "约3"]])
    mark(source, tmp_path / "copy.xlsx", wrong(source.stem, "B2"))
    sheet = openpyxl.load_workbook(tmp_path / "copy.xlsx").worksheets[1]
    assert len(sheet.title) == 31
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["B2"].comment


def test_it_opens_in_libreoffice_with_its_notes_and_links(tmp_path: Path) -> None:
    needs("soffice")
    source, copy = rich(tmp_path / "a.xlsx"), tmp_path / "copy.xlsx"
    mark(source, copy, wrong("报名 表", "A3", "C3"))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run([*command, str(tmp_path / "out"), str(copy)], check=True, capture_output=True, timeout=120)
    book = openpyxl.load_workbook(tmp_path / "out" / "copy.xlsx")
    assert book.sheetnames == ["问题清单", "报名 表", "另一个"]
    assert "赛报：C3不是整数" in book["报名 表"]["C3"].comment.text
    assert book["报名 表"]["C3"].fill.fgColor.rgb == RED
    assert book["问题清单"]["B4"].hyperlink.location.endswith("A3")


def take(office: Office, path: Path) -> Account:
    """Reads and keeps."""
    account = intake.read(office.register, path)
    intake.keep(office.register, account.tables, "读入")
    return account


def test_after_mending_only_the_mended_rows_change(demo: Office, tmp_path: Path) -> None:
    source = DEMO / "04_报名_电工_全旗汇总.xlsx"
    account = take(demo, source)
    [copy] = mending.write_copies(demo.schema, [(source, account)], tmp_path)
    again = intake.read(demo.register, copy)
    assert [again.count(what) for what in ("new", "changed", "same")] == [0, 0, 54]
    assert [one.cell for one in again.findings] == [one.cell for one in account.findings] == ["G12"]
    book = openpyxl.load_workbook(copy)
    book["报名汇总"]["G12"] = "99999919960826192X"
    book.save(copy)
    mended = intake.read(demo.register, copy)
    found = [part for table in mended.tables for part in (table.main, *table.carried.values())]
    changes = [changed for part in found for changed in part.changes.values()]
    assert changes == [{"id_number": ("999999199608261912", "99999919960826192X")}]
    assert mended.findings == []


def test_rows_left_out_are_written_alone_and_are_as_many(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    rows = [
        ["单位名册"],
        ["单位名称", "联系人", "职工人数"],
        ["甲厂", "张三", 3],
        ["甲厂", "李四", 4],
        [None, "王五", 5],
    ]
    for row in [*rows, ["乙厂", "赵六", 6]]:
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.save(source)
    account = take(office, source)
    assert account.count("rejected") == 2
    marked, left = mending.write_copies(office.schema, [(source, account)], tmp_path / "back")
    assert mending.write_rejected(source, account, tmp_path / "left.xlsx") == 2
    sheet = openpyxl.load_workbook(left).active
    assert [[cell.value for cell in row][:3] for row in sheet.iter_rows(3)] == [["甲厂", "李四", 4], [None, "王五", 5]]
    assert all(cell.value for cell in sheet["D"][1:])
    assert intake.read(office.register, left).count("rejected") == 1, "the other now names a known unit: it is a change"
    assert is_ours(read_book(marked)[0])


@pytest.mark.parametrize("name", sorted(path.name for path in DEMO.glob("*.xlsx")))
def test_every_demonstration_workbook_is_patched_and_read_as_before(tmp_path: Path, name: str) -> None:
    before, copy = read_book(DEMO / name), tmp_path / "copy.xlsx"
    mark(DEMO / name, copy, [one for sheet in before for one in wrong(sheet.name, "A1", "B3", "C200", "ZZ5")])
    assert ".xlsx" not in str(openpyxl.load_workbook(copy).worksheets[0]["A2"].value), "it was not copied plainly"
    after = [sheet for sheet in read_book(copy) if not is_ours(sheet)]
    assert [(one.name, held(one.rows)) for one in after] == [(one.name, held(one.rows)) for one in before]


def held(rows: list[list[object]]) -> list[tuple[int, int, object]]:
    """The cells that hold anything, and where."""
    return [(at, column, cell) for at, row in enumerate(rows) for column, cell in enumerate(row) if cell != ""]


def test_what_can_not_be_patched_is_copied_plainly(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(broken, "w") as archive:
        for name, content in parts(rich(tmp_path / "a.xlsx")).items():
            archive.writestr(name, content.replace(b"<cellXfs", b"<other").replace(b"</cellXfs", b"</other"))
    mark(broken, tmp_path / "copy.xlsx", wrong("报名 表", "C3"))
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    assert "broken.xlsx" in str(book["问题清单"]["A2"].value)
    assert book["报名 表"]["C3"].comment
