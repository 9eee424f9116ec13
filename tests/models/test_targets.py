"""Targets: what a plan asks, how far it has got, and what it would come to; reckoned by hand beside."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from models import intake
from models.kinds import Stored
from models.office import Office
from models.targets import (
    EARLY,
    GREEN,
    RED,
    UNKNOWN,
    YELLOW,
    Demand,
    Marks,
    Standing,
    behind,
    breadth,
    put,
    reckon,
    standings,
    write_breadth,
    write_workbook,
    years_of,
)
from models.targets.reckoning import GROWTH, LEAST, elapsed

MIDYEAR = datetime.date(2025, 7, 2)  # the 183rd of 365 days
AFTER = datetime.date(2026, 1, 15)
PARTS = ["measure", "period", "unit", "region", "demand", "amount", "growth"]


def given(office: Office, *rows: tuple[Stored, ...]) -> None:
    """Targets as rows of the register."""
    office.register.add_many("target", PARTS, rows)


def reported(office: Office) -> None:
    """Three units in two places; participations of three years."""
    register = office.register
    register.add_many("unit", ["title", "region"], [("甲厂", "东镇"), ("乙厂", "东镇"), ("丙厂", "西乡")])
    rows = [(1, "2023", 100), (1, "2024", 120), (2, "2024", 80), (3, "2024", 300)]
    rows += [(1, "2025", 90), (2, "2025", 60), (3, "2025", 150), (1, "2025H1", 999)]
    register.add_many("unit_report", ["unit", "period", "participations"], rows)


def listed(office: Office, year: int = 2025, today: datetime.date = MIDYEAR) -> list[Standing]:
    """How all targets of a year stand."""
    return standings(office.register, office.measures, year, today)


def test_a_year_that_is_half_over_is_projected_by_its_days() -> None:
    assert elapsed(2025, 2025, MIDYEAR) == 183 / 365
    told = reckon(Demand(2025, 2025, "", 400), {2025: 183}, 2025, MIDYEAR, Marks())
    assert (told.actual, told.rate) == (183, 45.75)
    assert told.projected == 365  # 183 / (183 / 365)
    assert told.light == YELLOW  # 365 of 400 are 91.25 per cent


def test_reports_of_whole_years_are_complete_and_go_on_by_years() -> None:
    told = reckon(Demand(2025, 2025, "", 200), {2025: 198}, 2025, MIDYEAR, Marks(), reported={2025: 198})
    assert (told.actual, told.projected, told.light) == (198, 198, YELLOW)
    some = reckon(Demand(2025, 2025, "", 400), {2025: 283}, 2025, MIDYEAR, Marks(), reported={2025: 100})
    assert some.projected == 465  # 100 as reported, and 183 / (183 / 365) of what comes in by days
    plan = Demand(2024, 2027, "", 800)
    years: dict[int, Stored] = {2024: 150, 2025: 170}
    assert reckon(plan, years, 2025, MIDYEAR, Marks(), reported=years).projected == 640
    early = reckon(Demand(2021, 2025, "", 800), {2021: 150}, 2021, MIDYEAR, Marks(), reported={2021: 150})
    assert (early.projected, early.light) == (None, EARLY)  # one year of five


def test_what_units_reported_of_the_whole_year_is_not_projected(office: Office) -> None:
    reported(office)
    office.register.add_many("suggestion", ["title", "unit", "proposed_on"], [("甲", 1, "2025-02-01")])
    names = ["unit", "period", "suggestions_proposed"]
    office.register.add_many("unit_report", names, [(2, "2025", 198)])
    given(
        office,
        ("参赛人次", "2025", None, None, None, 500, None),
        ("合理化建议提出（报送与登记）", "2025", None, None, None, 200, None),
    )
    (people, suggestions) = [one.reckoned for one in listed(office)]
    assert (people.actual, people.projected) == (300, 300)
    assert (suggestions.actual, suggestions.projected) == (199, pytest.approx(198 + 365 / 183))


def test_too_early_is_said_and_not_guessed() -> None:
    march = datetime.date(2025, 3, 31)  # 90 of 365 days are 24.7 per cent
    told = reckon(Demand(2025, 2025, "", 400), {2025: 120}, 2025, march, Marks())
    assert (told.projected, told.light) == (None, EARLY)
    assert reckon(Demand(2025, 2025, "", 100), {2025: 120}, 2025, march, Marks()).light == GREEN


@pytest.mark.parametrize(("actual", "light"), [(400, GREEN), (399, YELLOW), (320, YELLOW), (319, RED)])
def test_a_year_that_is_over_is_judged_by_what_was_reached(actual: int, light: str) -> None:
    told = reckon(Demand(2025, 2025, "", 400), {2025: actual}, 2025, AFTER, Marks())
    assert (told.projected, told.light) == (actual, light)


def test_growth_is_reckoned_from_the_year_before_the_plan() -> None:
    told = reckon(Demand(2024, 2028, GROWTH, None, 5), {2023: 1000, 2025: 1110}, 2025, AFTER, Marks())
    assert (told.plan, told.actual) == (1102.5, 1110)  # 1000 × 1.05 × 1.05
    assert told.light == GREEN
    unknown = reckon(Demand(2024, 2028, GROWTH, None, 5), {2025: 1110}, 2025, AFTER, Marks())
    assert (unknown.plan, unknown.light) == (None, UNKNOWN)


def test_in_total_adds_the_years_up_and_at_least_holds_for_each() -> None:
    figures: dict[int, Stored] = {2024: 300, 2025: 200}
    whole = reckon(Demand(2024, 2025, "", 450), figures, 2025, AFTER, Marks())
    assert (whole.actual, whole.light) == (500, GREEN)
    each = reckon(Demand(2024, 2025, LEAST, 225), figures, 2025, AFTER, Marks())
    assert (each.actual, each.light) == (200, YELLOW)


def test_a_share_does_not_grow_with_the_days() -> None:
    told = reckon(Demand(2025, 2025, LEAST, 80, None, True), {2025: 72}, 2025, MIDYEAR, Marks())
    assert (told.projected, told.rate, told.light) == (72, 90, YELLOW)


def test_what_is_no_number_makes_no_plan() -> None:
    assert reckon(Demand(2025, 2025, "", "约400"), {2025: 100}, 2025, AFTER, Marks()).light == UNKNOWN


def test_targets_are_split_by_place_and_unit(office: Office) -> None:
    reported(office)
    given(
        office,
        ("参赛人次", "2025", None, None, None, 500, None),
        ("参赛人次", "2025", 3, None, None, 350, None),
        ("参赛人次", "2025", None, "东镇", None, 150, None),
        ("参赛人次", "2024-2025", None, None, None, 900, None),
    )
    found = [(one.target.theirs, one.reckoned.actual, one.last, one.before) for one in listed(office)]
    assert found == [
        ("本级合计", 800, 500, 100),  # 500 of 2024 and 300 of 2025
        ("本级合计", 300, 500, 100),
        ("东镇", 150, 200, 100),
        ("丙厂", 150, 300, None),
    ]
    assert [one.reckoned.light for one in listed(office, today=AFTER)] == [YELLOW, RED, GREEN, RED]


def test_each_figure_leads_to_its_rows(office: Office) -> None:
    reported(office)
    given(office, ("参赛人次", "2024-2025", None, "东镇", None, 1, None), ("参赛人次", "2025", 3, None, None, 1, None))
    rows = [behind(office.register, office.measures, one.target, 2025) for one in listed(office)]
    assert rows == [{"unit_report": [2, 3, 5, 6]}, {"unit_report": [7]}]


def test_the_office_draws_its_own_lines(office: Office) -> None:
    reported(office)
    given(office, ("参赛人次", "2025", None, None, None, 400, None))
    assert listed(office, today=AFTER)[0].reckoned.light == RED  # 300 of 400 are 75 per cent
    office.register.add("settings", {"federation": "测试", "target_yellow": 70})
    assert listed(office, today=AFTER)[0].reckoned.light == YELLOW


def test_the_office_year_may_begin_in_october(office: Office) -> None:
    names, rows = (
        ["title", "date", "people"],
        [("甲", "2024-10", 100), ("乙", "2025-09-30", 20), ("丙", "2025-10-01", 4)],
    )
    office.register.add_many("training", names, rows)
    office.register.add("settings", {"federation": "测试", "year_month": 10})
    given(office, ("登记培训", "2025", None, None, None, 200, None))
    assert elapsed(2025, 2025, datetime.date(2024, 12, 31), "10-01") == 92 / 365
    (told,) = listed(office, today=datetime.date(2025, 3, 31))
    assert (told.reckoned.actual, told.reckoned.rate) == (120, 60)
    assert told.reckoned.projected == pytest.approx(120 * 365 / 182)
    assert behind(office.register, office.measures, told.target, 2025) == {"training": [1, 2]}
    assert years_of(office.register, datetime.date(2025, 10, 1)) == [2026, 2025]


def test_people_of_several_years_are_no_sum(office: Office) -> None:
    office.register.add_many("unit_report", ["unit", "period", "workers"], [(1, "2024", 100), (1, "2025", 110)])
    given(office, ("参赛职工", "2024-2025", None, None, None, 100, None))
    assert listed(office, today=AFTER)[0].reckoned.actual == 110


def test_a_target_is_told_in_its_own_unit(office: Office) -> None:
    office.register.add_many(
        "unit_report", ["unit", "period", "benefit"], [(1, "2024", 900_000), (1, "2025", 1_250_000)]
    )
    office.register.add("target", {"measure": "创经济效益", "period": "2025", "amount": 100, "measured_in": "万元"})
    (told,) = listed(office, today=AFTER)
    assert (told.reckoned.plan, told.reckoned.actual, told.reckoned.rate, told.last) == (100, 125, 125, 90)
    assert (told.target.unit, told.target.scale) == ("万元", 10_000)


def test_an_unknown_measure_and_one_without_units_say_so(office: Office) -> None:
    office.register.add("unit", {"title": "甲厂"})
    given(office, ("没有的指标", "2025", None, None, None, 1, None), ("竞赛项数", "2025", 1, None, None, 1, None))
    assert all(one.trouble and one.reckoned.light == UNKNOWN for one in listed(office))


def test_the_years_on_offer_are_those_of_the_plans(office: Office) -> None:
    given(office, ("参赛人次", "2021-2023", None, None, None, 1, None), ("参赛人次", "乱写", None, None, None, 1, None))
    assert years_of(office.register, MIDYEAR) == [2025, 2023, 2022, 2021]


def test_the_table_is_written_as_a_workbook(office: Office, tmp_path: Path) -> None:
    reported(office)
    given(office, ("参赛人次", "2025", 3, None, None, 300, None))
    write_workbook(tmp_path / "t.xlsx", listed(office, today=AFTER), 2025)
    rows = [*openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0].iter_rows(values_only=True)]
    assert rows[2][:9] == ("参赛人次", "丙厂", "2025", "累计达到", 300, 150, 50, 150, "滞后")


@pytest.mark.parametrize(
    ("key", "split", "expected"),
    [("participations", "", 21553), ("suggestion_proposed", "", 1969)],
)
def test_the_years_figures_of_the_demonstration_are_its_measures(
    demo: Office, key: str, split: str, expected: int
) -> None:
    title = demo.measures[key].title
    given(demo, (title, "2023-2025", None, None, "不低于", 2 * expected, None))
    (told,) = [one for one in listed(demo, today=AFTER) if one.target.period == "2023-2025"]
    assert (told.reckoned.actual, told.reckoned.rate, told.reckoned.light) == (expected, 50, RED)


def test_targets_of_a_measure_are_laid_out_in_breadth_and_typed(office: Office) -> None:
    office.register.add_many("unit", ["title", "region"], [("甲厂", "东镇"), ("乙厂", "西乡")])
    office.register.add("target", {"measure": "参赛人次", "period": "2024-2025", "amount": 900, "demand": "不低于"})
    told = breadth(office.register, "参赛人次", "2024-2025")
    assert [place.name for place in told.places] == ["本级合计", "东镇", "西乡", "甲厂", "乙厂"]
    assert told.headings == ["2024—2025年", "2024年", "2025年"]
    put(office.register, told, {(0, 0): "950", (1, 2): "100", (3, 2): "约50", (4, 1): ""})
    told = breadth(office.register, "参赛人次", "2024-2025")
    assert {cell: amount for cell, (_, amount) in told.kept.items()} == {(0, 0): 950, (1, 2): 100, (3, 2): "约50"}
    rows = office.register.rows("target", ["region", "unit", "period", "demand"])
    assert [row[1:] for row in rows][1:] == [("东镇", None, "2025", "不低于"), (None, 1, "2025", "不低于")]
    put(office.register, told, {(3, 2): "", (0, 0): "0"})
    assert [row[1] for row in office.register.rows("target", ["amount"])] == [0, 100]
    assert put(office.register, breadth(office.register, "参赛人次", "2024-2025"), {(0, 0): "0"}) == []


def test_a_sheet_that_was_written_reads_in_again(office: Office, tmp_path: Path) -> None:
    office.register.add("unit", {"title": "甲厂", "region": "东镇"})
    given(office, ("参赛人次", "2025", 1, None, None, 50, None), ("参赛人次", "2025", None, None, None, 70, None))
    write_breadth(tmp_path / "b.xlsx", breadth(office.register, "参赛人次", "2024-2025"))
    account = intake.read(office.register, tmp_path / "b.xlsx", "target")
    assert [account.count(what) for what in ("new", "changed", "same", "rejected")] == [0, 0, 2, 0]
