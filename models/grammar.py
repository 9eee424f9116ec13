"""Closed lists of words: a frozen dataclass is the grammar of a declaration, and any other word is refused."""

from __future__ import annotations

import types
import typing
from collections.abc import Hashable
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, TypeVar

from models.words import Refusal

Grammar = TypeVar("Grammar")


def worded(grammar: type[Grammar], words: dict[str, Any], file: str, at: str = "") -> Grammar:
    """The words of a TOML table as an instance of its grammar.

    Refused with file, place and word: an unknown word, a word of the wrong type, a missing one.
    A word that Python keeps for itself (`with`, `from`) is declared with an underscore behind.
    """
    known = _words(typing.cast(Hashable, grammar))
    given: dict[str, Any] = {}
    for word, value in words.items():
        if word not in known:
            raise Refusal("grammar.unknown", file=file, at=at or file, word=word, known=" ".join(known))
        attribute, expected = known[word]
        if not _fits(value, expected):
            raise Refusal("grammar.type", file=file, at=at or file, word=word, value=value)
        given[attribute] = value
    missing = [
        word
        for word, (attribute, _) in known.items()
        if attribute in _needed(typing.cast(Hashable, grammar)) and attribute not in given
    ]
    if missing:
        raise Refusal("grammar.missing", file=file, at=at or file, word=missing[0])
    return grammar(**given)


@cache
def _words(grammar: Hashable) -> dict[str, tuple[str, Any]]:
    hints = typing.get_type_hints(typing.cast(type[Any], grammar))
    return {one.name.rstrip("_"): (one.name, hints[one.name]) for one in fields(typing.cast(type[Any], grammar))}


@cache
def _needed(grammar: Hashable) -> set[str]:
    return {
        one.name
        for one in fields(typing.cast(type[Any], grammar))
        if one.default is MISSING and one.default_factory is MISSING
    }


def _fits(value: object, expected: Any) -> bool:
    if expected is Any or type(value) is expected:
        return True
    origin, inside = typing.get_origin(expected), typing.get_args(expected)
    if origin is types.UnionType or origin is typing.Union:
        return any(_fits(value, one) for one in inside)
    if origin is typing.Literal:
        return value in inside
    if origin is list:
        return isinstance(value, list) and all(_fits(one, inside[0]) for one in value)
    if origin is dict:
        return isinstance(value, dict) and all(_fits(one, inside[1]) for one in value.values())
    if expected is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if expected is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, expected)
