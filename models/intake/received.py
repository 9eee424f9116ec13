"""A workbook that has come in and is not kept yet: its cells, what was typed over them, and what it is understood as.

A cell that is corrected is corrected in the copy in memory, and the workbook is understood again: there is one way to
understand, for files as they came and for files that a clerk has mended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from models import sheets
from models.attachments import digest_of, keep_once
from models.intake import Account, Layout, Said, account_of
from models.intake.earlier import Earlier, earlier
from models.intake.keeping import keep, without_collecting
from models.intake.notes import Note
from models.intake.seen import SAME, Seen
from models.register import Change, Reader, Register
from models.words import Refusal, say

Place = tuple[str, int, int]
"""A sheet, and a row and column in it (from 0)."""

REFUSED, UNSOUND, SOUND, DONE = STANDINGS = ("refused", "unsound", "sound", "done")


@dataclass(frozen=True)
class Reading:
    """What a workbook is understood as; or why it is not."""

    account: Account | None = None
    tables: Sequence[Seen] = ()
    earlier: Sequence[Earlier] = ()
    refusal: str = ""
    received: Received | None = field(default=None, repr=False)
    """What was read."""

    @cached_property
    def standing(self) -> str:
        """Not understood, something to be corrected, ready to be kept, or nothing left to keep."""
        if self.account is None:
            return REFUSED
        if any(table.unsound for table in self.tables):
            return UNSOUND
        return DONE if all(len(table) == table.counts[SAME] for table in self.tables) else SOUND


@dataclass(frozen=True)
class Received:
    """One workbook; a correction makes another one, so that work in the background always sees a whole one."""

    path: Path
    book: sheets.Book = field(repr=False)
    digest: str = ""
    """The hash of the file as it was read."""
    typed: Mapping[Place, sheets.Cell] = field(default_factory=dict)
    said: Said = field(default_factory=Said)
    altered: bool = False
    """Whether it is another content than cells were once typed over."""

    @staticmethod
    def open(path: Path, record: str = "") -> Received:
        """Reads a workbook; refused with what to do when it is none."""
        with without_collecting():
            return Received(path, sheets.read_book(path), digest_of(path), said=Said(record))

    def typed_at(self, place: Place, cell: sheets.Cell) -> Received:
        """With another value in a cell."""
        return replace(self, typed={**self.typed, place: cell})

    def told(self, sheet: str, path: str, text: str) -> Received:
        """With a fact for all rows of a sheet, as if it stood above the headings."""
        facts = {**self.said.facts, sheet: {**self.said.facts.get(sheet, {}), path: text}}
        return replace(self, said=replace(self.said, facts=facts))

    def laid_out(self, sheet: str, layout: Layout) -> Received:
        """With a sheet to be read as the clerk says."""
        return replace(self, said=replace(self.said, layouts={**self.said.layouts, sheet: layout}))

    def as_found(self, sheet: str) -> Received:
        """With a sheet to be read as its headings tell."""
        layouts = {name: layout for name, layout in self.said.layouts.items() if name != sheet}
        return replace(self, said=replace(self.said, layouts=layouts))

    def sheets(self) -> sheets.Book:
        """Its sheets as they are to be read."""
        by_sheet: dict[str, dict[tuple[int, int], sheets.Cell]] = {}
        for (sheet, row, column), cell in self.typed.items():
            by_sheet.setdefault(sheet, {})[row, column] = cell
        typed = (sheets.typed_over(one, by_sheet[one.name]) if one.name in by_sheet else one for one in self.book)
        return sheets.Book(typed, self.book.macros)

    def kept_in(self, office: Path) -> str:
        """Keeps the workbook as the unit sent it in the office's folder; where it is there, empty when it is gone."""
        return keep_once(office, self.path, self.digest)

    def read(self, reader: Reader) -> Reading:
        """What it would bring to the register as it is now; never raises for what a workbook may hold."""
        try:
            account = account_of(reader, self.path.name, self.sheets(), self.said)
        except Refusal as refusal:
            return Reading(refusal=str(refusal), received=self)
        if self.altered:
            account.remarks.append(Note(say("intake.altered")))
        with without_collecting():
            tables = [Seen(reader, table) for table in account.tables]
            return Reading(account, tables, earlier(reader, account.tables), received=self)


def take(
    register: Register,
    read: Sequence[Reading],
    what: str,
    *,
    whole: bool = False,
    replaced: Sequence[Earlier] = (),
    progress: Callable[[int, int], None] = lambda made, of: None,
) -> list[Change]:
    """Keeps the sound rows of workbooks, or all that can be placed when `whole`, as one step.

    What is gone of earlier sendings that are `replaced` is deleted in the same step.
    """
    changes: list[Change] = []
    with register.step(what):
        for made, one in enumerate(read):
            progress(made, len(read))
            workbook = one.received.kept_in(register.path.parent) if one.received else ""
            for table in one.tables:
                apart = frozenset() if whole else table.unsound
                changes += keep(register, [table.table.again(register, apart)], what, workbook)
        for old in replaced:
            changes += register.delete(old.record, old.gone)
    return changes
