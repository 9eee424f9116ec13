"""Workbooks as units send them are understood, compared with what is known, and kept in one step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import tomli

from models import intake
from models.intake import Account
from models.office import Office
from models.words import Refusal

DEMO = Path(__file__).parents[2] / "resources" / "demo"
EXPECTED: dict[str, Any] = tomli.loads(
    (Path(__file__).parents[1] / "golden" / "demo_expected.toml").read_text(encoding="utf-8")
)


def book(path: Path, *rows: list[object], title: str = "Sheet1") -> Path:
    """A workbook with one sheet of rows."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


def take(office: Office, path: Path, record: str = "") -> Account:
    """Reads and keeps."""
    account = intake.read(office.register, path, record)
    intake.keep(office.register, account.tables, "读入")
    return account


def test_every_demonstration_sheet_is_known_for_what_it_is_and_has_its_rows(demo: Office) -> None:
    found = {}
    for path in sorted(DEMO.rglob("*")):
        if path.suffix in (".xlsx", ".xls", ".ods", ".csv"):
            account = intake.read(demo.register, path)
            name = path.relative_to(DEMO).as_posix()
            found |= {(name, table.sheet): (table.record.key, len(table.main.at)) for table in account.tables}
    expected = {
        (one["file"], one["sheet"]): (one["record"], one["rows"]) for one in EXPECTED["sheets"] if one.get("record")
    }
    assert {key: found.get(key) for key in expected} == expected


def test_reading_everything_again_adds_nothing(demo: Office) -> None:
    for path in sorted(DEMO.iterdir()):
        if path.suffix in (".xlsx", ".xls", ".ods", ".csv"):
            account = intake.read(demo.register, path)
            assert account.count("new") == 0, path.name
            for table in account.tables:
                assert all(not part.new for part in table.carried.values()), path.name


def test_a_corrected_workbook_changes_only_the_corrected_cell(demo: Office) -> None:
    original = next(DEMO.glob("03_报表_绿野滩肉业.*"))
    account = intake.read(demo.register, original)
    changes = [change for table in account.tables for change in table.main.changes.values()]
    assert changes == [{"promotions": (28, "约30人")}]


def test_what_is_wrong_is_told_with_its_cell(office: Office, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["单位名册"], ["单位名称", "职工人数"], ["甲厂", "约30人"])
    account = take(office, path, "unit")
    assert [(one.sheet, one.cell, one.rule) for one in account.findings] == [("Sheet1", "B3", "kinds.count")]
    assert office.register.row("unit", 1)["workers"] == "约30人"


def test_a_whole_intake_is_one_step(office: Office) -> None:
    take(office, DEMO / "01_单位名册.xlsx")
    before = office.register.count("unit")
    assert before == 26
    assert office.register.undo() is not None
    assert office.register.count("unit") == 0
    assert office.register.redo() is not None
    assert office.register.count("unit") == before


@pytest.mark.parametrize(
    ("heading", "value", "yuan"),
    [("创经济效益（元）", 160400, 160400), ("创经济效益(万元)", 16.04, 160400), ("创经济效益", 16.04, 160400)],
)
def test_a_heading_that_names_another_money_unit_is_believed(
    office: Office, tmp_path: Path, heading: str, value: float, yuan: int
) -> None:
    path = book(tmp_path / "a.xlsx", ["单位名称", "报告期", heading], ["甲厂", "2025年", value])
    take(office, path, "unit_report")
    assert office.register.row("unit_report", 1)["benefit"] == yuan


def test_a_note_above_that_names_the_money_unit_is_believed(office: Office, tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", ["报表", "金额单位：元"], ["单位名称", "报告期", "创经济效益"], ["甲厂", "2025年", 160400]
    )
    take(office, path, "unit_report")
    assert office.register.row("unit_report", 1)["benefit"] == 160400


def test_people_and_person_times_are_told_apart_by_the_unit_in_the_heading(office: Office, tmp_path: Path) -> None:
    headings = ["单位名称", "报告期", "参赛职工(人次)", "参赛职工(人)", "技术培训（场次）", "技术培训（人次）"]
    path = book(tmp_path / "a.xlsx", headings, ["甲厂", "2025年", 300, 200, 4, 90])
    take(office, path, "unit_report")
    row = office.register.row("unit_report", 1)
    assert (row["participations"], row["workers"], row["trainings"], row["trained"]) == (300, 200, 4, 90)


