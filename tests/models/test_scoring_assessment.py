"""Assessment sheets of any form are understood, scored, classified, and written back as the same rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.resources import Resources
from models.scoring.assessment import (
    Filled,
    Headings,
    Item,
    Score,
    Sheet,
    assess,
    load,
    parse,
    ranked,
    read,
    scores,
    written,
)
from models.scoring.assessment.numbering import numbered
from models.scoring.exact import shown
from models.words import Refusal
from tests.assessment_examples import HEADINGS, LINE, SCHEMES, examples, worked

HEADING = ["序号", "考核项目", "分值", "自评得分", "考评得分", "扣分", "备注"]


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_the_worked_example_comes_out_as_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert LINE in text
    assert worked(text) == text


def test_every_shipped_scheme_has_a_worked_example() -> None:
    assert {path.stem for path in examples()} == SCHEMES.keys()


@pytest.mark.parametrize(
    ("text", "alone", "expected"),
    [
        ("一、组织领导", False, ("一、", "chinese", "组织领导")),
        ("十一", True, ("十一", "chinese", "")),
        ("（二）学习培训", False, ("（二）", "bracketed_chinese", "学习培训")),
        ("1、有计划", False, ("1、", "plain", "有计划")),
        ("(3) 有台账", False, ("(3)", "bracketed", "有台账")),
        ("1-2", True, ("1-2", "chain2", "")),
        ("2.1.3 有记录", False, ("2.1.3", "chain3", "有记录")),
        ("③ 有总结", False, ("③", "circled", "有总结")),
        ("2025年计划", False, None),
        ("一票否决", False, None),
        ("1.5万元以上", False, None),
        ("十佳班组", False, None),
        ("安全", True, None),
    ],
)
def test_the_number_before_an_item_is_told_from_its_text(text: str, alone: bool, expected: Any) -> None:
    assert numbered(text, alone) == expected


def outline(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Keys, titles and full marks of all items."""
    return [(item.key, item.title, shown(item.full)) for item in sheet.everything()]


def test_numbers_of_four_styles_make_four_levels() -> None:
    rows = [
        ["××工程劳动竞赛考核表"],
        ["序号", "考核内容及标准", "标准分数", "评分规定"],
        ["一", "队伍建设好", 10.0, ""],
        ["1", "班子建设", "4分", ""],
        ["1-1", "班子健全", "3", ""],
        [datetime.date(2025, 1, 2), "团结敬业", "1", "Excel 把 1-2 当作日期"],
        ["2", "作用发挥", 6, ""],
        ["（1）", "有制度", 2, ""],
        ["（2）", "有计划", 4, ""],
        ["二", "工程质量好", 90, ""],
        ["", "合计", 100, ""],
    ]
    sheet = parse(rows, HEADINGS)
    assert outline(sheet) == [
        ("1", "队伍建设好", "10"),
        ("1.1", "班子建设", "4"),
        ("1.1.1", "班子健全", "3"),
        ("1.1.2", "团结敬业", "1"),
        ("1.2", "作用发挥", "6"),
        ("1.2.1", "有制度", "2"),
        ("1.2.2", "有计划", "4"),
        ("2", "工程质量好", "90"),
    ]
    assert (sheet.full, sheet.totals) == (100, {10: ""})


def test_merged_titles_and_points_in_brackets_make_parents_and_full_marks() -> None:
    rows = [
        ["考核项目", "考核内容", "得分"],
        ["组织领导（7分）", "竞赛组织机构健全（3分），主要领导任主任（2分）。", ""],
        ["", "有计划、方案、检查（2分）", ""],
        ["安全管理（5分）", "机构健全（5分）", ""],
        ["小计", "", ""],
    ]
    sheet = parse(rows, HEADINGS)
    assert [(item.key, shown(item.worth)) for item in sheet.everything()] == [
        ("1", "7"),
        ("1.1", "5"),
        ("1.2", "2"),
        ("2", "5"),
    ]
    assert sheet.totals == {4: "2"}


def test_details_beside_a_title_of_one_row_stay_with_it() -> None:
    rows = [
        ["序号", "考核项目", "主要考核指标", "基本分", "考核部门"],
        [1.0, "产值", "1.完成计划得满分；\n2.差1%扣1分", 20, "工程部"],
    ]
    (item,) = parse(rows, HEADINGS).items
    assert (item.number, item.title, item.full, "差1%" in item.detail) == ("1", "产值", 20, True)


def test_rows_without_a_heading_are_refused() -> None:
    with pytest.raises(Refusal, match="没有找到考核表的表头"):
        parse([["甲", "乙"], ["分值", ""]], HEADINGS)
    with pytest.raises(Refusal, match="没有找到考核表的表头"):
        parse([], HEADINGS)


def test_an_office_adds_its_own_headings(tmp_path: Path) -> None:
    (tmp_path / "assessment_headings.toml").write_text('[columns]\n"评比事项" = "title"\n', encoding="utf-8")
    rows = [["评比事项", "分值"], ["安全", 10]]
    assert outline(parse(rows, Headings.load(Resources(tmp_path)))) == [("1", "安全", "10")]


NUMBERS = (
    lambda at: "一二三四五六七八九"[at] + "、",
    lambda at: f"（{'一二三四五六七八九'[at]}）",
    lambda at: f"{at + 1}、",
    lambda at: f"({at + 1})",
)


