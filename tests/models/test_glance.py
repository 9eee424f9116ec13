"""The year at a glance: figures beside last year's, pictures, what is under way, what is due; counted by hand."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from models import sheets
from models.charts import Chart, brief
from models.glance import Glance, glance, wanted
from models.office import Office
from models.words import Refusal

TODAY = datetime.date(2025, 11, 20)


def seen(office: Office, today: datetime.date = TODAY) -> Glance:
    """What is told of an office."""
    return glance(office.register, office.measures, wanted(office.resources, office.measures), today)


def two_years(office: Office) -> None:
    """Two units, a year in which one of them reported, and the next in which both did."""
    register = office.register
    register.add_many("unit", ["title", "industry"], [("甲厂", "制造业"), ("乙矿", "采矿业")])
    rows = [(1, "2024", 200), (1, "2025", 150), (2, "2025", 450)]
    register.add_many("unit_report", ["unit", "period", "participations"], rows)


def test_an_empty_office_has_nothing_to_look_at(office: Office) -> None:
    told = seen(office)
    assert told.is_empty and told.charts == [] and told.year == 2025
    assert all(card.value is None for card in told.cards)


def test_a_card_tells_the_change_on_last_year(office: Office) -> None:
    two_years(office)
    (card,) = [one for one in seen(office).cards if one.key == "participations"]
    assert (card.value, card.last, card.change) == (600, 200, 2.0)
    assert card.record == "unit_report"


def test_pictures_show_the_course_the_units_and_the_shares(office: Office) -> None:
    two_years(office)
    drawn = {chart.kind: chart for chart in seen(office).charts}
    assert (drawn["course"].labels, drawn["course"].values) == (("2024", "2025"), (200, 600))
    assert (drawn["bars"].labels, drawn["bars"].values) == (("乙矿", "甲厂"), (450, 150))
    assert drawn["bars"].last == (None, 200)
    assert (drawn["shares"].labels, drawn["shares"].values) == (("采矿业", "制造业"), (75, 25))


def test_what_is_due_is_counted(demo: Office) -> None:
    told = seen(demo)
    assert (told.counts["unit"], told.reported) == (26, 16)
    assert [(one.waiting, one.late) for one in told.rounds] == [(10, 0)]
    assert [(one.waiting, one.late) for one in seen(demo, datetime.date(2026, 11, 21)).rounds] == [(10, 10)]
    begun, _ = demo.instances.begin("competition_statistics", "2025")
    assert seen(demo).returns == []
    demo.register.note("figure", {"instance": begun.id, "place": "表1!C5", "value": 1, "why": "补报"}, "改数")
    assert [(one.form, one.period) for one in seen(demo).returns] == [("competition_statistics", "2025")]


def test_what_goes_on_today_is_under_way_whatever_its_status(office: Office) -> None:
    rows = [
        ("已办完", 2025, "2025-01-01", "2025-01-31", "结束"),
        ("正办着", 2025, "2025-11-01", "2025-11-30", "计划"),
        ("没写结束", 2025, "2025-06-01", None, "进行"),
    ]
    office.register.add_many("competition/labour", ["title", "year", "begins", "ends", "status"], rows)
    assert [one.title for one in seen(office).under_way] == ["没写结束", "正办着"]


def test_the_demonstration_s_cards_are_its_measures(demo: Office) -> None:
    told = {card.key: card.value for card in seen(demo).cards}
    assert told == {
        "competitions": 35,
        "participations": 21553,
        "trained": 3151,
        "suggestion_proposed": 1969,
        "innovations": 203,
        "benefit": 10321600,
    }


def test_an_office_shows_its_own_measures(office: Office) -> None:
    (office.folder / "formats" / "home.toml").write_text('cards = ["trained"]\n', encoding="utf-8")
    assert wanted(office.resources, office.measures).cards == ["trained"]
    (office.folder / "formats" / "home.toml").write_text('cards = ["nothing"]\n', encoding="utf-8")
    with pytest.raises(Refusal):
        wanted(office.resources, office.measures)


@pytest.mark.parametrize(
    ("value", "told"),
    [(0, "0"), (21553, "21,553"), (99999.94, "99,999.9"), (10321600, "1,032.2万"), (2_500_000_000, "25亿")],
)
def test_large_figures_are_told_in_wan_and_yi(value: float, told: str) -> None:
    assert brief(value) == told


def test_charts_of_a_workbook_follow_its_cells(tmp_path: Path) -> None:
    chart = Chart("各类竞赛", "bars", "项", ("甲", "=乙"), (3, 2), (1, None))
    sheets.write_charts(tmp_path / "c.xlsx", [chart], 2025)
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx")["各类竞赛"]
    rows = [tuple(cell.value for cell in row[:3]) for row in sheet.iter_rows(min_row=2, max_row=4)]
    assert rows == [(None, "2025（项）", "2024"), ("甲", 3, 1), ("=乙", 2, None)]
    (drawn,) = sheet._charts
    assert "$B$3:$B$4" in drawn.series[0].val.numRef.f
    assert len(drawn.series) == 2
