"""Papers of a contest: what hangs on the wall, what judges write on, and how it comes back in."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from models import contests, intake
from models.contests import lots, papers
from models.office import Office
from tests.contests import TITLE, enter, mark, settled, work_out


def cells(path: Path) -> dict[str, list[list[object]]]:
    """All cells by sheet."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_mark_sheets_filled_in_by_judges_are_read_by_the_same_intake(office: Office, tmp_path: Path) -> None:
    competition = enter(office)
    target = tmp_path / "评分表.xlsx"
    assert papers.write_mark_sheets(office.register, work_out(office, competition), target) == 6
    book = openpyxl.load_workbook(target)
    sheet = book["初赛 理论1"]
    assert [cell.value for cell in sheet["B"]][5:8] == ["101", "102", "103"]
    for row, value in enumerate((92, 88, "缺考"), 6):
        sheet.cell(row, 4, value)
    book.save(target)
    account = intake.read(office.register, target)
    assert {table.record.key for table in account.tables} == {"mark"}
    intake.keep(office.register, account.tables, "读入")
    rows = office.register.rows("mark", ["competition", "number", "component", "judge", "value"], "value is not null")
    assert rows[0][1:] == (competition, "101", "初赛·理论", 1, 92)
    entrants = {one.key: one for one in work_out(office, competition).contest.roster.entrants}
    assert entrants["103"].absent == {"online.theory"}


def test_judges_of_a_later_stage_get_the_numbers_of_those_who_went_on(office: Office, tmp_path: Path) -> None:
    competition = settled(office)
    lots.draw(office.register, competition, "种子", 2, renumber=False)
    office.register.add("judge", {"competition": competition, "seat": 2, "name": "钱裁判"})
    papers.write_mark_sheets(office.register, work_out(office, competition), tmp_path / "评分表.xlsx")
    rows = cells(tmp_path / "评分表.xlsx")["决赛 实操2"]
    assert "钱裁判" in str(rows[3][0])
    assert {row[1] for row in rows[5:]} == {"101", "102", "103", "105", "201"}
    assert all("-" in str(row[2]) for row in rows[5:])


def test_the_book_and_the_public_list_name_the_snapshot_and_show_no_date_of_birth(
    office: Office, tmp_path: Path
) -> None:
    competition = settled(office)
    worker = office.register.rows("entry", ["worker"], "number = '102'")[0][1]
    office.register.change("worker", worker, {"id_number": "999999199003070014"})
    published = office.press.publish(competition).published
    assert published
    for public, name in ((False, "职工组成绩册"), (True, "职工组公示")):
        papers.write_results(office.register, published, TITLE, tmp_path / "册.xlsx", public)
        rows = cells(tmp_path / "册.xlsx")[name]
        text = "\n".join(str(cell) for row in rows for cell in row)
        assert published.digest[:12] in text and "甲二" in text
        assert ("999999********0014" in text) == public and "19900307" not in text
        assert ("甲六" in text) == (not public)
    assert next(row[0] for row in cells(tmp_path / "册.xlsx")["团体成绩"][5:]) == "东队"


def test_the_sign_in_list_is_in_the_order_of_the_draw_and_tells_the_seed(office: Office, tmp_path: Path) -> None:
    competition = enter(office)
    lots.draw(office.register, competition, "9f2ab01c", 4, renumber=True)
    papers.write_sign_in(office.register, competition, tmp_path / "签到.xlsx")
    rows = cells(tmp_path / "签到.xlsx")["签到表"]
    assert "9f2ab01c" in str(rows[1][0])
    assert [row[0] for row in rows[3:6]] == ["001", "002", "003"]


def test_an_explanation_is_a_sheet_of_lines_that_fit(office: Office, tmp_path: Path) -> None:
    competition = enter(office)
    mark(office, competition)
    outcome = work_out(office, competition)
    papers.write_explanation(outcome, "104", tmp_path / "说明.xlsx", None)
    lines = [str(row[0]) for row in cells(tmp_path / "说明.xlsx")["成绩复核说明"]]
    assert max(map(len, lines)) <= 60
    assert contests.work_out(outcome.contest).explained("104")[1] in lines


def test_a_long_line_is_not_parted_within_a_number() -> None:
    line = (
        "　　实操："
        + "3 名裁判给分 94.5、90.5、91.5，计入的 3 个取平均，得 "
        + "≈92.166667"
        + "，折算 92.17 × 80 ÷ 100 = 73.736"
    )
    parts = papers._parted(line)
    assert "".join(part.lstrip() for part in parts).replace(" ", "") == line.lstrip().replace(" ", "")
    assert any("≈92.166667" in part for part in parts) and any("73.736" in part for part in parts)


def test_a_column_of_names_is_as_wide_as_the_longest_and_no_wider_than_a_page_bears() -> None:
    assert papers._column("代表单位", True, ["云泽旗青格勒露天煤矿有限责任公司"]).width == 34
    assert papers._column("代表单位", True, ["长" * 60, None]).width == 38
    assert papers._column("代表单位", True).width == 16
