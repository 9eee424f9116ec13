"""Checks on the values of words, beyond what their type says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from models.scoring.exact import exact
from models.words import Refusal


def one_of(known: Sequence[str], value: str, word: str, file: str, at: str = "") -> str:
    """The value, if it is one of those known; refused with file, table and word."""
    if value not in known:
        raise Refusal("scoring.value", file=file, at=at or file, word=word, value=value, known=" ".join(known))
    return value


def maybe(number: float | None) -> Fraction | None:
    """A number as it was written, or None where it was not."""
    return None if number is None else exact(number)
