"""What a clerk works at when a blank is adopted: its cells as drawn, what belongs in them, proposals, values."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from models import documents, sheets
from models.files import folder_beside, safe_name
from models.grammar import worded
from models.kinds import Stored
from models.returns import filling, proposing, working
from models.returns.catalogue import Catalogue, Context, Known, Split
from models.returns.checks import read_check
from models.returns.declared import Declaration, Return, load, load_one
from models.returns.grammar import CellWords, CheckWords, EachWords, ListWords, PeriodWords, ReturnWords, said
from models.returns.labelling import Labels, beside, headings, waiting_cells
from models.returns.proposals import Proposal, ProposedList
from models.returns.remembering import Remembered
from models.returns.written import as_remarks, as_toml, in_order
from models.sheets.forms.references import column_number, split
from models.words import say

CELLS = "cells.toml"


_SOME_PERIOD = "2025"  # a meaning's own SQL is tried on it


@dataclass
class Adoption:
    """A form on its way to be a return. Not for two threads at once; give it a reader of the thread's own."""

    context: Context
    file: Path
    """The blank that will be filled: the clerk's own, or what it was converted to."""
    words: ReturnWords
    """Everything else that its `cells.toml` says."""
    told: list[str] = field(default_factory=list)
    """Sentences for the clerk: converted from .xls, looks that may differ, sheets that are hidden."""
    cells: dict[str, CellWords] = field(default_factory=dict)
    """What belongs in single cells, by address."""
    lists: dict[str, ListWords] = field(default_factory=dict)
    """Rows that repeat, by a key of the list's own (list1, list2 …)."""
    checks: dict[str, CheckWords] = field(default_factory=dict)
    """By number as the upper level prints it (J01)."""

    @cached_property
    def pictures(self) -> list[sheets.Picture]:
        """Its sheets, or the tables of a document, as they are drawn."""
        return documents.draw(self.file) if self.is_document else sheets.draw(self.file)

    @property
    def is_document(self) -> bool:
        """Whether the form is a Word document."""
        return self.file.suffix.lower() == ".docx"

    @property
    def marks(self) -> list[str]:
        """Of a document the addresses of its {{fields}}."""
        return [f"{{{{{name}}}}}" for name in documents.fields(self.file)] if self.is_document else []

    @cached_property
    def catalogue(self) -> Catalogue:
        """All that may be bound."""
        return Catalogue(self.context)

    @property
    def title(self) -> str:
        """What the return is called."""
        return self.words.title

    @title.setter
    def title(self, title: str) -> None:
        self.words = replace(self.words, title=title)

    @property
    def name(self) -> str:
        """The folder that it will have."""
        return safe_name(self.title)

    @property
    def period(self) -> PeriodWords:
        """How long its period is, and when its year begins."""
        return worded(PeriodWords, self.words.period, CELLS, "period")

    @period.setter
    def period(self, period: PeriodWords) -> None:
        self.words = replace(self.words, period=said(period))

    @property
    def each(self) -> EachWords | None:
        """The records that it is filled for, once for each; None where it is one form for the office."""
        return worded(EachWords, self.words.each, CELLS, "each") if self.words.each else None

    @each.setter
    def each(self, each: EachWords | None) -> None:
        self.words = replace(self.words, each=said(each) if each else {})
        self.as_return()

    def aside(self, context: Context) -> Adoption:
        """The same with the reader of another thread; what is said of one from now on is not said of the other."""
        made = copy(self)
        made.context = context
        made.cells, made.lists, made.checks = dict(self.cells), dict(self.lists), dict(self.checks)
        made.__dict__.pop("catalogue", None)
        return made

    def labels(self, address: str) -> tuple[Labels, Labels]:
        """The headings that stand over a cell, and those beside it to its left, from the outermost to the nearest."""
        sheet, _, cell = address.rpartition("!")
        picture = next((one for one in self.pictures if one.name == sheet), None)
        if picture is None:
            return ((cell.strip("{}").strip(),), ()) if cell.startswith("{{") else ((), ())
        letters, row = split(cell)
        column = column_number(letters)
        return headings(picture, row, column), beside(picture, row, column)

    def proposals(self) -> dict[str, Proposal]:
        """What the program would put into single cells that nothing is said of, by address; long work."""
        found: dict[str, Proposal] = {}
        lists = self._lists_with_columns()
        listed = _rows(words for words, _ in lists.values())
        for picture in self.pictures:
            proposed = proposing.propose_cells(picture, self.catalogue, self._before)
            proposed = proposing.with_years(picture, self.catalogue, proposed)
            found |= proposing.with_totals(picture, self.catalogue, proposed, lists)
            if self._each:
                found |= proposing.propose_fields(picture, self.catalogue, self._each.key)
        return {at: one for at, one in found.items() if at not in self.cells and _row(at) not in listed}

    def proposed_lists(self) -> list[ProposedList]:
        """The rows that look like lists, where there is none yet; long work."""
        taken = _rows(self.lists.values())
        found = [
            one for picture in self.pictures for one in proposing.propose_lists(picture, self.catalogue, self._before)
        ]
        return [one for one in found if one.words.place[:2] not in taken]

    @cached_property
    def _before(self) -> Remembered:
        context = self.context
        known = load(context.resources, context.schema, context.measures)
        return Remembered(one for one in known.values() if one.form != self.file)

    def _lists_with_columns(self) -> dict[str, proposing.Listing]:
        """The lists that there are, and those that are proposed."""
        found: dict[str, proposing.Listing] = {
            one.words.row: (one.words, {letters: each.meaning for letters, each in one.columns.items()})
            for one in self.proposed_lists()
        }
        return found | {key: (one, self._declaration.columns(one)) for key, one in self.lists.items()}

    def bind(self, address: str, meaning: CellWords | None) -> None:
        """Says what belongs in a cell, or (None) that nothing does; refused with what is wrong with it."""
        if meaning is None:
            self.cells.pop(address, None)
            return
        told = self._declaration.cell(said(meaning), address, self._each)
        self.value_of(told, _SOME_PERIOD)
        self.cells[address] = told

    def put_list(self, key: str, words: ListWords | None) -> str:
        """Sets a list, or takes it away; an empty key makes a new one. Gives the key; refused with what is wrong."""
        if words is None:
            self.lists.pop(key, None)
            return key
        key = key or _next("list", self.lists)
        told = self._declaration.list(said(words) | {"columns": words.columns}, key)
        self._declaration.columns(told)
        if told.group:
            self._declaration.group(told, key)
        self._declaration.keep_apart([told, *(one for other, one in self.lists.items() if other != key)])
        self.lists[key] = told
        return key

    def column(self, key: str, letters: str) -> CellWords | None:
        """What a column of a list holds."""
        return self._declaration.columns(self.lists[key]).get(letters)

    def waiting(self) -> list[str]:
        """The empty cells under a heading, or the marks of a document, whatever is said of them; long work."""
        if self.is_document:
            return self.marks
        return [address for picture in self.pictures for address in waiting_cells(picture)]

    def put_check(self, key: str, words: CheckWords | None) -> str:
        """Sets a check typed in addresses, or takes it away; an empty key makes a new one. Refused when unreadable."""
        if words is None:
            self.checks.pop(key, None)
            return key
        read_check(words.must)
        key = key or _next("J", self.checks, 2)
        self.checks[key] = words
        return key

    def accept(self) -> int:
        """Takes over all sure proposals where nothing is bound yet; returns how many."""
        lists, cells = self.proposed_lists(), {at: one for at, one in self.proposals().items() if one.sure}
        for one in lists:
            self.put_list("", one.words)
        self.cells |= {at: one.meaning for at, one in cells.items()}
        return len(cells) + len(lists)

    def values(self, period: str) -> dict[str, Stored]:
        """What the bound cells, and the cells of the first row of each list, would hold; long work."""
        one = self.as_return()
        with self._sources(one, period) as sources:
            computed = filling.compute(one, sources) if not one.each else filling.Computed({}, {})
        found = dict(computed.cells)
        for key, listed in computed.lists.items():
            sheet, row, _ = self.lists[key].place
            found |= {f"{sheet}!{letters}{row}": kept[0] for letters, kept in listed.columns.items() if listed.ids}
        return found

    def value_of(self, meaning: CellWords, period: str) -> Stored:
        """What a cell of that meaning would hold; refused where its own SQL can't be worked out."""
        if not (meaning.measure or meaning.fact or meaning.text):
            return None
        with self._sources(self.as_return(), period) as sources:
            return working.single(meaning, sources)

    def _sources(self, one: Return, period: str) -> Any:
        return filling.sources_of(one, self.context.measures, self.context.reader, period)

    def measures(self, text: str = "", record: str = "") -> list[Known]:
        """Measures whose name, initials or meaning hold the letters; the nearest first.

        Of a list of records only those that can be told for each of them.
        """
        return self.catalogue.search(text, record)

    def fields(self, record: str) -> list[Known]:
        """What a column of a list of that type may show: its fields, those of its links (`worker.unit`), and #."""
        return self.catalogue.fields(record)

    def splits(self, measure: str = "", record: str = "") -> list[Split]:
        """The ways to narrow a measure, or a list of a record type."""
        return self.catalogue.splits(record or self.catalogue.record_of(measure))

    def text(self, offered: Mapping[str, Proposal] | None = None) -> str:
        """The `cells.toml` as it stands, and behind it, as remarks, what is only `offered`."""
        told = {at: (one.meaning.told(), one.why) for at, one in (offered or {}).items()}
        return as_toml(self._told()) + as_remarks(say("returns.offered"), told)

    def write(self, returns: Path, offered: Mapping[str, Proposal] | None = None) -> Path:
        """Keeps form and `cells.toml` as a folder in an office's `formats/returns`; one of that name is replaced."""
        folder = returns / self.name
        self.put_into(folder, offered)
        self.file = folder / self._told().form
        return folder

    def put_into(self, folder: Path, offered: Mapping[str, Proposal] | None = None) -> None:
        """Writes form and `cells.toml` as a folder; what was there before is replaced when the new one is whole."""
        with folder_beside(folder) as fresh:
            shutil.copyfile(self.file, fresh / self._told().form)
            (fresh / CELLS).write_text(self.text(offered), encoding="utf-8")
            load_one(folder.name, fresh, self.context.schema, self.context.measures)

    def _told(self) -> ReturnWords:
        return replace(
            self.words,
            form=f"form{self.file.suffix.lower()}",
            cells={at: one.told() for at, one in sorted(self.cells.items(), key=in_order)},
            lists={key: said(one) for key, one in self.lists.items()},
            checks={key: one.must if one == CheckWords(one.must) else said(one) for key, one in self.checks.items()},
        )

    def as_return(self) -> Return:
        told = replace(self._told(), form=self.file.name)
        return self._declaration.read(self.name, self.file.parent, told)

    @property
    def _declaration(self) -> Declaration:
        return Declaration(CELLS, self.context.schema, self.context.measures)

    @property
    def _each(self) -> Any:
        return self.context.schema[self.words.each["of"]] if self.words.each else None


def _next(stem: str, taken: Mapping[str, object], digits: int = 1) -> str:
    return next(key for at in range(1, len(taken) + 2) if (key := f"{stem}{at:0{digits}}") not in taken)


def _rows(lists: Iterable[ListWords]) -> set[tuple[str, int]]:
    places = [one.place for one in lists]
    return {(sheet, row) for sheet, first, last in places for row in range(first, last + 1)}


def _row(address: str) -> tuple[str, int]:
    sheet, _, cell = address.rpartition("!")
    return sheet, split(cell)[1]
