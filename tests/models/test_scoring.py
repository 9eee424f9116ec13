"""Rule sets are data: each shipped one works its example out, and what they may say is closed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from models.resources import Resources
from models.scoring import RuleSet, load, read
from models.words import Refusal
from tests.scoring_examples import LINE, RULES, examples, worked

ROOT = Path(__file__).parents[2]


def rules(stage: dict[str, Any] | None = None, **words: Any) -> RuleSet:
    """A rule set of one stage, with other words as given."""
    plain = {"title": "决赛", "components": {"score": {"title": "成绩"}}}
    tables = {"title": "试", "version": "1", "stages": {"final": plain | (stage or {})}}
    return read("试", tables | words, "试.toml")


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_the_worked_example_comes_out_as_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert LINE in text
    assert worked(text) == text


def test_every_shipped_rule_set_has_a_worked_example() -> None:
    told = {path.read_text(encoding="utf-8").splitlines()[0].removeprefix("规则：") for path in examples()}
    assert told == RULES.keys()


def test_awards_of_shipped_rule_sets_are_in_the_lists_of_values() -> None:
    lists = {"prizes": "prizes", "titles": "titles", "promotions": "grades"}
    for name, one in RULES.items():
        for kind, codes in lists.items():
            known = set(tomllib.loads((ROOT / "resources" / "codes" / f"{codes}.toml").read_text("utf-8"))["values"])
            ladder = one.ladder(kind)
            named = {rung.award for rung in ladder.rungs} - {""} if ladder else set()
            grades = {grade for rung in ladder.rungs for pair in rung.to for grade in pair} if ladder else set()
            assert named | grades <= known, (name, kind)


def test_an_office_refines_a_shipped_rule_set(tmp_path: Path) -> None:
    folder = tmp_path / "scoring"
    folder.mkdir()
    (folder / "skills_30_70.toml").write_text('version = "本旗 2026"\n', encoding="utf-8")
    found = load(Resources(tmp_path))["skills_30_70"]
    assert (found.version, found.title) == ("本旗 2026", RULES["skills_30_70"].title)


def test_a_file_that_is_not_toml_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "scoring").mkdir()
    (tmp_path / "scoring" / "坏.toml").write_text("title = ", encoding="utf-8")
    with pytest.raises(Refusal, match=r"坏\.toml"):
        load(Resources(tmp_path))


COMPONENT = {"title": "成绩"}


@pytest.mark.parametrize(
    ("stage", "words", "told"),
    [
        ({}, {"colour": "red"}, "试.toml”中有不认识的词“colour"),
        ({}, {"shared": "both"}, "“shared”不能是“both”"),
        ({}, {"statuses": {"迟到": "late"}}, "“statuses”中，“迟到”不能是“late”"),
        ({}, {"boundary": "both"}, "“boundary”不能是“both”"),
        ({}, {"stages": {}}, "缺少“stages.”"),
        ({}, {"prizes": [{"count": 1}]}, "“prizes”有一行没有名称"),
        ({}, {"titles": [{"award": "技术能手", "places": [1]}]}, "“titles”有一行没有名称，或名次范围不是两个数"),
        ({}, {"teams": {"method": "luck"}}, "“method”不能是“luck”"),
        ({}, {"teams": {"method": "scores", "ties": [{"of": "luck"}]}}, "“of”不能是“luck”"),
        ({"rounding": {"half": "down"}}, {}, "final.rounding”中，“half”不能是“down”"),
        ({"ties": [{"of": "luck"}]}, {}, "final.ties”中，“of”不能是“luck”"),
        ({"ties": [{"of": "final", "statistic": "mean"}]}, {}, "“statistic”不能是“mean”"),
        ({"carry": {"first": 30}}, {}, "“carry”不能是“first”"),
        ({"advance": {"ties": "luck"}}, {}, "final.advance”中，“ties”不能是“luck”"),
        ({"components": {}}, {}, "“final”缺少“components”"),
        ({"components": {"a": COMPONENT | {"weihgt": 3}}}, {}, "“final.a”中有不认识的词“weihgt”"),
        ({"components": {"a": COMPONENT | {"full": "百"}}}, {}, "“full”的值“百”类型不对"),
        ({"components": {"a": COMPONENT | {"combine": "best"}}}, {}, "“combine”不能是“best”"),
        ({"components": {"a": COMPONENT | {"judges": 2, "drop_high": 1, "drop_low": 1}}}, {}, "“final.a”有 2 名裁判"),
        ({"components": {"a": COMPONENT | {"weight": -1}}}, {}, "或有负数"),
        ({"components": {"a": COMPONENT | {"kind": "time", "weight": 5}}}, {}, "“final.a”有权重，但满分是 0"),
        ({"components": {"a": COMPONENT | {"full": 90, "parts": {"b": COMPONENT}}}}, {}, "“final.a”满分写作 90"),
    ],
)
def test_what_the_grammar_does_not_know_is_refused_with_file_table_and_word(
    stage: dict[str, Any], words: dict[str, Any], told: str
) -> None:
    with pytest.raises(Refusal) as refused:
        rules(stage, **words)
    assert "试.toml" in str(refused.value) and told in str(refused.value)
