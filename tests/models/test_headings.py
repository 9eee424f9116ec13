"""Headings: what is passed over at a glance could not have been one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.intake.headings import hopeful, joined, promising, words_of
from models.library import Library
from models.schema import load

WORDS = words_of(load(Library()))
LABELS = sorted(WORDS.known)
UNITS = ["人", "人次", "万元", "（万元）", "(人)", "项/次"]


@st.composite
def cell(draw: st.DrawFn) -> str:
    """Nothing, something, a label, an end of one, or one in brackets, with ornaments or a unit."""
    word = draw(st.sampled_from(LABELS))
    part = word[draw(st.integers(0, len(word))) :]
    ornament = draw(st.sampled_from(["", "*", "一、", "其中：", " ", "1."]))
    unit = draw(st.sampled_from(["", *UNITS]))
    return draw(st.sampled_from(["", "", part, f"{ornament}{part}{unit}", unit, "焊工12", "/", "()", "王小明"]))


@settings(max_examples=400)
@given(data=st.data(), width=st.integers(2, 5), depth=st.integers(1, 3))
def test_no_rows_are_passed_over_that_may_be_headings(data: st.DataObject, width: int, depth: int) -> None:
    rows = [data.draw(st.lists(cell(), min_size=width, max_size=width)) for _ in range(depth)]
    if promising(WORDS.known, joined(rows)):
        assert hopeful(WORDS, rows)
