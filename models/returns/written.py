"""Writes a `cells.toml`: the same words that `grammar` reads, in the order in which people look for them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from models.returns.grammar import PeriodWords, ReturnWords, said
from models.sheets.forms.references import column_number, split

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def as_toml(words: ReturnWords) -> str:
    """The whole file."""
    return "\n".join(_lines(words)) + "\n"


def as_remarks(head: str, offered: Mapping[str, tuple[Any, str]]) -> str:
    """Lines that count only once the sign before them is taken away, with why they are offered."""
    if not offered:
        return ""
    lines = [f"# {_key(at)} = {_value(meaning)}    # {why}" for at, (meaning, why) in offered.items()]
    return "\n".join(["", f"# {head}", *lines, ""])


def _lines(words: ReturnWords) -> Iterator[str]:
    tables = {"cells": words.cells, "lists": words.lists, "checks": words.checks}
    period = {"kind": PeriodWords().kind, "from": PeriodWords().from_} | words.period
    yield from (f"{key} = {_value(value)}" for key, value in said(words).items() if key not in {*tables, "period"})
    yield f"period = {_value(period)}"
    if words.cells:
        yield from ("", "[cells]", *(f"{_key(at)} = {_value(one)}" for at, one in words.cells.items()))
    for key, one in words.lists.items():
        plain = {word: value for word, value in one.items() if word != "columns"}
        yield from ("", f"[lists.{_key(key)}]", *(f"{word} = {_value(value)}" for word, value in plain.items()))
        yield from ("", f"[lists.{_key(key)}.columns]")
        yield from (f"{_key(letters)} = {_value(value)}" for letters, value in one["columns"].items())
    if words.checks:
        yield from ("", "[checks]", *(f"{_key(key)} = {_value(one)}" for key, one in words.checks.items()))


def _key(word: str) -> str:
    return word if _BARE.fullmatch(word) else _value(word)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(str(key))} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)


def in_order(one: tuple[str, object]) -> tuple[str, int, int]:
    """Cells as one reads them: by sheet, row and column; the marks of a document by name."""
    sheet, _, cell = one[0].rpartition("!")
    if not sheet:
        return cell, 0, 0
    letters, row = split(cell)
    return sheet, row, column_number(letters)
