"""What units write in words of their own is understood as a careful reader would, or told; never taken for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import intake
from models.intake.received import Received, take
from models.office import Office
from models.words import Refusal
from tests.corpus.grids import by_openpyxl
from tests.corpus.sendings import ONE_UNIT, QUARTERS_ACROSS, SAME_AS_ABOVE
from tests.models.test_intake import book


def test_a_title_that_names_a_unit_tells_whose_people_a_list_holds(office: Office, tmp_path: Path) -> None:
    with office.register.step("登记"):
        office.register.add("unit", {"title": "红山电厂"})
    path = book(tmp_path / "名单.xlsx", ["红山电厂参赛人员名单"], ["姓名", "工种"], ["张三", "焊工"])
    (table,) = intake.read(office.register, path).tables
    assert table.record.key == "worker" and table.main.rows == [("张三", "焊工", 1)]


@pytest.mark.parametrize(
    ("rows", "record", "lacks"),
    [
        ([["选手", "单位", "理论成绩", "实操成绩", "备注"], ["张三", "甲厂", 88, 90, ""]], "参赛选手", "竞赛"),
        ([["单位名称", "参赛班组数", "参赛职工数", "排查隐患"], ["甲厂", 3, 40, 5]], "安康杯参赛情况", "竞赛"),
        ([["单位名称", "其中农民工", "参赛人数", "提出建议", "采纳"], ["甲厂", 3, 40, 5, 2]], "单位报表", "报告期"),
    ],
)
def test_rows_that_nothing_tells_apart_are_not_taken_for_another_type(
    office: Office, tmp_path: Path, rows: list[list[object]], record: str, lacks: str
) -> None:
    with pytest.raises(Refusal, match=f"像“{record}”，但缺少“{lacks}”"):
        intake.read(office.register, book(tmp_path / "表.xlsx", *rows))


def test_no_unit_sends_what_only_the_federation_keeps(office: Office, tmp_path: Path) -> None:
    rows = [["姓名", "备注"], ["张三", "替补"]]
    with pytest.raises(Refusal, match="缺少"):
        intake.read(office.register, book(tmp_path / "名单.xlsx", *rows))
    assert intake.read(office.register, tmp_path / "名单.xlsx", "officer").count("new") == 1


def test_the_day_on_which_a_table_was_filled_in_is_not_its_period(office: Office, tmp_path: Path) -> None:
    rows = [["单位报表"], ["填报日期：2025年4月2日"], ["单位名称", "参赛人数", "提出建议"], ["甲厂", 3, 4]]
    with pytest.raises(Refusal, match="报告期"):
        intake.read(office.register, book(tmp_path / "报表.xlsx", *rows))


def test_a_row_that_says_same_as_above_keeps_its_value_when_the_row_above_stays_behind(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(by_openpyxl(SAME_AS_ABOVE))
    received = Received.open(path).typed_at(("Sheet1", 3, 3), "12345")
    take(office.register, [received.read(office.register)], "读入")
    kept = office.register.rows("worker", ["name", "unit"])
    assert [row[1:] for row in kept] == [("李四", "红山电厂"), ("王五", "红山电厂")]


def test_a_form_is_one_record_whose_findings_stand_at_its_cells_and_are_mended_there(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "登记表.xlsx"
    path.write_bytes(by_openpyxl(ONE_UNIT))
    received = Received.open(path)
    (seen,) = received.read(office.register).tables
    assert len(seen) == 1 and seen.unsound
    assert {seen.finding(0, path).cell for path in ("credit_code", "women") if seen.finding(0, path)} == {"D2", "D4"}
    mended = received.told("Sheet1", "women", "130").told("Sheet1", "credit_code", "")
    reading = mended.read(office.register)
    assert reading.standing == "sound"
    take(office.register, [reading], "读入")
    kept = office.register.row("unit", 1)
    assert (kept["title"], kept["workers"], kept["women"], kept["chair"]) == ("红山电厂", 520, 130, "张三")
    assert received.told("Sheet1", "women", "130").told("Sheet1", "credit_code", "").read(office.register).standing == (
        "done"
    )


def test_a_period_told_for_a_sheet_does_not_join_periods_that_stand_side_by_side(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "季度.xlsx"
    path.write_bytes(by_openpyxl(QUARTERS_ACROSS))
    reading = Received.open(path).told("Sheet1", "period", "2024年").read(office.register)
    assert [seen.periods for seen in reading.tables] == [["2025年第1季度"], ["2025年第2季度"]]
