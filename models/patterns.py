"""Patterns that are compiled when they are first asked: most of them are not asked before a window has been seen."""

from __future__ import annotations

import re
from typing import Any, cast

_ASKED = ("fullmatch", "match", "search", "split", "sub", "findall", "finditer")


class _Late:
    """Stands for a pattern; after the first use its methods are the pattern's own, so that they cost no more."""

    def __init__(self, text: str, flags: int) -> None:
        self._told = text, flags

    def __getattr__(self, name: str) -> Any:
        made = re.compile(*self._told)
        self.__dict__.update({word: getattr(made, word) for word in _ASKED})
        return getattr(made, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` would make of it."""
    return cast("re.Pattern[str]", _Late(text, flags))
