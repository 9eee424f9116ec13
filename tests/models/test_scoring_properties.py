"""What holds of every contest, whatever its rules, and what holds at the edges: nobody, one, all equal."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.scoring import Entrant, Marks, explain, explain_team, oddities, propose, read, score, team_results, traces
from models.scoring.exact import Rounding, shown
from models.words import Refusal
from tests.models.scoring_random import brings, contest, walk
from tests.models.test_scoring import rules

seeds = st.integers(0, 2**32)


def placed(words: dict[str, Any], entrants: list[Entrant]) -> list[dict[str, tuple[int | None, str]]]:
    """Places and states by stage and entrant."""
    stages = score(read("试", words, "试.toml"), entrants).stages
    return [{key: (stage.places[row], stage.states[row]) for key, row in stage.rows.items()} for stage in stages]


@settings(max_examples=150, deadline=None)
@given(seeds, st.randoms(use_true_random=False))
def test_places_do_not_depend_on_the_order_of_entry(seed: int, shuffling: Random) -> None:
    words, entrants = contest(Random(seed))
    shuffled = list(entrants)
    shuffling.shuffle(shuffled)
    assert placed(words, entrants) == placed(words, shuffled)


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_every_trace_adds_up_to_the_total_and_can_be_said(seed: int) -> None:
    words, entrants = contest(Random(seed))
    result = score(read("试", words, "试.toml"), entrants)
    for one in entrants:
        for trace in traces(result, one.key):
            total = trace.total
            if total.value is not None and not trace.stage.stage.total.adjustments:
                brought = sum(part.weighted or 0 for part in total.parts if part.component.worth)
                brought += sum((one.total or 0) * one.points / one.full for one in trace.carried)
                assert total.exact == brought or one.status == "缺考"
        assert len(explain(result, one.key)) > 2


def only_first(one: Entrant) -> Entrant:
    """The entrant with what was recorded in the first stage."""
    kept = {
        word: {path: value for path, value in getattr(one, word).items() if path.startswith("first.")}
        for word in ("marks", "adjustments", "recused")
    }
    return replace(one, **kept, absent=frozenset(path for path in one.absent if path.startswith("first.")))


@settings(max_examples=300, deadline=None)
@given(seeds, st.data())
def test_raising_a_mark_never_lowers_a_place(seed: int, data: st.DataObject) -> None:
    """Holds for every shape but those that ask for it: tie-breakers that prefer less, or compare the judges' spread;
    times, where less is better; and totals standardised by the spread of all."""
    words, entrants = contest(Random(seed))
    stage = {word: value for word, value in words["stages"]["first"].items() if word != "advance"}
    stage["ties"] = [tie for tie in stage["ties"] if tie["prefer"] == "higher" and tie.get("statistic") != "spread"]
    words["stages"] = {"first": stage}
    entrants = [only_first(one) for one in entrants]
    leaves = [
        f"first.{path}"
        for path, part in walk(stage["components"], "")
        if not part.get("parts") and part.get("kind") != "time" and brings(part)
    ]
    marked = [(one, path) for one in entrants for path in leaves if one.marks[path] and None not in one.marks[path]]
    if not marked:
        return
    who, path = data.draw(st.sampled_from(marked))
    marks = list(who.marks[path])
    judge = data.draw(st.integers(0, len(marks) - 1))
    marks[judge] = (marks[judge] or Decimal(0)) + data.draw(st.sampled_from([Decimal("0.01"), Decimal(1), Decimal(50)]))
    raised = [replace(one, marks={**one.marks, path: marks}) if one is who else one for one in entrants]
    before, after = placed(words, entrants)[0][who.key], placed(words, raised)[0][who.key]
    if before[1] == "ranked" and after[1] == "ranked":
        assert after[0] <= before[0]  # type: ignore[operator]


def one(key: str, *marks: str, **facts: Any) -> Entrant:
    """An entrant with marks for the one component of `rules()`; “-” is not yet marked."""
    given = [None if mark == "-" else Decimal(mark) for mark in marks]
    return Entrant(key, marks={"final.score": given}, **facts)


def test_nobody_present_has_no_places_and_nothing_to_decide() -> None:
    result = score(rules(prizes=[{"award": "一等奖", "count": 1}]), [])
    assert result.complete and result.stages[0].places == []
    assert propose(result).awards == ()


def test_one_entrant_of_one_judge_in_one_round_is_first_with_that_mark() -> None:
    result = score(rules(), [one("1", "87.5")])
    assert (result.stages[0].places, shown(result.stages[0].worked.value.at(0))) == ([1], "87.5")


def test_one_round_is_not_counted_twice() -> None:
    halves = {"title": "分", "parts": {"only": {"title": "唯一模块"}}}
    result = score(rules({"components": {"whole": halves}}), [Entrant("1", marks={"final.whole.only": [Decimal(80)]})])
    assert shown(result.stages[0].worked.value.at(0)) == "80"


@pytest.mark.parametrize("shared", ["skip", "dense"])
def test_all_tied_share_the_first_place_and_a_prize_for_one_waits_for_a_decision(shared: str) -> None:
    ruled = rules(shared=shared, prizes=[{"award": "一等奖", "count": 1}, {"award": "二等奖", "count": 1}])
    entrants = [one(key, "80") for key in "abc"]
    assert score(ruled, entrants).stages[0].places == [1, 1, 1]
    found = propose(score(ruled, entrants))
    assert [(each.candidates, each.seats, each.chosen) for each in found.decisions] == [(("a", "b", "c"), 1, None)]
    assert found.awards == () and found.waiting == ("prizes/",)
    decided = {"prizes//一等奖": ["b"], "prizes//二等奖": ["a"]}
    assert propose(score(ruled, entrants), decided=decided).of("prizes") == {"b": "一等奖", "a": "二等奖"}


@pytest.mark.parametrize(("shared", "places"), [("skip", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3])])
def test_a_shared_place_skips_the_next_one_unless_told_otherwise(shared: str, places: list[int]) -> None:
    entrants = [one("a", "90"), one("b", "80"), one("c", "80"), one("d", "70")]
    assert score(rules(shared=shared), entrants).stages[0].places == places


def test_a_blank_is_not_zero_and_has_no_place() -> None:
    result = score(rules(), [one("a", "-"), one("b", "0"), one("c")])
    assert result.stages[0].places == [None, 1, None]
    assert result.stages[0].states == ["unmarked", "ranked", "unmarked"]
    assert not result.complete


def test_one_judge_missing_of_five_stops_the_place() -> None:
    ruled = rules({"components": {"score": {"title": "成绩", "judges": 5}}})
    assert (
        score(ruled, [one("a", "9", "9", "9", "9"), one("b", "9", "-", "9", "9", "9")]).stages[0].places == [None] * 2
    )


def test_equals_wait_for_the_tie_breaker_that_is_not_recorded_and_others_do_not() -> None:
    parts = {"score": {"title": "成绩"}, "time": {"title": "用时", "kind": "time"}}
    ruled = rules({"components": parts, "ties": [{"of": "time", "prefer": "lower"}]})
    timed = replace(one("a", "80"), marks={"final.score": [Decimal(80)], "final.time": [Decimal(30)]})
    result = score(ruled, [timed, one("b", "80"), one("c", "70")])
    assert result.stages[0].places == [None, None, 3]
    assert "尚未录全" in explain(result, "b")[-1]


def test_a_recused_judge_counts_neither_way() -> None:
    ruled = rules({"components": {"score": {"title": "成绩", "judges": 3}}})
    entrant = replace(one("a", "10", "-", "8"), recused={"final.score": frozenset({1})})
    assert shown(score(ruled, [entrant]).stages[0].worked.value.at(0)) == "9"


def test_a_half_is_rounded_as_decimals_are_and_not_as_binary_floats_are() -> None:
    ruled = {"title": "成绩", "judges": 2, "decimals": 2}
    result = score(rules({"components": {"score": ruled}}), [one("a", "2.67", "2.68")])
    assert shown(result.stages[0].worked.value.at(0)) == "2.68"  # 2.675 is 2.67499… as a float


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4), st.integers(0, 4), st.sampled_from(["up", "even"]))
def test_rounding_is_that_of_the_decimal_module(number: int, parts: int, decimals: int, half: str) -> None:
    unit = 2 * parts
    value = Decimal(number) / Decimal(1000)
    how = {"up": "ROUND_HALF_UP", "even": "ROUND_HALF_EVEN"}[half]
    expected = value.quantize(Decimal(1).scaleb(-decimals), how)
    assert Decimal(Rounding(decimals, half).whole(number * unit, 1000 * unit)).scaleb(-decimals) == expected


def test_marks_over_full_or_far_from_the_other_judges_are_pointed_at_and_kept() -> None:
    ruled = rules({"components": {"score": {"title": "成绩", "judges": 4}}})
    result = score(
        ruled, [one("a", "88", "90", "8.9", "89"), one("b", "101", "99", "98", "97"), one("c", "80", "-", "60")]
    )
    assert [(each.key, each.judge) for each in oddities(result)] == [("a", 3), ("b", 1)]
    assert "其他裁判多为 89" in oddities(result)[0].say and "超过满分 100" in oddities(result)[1].say


def test_marks_given_as_columns_come_out_as_those_of_the_entrants() -> None:
    random = Random(5)
    ruled = rules({"components": {"score": {"title": "成绩", "judges": 5, "drop_high": 1, "drop_low": 1}}})
    given = [[random.randint(0, 10_000) for _ in range(40)] for _ in range(5)]
    entrants = [Entrant(str(row)) for row in range(40)]
    quick = score(ruled, entrants, {"final.score": Marks(given, 2)})
    slow = score(ruled, [one(str(row), *(str(Decimal(column[row]) / 100) for column in given)) for row in range(40)])
    assert quick.stages[0].places == slow.stages[0].places
    four = score(ruled, entrants, {"final.score": Marks(given[:4], 2)})
    assert set(four.stages[0].states) == {"unmarked"}
    with pytest.raises(Refusal, match="列数多于裁判人数（5）"):
        score(ruled, entrants, {"final.score": Marks([*given, given[0]], 2)})


def test_per_unit_limit_lets_the_next_ones_move_up_and_asks_about_equals_of_one_unit() -> None:
    first = {"title": "初赛", "components": {"score": {"title": "成绩"}}, "advance": {"first": 3, "per_unit": 1}}
    ruled = rules(stages={"first": first, "final": {"title": "决赛", "components": {"score": {"title": "成绩"}}}})
    marks = [
        ("a", "90", "甲"),
        ("b", "85", "甲"),
        ("c", "80", "乙"),
        ("d", "80", "乙"),
        ("e", "70", "丙"),
        ("f", "60", "丁"),
    ]
    entrants = [Entrant(key, unit=unit, marks={"first.score": [Decimal(mark)]}) for key, mark, unit in marks]
    result = score(ruled, entrants)
    assert result.stages[0].goes_on == {"a", "e"}
    assert [(each.key, each.candidates, each.seats) for each in result.open] == [("first//1", ("c", "d"), 1)]
    assert score(ruled, entrants, decided={"first//1": ["d"]}).stages[0].goes_on == {"a", "d", "e"}
    assert score(ruled, entrants, decided={"first//1": ["x"]}).open == result.open


def test_boundaries_may_go_higher_or_lower_by_rule() -> None:
    entrants = [one("a", "90"), one("b", "90"), one("c", "80"), one("d", "70")]
    ladder = [{"award": "一等奖", "places": [1, 1]}, {"award": "二等奖", "places": [2, 3]}]
    higher = propose(score(rules(boundary="higher", prizes=ladder), entrants)).of("prizes")
    lower = propose(score(rules(boundary="lower", prizes=ladder), entrants)).of("prizes")
    assert higher == {"a": "一等奖", "b": "一等奖", "c": "二等奖"}
    assert lower == {"a": "二等奖", "b": "二等奖", "c": "二等奖"}


RUNGS = st.fixed_dictionaries(
    {},
    optional={
        "count": st.integers(1, 3),
        "until_share": st.sampled_from([10, 33.3, 50]),
        "line": st.sampled_from([5, 7]),
        "least": st.just(4),
    },
)


@settings(max_examples=300, deadline=None)
@given(st.lists(RUNGS, min_size=1, max_size=4), st.lists(st.integers(1, 9), max_size=12), st.booleans())
def test_nobody_behind_gets_more_equals_get_the_same_and_no_seat_is_given_twice(
    rungs: list[dict[str, Any]], marks: list[int], dense: bool
) -> None:
    ladder = [rung | {"award": f"第{number}等"} for number, rung in enumerate(rungs)]
    ruled = rules(prizes=ladder, shared="dense" if dense else "skip")
    found = propose(score(ruled, [one(str(key), str(mark)) for key, mark in enumerate(marks)]))
    names = [rung["award"] for rung in ladder]
    given = [(marks[int(each.key)], names.index(each.award)) for each in found.awards]
    for mark, rank in given:
        rung = ladder[rank]
        assert mark >= rung.get("line", 0) and len(marks) >= rung.get("least", 0)
        assert all(other_rank >= rank for other, other_rank in given if other <= mark)
        assert all(other_rank == rank for other, other_rank in given if other == mark)
    for rank, rung in enumerate(ladder):
        holders = sum(one == rank for _, one in given)
        if "until_share" in rung:
            assert sum(one <= rank for _, one in given) <= len(marks) * rung["until_share"] / 100 or not holders
        elif "count" in rung:
            assert holders <= rung["count"]
    assert bool(found.waiting) == any(each.chosen is None for each in found.decisions)


def test_a_line_leaves_a_prize_vacant_and_places_above_a_ladder_get_nothing() -> None:
    entrants = [one("a", "84"), one("b", "83"), one("c", "50")]
    lined = [{"award": "一等奖", "count": 1, "line": 90}, {"award": "二等奖", "count": 1, "line": 60}]
    assert propose(score(rules(prizes=lined), entrants)).of("prizes") == {"a": "二等奖"}
    behind = [{"award": "技术能手", "places": [2, 10]}]
    assert propose(score(rules(titles=behind), entrants)).of("titles") == {"b": "技术能手", "c": "技术能手"}


def test_points_for_prizes_make_a_team_result() -> None:
    ladder = [{"award": "一等奖", "count": 1}, {"award": "二等奖", "count": 1}]
    ruled = rules(prizes=ladder, teams={"method": "prizes", "prizes": {"一等奖": 5, "二等奖": 3}, "rest": 0.5})
    result = score(ruled, [one("a", "90", team="甲"), one("b", "80", team="乙"), one("c", "70", team="甲")])
    found = team_results(result, propose(result).of("prizes"))
    assert [(each.team, shown(each.score), each.place) for each in found] == [("甲", "5.5", 1), ("乙", "3", 2)]


def test_better_places_make_a_team_result_as_medals_do() -> None:
    ruled = rules(teams={"method": "better_places"})
    entrants = [
        one("a", "90", team="甲"),
        one("b", "80", team="乙"),
        one("c", "70", team="乙"),
        one("d", "-", team="丙"),
    ]
    waiting, decided = team_results(score(ruled, entrants)), team_results(score(ruled, entrants[:3]))
    assert [(each.team, each.place) for each in decided] == [("甲", 1), ("乙", 2)]
    assert [(each.team, each.place) for each in waiting][-1] == ("丙", None)
    result = score(ruled, entrants[:3])
    assert "乙：团体成绩 第 2 名 1 个，第 3 名 1 个" in explain_team(result, decided, "乙")
    assert explain_team(score(ruled, entrants), waiting, "丙")[-1].strip() == "名次未定：尚有队员的成绩未录全"
    with pytest.raises(Refusal, match="没有参赛编号为“丁”"):
        explain_team(result, decided, "丁")


@pytest.mark.parametrize(
    ("entrants", "told"),
    [
        ([one("a", "1"), one("a", "2")], "参赛编号“a”重复"),
        ([one("a", "1", status="迟到")], "没有说明参赛状态“迟到”"),
        ([Entrant("a", marks={"final.luck": [Decimal(1)]})], "没有“final.luck”这一项"),
        ([Entrant("a", adjustments={"final.luck": Decimal(1)})], "没有“final.luck”这一项"),
        ([one("a", "1", "2", name="甲")], "“甲”的“成绩”分数比裁判人数（1）多"),
        ([one("a", "-1")], "分数“-1”小于 0"),
        ([one("a", "1.1234567891")], "“成绩”有小数超过 8 位"),
    ],
)
def test_entrants_that_the_rules_can_not_speak_of_are_refused(entrants: list[Entrant], told: str) -> None:
    with pytest.raises(Refusal) as refused:
        score(rules(), entrants)
    assert told in str(refused.value)


def test_teams_and_entrants_that_are_not_there_are_refused() -> None:
    result = score(rules(), [])
    with pytest.raises(Refusal, match="没有写明团体成绩"):
        team_results(result)
    with pytest.raises(Refusal, match="没有参赛编号为“x”"):
        explain(result, "x")
