"""What an assessment sheet is made of: items in a tree, and what was scored on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

BASE, BONUS, VETO = "base", "bonus", "veto"


@dataclass(frozen=True)
class Item:
    """One item. `key` is its way down the tree (2.1.3), `row` where it stands on the sheet, `full` as stated there."""

    key: str
    number: str
    title: str
    detail: str
    full: Fraction | None
    kind: str
    row: int
    children: tuple[Item, ...] = ()

    def leaves(self) -> Iterator[Item]:
        """The items that are scored."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def everything(self) -> Iterator[Item]:
        """The item and all below it."""
        yield self
        for child in self.children:
            yield from child.everything()

    @property
    def label(self) -> str:
        """Number and title as they are read together."""
        mark = "、" if self.number and self.number[-1] not in "、.．:：)）" else ""
        return f"{self.number}{mark}{self.title}"

    @property
    def worth(self) -> Fraction | None:
        """Full marks: of a leaf as stated, else the sum of what is below; None where a leaf says nothing."""
        if not self.children:
            return self.full
        below = [child.worth for child in self.children if child.kind == self.kind]
        return None if None in below else sum((one for one in below if one is not None), Fraction(0))


@dataclass(frozen=True)
class Score:
    """What one assessor put down for one item; None where nothing was put down. `vetoed` only for a veto item."""

    own: Fraction | None = None
    assessed: Fraction | None = None
    deduction: Fraction | None = None
    remark: str = ""
    vetoed: bool | None = None

    def of(self, full: Fraction | None) -> Fraction | None:
        """The assessed score, or full marks less the deduction; None while neither is there."""
        if self.assessed is not None or self.deduction is None or full is None:
            return self.assessed
        return full - self.deduction


Scores = dict[str, Score]


@dataclass(frozen=True)
class Sheet:
    """An assessment sheet: its rows as they came, which column means what, and its items."""

    rows: tuple[tuple[object, ...], ...]
    columns: dict[str, int]
    items: tuple[Item, ...]
    totals: dict[int, str] = field(default_factory=dict)
    """Rows of totals: the key of the item that they sum up, or nothing for the whole sheet."""
    first: int = 1
    """The row below the heading."""

    def everything(self) -> Iterator[Item]:
        """All items, from the top."""
        for item in self.items:
            yield from item.everything()

    def leaves(self) -> Iterator[Item]:
        """All items that are scored."""
        for item in self.items:
            yield from item.leaves()

    @property
    def full(self) -> Fraction:
        """Full marks of the sheet, bonuses apart."""
        return sum((item.worth or Fraction(0) for item in self.items if item.kind == BASE), Fraction(0))
