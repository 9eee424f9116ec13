"""Tables on demand: numbers worked out by hand, sums only where a measure adds up, rows behind each cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import pivots
from models.kinds import Stored
from models.measures import Span
from models.office import Office
from models.pivots import TOTAL, Pivot, Table
from models.pivots.counting import adds_up
from models.words import Refusal

YEAR = Span("2025")


def counted(office: Office, measures: list[str], rows: list[str], columns: str = "") -> Pivot:
    """A table of 2025."""
    understood = office.register.understood()
    try:
        return pivots.count(office.measures, understood, Table("表", measures, rows, columns), YEAR)
    finally:
        understood.close()


def lines(pivot: Pivot) -> list[list[Stored]]:
    """Names and numbers, line by line."""
    return [[*line.labels, *(pivot.number(line, at) for at in range(len(pivot.columns)))] for line in pivot.lines]


@pytest.fixture
def contests(office: Office) -> Office:
    """Two units, three people, two competitions; 甲 takes part in both."""
    register = office.register
    register.add_many("unit", ["title", "industry", "workers"], [("一矿", "采矿业", 10), ("二厂", "制造业", None)])
    register.add_many("worker", ["name", "sex", "unit"], [("甲", "男", 1), ("乙", "女", 1), ("丙", None, 2)])
    kept = [("焊工赛", 2025, "旗县级"), ("电工赛", 2025, "企业级"), ("去年赛", 2024, "旗县级")]
    register.add_many("competition/skills", ["title", "year", "level"], kept)
    entries = [(1, 1), (2, 1), (1, 2), (2, 3), (3, 2)]
    register.add_many("entry", ["competition", "worker"], entries)
    return office


def test_people_are_never_summed_from_parts(contests: Office) -> None:
    pivot = counted(contests, ["registered_workers", "registered_entries"], ["competition"])
    assert lines(pivot) == [["焊工赛", 2, 2], ["电工赛", 2, 2], ["合计", 3, 4]]


def test_rows_and_columns_with_subtotals(contests: Office) -> None:
    pivot = counted(contests, ["registered_entries"], ["unit.industry", "worker.sex"], "competition.level")
    assert [head for _, _, head in pivot.columns] == [
        "旗县级 · 登记参赛（人次）",
        "企业级 · 登记参赛（人次）",
        "合计 · 登记参赛（人次）",
    ]
    assert lines(pivot) == [
        ["采矿业", "男", 1, 1, 2],
        ["采矿业", "女", 1, None, 1],
        ["采矿业", "小计", 2, 1, 3],
        ["制造业", "（未填）", None, 1, 1],
        ["制造业", "小计", None, 1, 1],
        ["合计", "", 2, 2, 4],
    ]


def test_blank_is_not_zero(contests: Office) -> None:
    pivot = counted(contests, ["employees"], ["unit.industry"])
    assert lines(pivot) == [["采矿业", 10], ["制造业", None], ["合计", 10]]


def test_ratios_are_worked_out_from_their_parts(contests: Office) -> None:
    names = ["unit", "period", "suggestions_proposed", "suggestions_implemented"]
    contests.register.add_many("unit_report", names, [(1, "2025", 100, 10), (2, "2025", 10, 10)])
    pivot = counted(contests, ["suggestion_proposed", "implementation_rate"], ["unit"])
    assert lines(pivot) == [["一矿", 100, 10], ["二厂", 10, 100], ["合计", 110, 18.18]]


def test_a_ratio_over_two_types_of_record_is_told_apart_by_what_both_have(contests: Office) -> None:
    contests.register.add("unit_report", {"unit": 1, "period": "2025", "workers": 4})
    pivot = counted(contests, ["participation_rate"], ["unit.industry"])
    assert lines(pivot)[0] == ["采矿业", 40]
    offered = pivots.axes(contests.measures, ["participation_rate"])
    assert "unit.industry" in offered and "period" not in offered


def test_a_date_is_told_apart_by_year_and_month(office: Office) -> None:
    names = ["title", "date", "people"]
    office.register.add_many(
        "training", names, [("甲", "2025-03-09", 1), ("乙", "2025-03", 2), ("丙", "2025-04-01", 4)]
    )
    assert lines(counted(office, ["registered_training"], ["date.month"])) == [
        ["2025-03", 3],
        ["2025-04", 4],
        ["合计", 7],
    ]


def test_every_cell_leads_to_its_rows(contests: Office) -> None:
    pivot = counted(contests, ["registered_entries"], ["worker.sex"], "competition.level")
    understood = contests.register.understood()
    for line in pivot.lines:
        for at in range(len(pivot.columns)):
            rows = pivots.behind(contests.measures, understood, pivot, line, at)["entry"]
            assert len(rows) == (pivot.value(line, at) or 0)
    understood.close()


def test_lines_are_sorted_inside_their_subtotals(contests: Office) -> None:
    contests.register.add_many("entry", ["competition", "worker"], [(1, 3), (1, 3), (1, 3)])
    pivot = counted(contests, ["registered_entries"], ["unit.industry", "worker.sex"]).sorted(0)
    assert [line[:2] for line in lines(pivot)] == [
        ["制造业", "（未填）"],
        ["制造业", "小计"],
        ["采矿业", "男"],
        ["采矿业", "女"],
        ["采矿业", "小计"],
        ["合计", ""],
    ]


def test_the_demonstration_office_by_its_known_totals(demo: Office) -> None:
    pivot = counted(demo, ["suggestion_proposed", "suggestion_implemented"], ["unit.industry", "unit"])
    assert lines(pivot)[-1] == ["合计", "", 1969, 998]
    assert ["采矿业", "小计", 630, 329] in lines(pivot)  # 166 + 464 and 88 + 241, as the two mines reported
    by_level = counted(demo, ["competitions"], ["competition.type"], "competition.level")
    assert lines(by_level)[-1][-1] == 35


def test_all_shipped_tables_can_be_counted(demo: Office, tmp_path: Path) -> None:
    understood = demo.register.understood()
    for name, table in demo.tables.items():
        pivot = pivots.count(demo.measures, understood, table, YEAR)
        pivots.write(pivot, tmp_path / f"{name}.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").active
        assert sheet is not None and sheet["A1"].value == table.title and sheet["A2"].value == "统计期间：2025年"
        assert sheet.max_row == 3 + len(pivot.lines)
    understood.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["2025", "2024"]), st.none() | st.integers(0, 99))))
def test_totals_are_the_sums_of_their_parts_where_a_measure_adds_up(
    office: Office, reports: list[tuple[int, str, int | None]]
) -> None:
    with office.register.step("报送"):
        office.register.add_many("unit", ["title", "industry"], [("甲", "采矿业"), ("乙", "制造业"), ("丙", None)])
        first = max(office.register.ids("unit")) - 3
        rows = [(first + unit, period, workers) for unit, period, workers in reports]
        office.register.add_many("unit_report", ["unit", "period", "workers"], rows)
    pivot = counted(office, ["participants"], ["unit.industry", "unit"])
    understood = office.register.understood()
    parts = [kept for line in pivot.lines if line.depth == 2 and isinstance(kept := pivot.value(line, 0), int)]
    total = office.measures.total(understood, "participants", YEAR)
    understood.close()
    office.register.undo()
    assert (sum(parts) if parts else None) == total
    if pivot.lines:
        assert pivot.lines[-1].group == (TOTAL, TOTAL) and pivot.value(pivot.lines[-1], 0) == total


def test_what_adds_up_is_known_by_its_form() -> None:
    assert all(map(adds_up, ["count(*)", "sum(a + (b))", "nullif(sum((select 1)), 0)"]))
    assert not any(map(adds_up, ["count(distinct a)", "sum(a) / sum(b)", "max(a)", "sum(distinct a)"]))


def test_a_table_is_kept_opened_and_deleted(demo: Office) -> None:
    table = Table("工种“统计”", ["registered_entries"], ["worker.trade"], "worker.sex")
    name = pivots.save(demo.resources, table, demo.measures)
    assert demo.tables[name] == table
    pivots.delete(demo.resources, name)
    assert name not in demo.tables
    with pytest.raises(Refusal, match="随程序带来"):
        pivots.delete(demo.resources, "competitions_by_level")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('title = "a"\nmeasures = ["competitions"]\nrows = ["level"]\ncolour = 1', "colour"),
        ('title = "a"\nmeasures = ["nothing"]\nrows = ["level"]', "nothing"),
        ('title = "a"\nmeasures = ["competitions"]\nrows = ["colour"]', "colour"),
        ('title = "a"\nmeasures = ["competitions"]\nrows = []', "rows"),
        ('title = "a"\nmeasures = ["competitions"]\nrows = ["level"]\ncolumns = "level"', "两次"),
        ('title = "a"\nmeasures = ["trained_known"]\nrows = ["unit"]', "两处"),
    ],
)
def test_a_table_that_can_not_be_is_refused(office: Office, words: str, told: str) -> None:
    folder = office.folder / "formats" / "tables"
    folder.mkdir()
    (folder / "bad.toml").write_text(words, encoding="utf-8")
    with pytest.raises(Refusal, match=told):
        _ = office.tables
