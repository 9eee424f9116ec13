"""Reports by period: which types are such, which period comes before which, who has returned, sums and reminders."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from models import reporting
from models.kinds import Period, Stored
from models.office import Office
from models.reporting import EMPTY, GIVEN, MISSING, Grid
from models.resources import Resources
from models.schema import load


def grid(office: Office) -> Grid:
    """The shipped report."""
    found = reporting.grid_of(office.schema["unit_report"])
    assert found is not None
    return found


def test_only_what_a_link_and_a_period_tell_apart_is_a_report() -> None:
    found = [key for key, one in load(Resources()).types.items() if reporting.grid_of(one)]
    assert found == ["unit_report"]


def test_an_office_may_declare_a_report_of_its_own_in_any_words(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "visits.toml").write_text(
        'title = "走访"\nname = "whom"\nsame = [["month", "whom"]]\n[fields]\n'
        'whom = { label = "对象", kind = "link", of = "worker" }\n'
        'month = { label = "月份", kind = "period" }\n'
        'a = { label = "甲", kind = "count", section = "一" }\n'
        'note = { label = "备注", kind = "text", section = "一" }\n'
        'b = { label = "乙", kind = "money", section = "二" }\n'
        'c = { label = "丙", kind = "percent", section = "一" }\n',
        encoding="utf-8",
    )
    found = reporting.grid_of(load(Resources(tmp_path))["visits"])
    assert found is not None
    assert (found.down.key, found.by.key) == ("whom", "month")
    assert [column.key for column in found.columns] == ["a", "c", "b"]
    assert found.bands == [("一", 0, 1), ("二", 2, 2)]


def test_the_shipped_columns_are_all_numbers_in_the_order_of_their_declaration(office: Office) -> None:
    one = grid(office)
    numeric = [key for key, field in one.record.fields.items() if field.kind.numeric]
    assert [column.key for column in one.columns] == numeric
    assert [name for name, _, _ in one.bands][:2] == ["竞赛项目", "参赛职工"]


@pytest.mark.parametrize(
    ("period", "earlier", "a_year_before"),
    [
        ("2025", "2024", "2024"),
        ("2025Q3", "2025Q2", "2024Q3"),
        ("2025Q1", "2024Q4", "2024Q1"),
        ("2025H1", "2024H2", "2024H1"),
        ("2025H2", "2025H1", "2024H2"),
        ("2025-03", "2025-02", "2024-03"),
        ("2025-01", "2024-12", "2024-01"),
        ("2024-2025", "2022-2023", "2022-2023"),
        ("2021-2025", "2016-2020", "2016-2020"),
        ("1900", "", ""),
        ("2025Q5", "", ""),
        ("今年", "", ""),
        ("", "", ""),
    ],
)
def test_the_period_before(period: str, earlier: str, a_year_before: str) -> None:
    assert reporting.shifted(period, -1) == earlier
    assert reporting.year_before(period) == a_year_before
    assert not earlier or reporting.shifted(earlier, 1) == period


def test_many_steps_back_and_forth_end_where_they_began() -> None:
    for period in ("2025", "2025H2", "2025Q4", "2025-12", "2024-2025"):
        for steps in (1, 2, 3, 5, 12):
            away = reporting.shifted(period, steps)
            assert Period().read(away).value == away
            assert reporting.shifted(away, -steps) == period


@pytest.mark.parametrize(
    ("now", "last", "rise"),
    [(120, 100, 0.2), (70, 100, -0.3), (100, 100, 0), (5, 0, None), (5, None, None), (None, 5, None), ("约5", 5, None)],
)
def test_the_change_against_the_period_before(now: Stored, last: Stored, rise: float | None) -> None:
    found = reporting.change(now, last)
    assert found is None if rise is None else found == pytest.approx(rise)


def test_a_sum_leaves_blanks_and_texts_out_and_loses_nothing() -> None:
    assert reporting.total([1, None, "约30人", 2]) == (3, 1)
    assert reporting.total([0.1] * 10) == (1, 0)
    assert reporting.total([None, None]) == (None, 0)
    assert reporting.total(["约30人"]) == (None, 1)
    assert reporting.total([0, 0]) == (0, 0)


def returned(office: Office) -> None:
    """Four units: one has returned figures, one nothing but blanks, one twice, one nothing; and a stranger has."""
    office.register.add_many("unit", ["title", "contact", "phone"], [(name, "张", "1") for name in "甲乙丙丁"])
    rows: list[tuple[Stored, ...]] = [(1, "2025", 5), (2, "2025", None), (3, "2025", 7), (3, "2025", 8)]
    rows += [("外来", "2025", "约9人"), (None, "2025", 1), (1, "2024", 4), (3, "2025Q1", 2)]
    office.register.add_many("unit_report", ["unit", "period", "workers"], rows)


def test_every_unit_has_a_line_and_nothing_returned_is_hidden(office: Office) -> None:
    returned(office)
    lines = reporting.read_lines(office.register, grid(office), "2025", "2024")
    at = [column.key for column in grid(office).columns].index("workers")
    assert [(line.name, line.state, line.kept[at], line.before[at]) for line in lines] == [
        ("甲", GIVEN, 5, 4),
        ("乙", EMPTY, None, None),
        ("丙", GIVEN, 7, None),
        ("丙", GIVEN, 8, None),
        ("丁", MISSING, None, None),
        ("外来", GIVEN, "约9人", None),
        ("（没有写明单位）", GIVEN, 1, None),
    ]
    assert [line.unread for line in lines] == [False, False, False, False, False, True, False]


def test_the_periods_are_those_that_someone_returned(office: Office) -> None:
    returned(office)
    assert reporting.periods(office.register, grid(office)) == ["2025Q1", "2025", "2024"]


def test_the_reminder_names_who_has_not_returned_and_how_to_reach_them(office: Office, tmp_path: Path) -> None:
    returned(office)
    office.register.add("unit", {"title": "=戊厂", "phone": "02000001"})
    told = reporting.reminder(office.register, grid(office), "2025")
    assert told.rows == [["丁", "张", "1"], ["=戊厂", "", "02000001"]]
    lines = told.text().splitlines()
    assert lines[0] == "2025年单位报表催报名单"
    assert lines[-2:] == ["1. 丁　联系人：张　联系电话：1", "2. =戊厂　联系电话：02000001"]
    reporting.write_reminder(told, tmp_path / "out" / "reminder.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "reminder.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0] == ["序号", "单位名称", "联系人", "联系电话"]
    assert rows[2] == [2, "=戊厂", None, "02000001"]


def test_where_all_have_returned_nobody_is_reminded(office: Office) -> None:
    office.register.add("unit", {"title": "甲"})
    office.register.add("unit_report", {"unit": 1, "period": "2025"})
    assert reporting.reminder(office.register, grid(office), "2025").rows == []


def test_the_office_says_which_change_asks_for_an_explanation_and_the_rule_goes_by_it(office: Office) -> None:
    register = office.register
    unit = register.add("unit", {"title": "甲厂"}).ids[0]
    figures = [(unit, "2024", 100), (unit, "2025", 125)]
    register.add_many("unit_report", ["unit", "period", "participations"], figures)

    def pointed_at() -> bool:
        return "UR-12" in {one.rule for one in office.audit.run(register)}

    assert reporting.notable(register) == 0.3 and not pointed_at()
    settings = register.add("settings", {"federation": "云泽旗总工会", "notable_change": 20}).ids[0]
    assert reporting.notable(register) == 0.2 and pointed_at()
    register.change("settings", settings, {"notable_change": "两成"})
    assert reporting.notable(register) == 0.3 and not pointed_at()
