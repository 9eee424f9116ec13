"""An entrant of a contest with what was recorded, and the marks of all of them as columns of whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from models.scoring.rules import Component
from models.words import Refusal

Mark = Decimal | None
_FINEST = 8  # decimals that a mark or time may have


@dataclass(frozen=True)
class Entrant:
    """Who takes part. Marks are by path of the component, in the order of the judges; None: not yet marked.

    `absent` names components that the entrant did not attend, `recused` judges who may not mark this entrant.
    """

    key: str
    name: str = ""
    group: str = ""
    unit: str = ""
    team: str = ""
    trade: str = ""
    grade: str = ""
    person: str = ""
    status: str = ""
    marks: Mapping[str, Sequence[Mark]] = field(default_factory=dict)
    adjustments: Mapping[str, Decimal] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    recused: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Marks:
    """All marks of one component: a column for every judge, in units of 10 ** -decimals; None: not yet marked."""

    columns: list[list[int | None]]
    decimals: int = 0

    def of(self, row: int) -> tuple[int | None, ...]:
        """The marks of one entrant, judge by judge."""
        return tuple(column[row] for column in self.columns)

    def at(self, rows: Sequence[int]) -> Marks:
        """The same marks for some of the entrants."""
        return Marks([[column[row] for row in rows] for column in self.columns], self.decimals)


def as_columns(leaf: Component, entrants: Sequence[Entrant]) -> Marks:
    """The marks of one component taken from its entrants; refused when there are more than judges."""
    rows = [one.marks.get(leaf.path, ()) for one in entrants]
    found = max(map(len, rows), default=0)
    if leaf.judges and found > leaf.judges:
        over = next(one for one, row in zip(entrants, rows, strict=True) if len(row) == found)
        raise Refusal("scoring.too_many_marks", entrant=over.name or over.key, component=leaf.title, judges=leaf.judges)
    width = max(leaf.judges, found, 1)
    if any(len(row) != width for row in rows):
        rows = [(*row, *[None] * (width - len(row))) for row in rows]
    columns = list(zip(*rows, strict=True)) or [()] * width
    for decimals in range(2, _FINEST + 1, 2):
        scaled = [_scaled(column, 10**decimals) for column in columns]
        if None not in scaled:
            return Marks([column for column in scaled if column is not None], decimals)
    raise Refusal("scoring.too_fine", component=leaf.title)


def complete(leaf: Component, marks: Marks, entrants: int) -> Marks:
    """Marks that came as columns: judges who have marked nobody yet stand there blank; refused when there are more."""
    if leaf.judges and len(marks.columns) > leaf.judges:
        raise Refusal("scoring.too_many_columns", component=leaf.title, judges=leaf.judges)
    blank: list[int | None] = [None] * entrants
    return Marks(marks.columns + [blank] * (max(leaf.judges, 1) - len(marks.columns)), marks.decimals)


def _scaled(column: Sequence[Mark], unit: int) -> list[int | None] | None:
    """A column in whole units, or None where the units are too coarse.

    Cutting off can only make a number that is not negative smaller, so equal sums mean that nothing was cut.
    """
    known = [mark for mark in column if mark is not None]
    if known and min(known) < 0:
        raise Refusal("scoring.negative", mark=min(known))
    if len(known) == len(column):
        whole: list[int | None] = [int(mark * unit) for mark in known]
    else:
        whole = [None if mark is None else int(mark * unit) for mark in column]
    return whole if sum(filter(None, whole)) == sum(known) * unit else None
