"""Reads `resources/returns`: which form, which period, what each of its cells means and what must hold between them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.grammar import worded
from models.measures import Measures, Span
from models.register.paths import leads
from models.resources import Resources, Unparsed, read_toml
from models.returns.checks import Check, read_check
from models.returns.grammar import (
    KEPT,
    KEYED,
    NUMBERED,
    TOTAL,
    CellWords,
    CheckWords,
    EachWords,
    GridWords,
    GroupWords,
    ListWords,
    PeriodWords,
    ReturnWords,
)
from models.schema import TYPE, RecordType, Schema
from models.targets import TARGET
from models.words import Refusal

FACTS = ("period", "year", "first_day", "last_day", "today")
"""What a form may tell besides the office's own facts."""

_ADDRESS = re.compile(r"[^!]+!([A-Z]{1,3})([1-9]\d{0,6})|\{\{[^{}]+\}\}")
_ROWS = re.compile(r"[^!]+!\d{1,7}(:\d{1,7})?")
_GROUP_ROWS = re.compile(r"\d{1,7}(:\d{1,7})?")
_PLACES = re.compile(r"\{([^{}]*)\}")
_MEANINGS = ("measure", "text", "fact", "field_", "value", "reached", KEYED, KEPT, TOTAL)


@dataclass(frozen=True)
class Return:
    """A return as declared."""

    name: str
    title: str
    form: Path
    period: PeriodWords
    cells: dict[str, CellWords]
    lists: dict[str, ListWords]
    list_columns: dict[str, dict[str, CellWords]]
    groups: dict[str, GroupWords]
    checks: dict[str, CheckWords]
    each: EachWords | None = None
    about: str = ""
    copies: int = 1

    @property
    def begins(self) -> str:
        """The month and day on which its year begins."""
        return self.period.from_

    def due(self, period: str) -> str:
        """The day by which a period has to be handed up; empty where nobody says."""
        if not self.period.due:
            return ""
        last = datetime.date.fromisoformat(Span(period, self.begins).bounds[1])
        return (last + datetime.timedelta(days=self.period.due)).isoformat()

    @property
    def is_document(self) -> bool:
        """Whether the form is a Word document."""
        return self.form.suffix.lower() == ".docx"

    @property
    def meanings(self) -> list[CellWords]:
        """What all its cells and columns mean."""
        return [*self.cells.values(), *(one for columns in self.list_columns.values() for one in columns.values())]

    def read_checks(self) -> dict[str, Check]:
        """The checks as trees."""
        return {key: read_check(one.must) for key, one in self.checks.items()}


def load(resources: Resources, schema: Schema, measures: Measures) -> dict[str, Return]:
    """All declared returns by name; refuses with file, cell and word."""
    return {name: load_one(name, folder, schema, measures) for name, folder in resources.folders("returns").items()}


def load_one(name: str, folder: Path, schema: Schema, measures: Measures) -> Return:
    """The return in a folder; refuses with file, cell and word."""
    file = f"{name}/cells.toml"
    try:
        told = worded(ReturnWords, read_toml(folder / "cells.toml"), file)
    except Unparsed as error:
        raise Refusal("grammar.unparsed", file=file, why=error) from error
    except OSError as error:
        raise Refusal("returns.no_file", folder=folder, file="cells.toml") from error
    return Declaration(file, schema, measures).read(name, folder, told)


