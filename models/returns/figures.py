"""The figures of a return as they stand, and all that is told of them: values, lists, findings, 更正."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models import reporting
from models.findings import Finding
from models.kinds import Stored
from models.returns.filling import Puts
from models.returns.grammar import CellWords

INSTANCE = "instance"
"""In place of a record type, in findings on a return itself."""


@dataclass(frozen=True)
class Figure:
    """One place of a return: what was computed, what a person put there, what was handed up, what it was last time."""

    place: str
    label: str
    meaning: CellWords
    computed: Stored
    put: Stored = None
    why: str = ""
    last: Stored = None
    handed_up: Stored = None
    is_frozen: bool = False

    @property
    def now(self) -> Stored:
        """What the register, and what people put there, give at this moment."""
        return self.computed if self.put is None else self.put

    @property
    def value(self) -> Stored:
        """What goes, or went, into the form."""
        return self.handed_up if self.is_frozen else self.now

    @property
    def is_override(self) -> bool:
        """Whether a person put another value over a computed one."""
        return self.put is not None and not self.meaning.keyed

    @property
    def change(self) -> float | None:
        """By which part it is more (or less) than last period; None where that can't be told."""
        return reporting.change(self.value, self.last)


@dataclass(frozen=True)
class Listing:
    """A list of a return: headings by column letters, and a row of figures for each record."""

    key: str
    title: str
    record: str
    headings: dict[str, str]
    rows: list[tuple[int, dict[str, Figure]]]


@dataclass(frozen=True)
class Waiting:
    """Reports that the return is built from: who has not returned, and who returned without a figure."""

    record: str
    title: str
    missing: list[str]
    empty: list[str]


@dataclass(frozen=True)
class Correction:
    """A place that was handed up with another value than the register gives now."""

    place: str
    label: str
    handed_up: Stored
    now: Stored


@dataclass(frozen=True)
class Kept:
    """What is kept of an instance: values put there with why, and what was handed up, last time and this time."""

    row: int = 0
    puts: Mapping[str, tuple[Stored, str]] = field(default_factory=dict)
    snapshot: Mapping[str, Stored] | None = None
    last: Mapping[str, Stored] | None = None

    @property
    def values(self) -> Puts:
        """The values put there."""
        return {at: value for at, (value, _) in self.puts.items()}


@dataclass(frozen=True)
class Standing:
    """Everything about a return of a period as of now.

    `findings` are those of records that it counts or lists; `checks` are those of the form, each a `Finding` of record
    "instance" whose field is the place; a doubt with a `why` is settled.
    """

    figures: list[Figure]
    listings: list[Listing]
    checks: list[Finding]
    findings: list[Finding]
    waiting: list[Waiting]

    @property
    def all(self) -> Iterator[Figure]:
        """The figures of cells and of lists."""
        yield from self.figures
        for listing in self.listings:
            for _, figures in listing.rows:
                yield from figures.values()

    @property
    def open(self) -> list[Finding]:
        """What still stops it."""
        return [one for one in [*self.findings, *self.checks] if not one.settled]

    @property
    def corrections(self) -> list[Correction]:
        """更正: what the register gives otherwise since it was handed up."""
        return [
            Correction(one.place, one.label, one.handed_up, one.now)
            for one in self.all
            if one.is_frozen and one.handed_up != one.now
        ]
