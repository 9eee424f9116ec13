"""A proposal: what probably belongs in a cell, a column or a list of a blank, and why."""

from __future__ import annotations

from dataclasses import dataclass

from models.returns.grammar import CellWords, ListWords


@dataclass(frozen=True)
class Proposal:
    """What probably belongs in a cell, or in a column of a list, and a sentence that says why."""

    meaning: CellWords
    why: str
    sure: bool
    """Whether it came from last year's return or from a heading that says it exactly."""


@dataclass(frozen=True)
class ProposedList:
    """A row that probably repeats: the list's words, its columns proposed, and why."""

    words: ListWords
    columns: dict[str, Proposal]
    why: str
