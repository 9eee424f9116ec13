"""Rounds of collecting: who was asked, who has sent, who is late, whose rows are wrong; and rules across units."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from models import intake, rounds
from models.ledgers import Asking
from models.office import Office
from models.rounds import CLEAN, FAULTY, LATE, UNASKED, WAITING, Order, Standing

TODAY = datetime.date(2025, 6, 10)
GOOD, OLD = "999999199003070012", "999999195001010018"


@pytest.fixture
def asked(office: Office) -> Office:
    """Three of four units were asked for the entries of a contest."""
    register = office.register
    register.add_many("unit", ["title", "contact", "phone"], [(f"第{at}厂", "某某", "0470-1234567") for at in range(4)])
    contest = {"title": "焊工赛", "year": 2025, "begins": "2025-06-20", "ends": "2025-06-20"}
    register.add("competition/skills", contest)
    rounds.note(register, order(), datetime.date(2025, 5, 1))
    return office


def order(until: str = "2025-06-01") -> Order:
    """Entries of the contest from the first three units."""
    return Order("entry", Asking("1"), [1, 2, 3], deadline=until)


def enter(office: Office, unit: int, name: str, competition: int = 1, code: str | None = None) -> None:
    """A worker of a unit, sent by it."""
    worker = office.register.add("worker", {"name": name, "unit": unit, "id_number": code}).ids[0]
    office.register.add("entry", {"competition": competition, "worker": worker, "unit": unit})


def standings(office: Office, today: datetime.date = TODAY) -> dict[str, Standing]:
    """By unit."""
    found = office.audit.run(office.register)
    return {one.name: one for one in rounds.standings(office.register, rounds.rounds(office.register)[0], found, today)}


def broken(office: Office) -> set[tuple[str, int]]:
    """Rules across units that something breaks, and the rows."""
    return {(one.rule, one.row) for one in office.audit.run(office.register) if one.rule.startswith("CL-")}


def test_each_unit_stands_where_its_rows_put_it(asked: Office) -> None:
    enter(asked, 1, "甲")
    enter(asked, 2, "乙", code="999999199003070011")
    enter(asked, 4, "丁")
    found = standings(asked)
    assert {name: one.state for name, one in found.items()} == {
        "第0厂": CLEAN,
        "第1厂": FAULTY,
        "第2厂": LATE,
        "第3厂": UNASKED,
    }
    assert [one.field for one in found["第1厂"].findings] == ["id_number"], "what an entry carries along counts too"
    assert standings(asked, datetime.date(2025, 6, 1))["第2厂"].state == WAITING, "the last day is still in time"


def test_who_is_asked_again_gets_the_new_deadline_and_one_undo_takes_it_back(asked: Office) -> None:
    rounds.note(asked.register, order("2025-07-01"), TODAY)
    assert asked.register.count("request") == 3
    assert {one.deadline for one in standings(asked).values()} == {"2025-07-01"}
    asked.register.undo()
    assert {one.deadline for one in standings(asked).values()} == {"2025-06-01"}


def test_the_workbook_and_the_day_that_it_came_in_are_known(asked: Office, tmp_path: Path) -> None:
    enter(asked, 1, "甲", code=GOOD)
    filled = Order("entry", Asking("1", filled=True), [1])
    sent = rounds.send_out(asked.register, filled, tmp_path)
    asked.register.undo()
    account = intake.read(asked.register, sent[0])
    intake.keep(asked.register, account.tables, "读入")
    one = standings(asked)["第0厂"]
    assert (one.file, one.sent_at[:10]) == (sent[0].name, datetime.date.today().isoformat())
    assert one.overdue


def test_only_the_chosen_units_get_a_workbook_or_all_share_one(asked: Office, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    each = rounds.send_out(asked.register, order(), tmp_path, lambda *told: heard.append(told))
    assert [path.name[:3] for path in each] == ["第0厂", "第1厂", "第2厂"]
    assert heard == [(0, 3), (1, 3), (2, 3)]
    shared = rounds.send_out(asked.register, Order("entry", Asking("1"), [1], each=False), tmp_path)
    assert [path.name for path in shared] == ["参赛选手收集表.xlsx"]


def test_a_reminder_names_the_late_with_their_telephones_and_the_day(asked: Office) -> None:
    late = [one for one in standings(asked).values() if one.state == LATE]
    told = rounds.reminder(asked.register, rounds.rounds(asked.register)[0], late).text()
    assert "焊工赛 · 参赛选手催报名单" in told
    assert "2025-06-01" in told
    assert "第2厂　联系人：某某　联系电话：0470-1234567" in told


def test_figures_of_a_period_are_a_round_too(office: Office) -> None:
    office.register.add_many("unit", ["title"], [("甲厂",), ("乙厂",)])
    rounds.note(office.register, Order("unit_report", Asking(period="2025Q1"), [1], deadline="2025-04-10"), TODAY)
    office.register.add("unit_report", {"unit": 2, "period": "2025Q1", "workers": 3})
    assert {name: one.state for name, one in standings(office).items()} == {"甲厂": LATE, "乙厂": UNASKED}
    assert broken(office) == {("CL-05", 1)}


def test_a_worker_sent_by_two_units_is_told_at_both_rows(asked: Office) -> None:
    asked.register.add("competition/skills", {"title": "电工赛", "year": 2025})
    enter(asked, 1, "甲")
    asked.register.add("entry", {"competition": 2, "worker": 1, "unit": 2})
    assert broken(asked) == {("CL-01", 1), ("CL-01", 2)}
    asked.register.change("entry", 2, {"unit": 1})
    assert broken(asked) == set()


def test_two_contests_on_one_day_collide_and_a_contest_of_months_with_none(asked: Office) -> None:
    register = asked.register
    register.add("competition/skills", {"title": "电工赛", "year": 2025, "begins": "2025-06-19", "ends": "2025-06-21"})
    months = {"begins": "2025-03-01", "ends": "2025-12-01"}
    register.add("competition/labour", {"title": "劳动竞赛", "year": 2025, **months})
    enter(asked, 1, "甲")
    register.add("entry", {"competition": 3, "worker": 1, "unit": 1})
    assert broken(asked) == set()
    register.add("entry", {"competition": 2, "worker": 1, "unit": 1})
    assert broken(asked) == {("CL-02", 1), ("CL-02", 3)}
    register.change("competition/skills", 2, {"begins": "2025-06-21"})
    assert broken(asked) == set()


def test_over_age_is_judged_on_the_first_day_by_the_contest_else_by_the_office(asked: Office) -> None:
    enter(asked, 1, "甲", code=OLD)
    assert broken(asked) == set(), "nobody has set a limit"
    asked.register.add("settings", {"oldest": 60})
    assert broken(asked) == {("CL-03", 1)}
    asked.register.change("competition/skills", 1, {"oldest": 75})
    assert broken(asked) == set()
    asked.register.change("competition/skills", 1, {"oldest": 74})
    assert broken(asked) == {("CL-03", 1)}
    asked.register.change("competition/skills", 1, {"begins": "2024-12-31", "ends": "2024-12-31"})
    assert broken(asked) == set(), "the birthday is the day after"


def test_a_unit_that_was_not_asked_is_doubted_only_where_units_were_asked(asked: Office) -> None:
    asked.register.add("competition/skills", {"title": "电工赛", "year": 2025})
    enter(asked, 4, "甲")
    enter(asked, 4, "乙", competition=2)
    assert broken(asked) == {("CL-04", 1)}
    asked.register.add("request", {"unit": 4, "form": "参赛选手", "competition": 1, "asked_on": "2025-05-02"})
    assert broken(asked) == set()
