"""The numbers before items of an assessment sheet: 一、（一） 1、 (1) 1-1 ①; a level is known by its style."""

from __future__ import annotations

import re
from typing import NamedTuple

_CHINESE, _DASH = "[〇一二三四五六七八九十百]+", "[-－—–.．]"
_STYLES = (
    ("bracketed_chinese", re.compile(rf"[（(]{_CHINESE}[）)]")),
    ("bracketed", re.compile(r"[（(]\d{1,3}[）)]")),
    ("circled", re.compile(r"[①-⑳]")),
    ("chain", re.compile(rf"\d{{1,3}}(?:{_DASH}\d{{1,3}})+(?!\d)")),
    ("chinese", re.compile(_CHINESE)),
    ("plain", re.compile(r"\d{1,3}(?!\d|[.．]\d)")),
)
_NEEDS_MARK = ("chinese", "plain", "chain")  # a bare 一 or 1 is a number only where it stands alone
_MARK = re.compile(r"\s*[、.．:：)）]\s*|\s+")


class Number(NamedTuple):
    """A number as it stands, the style that tells its level, and the text behind it."""

    text: str
    style: str
    rest: str


def numbered(text: str, alone: bool = False) -> Number | None:
    """The number at the beginning of a text; `alone` for a cell that holds nothing else."""
    for style, pattern in _STYLES:
        if not (found := pattern.match(text)):
            continue
        mark = _MARK.match(text, found.end())
        end = mark.end() if mark else found.end()
        bare = style in _NEEDS_MARK and not mark
        if (bare and not alone) or (alone and end != len(text)):
            continue
        level = f"{style}{len(re.split(_DASH, found.group()))}" if style == "chain" else style
        return Number(text[:end].strip(), level, text[end:].strip())
    return None
