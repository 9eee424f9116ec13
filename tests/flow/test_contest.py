"""A contest in sentences: preliminary online, final on site, two groups, teams, an appeal, a correction."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from models import contests
from models.contests import Outcome, lots, papers
from models.contests.items import items
from models.contests.keying import cells, confirm_marks, key_mark
from models.office import Office
from tests.demo_contest import PRACTICAL, RULES, TITLE
from ui.parts.awards import send_certificates

CHECKER, KEEPER, HEAD = "冯志刚", "托娅", "宋国栋"


def work_out(office: Office, competition: int) -> Outcome:
    """The contest as it stands."""
    return contests.work_out(contests.read(office.register, office.rules, competition))


def check_all(office: Office, competition: int) -> None:
    """The second person goes through every sheet."""
    for item in items(office.rules[RULES]):
        waiting = [one for one in cells(office.register, competition, item).values() if one.keyed_by != CHECKER]
        if waiting:
            confirm_marks(office.register, waiting, CHECKER)


def go_public(office: Office, published: contests.Published, target: Path) -> None:
    """The public list names the snapshot and hides dates of birth."""
    papers.write_results(office.register, published, TITLE, target, public=True)
    text = str(list(openpyxl.load_workbook(target).worksheets[0].values))
    assert published.digest[:12] in text and "999999********" in text


def test_from_the_roster_to_a_correction_after_an_appeal(demo: Office, tmp_path: Path) -> None:
    register, competition = demo.register, contests.find(demo.register, TITLE)

    # The rosters are in; lots are drawn before everybody's eyes, and the list is signed.
    lots.draw(register, competition, "2025101499", 6, renumber=False)
    assert lots.as_drawn(register, competition)
    papers.write_sign_in(register, competition, tmp_path / "签到表.xlsx")

    # All marks are keyed; one of them is far from the other judges', and a place is shared at the cut.
    outcome = work_out(demo, competition)
    assert {stage.stage.title for stage in outcome.result.stages} == {"初赛", "决赛"}
    assert {one.group for one in outcome.contest.roster.entrants} == {"职工组", "学生组"}
    odd = outcome.odd()
    assert [(one.path, one.judge) for one in odd] == [("final.practical", 2)]
    assert len(outcome.open) == 1

    # It can't be published: not checked, not decided, not confirmed. No certificate goes out either.
    assert len(demo.press.publish(competition).stopped) >= 3

    # The second person checks, the head of the jury decides, the clerk confirms.
    check_all(demo, competition)
    contests.decide(register, competition, outcome.open[0], outcome.open[0].candidates[:1], "复看初赛答卷后决定", HEAD)
    outcome = work_out(demo, competition)
    assert outcome.complete and outcome.teams[0].place == 1
    contests.confirm(register, outcome)
    champion = register.rows("entry", ["number"], "competition = ? and title = '技术状元'", [competition])[0]
    assert [one.subject for one in demo.press.unpublished([champion[0]])] == [TITLE]

    # Published: the book, the public list and the certificates name the snapshot.
    first = demo.press.publish(competition, who=HEAD).published
    assert first and first.number == 0
    go_public(demo, first, tmp_path / "公示.xlsx")
    assert send_certificates(demo, "top_worker", competition, tmp_path / "状元.pdf").stopped == []
    assert register.ask("select snapshot from issued where form = 'top_worker'")[-1] == (first.digest,)

    # An appeal: the mark that was far from the others had been keyed wrongly. It is explained, corrected, checked.
    wrong = odd[0]
    assert any("名裁判给分" in line for line in outcome.explained(wrong.key))
    item = next(one for one in items(demo.rules[RULES]) if one.label == PRACTICAL)
    before = cells(register, competition, item)[wrong.key, wrong.judge]
    assert isinstance(before.value, int | float)
    key_mark(register, competition, item, (wrong.key, wrong.judge), before, str(before.value + 30), KEEPER)
    assert demo.press.unpublished([champion[0]])[0].say.endswith("请先在“比赛”页发布更正。")
    check_all(demo, competition)
    contests.confirm(register, work_out(demo, competition))

    # The correction says what changed, why and by whom; the first snapshot stays as it was.
    again = demo.press.publish(competition, "申诉成立：2号裁判的分数录错", HEAD)
    assert again.published and again.published.number == 1
    changed = [one for one in again.differences if one.part == "marks"]
    assert [(one.before, one.after) for one in changed] == [(f"{before.value:g}", f"{before.value + 30:g}")]
    kept = contests.history(register, competition)
    assert [one.number for one in kept] == [0, 1] and contests.broken(kept) == []
    assert kept[0].digest == first.digest
