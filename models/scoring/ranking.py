"""Puts entrants in order: by a column, then by tie-breakers among equals, then on shared places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from models.scoring.exact import Column


@dataclass(frozen=True)
class Run:
    """Entrants whom nothing tells apart. `waiting`: number of a tie-breaker not yet recorded for all of them, or -1."""

    rows: tuple[int, ...]
    waiting: int = -1


@dataclass(frozen=True)
class Key:
    """What is compared: a column, higher first unless `lower`."""

    column: Column
    lower: bool = False


def ordered(rows: Iterable[int], keys: Sequence[Key], depth: int = 0) -> list[Run]:
    """Runs of equals from the best downward.

    Equals of whom one has no value yet for the next tie-breaker stay together: a guess would be a wrong place.
    """
    if depth == len(keys):
        return [Run(tuple(rows))]
    numbers = keys[depth].column.numbers
    those = list(rows)
    if len(those) == 1 and depth:
        return [Run(tuple(those))]
    if any(numbers[row] is None for row in those):
        return [Run(tuple(those), depth - 1)]
    those.sort(key=numbers.__getitem__, reverse=not keys[depth].lower)  # type: ignore[arg-type]
    found = []
    for _, equals in groupby(those, key=numbers.__getitem__):
        found += ordered(equals, keys, depth + 1)
    return found


def places(runs: Sequence[Run], dense: bool) -> list[int]:
    """The place of each run: 1-2-2-4, or 1-2-2-3 when dense."""
    found, before = [], 0
    for number, run in enumerate(runs):
        found.append(1 + (number if dense else before))
        before += len(run.rows)
    return found
