"""What the rules leave to people: a place shared across a cut. The decision is recorded elsewhere and handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Decided = Mapping[str, Sequence[str]]
"""By key of the decision: the keys of the entrants that were chosen."""


@dataclass(frozen=True)
class Decision:
    """Who of several equals gets one of too few seats. `chosen` is None while nobody has decided."""

    key: str
    of: str
    candidates: tuple[str, ...]
    seats: int
    chosen: tuple[str, ...] | None = None


def decision(key: str, of: str, candidates: Sequence[str], seats: int, decided: Decided) -> Decision:
    """The decision with what was chosen; a choice among others than today's equals no longer counts."""
    names, chosen = tuple(sorted(candidates)), decided.get(key)
    if chosen is None or not set(chosen) <= set(names):
        return Decision(key, of, names, seats)
    return Decision(key, of, names, seats, tuple(sorted(chosen)))
