"""Tables of targets as notices bring them, in breadth: what each cell becomes, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from models import intake
from models.intake import Account
from models.office import Office

Cell = str | int | float | None
PARTS = ("measure", "period", "unit", "region", "amount", "measured_in")


def book(
    folder: Path, rows: Sequence[Sequence[Cell]], name: str = "目标任务分解表", merged: Sequence[str] = ()
) -> Path:
    """A workbook of one sheet."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    path = folder / "分解表.xlsx"
    made.save(path)
    return path


def taken(office: Office, path: Path, record: str = "") -> Account:
    """Reads a workbook in and keeps it."""
    account = intake.read(office.register, path, record)
    intake.keep(office.register, account.tables, "读入")
    return account


def kept(office: Office) -> list[tuple[object, ...]]:
    """The targets as they are kept, in their order."""
    return [row[1:] for row in office.register.rows("target", PARTS)]


@pytest.fixture
def places(office: Office) -> Office:
    """An office with two units."""
    office.register.add_many("unit", ["title", "region"], [("甲厂", "东镇"), ("乙厂", "西乡")])
    return office


def test_measures_down_and_years_across(places: Office, tmp_path: Path) -> None:
    rows = [
        ["云泽旗“十四五”职工劳动和技能竞赛目标任务分解表"],
        ["序号", "指标", "计量单位", "五年目标", "2021年", "2022年", "责任单位", "备注"],
        [1, "参赛人次", "人次", 100000, 20000, 20500, None, "旗本级"],
        [2, "合理化建议提出", "件", 9000, None, "—", "甲厂", None],
        [3, "建议实施率", "%", "60%", None, None, None, None],
    ]
    account = taken(places, book(tmp_path, rows, "Sheet1"))
    assert kept(places) == [
        ("参赛人次", "2021-2025", None, None, 100000, "人次"),
        ("合理化建议提出", "2021-2025", 1, None, 9000, "件"),
        ("建议实施率", "2021-2025", None, None, 60, "%"),
        ("参赛人次", "2021", None, None, 20000, "人次"),
        ("参赛人次", "2022", None, None, 20500, "人次"),
    ]
    assert not account.findings


def test_units_down_and_measures_across(places: Office, tmp_path: Path) -> None:
    rows = [
        ["2025年度目标任务分解表"],
        ["序号", "责任单位", "参赛人次（人次）", "合理化建议提出（件）", "备注"],
        [1, "甲厂", 5000, 300, None],
        [2, "乙厂", "约300", None, None],
        ["合计", "合计", 5300, 300, None],
    ]
    account = taken(places, book(tmp_path, rows, merged=["A5:B5"]))
    assert kept(places) == [
        ("参赛人次", "2025", 1, None, 5000, "人次"),
        ("参赛人次", "2025", 2, None, "约300", "人次"),
        ("参赛人次", "2025", None, None, 5300, "人次"),
        ("合理化建议提出", "2025", 1, None, 300, "件"),
        ("合理化建议提出", "2025", None, None, 300, "件"),
    ]
    assert [one.cell for one in account.findings] == ["C4"]


def test_towns_down_and_measures_over_years_across(places: Office, tmp_path: Path) -> None:
    rows = [
        ["劳动竞赛目标任务分解"],
        ["苏木乡镇", "参赛人次", None, "晋升技术等级", None],
        [None, "2024年", "2025年", "2024年", "2025年"],
        ["东镇", 100, 110, 5, 6],
        ["西乡", 200, 220, 7, 8],
    ]
    taken(places, book(tmp_path, rows, merged=["B2:C2", "D2:E2", "A2:A3"]))
    assert kept(places) == [
        ("参赛人次", "2024", None, "东镇", 100, None),
        ("参赛人次", "2024", None, "西乡", 200, None),
        ("参赛人次", "2025", None, "东镇", 110, None),
        ("参赛人次", "2025", None, "西乡", 220, None),
        ("晋升技术等级", "2024", None, "东镇", 5, None),
        ("晋升技术等级", "2024", None, "西乡", 7, None),
        ("晋升技术等级", "2025", None, "东镇", 6, None),
        ("晋升技术等级", "2025", None, "西乡", 8, None),
    ]


def test_the_table_of_the_field_has_a_plan_and_a_year_in_each_row(places: Office, tmp_path: Path) -> None:
    rows = [
        ["劳动和技能竞赛目标任务分解表（2021—2025年，2025年度）"],
        ["指标", "计量单位", "五年目标", "年度目标", "本年完成", "完成率（%）", "责任单位", "备注"],
        ["参赛人次", "人次", 100000, 20000, 21553, 107.8, None, None],
    ]
    taken(places, book(tmp_path, rows))
    assert kept(places) == [
        ("参赛人次", "2021-2025", None, None, 100000, "人次"),
        ("参赛人次", "2025", None, None, 20000, "人次"),
    ]


def test_a_table_that_comes_again_changes_what_it_changes(places: Office, tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["2025年目标任务分解表"],
        ["责任单位", "参赛人次"],
        ["甲厂", 5000],
        ["全旗", 9000],
    ]
    taken(places, book(tmp_path, rows))
    rows[2][1] = 5500
    account = taken(places, book(tmp_path, rows))
    assert [account.count(what) for what in ("new", "changed", "same")] == [0, 1, 1]
    assert [row[4] for row in kept(places)] == [5500, 9000]


def test_one_target_in_a_row_is_read_as_ever(places: Office, tmp_path: Path) -> None:
    rows = [
        ["指标", "目标期", "责任单位", "目标方式", "目标值", "完成"],
        ["参赛人次", "2025", "甲厂", "不低于", 5000, 4000],
        ["参赛人次", "2025", None, "不低于", 9000, 4000],
    ]
    taken(places, book(tmp_path, rows, "Sheet1"), "target")
    assert kept(places) == [("参赛人次", "2025", 1, None, 5000, None), ("参赛人次", "2025", None, None, 9000, None)]
    assert not [one for one in places.audit.run(places.register, "target") if one.rule == "audit.repeated"]


def test_a_report_of_figures_is_no_table_of_targets(places: Office, tmp_path: Path) -> None:
    rows = [
        ["2025年劳动竞赛情况统计表"],
        ["单位", "参赛职工（人）", "参赛人次", "提出建议（件）"],
        ["甲厂", 50, 70, 3],
    ]
    account = intake.read(places.register, book(tmp_path, rows, "统计"))
    assert [table.record.key for table in account.tables] != ["target"]
