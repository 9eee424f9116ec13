"""What is said of a form at one moment, and what the program thinks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from models.returns.adopting import Adoption, Proposal, ProposedList
from models.returns.grammar import CellWords, CheckWords, ListWords, ReturnWords


@dataclass(frozen=True)
class Kept:
    """Everything that the clerk says of a form, at one moment."""

    words: ReturnWords
    cells: dict[str, CellWords]
    lists: dict[str, ListWords]
    checks: dict[str, CheckWords]

    @classmethod
    def of(cls, one: Adoption) -> Kept:
        """As it is said now."""
        return cls(one.words, dict(one.cells), dict(one.lists), dict(one.checks))

    def restore(self, one: Adoption) -> None:
        """Says it all again."""
        one.words = self.words
        one.cells, one.lists, one.checks = dict(self.cells), dict(self.lists), dict(self.checks)


class Thought(NamedTuple):
    """What the program thinks of a form: what belongs in cells and lists, and which cells wait for something."""

    proposals: dict[str, Proposal]
    lists: list[ProposedList]
    waiting: list[str]
