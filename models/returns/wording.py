"""Headings in other words: what forms call the same thing, told by words that mean the same and words that say nothing.

Two headings are the same when, spelled alike, nothing is left of one that is not in the other. So a word that nobody
has declared keeps them apart: a number in the wrong cell is worse than an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from models.intake.headings import heading_key, unit_said
from models.kinds import match_key

_SAYING_UNITS = ((r"人次数?$", "人次"), (r"场次数?$", "场次"), (r"人数$", "人"))


class Said(NamedTuple):
    """What a heading says: its words in any order, and the unit of its figures (empty where it says none)."""

    words: frozenset[str]
    unit: str


class Wording:
    """The words of `return_headings.toml` that mean the same (`same`) or nothing (`empty`)."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        same: Mapping[str, Sequence[str]] = told.get("same", {})
        self._canon = {match_key(each): match_key(word) for word, also in same.items() for each in (word, *also)}
        self._canon |= {match_key(word): "" for word in told.get("empty", {}).get("words", ())}
        longest = sorted(self._canon, key=len, reverse=True)
        self._word = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    def said(self, levels: Sequence[str]) -> Said:
        """What the levels of a heading say together."""
        unit = next((unit for level in reversed(levels) if (unit := unit_said((level,)))), "")
        words: set[str] = set()
        for level in levels:
            key = heading_key(level)
            if key == unit:
                continue
            for ending, named in _SAYING_UNITS:
                key, count = re.subn(ending, "", key)
                unit = unit or named * bool(count)
            words |= self._words(key)
        return Said(frozenset(words), unit)

    def _words(self, key: str) -> set[str]:
        """The words of a heading; what is between known ones counts as a word of its own."""
        found, at = set(), 0
        for hit in self._word.finditer(key):
            found |= {key[at : hit.start()], self._canon[hit[0]]}
            at = hit.end()
        return {one for one in (*found, key[at:]) if one}
