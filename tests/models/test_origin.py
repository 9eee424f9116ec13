"""Records remember the workbook that they came from, and who answers for them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from models import intake, whereabouts
from models.corrections import write_corrections
from models.findings import Finding, parted
from models.office import Office
from models.register import origin

ROSTER = [
    ["2025 年报名表", "", ""],
    ["单位名称", "职工人数", "其中女职工"],
    ["甲厂", "约30人", 3],
    ["合计", "", 3],
    ["乙厂", 20, 40],
]


def book(path: Path, rows: list[list[object]], sheet: str = "名册") -> Path:
    """A workbook of these rows."""
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def take(office: Office, path: Path, record: str = "unit") -> None:
    """Reads a workbook in."""
    intake.keep(office.register, intake.read(office.register, path, record).tables, "读入")


def found(office: Office) -> list[Finding]:
    """All findings where they stand."""
    return whereabouts.placed(office.register, office.audit.run(office.register))


def places(office: Office) -> set[tuple[str, str, str, str]]:
    """Rule, file, sheet and cell of all findings."""
    return {(one.rule, one.file, one.sheet, one.cell) for one in found(office)}


def test_a_finding_tells_the_cell_that_its_value_came_from(office: Office, tmp_path: Path) -> None:
    take(office, book(tmp_path / "甲.xlsx", ROSTER))
    assert places(office) == {("kinds.count", "甲.xlsx", "名册", "B3"), ("UN-01", "甲.xlsx", "名册", "C5")}
    assert {whereabouts.cell_told(one) for one in found(office)} == {"B 列第 3 行", "C 列第 5 行"}


def test_a_corrected_value_came_from_the_later_workbook_until_that_is_undone(office: Office, tmp_path: Path) -> None:
    take(office, book(tmp_path / "甲.xlsx", ROSTER))
    take(office, book(tmp_path / "更正.xlsx", [["单位名称", "其中女职工"], ["乙厂", 30]]))
    assert ("UN-01", "更正.xlsx", "名册", "B2") in places(office)
    assert ("kinds.count", "甲.xlsx", "名册", "B3") in places(office)
    office.register.undo()
    assert ("UN-01", "甲.xlsx", "名册", "C5") in places(office)
    office.register.redo()
    assert ("UN-01", "更正.xlsx", "名册", "B2") in places(office)


def test_what_stood_in_no_column_tells_its_line_and_what_was_typed_here_tells_nothing(
    office: Office, tmp_path: Path
) -> None:
    rows = [["姓名", "身份证号", "工作单位"], ["张三", "1", "甲厂"], ["李四", "2", "甲厂"]]
    take(office, book(tmp_path / "职工.xlsx", rows), "worker")
    worker = Finding("x", "error", "worker", 2, "sex", "性别")
    assert [(one.cell, whereabouts.cell_told(one)) for one in whereabouts.placed(office.register, [worker])] == [
        ("3", "第 3 行")
    ]
    typed = office.register.add("worker", {"name": "王五"}).ids[0]
    placed = whereabouts.placed(office.register, [Finding("x", "error", "worker", typed, "sex", "性别")])
    assert (placed[0].file, placed[0].cell, whereabouts.cell_told(placed[0])) == ("", "", "")


def test_records_that_a_roster_carries_along_know_their_columns(demo: Office) -> None:
    number = next(one for one in found(demo) if one.record == "worker" and one.field == "id_number")
    assert number.file.startswith("04_报名") and number.cell
    assert number.unit


def test_stretches_hold_only_what_stands_side_by_side(office: Office, tmp_path: Path) -> None:
    take(office, book(tmp_path / "甲.xlsx", ROSTER))
    stretches = office.register.ask("select first, last, line from origin order by first")
    assert stretches == [(1, 1, 2), (2, 2, 4)]
    spots = origin.of(office.register, [Finding("x", "error", "unit", row, "title", "") for row in (1, 2, 3)])
    assert [spot and (spot.line, spot.column) for spot in spots] == [(2, 0), (4, 0), None]


@pytest.mark.parametrize(
    ("record", "ways"),
    [
        ("unit", ["title"]),
        ("worker", ["unit"]),
        ("entry", ["unit", "worker.unit", "team.unit", "team.leader.unit"]),
        ("settings", []),
    ],
)
def test_the_unit_that_answers_is_found_through_links(office: Office, record: str, ways: list[str]) -> None:
    assert list(whereabouts.ways_to_unit(office.schema, office.schema[record])) == ways


def test_a_contestant_without_a_unit_of_the_entry_answers_through_the_worker(office: Office) -> None:
    register = office.register
    register.add("unit", {"title": "甲厂"})
    register.add("worker", {"name": "张三", "unit": 1})
    register.add("entry", {"worker": 1})
    register.add("entry", {"worker": 1, "unit": "乙厂"})
    asked = [Finding("x", "error", "entry", row, "worker", "") for row in (1, 2)]
    assert [one.unit for one in whereabouts.placed(register, asked)] == ["甲厂", "乙厂"]


def test_corrections_go_out_as_a_workbook_in_which_text_stays_text(office: Office, tmp_path: Path) -> None:
    rows = [["单位名称", "职工人数"], ["=1+1", "约30人"], ["甲厂", "=2+2"]]
    sent = tmp_path / "甲.csv"
    sent.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    take(office, sent)
    target = tmp_path / "out" / "退回.xlsx"
    assert write_corrections(office.register, found(office), target) == 2
    sheet = openpyxl.load_workbook(target).active
    kept = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert kept[0] == ["文件", "工作表", "单元格", "姓名/名称", "项目", "现值", "问题", "怎么改"]
    assert kept[1][:6] == ["甲.csv", "甲", "B 列第 2 行", "=1+1", "职工人数（人）", "约30人"]
    assert kept[1][6:] == ["职工人数“约30人”不是整数。", "请改为 0 或正整数（不要写“约”“左右”）。"]
    assert (sheet["D3"].data_type, sheet["F4"].data_type, sheet["F4"].value) == ("s", "s", "=2+2")


def test_a_sentence_is_parted_into_what_is_wrong_and_what_to_do() -> None:
    assert parted("理论占比 30 与实操占比 60 之和应为 100，请改正。") == (
        "理论占比 30 与实操占比 60 之和应为 100。",
        "请改正。",
    )
    assert parted("推荐对象所在单位有安全事故，不能推荐。") == ("推荐对象所在单位有安全事故，不能推荐。", "")


def test_ten_thousand_findings_are_placed_at_once(office: Office, tmp_path: Path) -> None:
    rows = [["姓名", "身份证号"], *([f"张{at}", f"{at}"] for at in range(3000))]
    take(office, book(tmp_path / "职工.xlsx", rows), "worker")
    asked = [Finding("x", "error", "worker", 1 + at % 3000, "id_number", "") for at in range(10_000)]
    queries: list[str] = []
    office.register.db.set_trace_callback(queries.append)
    placed = whereabouts.placed(office.register, asked)
    office.register.db.set_trace_callback(None)
    assert placed[9_999].cell == f"B{2 + 9_999 % 3000}"
    assert sum(query.lstrip().startswith("select") for query in queries) <= 2
