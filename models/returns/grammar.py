"""The words that a return's `cells.toml` may use: what belongs in a cell, a row that repeats, a check, a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Literal

NUMBERED, KEYED, KEPT, TOTAL = "#", "keyed", "kept", "total"
"""Short for a record's number in its list, a value typed for this return, what the form has there (a formula, or
nothing), and the sum of the column in the list above."""


@dataclass(frozen=True)
class PeriodWords:
    """How long a return's period is, to propose the one that is due, and when its year begins."""

    kind: Literal["year", "half", "quarter", "month", "years"] = "year"
    from_: str = "01-01"
    due: int = 0
    """So many days after its last day it has to be handed up; 0 where nobody says."""


@dataclass(frozen=True)
class CellWords:
    """What belongs in a cell: one of measure, text, fact, field, value, reached, keyed, kept or total; then how."""

    measure: str = ""
    text: str = ""
    """With {places} for facts: {federation}, {period}; in a form for each record also its fields."""
    fact: str = ""
    """A field of the office's own facts, or period, first_day, last_day."""
    field_: str = ""
    """`field`, of the record listed: a field or a path such as worker.unit, or # for its number in the list."""
    value: str = ""
    """SQL over one record listed."""
    reached: bool = False
    """What each of the targets listed has come to."""
    keyed: bool = False
    kept: bool = False
    total: bool = False
    only: dict[str, Any] = field(default_factory=dict)
    """Narrows a measure: paths and the value, or values, that they must have."""
    where: str = ""
    """Narrows a measure by SQL."""
    back: int = 0
    """So many years before the period."""
    unit: str = ""
    """What the cell counts in: 万元, 千元, 万人 …; others change nothing."""
    scale: float = 0
    """What one in the cell stands for, where the unit does not say it."""
    decimals: int | None = None

    def told(self) -> str | dict[str, Any]:
        """As it is written in a `cells.toml`, the short way where there is one."""
        words = said(self)
        if len(words) == 1:
            (word, value), *_ = words.items()
            if word in ("measure", "field"):
                return str(value)
            if word in (KEYED, KEPT, TOTAL):
                return word
        return words


@dataclass(frozen=True)
class GroupWords:
    """Records of a list put together: `rows` of the blank (5:7) come once for each group, with its `cells`."""

    by: str
    rows: str
    cells: dict[str, str] = field(default_factory=dict)
    """Texts by address within the sheet (A5), with {group} and {count}."""

    @property
    def place(self) -> tuple[int, int]:
        """First and last row of the blank."""
        first, _, last = self.rows.partition(":")
        return int(first), int(last or first)


@dataclass(frozen=True)
class ListWords:
    """A row that repeats, or rows drawn ready (`表1!6:15`): one for each record; `spare` rows are kept or removed."""

    row: str
    of: str
    columns: dict[str, str | dict[str, Any]]
    where: str = ""
    only: dict[str, Any] = field(default_factory=dict)
    when: str = ""
    """The year or date of a record, by which only those of the return's period are listed; empty: those of all."""
    order: str = ""
    descending: bool = False
    spare: Literal["kept", "removed"] = "kept"
    group: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, int, int]:
        """Sheet, first and last row of the rows that the blank has ready."""
        sheet, rows = self.row.rsplit("!", 1)
        first, _, last = rows.partition(":")
        return sheet, int(first), int(last or first)


@dataclass(frozen=True)
class GridWords:
    """A cross-table: its columns count, its rows (by number) and `only` say of what. Written out, it is cells."""

    sheet: str
    rows: dict[str, dict[str, Any]]
    columns: dict[str, str | dict[str, Any]]
    only: dict[str, Any] = field(default_factory=dict)

    def cells(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every cell with its words."""
        for row, narrow in self.rows.items():
            for letters, told in self.columns.items():
                words: dict[str, Any] = {"measure": told} if isinstance(told, str) else told
                only = {**self.only, **narrow, **words.get("only", {})}
                yield f"{self.sheet}!{letters}{row}", words | {"only": only}


@dataclass(frozen=True)
class EachWords:
    """A form that is filled once for each of some records, as nominations are."""

    of: str
    where: str = ""
    only: dict[str, Any] = field(default_factory=dict)
    when: str = ""
    """As in a list."""
    order: str = ""
    descending: bool = False


@dataclass(frozen=True)
class CheckWords:
    """What must hold between cells, as the upper level prints it; a doubt may stand with a reason."""

    must: str
    level: Literal["error", "doubt"] = "error"
    say: str = ""


@dataclass(frozen=True)
class ReturnWords:
    """The words that a return's `cells.toml` may use."""

    title: str
    form: str
    about: str = ""
    copies: int = 1
    """一式几份."""
    period: dict[str, Any] = field(default_factory=dict)
    each: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str | dict[str, Any]] = field(default_factory=dict)
    grids: dict[str, dict[str, Any]] = field(default_factory=dict)
    lists: dict[str, dict[str, Any]] = field(default_factory=dict)
    checks: dict[str, str | dict[str, Any]] = field(default_factory=dict)


def said(words: Any) -> dict[str, Any]:
    """The words of one of these that say anything else than is taken for granted, as a TOML table holds them."""
    return dict(_said(words))


def _said(words: Any) -> Iterator[tuple[str, Any]]:
    for one in fields(words):
        usual = one.default_factory() if one.default_factory is not MISSING else one.default
        value = getattr(words, one.name)
        if value != usual:
            yield one.name.rstrip("_"), value
