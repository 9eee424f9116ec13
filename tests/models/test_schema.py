"""Declarations are a closed grammar: an unknown word is refused with file, field and word before anything is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.resources import Resources
from models.schema import load
from models.words import Refusal

GOOD = 'title = "试验"\nname = "title"\n[fields]\ntitle = { label = "名称", kind = "text" }\n'


def declared(folder: Path, words: str, key: str = "trial") -> Resources:
    """Resources with one more record type."""
    path = folder / "records" / f"{key}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return Resources(folder)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('x = { label = "甲", kind = "text", colour = "red" }', ["trial.toml", "x", "colour"]),
        ('x = { label = "甲", kind = "txt" }', ["trial.toml", "x", "txt"]),
        ('x = { label = "甲", kind = "choice", of = "nowhere" }', ["trial.toml", "x", "nowhere"]),
        ('x = { label = "甲", kind = "link", of = "nobody" }', ["trial.toml", "x", "nobody"]),
        ('x = { label = 3, kind = "text" }', ["trial.toml", "x", "label"]),
        ('x = { kind = "text" }', ["trial.toml", "x", "label"]),
        ('x = { label = "甲", kind = "text", decimals = 2 }', ["trial.toml", "x", "decimals"]),
        ('x = { label = "名称", kind = "text" }', ["trial.toml", "x", "名称"]),
        ('x = { label = "甲", kind = "link", of = "unit", with = ["nothing"] }', ["trial.toml", "nothing"]),
    ],
)
def test_a_wrong_field_is_refused_with_its_file_its_name_and_the_word(
    tmp_path: Path, line: str, told: list[str]
) -> None:
    with pytest.raises(Refusal) as refusal:
        load(declared(tmp_path, GOOD + line))
    assert all(word in str(refusal.value) for word in told)


@pytest.mark.parametrize(
    ("before", "word"),
    [('colour = "red"\n', "colour"), ('columns = ["nothing"]\n', "nothing"), ('parent = "nothing"\n', "nothing")],
)
def test_a_wrong_word_of_a_record_is_refused(tmp_path: Path, before: str, word: str) -> None:
    with pytest.raises(Refusal, match=word):
        load(declared(tmp_path, before + GOOD))


def test_what_is_not_toml_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"trial\.toml"):
        load(declared(tmp_path, "title = "))


def test_a_refinement_inherits_the_fields_of_the_type_it_refines() -> None:
    schema = load(Resources())
    assert set(schema["competition"].fields) < set(schema["competition/skills"].fields)
    assert schema["competition/skills"].table == "competition"


def test_the_contests_have_their_entries_in_a_tab() -> None:
    schema = load(Resources())
    assert "entry" in [one.key for one in schema.children("competition/skills")]
    assert "safety_unit" in [one.key for one in schema.children("competition/safety")]
    assert "safety_unit" not in [one.key for one in schema.children("competition/skills")]


def test_an_offices_own_words_lie_over_ours(tmp_path: Path) -> None:
    mine = 'title = "会员单位"\n[fields]\nstars = { label = "星级", kind = "count" }\n'
    unit = load(declared(tmp_path, mine, "unit"))["unit"]
    assert unit.title == "会员单位"
    assert {"title", "workers", "stars"} <= set(unit.fields)
