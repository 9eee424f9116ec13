"""Closed lists of words: a frozen dataclass is the grammar of a declaration, and any other word is refused."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, TypeVar

from models.words import Refusal

Grammar = TypeVar("Grammar")
Fits = Callable[[object], bool]


def worded(grammar: type[Grammar], words: dict[str, Any], file: str, at: str = "") -> Grammar:
    """The words of a TOML table as an instance of its grammar.

    Refused with file, place and word: an unknown word, a word of the wrong type, a missing one.
    A word that Python keeps for itself (`with`, `from`) is declared with an underscore behind.
    """
    known, needed = _known(typing.cast(Hashable, grammar))
    given: dict[str, Any] = {}
    for word, value in words.items():
        if word not in known:
            raise Refusal("grammar.unknown", file=file, at=at or file, word=word, known=" ".join(known))
        attribute, fits = known[word]
        if not fits(value):
            raise Refusal("grammar.type", file=file, at=at or file, word=word, value=value)
        given[attribute] = value
    for word in needed:
        if word not in words:
            raise Refusal("grammar.missing", file=file, at=at or file, word=word)
    return grammar(**given)


@cache
def _known(grammar: Hashable) -> tuple[dict[str, tuple[str, Fits]], list[str]]:
    """By word the attribute that holds what it says, and what it may say; and the words that must be there."""
    hints = typing.get_type_hints(typing.cast(type[Any], grammar))
    words = {one.name.rstrip("_"): one for one in fields(typing.cast(type[Any], grammar))}
    needed = [word for word, one in words.items() if one.default is MISSING and one.default_factory is MISSING]
    return {word: (one.name, _fits(hints[one.name])) for word, one in words.items()}, needed


def _fits(expected: Any) -> Fits:
    """Tells whether a value of TOML is of a type; worked out once for each word."""
    origin, inside = typing.get_origin(expected), typing.get_args(expected)
    if expected is Any:
        return lambda _: True
    if origin is types.UnionType or origin is typing.Union:
        either = [_fits(one) for one in inside]
        return lambda value: any(fits(value) for fits in either)
    if origin is typing.Literal:
        return lambda value: value in inside
    if origin is list:
        each = _fits(inside[0])
        return lambda value: isinstance(value, list) and all(map(each, value))
    if origin is dict and inside[1] is Any:
        return lambda value: isinstance(value, dict)
    if origin is dict:
        held = _fits(inside[1])
        return lambda value: isinstance(value, dict) and all(map(held, value.values()))
    if expected is float:
        return lambda value: isinstance(value, int | float) and not isinstance(value, bool)
    if expected is int:
        return lambda value: isinstance(value, int) and not isinstance(value, bool)
    return lambda value: isinstance(value, expected)
