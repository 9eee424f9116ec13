"""A text is condensed, then smaller, then in two lines, and never leaves its box."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.certificates import Measured, Setting, TextBox, fit
from models.certificates.fitting import ASCENT, DESCENT, MM, NARROWEST, bare, breaks, kept_whole

BOX = TextBox(x=0, y=0, width=100, height=20, size=20, smallest=12)
LETTER = 20 * MM


def setting(text: str, box: TextBox = BOX) -> Setting | None:
    """The fit of letters that are as broad as they are high."""
    return fit(box, Measured(bare(text), (1.0,) * len(bare(text))), breaks(text))


def test_what_has_room_stays_as_it_is() -> None:
    found = setting("张三")
    assert found and (found.size, found.stretch, len(found.lines)) == (20, 1, 1)


def test_first_it_is_condensed_then_smaller_then_in_two_lines_then_not_at_all() -> None:
    lengths = {length: setting("字" * length) for length in (14, 15, 17, 25, 30, 50)}
    told = {n: one and (round(one.size, 1), round(one.stretch, 2), len(one.lines)) for n, one in lengths.items()}
    assert told[14] == (20, 1, 1)
    assert told[15] == (20, 0.94, 1)
    assert told[17] and told[17][0] < 20 and told[17][1:] == (NARROWEST, 1)
    assert told[25] and told[25][0] >= 12 and told[25][2] == 1
    assert told[30] and told[30][2] == 2
    assert told[50] and told[50][2] == 2
    assert setting("字" * 60) is None


def test_two_lines_need_the_height() -> None:
    assert setting("字" * 30, replace(BOX, height=9)) is None


def test_a_joined_name_is_parted_only_behind_a_dot() -> None:
    name = "额尔德尼巴雅尔·苏布德其其格·阿拉坦·乌兰"
    joined = kept_whole(name)
    assert bare(joined) == name
    assert [name[:at][-1] for at in breaks(joined)] == ["·", "·", "·"]
    assert kept_whole("张三丰") == "张三丰"
    found = setting(joined + "同志：", replace(BOX, width=60))
    assert found and len(found.lines) == 2
    assert name[: found.lines[0].stop].endswith("·")


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("好，好", {2}),
        ("“好”好", {3}),
        ("甲（乙）丙", {1, 4}),
        ("第2025年", {1, 5}),
        ("AB cd", {3}),
        ("葛\U000e0100飾", {2}),
        ("甲……乙", {3}),
    ],
)
def test_lines_do_not_begin_with_a_stop_or_end_with_an_opening(text: str, allowed: set[int]) -> None:
    assert set(breaks(text)) == allowed


def test_running_text_fills_lines_before_it_gets_smaller() -> None:
    box = replace(BOX, height=40, running=True, indent=2, leading=1.5)
    found = setting("字" * 30, box)
    assert found and found.size == 20 and len(found.lines) == 3
    assert found.lines[0].x == pytest.approx(2 * LETTER) and found.lines[1].x == 0
    smaller = setting("字" * 70, box)
    assert smaller and smaller.size < 20
    assert setting("字" * 500, box) is None


def test_justified_lines_reach_the_edge_all_but_the_last() -> None:
    found = setting("字" * 30, replace(BOX, height=40, running=True, align="justify"))
    assert found
    assert [round(line.x + line.width, 6) for line in found.lines[:-1]] == [100.0, 100.0]
    assert found.lines[-1].width < 100


def test_mongolian_columns_begin_left() -> None:
    box = replace(BOX, width=40, height=100, flow="mongolian", running=True)
    found = setting("字" * 20, box)
    assert found and found.lines[0].y > found.lines[1].y


words = st.text(st.sampled_from("字张·，（）A2 “”阿。"), min_size=1, max_size=60)


@given(words, st.floats(5, 300), st.floats(4, 80), st.booleans(), st.sampled_from(["left", "center", "justify"]))
def test_nothing_ever_leaves_its_box_or_gets_lost(
    text: str, width: float, height: float, running: bool, align: str
) -> None:
    box = replace(BOX, width=width, height=height, running=running, align=align, indent=2 * running, spacing=0.1)
    found = setting(text, box)
    if found is None:
        return
    letter = found.size * MM
    assert [line.start for line in found.lines] == [0, *(line.stop for line in found.lines[:-1])]
    assert found.lines[-1].stop == len(text)
    assert box.smallest - 1e-6 <= found.size <= box.size and NARROWEST - 1e-6 <= found.stretch <= 1
    for line in found.lines:
        assert line.x >= -1e-6 and line.x + line.width <= width + 1e-6
        assert line.y - ASCENT * letter >= -1e-6 and line.y + DESCENT * letter <= height + 1e-6


def test_the_words_that_a_certificate_turns_on_are_not_parted() -> None:
    assert breaks("在比赛中荣获一等奖") == [1, 2, 3, 4, 6, 7, 8]
