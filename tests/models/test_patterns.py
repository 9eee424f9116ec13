"""A pattern that is compiled late does what one does that was compiled at once."""

from __future__ import annotations

import re

import pytest

from models.patterns import pattern


@pytest.mark.parametrize("name", ["fullmatch", "match", "search", "split", "findall"])
def test_it_answers_like_a_compiled_one_first_and_later(name: str) -> None:
    late, compiled = pattern("a(b+)", re.IGNORECASE), re.compile("a(b+)", re.IGNORECASE)
    for text in ("ABBB", "xaby", "", "ab ab"):
        assert repr(getattr(late, name)(text)) == repr(getattr(compiled, name)(text))


def test_it_replaces_and_tells_of_itself() -> None:
    late = pattern("[0-9]+")
    assert late.sub("#", "a12b3") == "a#b#"
    assert late.pattern == "[0-9]+"
    assert [found[0] for found in late.finditer("a12b3")] == ["12", "3"]
