"""Collection workbooks: what goes out says whose it is and what is asked, and comes in again without a touch."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from models import intake, ledgers, sheets
from models.files import apart, safe_name
from models.ledgers import Asking
from models.office import Office
from tests.conftest import needs

COURIERS = "云泽旗2025年职工职业技能比赛（快递员）"
SENDER = "云泽旗快递行业工会联合会"


def only(path: Path) -> Any:
    """The sheet that a unit sees."""
    return openpyxl.load_workbook(path).worksheets[0]


def roster(office: Office, folder: Path, unit: str = SENDER, filled: bool = True) -> Path:
    """The workbook of one unit."""
    made = ledgers.write_blanks(office.register, "entry", folder, Asking(COURIERS, filled=filled))
    return next(path for path in made if path.name.startswith(unit))


def headed(sheet: Any) -> tuple[int, dict[str, int]]:
    """The row of the headings, and the columns by heading."""
    row = int(sheet.freeze_panes[1:]) - 1
    return row, {cell.value: cell.column for cell in sheet[row]}


def test_what_is_known_comes_back_as_the_same(demo: Office, tmp_path: Path) -> None:
    account = intake.read(demo.register, roster(demo, tmp_path))
    assert (account.count("changed"), account.count("new"), account.count("rejected")) == (22, 0, 0)
    table = account.tables[0]
    assert table.findings == [one for one in table.findings if one.rule == "kinds.broken_by_excel"]
    changes = [list(changed) for changed in table.main.changes.values()]
    assert changes == [["unit"]] * 22, "the demonstration's rosters do not say who sent them: now it is known"


def test_what_is_filled_in_belongs_to_the_competition_and_the_unit_above(demo: Office, tmp_path: Path) -> None:
    path = roster(demo, tmp_path, filled=False)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row, columns = headed(sheet)
    sheet.cell(row + 2, columns["姓名"], "新来的")
    sheet.cell(row + 2, columns["身份证号"], "999999198807150010")
    book.save(path)
    account = intake.read(demo.register, path)
    assert account.tables[0].record.key == "entry"
    intake.keep(demo.register, account.tables, "读入")
    newest = max(demo.register.ids("entry"))
    shown = demo.register.table("entry", [newest], ["competition", "unit", "worker.name"])
    assert shown == [[COURIERS, SENDER, "新来的"]]


def test_a_unit_may_say_itself_who_it_is(demo: Office, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    ledgers.write_blank(demo.register, "entry", path, Asking(COURIERS))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row, columns = headed(sheet)
    assert [sheet.cell(3, 1).value, sheet.cell(3, 2).protection.locked] == ["报送单位：", False]
    sheet.cell(3, 2, SENDER)
    sheet.cell(row + 2, columns["姓名"], "新来的")
    book.save(path)
    main = intake.read(demo.register, path).tables[0].main
    assert dict(zip(main.names, main.rows[0], strict=True))["unit"] == demo.register.find("unit", SENDER)[0]


def test_a_report_says_its_period_and_unit_above_the_headings(demo: Office, tmp_path: Path) -> None:
    made = ledgers.write_blanks(demo.register, "unit_report", tmp_path, Asking(period="2025", filled=True))
    path = next(path for path in made if path.name.startswith("云泽旗人民医院"))
    assert [only(path).cell(row, 1).value for row in (1, 2, 3)] == [
        "2025年单位报表收集表",
        "报告期：2025年",
        "报送单位：云泽旗人民医院",
    ]
    account = intake.read(demo.register, path)
    assert (account.count("same"), account.count("new"), account.findings) == (1, 0, [])


def test_the_hidden_sheet_says_which_form_of_which_unit_it_is(demo: Office, tmp_path: Path) -> None:
    path = roster(demo, tmp_path)
    known = sheets.form_of(sheets.read_book(path))
    assert known is not None
    assert (known.form, len(known.version)) == ("entry", 8)
    assert demo.register.find("unit", SENDER) == demo.register.find("unit", known.unit) or len(known.unit) == 18
    assert openpyxl.load_workbook(path)["_form"].sheet_state == "veryHidden"
    assert [sheet.name for sheet in sheets.read_book(path) if not sheets.is_ours(sheet)] == ["参赛选手"]


def test_a_workbook_of_others_is_no_form_of_ours(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["姓名", "单位"])
    book.create_sheet("_form").append(["theirs", "entry", "1"])
    book.save(tmp_path / "a.xlsx")
    assert sheets.form_of(sheets.read_book(tmp_path / "a.xlsx")) is None


def test_only_the_untouched_example_is_an_example(demo: Office, tmp_path: Path) -> None:
    path = roster(demo, tmp_path)
    book = sheets.read_book(path)
    known = sheets.form_of(book)
    rows = book[0].rows
    assert [at for at, row in enumerate(rows) if sheets.is_example(row, known)] == [headed(only(path))[0]]
    example = rows[headed(only(path))[0]]
    assert sheets.is_example([*reversed(example)], known), "columns may have been moved"
    assert not sheets.is_example([*example[:4], "999999198807150010", *example[5:]], known)
    assert not sheets.is_example(example, None)


def test_an_example_that_was_typed_over_is_asked_about_and_not_passed_over(demo: Office, tmp_path: Path) -> None:
    path = roster(demo, tmp_path, filled=False)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row, columns = headed(sheet)
    sheet.cell(row + 1, columns["身份证号"], "999999198807150010")
    book.save(path)
    (table,) = intake.read(demo.register, path).tables
    assert [one.say for one in table.findings if one.rule == "intake.example_filled"]
    assert table.main.lines == [row] and not [note for note in table.notes if f"第 {row + 1} 行" in note.say]
    sheet.cell(row + 1, 1, "新来的")
    book.save(path)
    (mended,) = intake.read(demo.register, path).tables
    assert mended.main.lines == [row] and not [one for one in mended.findings if "示例" in one.say]


def test_headings_are_locked_and_cells_below_are_free(demo: Office, tmp_path: Path) -> None:
    sheet = only(roster(demo, tmp_path))
    row, columns = headed(sheet)
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert {cell.protection.locked for line in sheet.iter_rows(1, row + 1) for cell in line} == {True}
    assert {cell.protection.locked for cell in sheet[row + 2]} == {False}
    assert {sheet.column_dimensions[letter].protection.locked for letter in ("A", "E")} == {False}
    assert sheet.cell(row + 2, columns["身份证号"]).number_format == "@"
    assert sheet.column_dimensions[get_column_letter(columns["身份证号"])].number_format == "@"


def test_units_are_asked_for_nothing_that_only_the_federation_knows(demo: Office, tmp_path: Path) -> None:
    _, columns = headed(only(roster(demo, tmp_path)))
    assert not {"参赛号", "理论成绩", "总成绩", "名次", "奖项", "称号", "拟晋等级"} & set(columns)
    assert {"姓名", "身份证号", "工作单位", "手机"} <= set(columns)


def test_the_example_does_not_contradict_itself(demo: Office, tmp_path: Path) -> None:
    sheet = only(roster(demo, tmp_path))
    row, columns = headed(sheet)
    told = [sheet.cell(row + 1, columns[heading]).value for heading in ("身份证号", "出生年月", "性别")]
    assert told == ["999999199003070012", "1990-03-07", "男"]


def test_excel_itself_checks_what_is_filled_in_and_says_why_in_chinese(demo: Office, tmp_path: Path) -> None:
    sheet = only(roster(demo, tmp_path))
    _, columns = headed(sheet)
    rules = {next(iter(rule.sqref.ranges)).min_col: rule for rule in sheet.data_validations.dataValidation}
    kinds = {
        heading: rules[columns[heading]].type
        for heading in ("性别", "身份证号", "出生年月", "从事本工种年限（年）", "手机")
    }
    assert kinds == {
        "性别": "list",
        "身份证号": "textLength",
        "出生年月": "date",
        "从事本工种年限（年）": "whole",
        "手机": "textLength",
    }
    assert all(rule.error for rule in rules.values() if rule.type)
    assert "18 位" in rules[columns["身份证号"]].error


def test_its_name_is_one_that_every_system_takes() -> None:
    assert safe_name('甲/乙：<“丙”>?*|"\\\n厂. ') == "甲乙：“丙”厂"
    assert safe_name("con") == "_con"
    assert safe_name("..") == "_"
    assert len(f"{safe_name('字' * 200)}.xlsx".encode()) < 240
    assert apart(["甲", "乙", "甲", "A", "a"]) == ["甲", "乙", "甲（2）", "A", "a（2）"]


@pytest.mark.parametrize("name", ["=1+1", "+甲", "-乙", "@丙"])
def test_a_name_that_looks_like_a_formula_stays_a_text(office: Office, tmp_path: Path, name: str) -> None:
    office.register.add("unit", {"title": name})
    [path] = ledgers.write_blanks(office.register, "unit", tmp_path, Asking(filled=True))
    sheet = only(path)
    row, columns = headed(sheet)
    cell = sheet.cell(row + 2, columns["单位名称"])
    assert (cell.value, cell.data_type) == (name, "s")


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_it_is_known_again_when_it_comes_back_in_another_format(demo: Office, tmp_path: Path, ending: str) -> None:
    needs("soffice")
    sent = roster(demo, tmp_path)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", ending, "--outdir", str(tmp_path / "back"), str(sent)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    came = tmp_path / "back" / f"{sent.stem}.{ending}"
    book = sheets.read_book(came)
    known = sheets.form_of(book)
    assert known == sheets.form_of(sheets.read_book(sent))
    assert [at for at, row in enumerate(book[0].rows) if sheets.is_example(row, known)] == [5]
    assert intake.read(demo.register, came).count("changed") == 22