def test_facts_above_the_heading_hold_for_every_row(office: Office, tmp_path: Path) -> None:
    office.register.add("unit", {"title": "甲厂"})
    path = book(
        tmp_path / "a.xlsx",
        ["2025年劳动和技能竞赛报表"],
        ["填报单位：甲　厂", None, "报告期：2025年上半年"],
        ["参赛职工（人）", "参赛人次", "提出建议"],
        [10, 12, 3],
    )
    take(office, path)
    row = office.register.row("unit_report", 1)
    assert (row["unit"], row["period"], row["workers"]) == (1, "2025H1", 10)


def test_blank_cells_do_not_erase_what_is_known(office: Office, tmp_path: Path) -> None:
    office.register.add("unit", {"title": "甲厂", "workers": 10})
    path = book(tmp_path / "a.xlsx", ["单位名称", "职工人数", "会员人数"], ["甲厂", " ", 8])
    take(office, path, "unit")
    assert office.register.row("unit", 1)["workers"] == 10
    assert office.register.row("unit", 1)["members"] == 8


def test_totals_notes_signatures_and_blank_rows_are_not_data(office: Office, tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        ["单位名称", "职工人数", "会员人数"],
        ["甲厂", 1, 1],
        [None, None, None],
        ["乙厂", 2, 2],
        ["合  计", 3, 3],
        ["注：按在册人数填写", None, None],
        ["填表人：", "联系电话：", None],
    )
    assert take(office, path, "unit").count("new") == 2


def test_a_row_that_nothing_names_is_not_taken_and_told(office: Office, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["单位名称", "职工人数"], ["甲厂", 1], [None, 5])
    account = take(office, path, "unit")
    assert account.count("rejected") == 1
    assert any("第 3 行" in one.say for one in account.findings)


def test_one_person_twice_in_a_roster_is_told_when_the_rows_differ(demo: Office) -> None:
    account = intake.read(demo.register, next(DEMO.glob("04_报名_焊工*")))
    assert any(one.rule == "intake.repeated" for one in account.findings)


def test_people_without_a_readable_id_number_are_told_apart_by_name_and_unit(office: Office, tmp_path: Path) -> None:
    office.register.add("competition/skills", {"title": "焊工赛", "year": 2025, "trade": "焊工"})
    rows = [["竞赛名称：焊工赛"], ["姓名", "身份证号", "工作单位"]]
    rows += [["张三", 999999199003070016.0, "甲厂"], ["李四", 999999199003070032.0, "甲厂"]]
    account = take(office, book(tmp_path / "a.xlsx", *rows))
    assert account.count("new") == 2
    assert office.register.count("worker") == 2
    assert take(office, tmp_path / "a.xlsx").count("same") == 2


def test_namesakes_in_one_unit_with_different_id_numbers_stay_two_people(office: Office, tmp_path: Path) -> None:
    heading = ["姓名", "身份证号", "单位"]
    first, second = "999999199001010016", "999999199203040010"
    for code in (first, second):
        take(office, book(tmp_path / f"{code}.xlsx", heading, ["王伟", code, "甲厂"]), "worker")
    assert [row[1] for row in office.register.rows("worker", ["id_number"])] == [first, second]


def test_a_wrong_id_number_is_mended_by_the_corrected_workbook(office: Office, tmp_path: Path) -> None:
    heading = ["姓名", "身份证号", "单位"]
    for code in ("999999199001010014", "999999199001010016"):
        take(office, book(tmp_path / f"{code}.xlsx", heading, ["王伟", code, "甲厂"]), "worker")
    assert [row[1] for row in office.register.rows("worker", ["id_number"])] == ["999999199001010016"]


def test_a_sheet_without_any_known_heading_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="表头"):
        intake.read(office.register, book(tmp_path / "a.xlsx", ["甲", "乙"], [1, 2]))


def test_a_unit_that_is_on_no_list_is_told_at_its_cell(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["建议名称", "建议类别", "建议人", "提出单位", "提出时间"])
    book.active.append(["节能改造", "技术改进", "王一", "没有的公司", "2025-03-01"])
    book.save(tmp_path / "a.xlsx")
    assert not intake.read(office.register, tmp_path / "a.xlsx", "suggestion").tables[0].findings  # no list yet
    office.register.add("unit", {"title": "一厂"})
    (told,) = intake.read(office.register, tmp_path / "a.xlsx", "suggestion").tables[0].findings
    assert (told.rule, told.cell) == ("audit.not_found", "D2") and "没有的公司" in told.say
