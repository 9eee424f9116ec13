"""Characters: initials as people type them, and code points of old."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import resources
from models.characters import initials, initials_of, modern
from models.kinds import match_key, match_keys


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("乌兰察布", "wlcb"),
        ("王小明", "wxm"),
        ("ABB公司（中国）", "abbgszg"),
        ("第12车间", "d12cj"),
        ("阿拉坦·其木格", "altqmg"),
        ("䶮", "y"),
        ("㐀", "q"),
        ("𠮷", "𠮷"),
        ("ᠮᠣᠩᠭᠣᠯ", "ᠮᠣᠩᠭᠣᠯ"),
        ("·（）", ""),
        ("", ""),
    ],
)
def test_initials_are_what_one_types(name: str, letters: str) -> None:
    assert initials(name).split(" ")[0] == letters


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("单小明", {"sxm", "dxm"}),
        ("曾国", {"zg", "cg"}),
        ("解军", {"xj", "jj"}),
        ("仇明", {"qm", "cm"}),
        ("查明", {"zm", "cm"}),
        ("尉迟明", {"ycm", "wcm"}),
        ("重庆", {"zq", "cq"}),
        ("长春", {"cc", "zc"}),
        ("厦门", {"xm", "sm"}),
    ],
)
def test_a_name_is_found_by_every_way_to_read_it(name: str, ways: set[str]) -> None:
    assert set(initials(name).split(" ")) == ways


@given(names=st.lists(st.text() | st.sampled_from(["重庆", "王小明", "第12车间", "𠮷"])))
def test_initials_of_many_names_are_those_of_each(names: list[str]) -> None:
    keys = match_keys(names)
    assert initials_of(keys) == [initials(key) for key in keys]


def test_a_long_name_with_many_readings_keeps_but_a_few() -> None:
    assert len(initials("重庆长春重庆长春重庆长春").split(" ")) == 8


def test_a_rare_character_at_its_code_point_of_old_is_the_same_name() -> None:
    assert match_key("王\ue863") == match_key("王 䶮") == "王䶮"
    assert modern("\ue816") == "\U00020087"


def test_the_table_of_old_code_points_agrees_with_the_codec() -> None:
    """Python's GB 18030 is that of 2000: what it still puts into the private use area, later Unicode has."""
    lines = [line for line in resources.characters("private_use.txt").splitlines() if not line.startswith("#")]
    trails = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    assert len(lines) == len(trails) == 80
    for line, trail in zip(lines, trails, strict=True):
        before, now, letter = line.split(" ")
        known = bytes([0xFE, trail]).decode("gb18030")
        assert letter == chr(int(now, 16)) and letter == (letter if "\ue000" <= known <= "\uf8ff" else known)
        assert int(before, 16) == 0xE815 + trails.index(trail)


def test_the_table_of_letters_is_what_its_script_makes() -> None:
    pytest.importorskip("pypinyin")
    from tests import pinyin_table  # noqa: PLC0415 - it needs a library that only its makers have

    assert pinyin_table.text() == resources.characters("letters.txt")
