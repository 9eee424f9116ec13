"""Team results as records: confirmed with the entries, published with them, awarded, corrected, explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import contests, issued
from models.contests import TEAM_RESULT
from models.office import Office
from tests.contests import TITLE, settled, work_out
from ui.parts.awards import send_certificates

NAME, OF_UNIT = "delegation_prize", "delegation_unit_prize"


@pytest.fixture
def office(office: Office) -> Office:
    """One that has a name to sign with."""
    office.register.add("settings", {"federation": "云泽旗总工会"})
    return office


def teams(office: Office, *fields: str) -> dict[str, tuple[object, ...]]:
    """By team what its record holds."""
    rows = office.register.rows(TEAM_RESULT, ["delegation", *fields])
    return {str(team): tuple(rest) for _, team, *rest in rows}


def row_of(office: Office, team: str) -> int:
    """The record of a team."""
    return next(row for row, name in office.register.rows(TEAM_RESULT, ["delegation"]) if name == team)


def test_team_results_are_written_in_the_step_that_confirms_and_go_with_it(office: Office) -> None:
    competition = settled(office)
    told = teams(office, "place", "score", "prize", "members")
    assert told["东队"][:3] == (1, 251.8, "优胜代表队")
    assert told["西队"][:3] == (2, 176, None)
    assert told["东队"][3] == "甲一、甲三、乙一"
    assert contests.unconfirmed_teams(office.register, work_out(office, competition)) == []
    office.register.undo()
    assert teams(office) == {}
    assert any("2 个代表队" in one.say for one in office.press.publish(competition).stopped)


def test_a_changed_team_result_keeps_its_record_and_the_unit_that_a_clerk_wrote(office: Office) -> None:
    competition = settled(office)
    before = row_of(office, "东队")
    unit = office.register.add("unit", {"title": "云泽旗东山矿"}).ids[0]
    office.register.change(TEAM_RESULT, before, {"unit": unit, "prize": "一等奖"})
    assert contests.unconfirmed_teams(office.register, work_out(office, competition)) == ["东队"]
    contests.confirm(office.register, work_out(office, competition))
    assert teams(office, "unit", "prize")["东队"] == (unit, "优胜代表队")
    assert row_of(office, "东队") == before


def test_the_unit_of_a_team_is_that_of_all_its_members_and_a_team_that_is_gone_goes(office: Office) -> None:
    competition = settled(office)
    unit = office.register.add("unit", {"title": "云泽旗东山矿"}).ids[0]
    for row, team in office.register.rows("entry", ["delegation"]):
        told = {"unit": unit} if team == "东队" else {"delegation": None}
        office.register.change("entry", row, told)
    assert contests.unconfirmed_teams(office.register, work_out(office, competition)) == ["东队", "西队"]
    contests.confirm(office.register, work_out(office, competition))
    assert teams(office, "unit") == {"东队": (unit,)}


def test_only_published_team_results_are_awarded_and_a_correction_is_asked_for_after_a_change(
    office: Office, tmp_path: Path
) -> None:
    competition = settled(office)
    held = send_certificates(office, NAME, competition, tmp_path / "team.pdf")
    assert [one.subject for one in held.stopped] == [TITLE]
    published = office.press.publish(competition).published
    assert published and published.frozen["team_results"]["东队"]["名次"] == "1"
    office.register.change(TEAM_RESULT, row_of(office, "东队"), {"place": 2})
    held = send_certificates(office, NAME, competition, tmp_path / "team.pdf")
    assert ["发布更正" in one.say for one in held.stopped] == [True], held.stopped
    assert any("重新确认" in one.say for one in office.press.publish(competition, "手改").stopped)


def test_a_team_award_names_its_snapshot_makes_an_honour_and_is_explained(office: Office, tmp_path: Path) -> None:
    competition = settled(office)
    unit = office.register.add("unit", {"title": "云泽旗东山矿"}).ids[0]
    office.register.change(TEAM_RESULT, row_of(office, "东队"), {"unit": unit})
    published = office.press.publish(competition).published
    assert published
    for name in (NAME, OF_UNIT):
        assert send_certificates(office, name, competition, tmp_path / f"{name}.pdf").stopped == []
    entries = issued.find(office.register)
    assert [(one.form, one.subject, one.award) for one in entries] == [
        (OF_UNIT, "东队", "优胜代表队"),
        (NAME, "东队", "优胜代表队"),
    ]
    assert {one.snapshot for one in entries} == {published.digest}
    fields = ["subject", "kind", "rank", "unit", "competition", "collective"]
    honours = [told for _, *told in office.register.rows("honour", fields)]
    assert honours == [[who, "竞赛奖项", "优胜代表队", unit, competition, 1] for who in ("东队", "云泽旗东山矿")]
    assert any("甲三" in line for line in work_out(office, competition).explained("东队"))


def test_team_results_of_a_final_list_are_published_by_what_goes_out_with_them(office: Office, tmp_path: Path) -> None:
    competition = office.register.add("competition/skills", {"title": "拔河比赛", "year": 2025}).ids[0]
    told = {"competition": competition, "delegation": "一车间队", "place": 1, "prize": "团体第一名"}
    office.register.add(TEAM_RESULT, told)
    assert send_certificates(office, NAME, competition, tmp_path / "team.pdf").stopped == []
    [published] = contests.history(office.register, competition)
    assert published.frozen["team_results"]["一车间队"]["奖项"] == "团体第一名"
    assert issued.find(office.register)[0].snapshot == published.digest
