"""Reads `resources/returns`: which form, which period, and what each of its cells means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from models.grammar import worded
from models.library import Library, read_toml
from models.measures import Measures
from models.schema import Schema
from models.words import Refusal

_ADDRESS = re.compile(r"(.+)!([A-Z]{1,3})(\d+)")
_ROWS = re.compile(r"(.+)!(\d+)(:\d+)?")


@dataclass(frozen=True)
class PeriodWords:
    """How long a return's period is and when its year begins."""

    kind: str = "year"
    from_: str = "01-01"


@dataclass(frozen=True)
class CellWords:
    """What belongs in a cell, in long form: a measure, or a text with {places} for facts of the office."""

    measure: str = ""
    text: str = ""
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True)
class ListWords:
    """A row that repeats, or rows drawn ready (`表1!6:15`): one for each record; `spare` rows are kept or removed."""

    row: str
    of: str
    columns: dict[str, str | dict[str, Any]]
    where: str = ""
    order: str = ""
    spare: Literal["kept", "removed"] = "kept"

    @property
    def place(self) -> tuple[str, int, int]:
        """Sheet, first and last row of the rows that the blank has ready."""
        sheet, rows = self.row.rsplit("!", 1)
        first, _, last = rows.partition(":")
        return sheet, int(first), int(last or first)


@dataclass(frozen=True)
class ReturnWords:
    """The words that a return's `cells.toml` may use."""

    title: str
    form: str
    period: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str | dict[str, Any]] = field(default_factory=dict)
    lists: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Return:
    """A return as declared: which form, and what each of its cells means."""

    name: str
    title: str
    form: Path
    begins: str
    cells: dict[str, CellWords]
    lists: dict[str, ListWords]
    list_columns: dict[str, dict[str, CellWords | str]]

    def measures(self) -> list[str]:
        """The measures that the return asks for."""
        columns = [one for columns in self.list_columns.values() for one in columns.values()]
        asked = [one.measure for one in [*self.cells.values(), *columns] if isinstance(one, CellWords)]
        return list(dict.fromkeys(key for key in asked if key))


def load(library: Library, schema: Schema, measures: Measures) -> dict[str, Return]:
    """All declared returns by name; refuses with file, cell and word."""
    return {name: _return(name, folder, schema, measures) for name, folder in library.folders("returns").items()}


def _return(name: str, folder: Path, schema: Schema, measures: Measures) -> Return:
    file = f"{name}/cells.toml"
    told = worded(ReturnWords, read_toml(folder / "cells.toml"), file)
    period = worded(PeriodWords, told.period, file, "period")
    cells = {address: _meaning(one, file, address, measures) for address, one in told.cells.items()}
    lists = {key: worded(ListWords, one, file, key) for key, one in told.lists.items()}
    columns = {key: _columns(one, file, schema, measures) for key, one in lists.items()}
    wrong = [address for address in cells if not _ADDRESS.fullmatch(address)]
    wrong += [one.row for one in lists.values() if not _ROWS.fullmatch(one.row)]
    for address in wrong:
        raise Refusal("returns.bad_address", file=file, address=address)
    _keep_apart(file, lists)
    return Return(name, told.title, folder / told.form, period.from_, cells, lists, columns)


def _keep_apart(file: str, lists: dict[str, ListWords]) -> None:
    """Two lists on the same rows would tear each other apart."""
    taken: set[tuple[str, int]] = set()
    for one in lists.values():
        sheet, first, last = one.place
        rows = {(sheet, row) for row in range(first, last + 1)}
        if not rows or rows & taken:
            raise Refusal("returns.rows_overlap", file=file, address=one.row)
        taken |= rows


def _meaning(told: str | dict[str, Any], file: str, at: str, measures: Measures) -> CellWords:
    one = CellWords(measure=told) if isinstance(told, str) else worded(CellWords, told, file, at)
    if one.measure and one.measure not in measures.known:
        raise Refusal("returns.unknown", file=file, address=at, word=one.measure)
    return one


def _columns(told: ListWords, file: str, schema: Schema, measures: Measures) -> dict[str, CellWords | str]:
    """Each column a field of the listed record, its number in the list (#), or a measure of the unit."""
    fields = schema[told.of].fields
    found: dict[str, CellWords | str] = {}
    for letters, meaning in told.columns.items():
        if isinstance(meaning, str) and (meaning == "#" or meaning in fields):
            found[letters] = meaning
        else:
            found[letters] = _meaning(meaning, file, letters, measures)
    return found
