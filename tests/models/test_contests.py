"""A contest in the register: keyed by one, checked by another, decided by people, confirmed, published, corrected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models import contests
from models.contests import keying, lots
from models.contests.decisions import matter_of
from models.contests.items import items
from models.contests.keying import CHECKED, DIFFERING, KEYED, RETURNED, Cell, cells
from models.office import Office
from models.returns.grammar import CellWords
from models.returns.states import AUDITED
from models.sending import send_return
from models.words import Refusal
from tests.contests import RULES, TIE, TITLE, check, enter, mark, settled, work_out

PRACTICAL = 1  # of the items


def results(office: Office, competition: int, *fields: str) -> dict[str, tuple[object, ...]]:
    """By number what the entries of the contest hold."""
    rows = office.register.rows("entry", ["number", *fields], "competition = ?", [competition])
    return {str(number): tuple(rest) for _, number, *rest in rows}


def practical(office: Office) -> contests.Item:
    """What the judges mark."""
    return items(office.rules[RULES])[PRACTICAL]


def cell(office: Office, competition: int, number: str, judge: int) -> Cell:
    """One mark as it stands."""
    return cells(office.register, competition, practical(office))[number, judge]


def key(office: Office, competition: int, number: str, judge: int, text: str, who: str = "张录入") -> None:
    """Keys one mark."""
    kept = cells(office.register, competition, practical(office)).get((number, judge))
    keying.key_mark(office.register, competition, practical(office), (number, judge), kept, text, who)


def test_items_bear_the_names_under_which_marks_are_kept(office: Office) -> None:
    told = [(one.label, one.judges, one.timed, one.counted) for one in items(office.rules[RULES])]
    assert told == [
        ("初赛·理论", 1, False, False),
        ("决赛·实操", 3, False, False),
        ("决赛·实操·违规操作", 1, False, True),
        ("决赛·用时", 1, True, False),
    ]


def test_places_and_awards_come_out_as_on_paper_and_are_written_as_one_step(office: Office) -> None:
    competition = settled(office)
    told = results(office, competition, "place", "total_score", "prize", "title", "grade_after", "finalist")
    assert told["102"] == (1, 89.6, "一等奖", "技术状元", "高级技师", 1)
    assert told["101"] == (2, 88.8, "二等奖", "技术能手", "技师", 1)
    assert told["105"] == (3, 86.4, "二等奖", "技术能手", "技师", 1)
    assert told["103"] == (4, 81.2, "三等奖", "技术能手", None, 1)
    assert told["201"] == (1, 81.8, "一等奖", None, None, 1)
    assert told["104"] == (None, 80, None, None, None, 0)
    assert told["107"] == (None, None, None, None, None, 0)
    assert results(office, competition, "theory_score", "practical_score")["103"] == (90, 79)
    money = office.register.rows("fund", ["kind", "actual", "year"], "competition = ?", [competition])
    assert [row[1:] for row in money] == [("奖金", 9500, 2025)]
    assert contests.confirm(office.register, work_out(office, competition)) == []
    assert "确认" in str(office.register.undo())
    assert results(office, competition, "place")["102"] == (None,)


def test_who_was_promoted_this_year_is_not_promoted_again(office: Office) -> None:
    competition = settled(office)
    worker = office.register.rows("entry", ["worker"], "number = '102'")[0][1]
    other = office.register.add("competition/skills", {"title": "别的比赛", "year": 2025}).ids[0]
    office.register.add("entry", {"competition": other, "worker": worker, "grade_after": "高级技师"})
    found = work_out(office, competition).proposals
    assert ("102", "scoring.promoted_already") in [(one.key, one.why) for one in found.withheld]
    office.register.change("competition", other, {"year": 2024})
    assert "102" in work_out(office, competition).proposals.of("promotions")


def test_a_mark_goes_from_keyed_to_checked_and_any_change_takes_it_back(office: Office) -> None:
    competition = enter(office)
    key(office, competition, "101", 1, "88")
    assert cell(office, competition, "101", 1).state == KEYED
    keying.confirm_marks(office.register, [cell(office, competition, "101", 1)], "李复核")
    assert cell(office, competition, "101", 1).state == CHECKED
    key(office, competition, "101", 1, "98")
    assert cell(office, competition, "101", 1).state == KEYED
    keying.confirm_marks(office.register, [cell(office, competition, "101", 1)], "李复核")
    office.register.change("mark", 1, {"value": 99})  # past the page, in the register itself
    assert cell(office, competition, "101", 1).state == DIFFERING
    assert keying.unchecked(office.register, competition) == 1


def test_two_keyings_are_compared_and_the_first_person_can_not_be_the_second(office: Office) -> None:
    competition = enter(office)
    key(office, competition, "101", 1, "88")
    first = cell(office, competition, "101", 1)
    for act in (
        lambda: keying.key_again(office.register, practical(office), ("101", 1), first, "88", "张录入"),
        lambda: keying.confirm_marks(office.register, [first], "张录入"),
        lambda: keying.return_marks(office.register, [first], "张录入", "看不清"),
        lambda: keying.confirm_marks(office.register, [first], " "),
    ):
        with pytest.raises(Refusal):
            act()
    keying.key_again(office.register, practical(office), ("101", 1), first, "80", "李复核")
    assert cell(office, competition, "101", 1).state == DIFFERING
    keying.key_again(office.register, practical(office), ("101", 1), first, "88", "李复核")
    assert cell(office, competition, "101", 1).state == CHECKED
    keying.return_marks(office.register, [cell(office, competition, "101", 1)], "李复核", "看不清")
    assert cell(office, competition, "101", 1).state == RETURNED
    key(office, competition, "101", 1, "89")
    assert cell(office, competition, "101", 1).state == KEYED


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [("88.5", 88.5, None), ("*", None, "缺考"), ("/", None, "回避"), ("约88", "约88", None), ("", None, None)],
)
def test_what_is_typed_is_a_mark_or_says_why_there_is_none(
    office: Office, text: str, value: object, status: object
) -> None:
    assert keying.understood(office.register, practical(office), text) == (value, status)


def test_a_time_is_typed_in_minutes_and_seconds(office: Office) -> None:
    clock = items(office.rules[RULES])[3]
    assert [keying.understood(office.register, clock, text)[0] for text in ("25:30", "25'30.5", "1530")] == [
        1530,
        1530.5,
        1530,
    ]


def test_marks_that_can_not_be_used_are_told_and_stop_publishing(office: Office) -> None:
    competition = settled(office)
    marks = [
        (competition, "101", "决赛·演讲", 1, 90),
        (competition, "999", "决赛·实操", 1, 90),
        (competition, "104", "决赛·实操", 4, 90),
        (competition, "106", "初赛·理论", 2, "约80"),
    ]
    office.register.add_many("mark", ["competition", "number", "component", "judge", "value"], marks)
    office.register.change("mark", 1, {"value": "九十二"})
    told = "\n".join(contests.troubles(work_out(office, competition).contest))
    for word in ("决赛·演讲", "999", "4号裁判", "2号裁判", "101"):
        assert word in told
    assert office.press.publish(competition).stopped


def test_finer_marks_are_counted_exactly(office: Office) -> None:
    competition = settled(office)
    row = office.register.ask("select id from mark where number = '101' and component = '决赛·实操' and judge = 1")
    office.register.change("mark", row[0][0], {"value": 88.123456})
    outcome = work_out(office, competition)
    assert outcome.contest.marks["final.practical"].decimals == 6
    assert "88.123456" in "".join(outcome.explained("101"))


def test_absent_and_recused_reach_the_engine(office: Office) -> None:
    competition = enter(office)
    mark(office, competition)
    key(office, competition, "101", 1, "/")
    key(office, competition, "103", 1, "*")
    entrants = {one.key: one for one in work_out(office, competition).contest.roster.entrants}
    assert entrants["101"].recused == {"final.practical": frozenset({0})}
    assert entrants["103"].absent == {"final.practical"}


def test_an_open_tie_stops_everything_behind_it_until_someone_decides_with_a_reason(office: Office) -> None:
    competition = enter(office)
    mark(office, competition)
    tie = work_out(office, competition).open[0]
    assert (tie.key, tie.candidates, tie.seats) == (TIE, ("104", "105"), 1)
    for chosen, reason in ((["105"], " "), (["104", "105"], "都好"), (["101"], "看错"), ([], "无")):
        with pytest.raises(Refusal):
            contests.decide(office.register, competition, tie, chosen, reason, "王")
    contests.decide(office.register, competition, tie, ["105"], "复看答卷", "王")
    contests.decide(office.register, competition, tie, ["104"], "更正：答卷登错", "王")
    assert office.register.count("decision") == 1
    assert work_out(office, competition).contest.decided == {TIE: ["104"]}


def test_publishing_is_stopped_by_all_that_is_not_done(office: Office) -> None:
    competition = enter(office)
    mark(office, competition)
    told = "".join(one.say for one in office.press.publish(competition).stopped)
    for word in ("没有决定", "第二人复核", "重新确认"):
        assert word in told
    check(office, competition)
    assert "第二人复核" not in "".join(one.say for one in office.press.publish(competition).stopped)


def test_a_published_contest_is_frozen_and_a_correction_says_what_why_and_who(office: Office) -> None:
    competition = settled(office)
    first = office.press.publish(competition, who="王裁判长").published
    assert office.register.row("competition", competition)["status"] == "结束"
    assert first and (first.number, first.who, first.version) == (0, "王裁判长", "2025.1")
    assert first.frozen["results"]["102"]["名次"] == "1"
    with pytest.raises(Refusal, match="没有任何改动"):
        office.press.publish(competition, "再发一次")
    key(office, competition, "102", 1, "81")
    check_one = cell(office, competition, "102", 1)
    keying.confirm_marks(office.register, [check_one], "李复核")
    contests.confirm(office.register, work_out(office, competition))
    with pytest.raises(Refusal, match="理由"):
        office.press.publish(competition)
    again = office.press.publish(competition, "申诉成立：1号裁判误记", "王裁判长")
    assert again.published and again.published.number == 1
    told = [one.told() for one in again.differences]
    assert "评分：102 甲二 决赛·实操 1号裁判，原为“91”，现为“81”" in told
    assert any("名次" in one for one in told)
    assert again.published.reason == "申诉成立：1号裁判误记"
    assert len(contests.history(office.register, competition)) == 2


def test_a_snapshot_that_was_tampered_with_is_found(office: Office) -> None:
    competition = settled(office)
    office.press.publish(competition)
    kept = contests.history(office.register, competition)
    assert contests.broken(kept) == []
    assert contests.broken([replace(kept[0], snapshot=kept[0].snapshot.replace("甲二", "甲九"))]) == [0]
    assert contests.broken([replace(kept[0], who="别人")]) == [0]


def test_a_hand_that_changes_a_result_is_found_before_publishing_and_after(office: Office) -> None:
    competition = settled(office)
    entry = office.register.rows("entry", [], "number = '103'")[0][0]
    office.register.change("entry", entry, {"prize": "一等奖"})
    assert "重新确认" in office.press.publish(competition).stopped[0].say
    office.register.undo()
    office.press.publish(competition)
    assert office.press.unpublished([entry]) == []
    office.register.change("entry", entry, {"prize": "一等奖"})
    assert [one.rule for one in office.press.unpublished([entry])] == ["contests"]


def test_unpublished_results_can_not_go_into_a_return_and_a_return_names_its_snapshot(
    demo: Office, tmp_path: Path
) -> None:
    competition = settled(demo)
    plain = demo.returns["competition_statistics"]
    form = replace(plain, cells=plain.cells | {"表1!A9": CellWords(measure="champions")})
    told = [one.say for one in send_return(demo, form, "2025", tmp_path / "out.xlsx").stopped]
    assert [TITLE in one for one in told if "还没有发布" in one] == [True]
    demo.returns["competition_statistics"] = form
    row = demo.instances.begin("competition_statistics", "2025")[0].id
    reader = demo.register.look()
    assert [one.say for one in demo.instances.standing(row, reader).open] == told
    reader.close()
    with pytest.raises(Refusal, match="还没有发布"):
        demo.instances.pass_to(row, AUDITED)
    published = demo.press.publish(competition).published
    assert published
    assert send_return(demo, form, "2025", tmp_path / "out.xlsx").stopped == []
    named = demo.register.ask("select snapshot from issued order by id desc limit 1")[0][0]
    assert published.digest in str(named)


def test_lots_follow_from_the_seed_alone_and_can_be_drawn_again(office: Office) -> None:
    competition = enter(office)
    lots.draw(office.register, competition, "2025-10-18", 3, renumber=True)
    rows = office.register.rows("entry", ["number", "batch", "station"], "competition = ?", [competition])
    order = lots.drawn([row[0] for row in rows], "2025-10-18")
    by_entry = {row[0]: row[1:] for row in rows}
    assert [by_entry[entry] for entry in order][:4] == [("001", 1, 1), ("002", 1, 2), ("003", 1, 3), ("004", 2, 1)]
    assert lots.as_drawn(office.register, competition)
    office.register.change("entry", order[0], {"batch": 9})
    assert not lots.as_drawn(office.register, competition)
    assert len(lots.new_seed()) == 16 and lots.new_seed() != lots.new_seed()


def test_a_draw_keeps_numbers_that_were_given_and_fills_the_others(office: Office) -> None:
    competition = enter(office)
    office.register.add("entry", {"competition": competition, "category": "职工组"})
    lots.draw(office.register, competition, "种子", 0, renumber=False)
    numbers = [row[1] for row in office.register.rows("entry", ["number"], "competition = ?", [competition])]
    assert len(set(numbers)) == 11 and {"101", "202", "001"} <= {*numbers}


def test_rules_of_an_office_are_checked_when_it_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "office" / "formats" / "scoring"
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text(
        'title = "本旗办法"\nversion = "1"\n[stages.a]\ntitle = "决赛"\nbad = 1\n', "utf-8"
    )
    with pytest.raises(Refusal, match=r"ours\.toml.*bad"), Office(tmp_path / "office"):
        pass
    good = f'title = "{RULES}"\nversion = "1"\n[stages.a]\ntitle = "决赛"\n[stages.a.components.b]\ntitle = "成绩"\n'
    (folder / "ours.toml").write_text(good, "utf-8")
    with pytest.raises(Refusal, match="都叫"), Office(tmp_path / "office"):
        pass
    (folder / "ours.toml").write_text(good.replace(RULES, "本旗办法"), "utf-8")
    with Office(tmp_path / "office") as opened:
        assert "本旗办法" in opened.schema["competition"].fields["scoring"].kind.values  # type: ignore[attr-defined]


def test_a_decision_is_told_in_words() -> None:
    assert [matter_of(key) for key in ("prizes//三等奖", "prizes/学生组/一等奖", "初赛//1")] == [
        "三等奖",
        "学生组 一等奖",
        "晋级",
    ]