def random_rows(random: Random, depth: int = 0) -> Iterator[tuple[list[object], str]]:
    """Rows of a random tree with the keys that they should get, scores filled in here and there."""
    for at in range(random.randint(1, 3 if depth else 5)):
        below = list(random_rows(random, depth + 1)) if depth < 3 and random.random() < 0.5 else []
        full = "" if below else random.choice([5, "5", "5分", 2.5])
        filled = [random.choice(["", 1, "1.5", 2.0]), random.choice(["", 2, "0.5"]), "", random.choice(["", "好"])]
        row = [NUMBERS[depth](at), f"第{depth}层事项{'甲乙丙丁戊'[at]}", full, *(filled if not below else [""] * 4)]
        yield row, str(at + 1)
        yield from ((each, f"{at + 1}.{key}") for each, key in below)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_rows_become_a_tree_and_the_same_rows_again(seed: int) -> None:
    made = list(random_rows(Random(seed)))
    rows: list[list[object]] = [
        ["某某考核表"],
        list(HEADING),
        *(row for row, _ in made),
        ["", "合计", "", "", "", "", ""],
    ]
    sheet = parse(rows, HEADINGS)
    assert [item.key for item in sheet.everything()] == [key for _, key in made]
    assert [item.title for item in sheet.everything()] == [row[1] for row, _ in made]
    assert written(sheet, scores(sheet, HEADINGS), HEADINGS, subtotals=False) == rows
    once = written(sheet, scores(sheet, HEADINGS), HEADINGS)
    again = parse(once, HEADINGS)
    assert written(again, scores(again, HEADINGS), HEADINGS) == once


def test_an_empty_sheet_is_not_yet_assessed_and_never_zero() -> None:
    scheme = SCHEMES["six_compare_quality"]
    found = assess(scheme, [Filled({})])
    assert (found.total, found.class_) == (None, "")
    assert len(found.sheets[0].missing) == sum(leaf.kind == "base" for leaf in scheme.sheet.leaves())
    assert assess(scheme, []).total is None


def full_marks(scheme: Any, less: int = 0) -> dict[str, Score]:
    """Full marks everywhere, less some on the first item."""
    found = {leaf.key: Score(assessed=leaf.full) for leaf in scheme.sheet.leaves() if leaf.kind == "base"}
    first = next(iter(found))
    return found | {first: Score(assessed=(found[first].assessed or 0) - Fraction(less))}


def test_one_round_is_not_counted_twice_and_a_missing_year_of_two_stays_open() -> None:
    cup = SCHEMES["safety_cup"]
    assert assess(cup, [Filled(full_marks(cup), round="2024")]).total is None
    both = [Filled(full_marks(cup), round="2024"), Filled(full_marks(cup, 3), round="2025")]
    assert shown(assess(cup, both).total) == "98.5"
    quality = SCHEMES["six_compare_quality"]
    assert shown(assess(quality, [Filled(full_marks(quality, 1))]).total) == "99"


def test_units_are_placed_by_total_and_a_vetoed_one_is_not() -> None:
    scheme = SCHEMES["six_compare_team"]
    veto = {"9.1": Score(vetoed=True)}
    found = {
        "甲": assess(scheme, [Filled(full_marks(scheme))]),
        "乙": assess(scheme, [Filled(full_marks(scheme, 1))]),
        "丙": assess(scheme, [Filled(full_marks(scheme, 1))]),
        "丁": assess(scheme, [Filled(full_marks(scheme) | veto)]),
        "戊": assess(scheme, [Filled({})]),
        "己": assess(scheme, [Filled(full_marks(scheme, 2))]),
    }
    assert ranked(scheme, found) == {"甲": 1, "乙": 2, "丙": 2, "丁": None, "戊": None, "己": 4}
    assert found["丁"].class_ == "取消资格"


def test_a_score_that_does_not_fit_its_deduction_is_pointed_at() -> None:
    scheme = SCHEMES["six_compare_team"]
    wrong = {"1.1": Score(assessed=Fraction(3), deduction=Fraction(1))}
    (fault,) = assess(scheme, [Filled(full_marks(scheme) | wrong)]).sheets[0].faults
    assert (fault.key, "得分与扣分之和不等于分值 5" in fault.say) == ("1.1", True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"colour": "red"}, "不认识的词“colour”"),
        ({"full": 90}, "满分写作 90"),
        ({"combine": "best"}, "“combine”不能是“best”"),
        ({"periods": "best"}, "“periods”不能是“best”"),
        ({"classes": [{"name": "优"}]}, "“classes”缺少“line”"),
        ({"bands": [{"item": "没有的", "when": "", "least": 1, "most": 2}]}, "“item”不能是“没有的”"),
        ({"rows": [["一", "质量", 30], ["1", "甲", 10], ["2", "乙", 10]], "full": 20}, "“质量”分值写作 30"),
        ({"rows": [["1", "质量", ""]], "full": 0}, "“质量”分值写作"),
        ({"rows": 5}, "“rows”的值“5”类型不对"),
    ],
)
def test_what_the_grammar_does_not_know_is_refused(words: dict[str, Any], told: str) -> None:
    plain = {"title": "试", "version": "1", "heading": ["序号", "考核项目", "分值"], "rows": [["1", "质量", 100]]}
    with pytest.raises(Refusal) as refused:
        read("试", plain | words, "试.toml", HEADINGS)
    assert "试.toml" in str(refused.value) and told in str(refused.value)


def test_a_file_that_is_not_toml_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "assessments").mkdir()
    (tmp_path / "assessments" / "坏.toml").write_text("title = ", encoding="utf-8")
    with pytest.raises(Refusal, match=r"坏\.toml"):
        load(Resources(tmp_path))


def test_an_item_knows_its_leaves() -> None:
    leaf = Item("1.1", "1", "甲", "", Fraction(3), "base", 1)
    assert list(Item("1", "一", "组", "", None, "base", 0, (leaf,)).leaves()) == [leaf]
