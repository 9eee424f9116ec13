"""Adoption: a blank workbook never seen before becomes a return, cell by cell, without code.

An `Adoption` is what the clerk works at: the blank as it is drawn, what belongs in each cell so far, what the program
proposes, and the value that each cell would have now. Nothing is kept until `write`. The page and `main.py adopt` do
the same through it. Addresses are those of the blank, with their sheet: 表1!C5.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models import sheets
from models.kinds import Stored
from models.library import Library
from models.measures import Measures
from models.register import Reader
from models.returns.grammar import CellWords, CheckWords, ListWords, PeriodWords
from models.schema import Schema


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


@dataclass(frozen=True)
class Known:
    """A measure, field or fact that may be bound: its key, how it is called, its unit, and what it means."""

    key: str
    title: str
    unit: str
    about: str


@dataclass(frozen=True)
class Split:
    """A way to narrow a measure or list: the path for `only`, its label, and the values to choose from."""

    path: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Context:
    """What an adoption looks things up in."""

    library: Library
    schema: Schema
    measures: Measures
    reader: Reader


class Adoption:
    """A form on its way to be a return. Not for two threads at once; give it a reader of the thread's own."""

    file: Path
    """The blank that will be filled: the clerk's own, or what it was converted to."""
    name: str
    """The folder that it will have."""
    title: str
    period: PeriodWords
    pictures: list[sheets.Picture]
    told: list[str]
    """Sentences for the clerk: converted from .xls, looks that may differ, sheets that are hidden."""
    cells: dict[str, CellWords]
    """What belongs in single cells, by address."""
    lists: dict[str, ListWords]
    """Rows that repeat, by a key of the list's own (list1, list2 …)."""
    checks: dict[str, CheckWords]
    """By number as the upper level prints it (J01)."""

    def labels(self, address: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The headings that stand over a cell, and those beside it to its left, from the outermost to the nearest."""
        raise NotImplementedError

    def proposals(self) -> dict[str, Proposal]:
        """What the program would put into single cells that are empty, by address."""
        raise NotImplementedError

    def proposed_lists(self) -> list[ProposedList]:
        """The rows that look like lists."""
        raise NotImplementedError

    def bind(self, address: str, meaning: CellWords | None) -> None:
        """Says what belongs in a cell, or (None) that nothing does; refused with what is wrong with it."""
        raise NotImplementedError

    def put_list(self, key: str, words: ListWords | None) -> str:
        """Sets a list, or takes it away; an empty key makes a new one. Gives the key; refused with what is wrong."""
        raise NotImplementedError

    def put_check(self, key: str, words: CheckWords | None) -> str:
        """Sets a check typed in addresses, or takes it away; an empty key makes a new one. Refused when unreadable."""
        raise NotImplementedError

    def accept(self) -> int:
        """Takes over all sure proposals where nothing is bound yet; returns how many."""
        raise NotImplementedError

    def values(self, period: str) -> dict[str, Stored]:
        """What the bound cells, and the cells of the first row of each list, would hold; long work."""
        raise NotImplementedError

    def value_of(self, meaning: CellWords, period: str) -> Stored:
        """What a cell of that meaning would hold."""
        raise NotImplementedError

    def measures(self, text: str = "") -> list[Known]:
        """Measures whose name, initials or meaning hold the letters; the nearest first."""
        raise NotImplementedError

    def facts(self) -> list[Known]:
        """What the office knows of itself: name, leader, telephone, and the period."""
        raise NotImplementedError

    def records(self) -> list[Known]:
        """What can be listed: the record types."""
        raise NotImplementedError

    def fields(self, record: str) -> list[Known]:
        """What a column of a list of that type may show: its fields, those of its links (`worker.unit`), and #."""
        raise NotImplementedError

    def splits(self, measure: str = "", record: str = "") -> list[Split]:
        """The ways to narrow a measure, or a list of a record type."""
        raise NotImplementedError

    def text(self) -> str:
        """The `cells.toml` as it stands."""
        raise NotImplementedError

    def write(self, returns: Path) -> Path:
        """Keeps form and `cells.toml` as a folder in an office's `formats/returns`; one of that name is replaced."""
        raise NotImplementedError


def open_blank(context: Context, path: Path, work: Path) -> Adoption:
    """A blank workbook or document opened for adoption; `work` is a folder for what has to be converted.

    Refused with what to do when it is no form, or an .xls where nothing is installed that can convert it.
    """
    raise NotImplementedError


def open_adopted(context: Context, name: str) -> Adoption:
    """A return that the office has already, to be looked through or changed."""
    raise NotImplementedError


def open_folder(context: Context, folder: Path) -> Adoption:
    """A folder with a form and a `cells.toml` from elsewhere."""
    raise NotImplementedError


def pack(folder: Path, target: Path) -> None:
    """Zips an adopted return for the next county."""
    raise NotImplementedError


def unpack(path: Path, work: Path) -> Path:
    """The folder out of such a zip; refused when it holds anything else, or too much."""
    raise NotImplementedError