@dataclass(frozen=True)
class Declaration:
    """A `cells.toml` while it is read; refusals name `file`."""

    file: str
    schema: Schema
    measures: Measures

    def read(self, name: str, folder: Path, told: ReturnWords) -> Return:
        """The whole return."""
        each = worded(EachWords, told.each, self.file, "each") if told.each else None
        record = self.schema[each.of] if each else None
        if each and record and each.when and not leads(self.schema, record, each.when):
            raise Refusal("returns.unknown", file=self.file, address="each", word=each.when)
        grids = [worded(GridWords, one, self.file, key) for key, one in told.grids.items()]
        spread = dict(pair for grid in grids for pair in grid.cells())
        cells = {address: self.cell(one, address, record) for address, one in {**spread, **told.cells}.items()}
        lists = {key: self.list(one, key) for key, one in told.lists.items()}
        self.keep_apart(lists.values())
        return Return(
            name=name,
            title=told.title,
            period=worded(PeriodWords, told.period, self.file, "period"),
            cells=cells,
            lists=lists,
            list_columns={key: self.columns(one) for key, one in lists.items()},
            groups={key: self.group(one, key) for key, one in lists.items() if one.group},
            checks={key: self.check(one, key) for key, one in told.checks.items()},
            each=each,
            about=told.about,
            copies=told.copies,
            form=self.form(folder, told.form),
        )

    def form(self, folder: Path, name: str) -> Path:
        """The blank, beside its `cells.toml`."""
        form = folder / name
        if form.parent != folder or not form.is_file():
            raise Refusal("returns.no_file", folder=folder, file=name)
        return form

    def cell(self, told: str | dict[str, Any], address: str, record: RecordType | None = None) -> CellWords:
        """What belongs in a single cell; `record` is what the form is filled for, once for each."""
        if not _ADDRESS.fullmatch(address):
            raise Refusal("returns.bad_address", file=self.file, address=address)
        return self.meaning(told, address, record)

    def meaning(self, told: str | dict[str, Any], at: str, record: RecordType | None) -> CellWords:
        """The words of a cell or column, checked; the short ways are #, keyed, kept, total, a field and a measure."""
        one = self.short(told, record) if isinstance(told, str) else worded(CellWords, told, self.file, at)
        if [bool(getattr(one, word)) for word in _MEANINGS].count(True) != 1:
            raise Refusal("returns.one_meaning", file=self.file, address=at)
        wrong = self.wrong(one, record)
        if wrong:
            raise Refusal("returns.unknown", file=self.file, address=at, word=wrong)
        return one

    def short(self, told: str, record: RecordType | None) -> CellWords:
        """One word."""
        if told in (KEYED, KEPT, TOTAL):
            return CellWords(keyed=told == KEYED, kept=told == KEPT, total=told == TOTAL)
        if record and (told == NUMBERED or leads(self.schema, record, told)):
            return CellWords(field_=told)
        return CellWords(measure=told)

    def wrong(self, one: CellWords, record: RecordType | None) -> str:
        """The first word that leads nowhere."""
        if one.measure:
            if one.measure not in self.measures.known:
                return one.measure
            of = self.schema[self.measured(one.measure)]
            return next((path for path in one.only if path != TYPE and not leads(self.schema, of, path)), "")
        if one.field_ and not (record and (one.field_ == NUMBERED or leads(self.schema, record, one.field_))):
            return one.field_
        if one.reached and not (record and record.table == TARGET):
            return "reached"
        facts = {*FACTS, *self.schema["settings"].fields, *(record.fields if record else ())}
        named = [*_PLACES.findall(one.text), *([one.fact] if one.fact else [])]
        return next((word for word in named if word not in facts), "")

    def measured(self, key: str) -> str:
        """The record type that a measure counts; of a ratio that of its upper part."""
        one = self.measures[key]
        return self.measured(one.ratio[0]) if one.ratio else one.of

    def list(self, told: Mapping[str, Any], key: str) -> ListWords:
        """A row that repeats."""
        one = worded(ListWords, dict(told), self.file, key)
        if not _ROWS.fullmatch(one.row):
            raise Refusal("returns.bad_address", file=self.file, address=one.row)
        record = self.schema[one.of]
        for path in [*one.only, one.order, one.when]:
            if path not in ("", TYPE) and not leads(self.schema, record, path):
                raise Refusal("returns.unknown", file=self.file, address=key, word=path)
        return one

    def columns(self, told: ListWords) -> dict[str, CellWords]:
        """What each column holds."""
        record = self.schema[told.of]
        found = {letters: self.meaning(one, letters, record) for letters, one in told.columns.items()}
        for letters, one in found.items():
            if one.measure and not self.measures.tells_each(one.measure, record.table):
                title = self.measures[one.measure].title
                raise Refusal("returns.measure_in_list", address=letters, measure=title, record=record.title)
        return found

    def group(self, told: ListWords, key: str) -> GroupWords:
        """How the records of a list are put together."""
        one = worded(GroupWords, told.group, self.file, f"{key}.group")
        _, row, until = told.place
        if not leads(self.schema, self.schema[told.of], one.by):
            raise Refusal("returns.unknown", file=self.file, address=key, word=one.by)
        if not _GROUP_ROWS.fullmatch(one.rows) or not one.place[0] <= row == until <= one.place[1]:
            raise Refusal("returns.bad_address", file=self.file, address=one.rows)
        return one

    def check(self, told: str | Mapping[str, Any], key: str) -> CheckWords:
        """A check that can be read."""
        one = CheckWords(told) if isinstance(told, str) else worded(CheckWords, dict(told), self.file, key)
        read_check(one.must)
        return one

    def keep_apart(self, lists: Iterable[ListWords]) -> None:
        """Two lists on the same rows would tear each other apart."""
        taken: set[tuple[str, int]] = set()
        for one in lists:
            sheet, first, last = one.place
            if one.group:
                first, last = worded(GroupWords, one.group, self.file, "group").place
            rows = {(sheet, row) for row in range(first, last + 1)}
            if not rows or rows & taken:
                raise Refusal("returns.rows_overlap", file=self.file, address=one.row)
            taken |= rows
