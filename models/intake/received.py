"""A workbook that has come in and is not kept yet: its cells, what was typed over them, and what it is understood as.

A cell that is corrected is corrected in the copy in memory, and the workbook is understood again: there is one way to
understand, for files as they came and for files that a clerk has mended.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from models import sheets
from models.attachments import digest_of, keep_once
from models.audit import Audit
from models.intake import Account, Layout, Said, account_of
from models.intake.earlier import Earlier, earlier, overtaken
from models.intake.emptied import Emptied
from models.intake.keeping import keep, without_collecting
from models.intake.notes import Note
from models.intake.seen import Seen
from models.register import Change, Reader, Register
from models.register.origin import Brought
from models.schema import RecordType, Schema
from models.words import Refusal, say

Place = tuple[str, int, int]
"""A sheet, and a row and column in it (from 0)."""

REFUSED, OVERTAKEN, UNSOUND, PARTLY, SOUND, DONE = ("refused", "overtaken", "unsound", "partly", "sound", "done")


@dataclass(frozen=True)
class Reading:
    """What a workbook is understood as; or why it is not."""

    account: Account | None = None
    tables: Sequence[Seen] = ()
    earlier: Sequence[Earlier] = ()
    refusal: str = ""
    received: Received | None = field(default=None, repr=False)
    """What was read."""
    overtaken: Brought | None = None
    """The workbook that was kept since this one came and brought all that it would change."""
    audit: Audit | None = field(default=None, repr=False)
    """What judged its rows."""

    @cached_property
    def standing(self) -> str:
        """What is to be done with it, the first that holds; the page says each in words."""
        if self.account is None:
            return REFUSED
        if self.overtaken:
            return OVERTAKEN
        if any(table.unsound for table in self.tables):
            return UNSOUND
        if self.unread:
            return PARTLY
        return DONE if all(table.kept for table in self.tables) else SOUND

    def news(self, whole: bool) -> int:
        """How many rows would be kept: all that bring anything, or only the sound ones."""
        return sum(table.news(whole) for table in self.tables)

    @cached_property
    def unread(self) -> list[str]:
        """The columns that hold values and are not read; what a clerk laid aside is none of them."""
        told = dict.fromkeys((one.table.sheet, heading) for one in self.tables for heading in one.table.unknown)
        return [heading for _, heading in told]


@dataclass(frozen=True)
class Received:
    """One workbook; a correction makes another one, so that work in the background always sees a whole one."""

    path: Path
    book: sheets.Book = field(repr=False)
    digest: str = ""
    """The hash of the file as it was read."""
    typed: Mapping[Place, sheets.Cell] = field(default_factory=dict)
    said: Said = field(default_factory=Said)
    came: str = ""
    """When it came, as steps tell their time."""
    altered: bool = False
    """Whether it is another content than cells were once typed over."""

    @staticmethod
    def open(path: Path, record: str = "", allowed: sheets.Limits = sheets.LIMITS) -> Received:
        """Reads a workbook; refused with what to do when it is none, or is larger than allowed."""
        with without_collecting():
            return Received(path, sheets.read_book(path, allowed), digest_of(path), said=Said(record), came=_now())

    def typed_at(self, place: Place, cell: sheets.Cell) -> Received:
        """With another value in a cell."""
        return self.typed_over({place: cell})

    def typed_over(self, cells: Mapping[Place, sheets.Cell]) -> Received:
        """With other values in many cells."""
        return replace(self, typed={**self.typed, **cells})

    def told(self, sheet: str, path: str, text: str) -> Received:
        """With a fact for all rows of a sheet, as if it stood above the headings."""
        facts = {**self.said.facts, sheet: {**self.said.facts.get(sheet, {}), path: text}}
        return replace(self, said=replace(self.said, facts=facts))

    def laid_out(self, sheet: str, *layouts: Layout) -> Received:
        """With the tables of a sheet to be read as the clerk says; none: as its headings tell."""
        return replace(self, said=replace(self.said, layouts={**self.said.layouts, sheet: layouts}))

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

    def read(self, reader: Reader, audit: Audit | None = None) -> Reading:
        """What it would bring to the register as it is now, judged where there are rules to judge it by.

        Never raises for what a workbook may hold.
        """
        try:
            account = account_of(reader, self.path.name, self.sheets(), self.said, audit)
        except Refusal as refusal:
            return Reading(refusal=str(refusal), received=self)
        if self.altered:
            account.remarks.append(Note(say("intake.altered")))
        with without_collecting():
            sent = earlier(reader, account.tables)
            tables = [Seen(reader, table, _of(table.record.key, sent)) for table in account.tables]
            newer = overtaken(reader, account.tables, self.came, self.digest)
            return Reading(account, tables, sent, received=self, overtaken=newer, audit=audit)


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

    What others point at comes first; where that may be named in titles, the others are read again after it.
    What is gone of earlier sendings that are `replaced` is deleted in the same step, what is blank now is cleared.
    """
    changes: list[Change] = []
    named = _named_by_titles(register.schema)
    with register.step(what):
        for made, was in enumerate(sorted(read, key=lambda one: _order(register.schema, one))):
            progress(made, len(read))
            titled = any(change.table in named for change in changes)
            one = was.received.read(register, was.audit) if titled and was.received else was
            workbook = one.received.kept_in(register.path.parent) if one.received else ""
            for table in one.tables:
                apart = frozenset() if whole else table.unsound
                changes += keep(register, [table.table.again(register, apart)], what, workbook)
        for old in replaced:
            changes += [*register.delete(old.record, old.gone), *_clear(register, old)]
    return changes


def _now() -> str:
    """The time as steps tell theirs."""
    return datetime.datetime.now().isoformat(timespec="seconds")


def _named_by_titles(schema: Schema) -> set[str]:
    """The tables of which a title may name a record that all rows belong to."""
    return {schema.types[one.fields[one.parent].of].table for one in schema.types.values() if one.parent}


def _order(schema: Schema, one: Reading) -> tuple[bool, int]:
    """What titles name, then by the chain of links that leads away from its records; at last what is not understood."""
    records = [table.table.record for table in one.tables]
    named = any(record.table in _named_by_titles(schema) for record in records)
    return not named, max((_chain(schema, record, ()) for record in records), default=len(schema.types))


def _chain(schema: Schema, one: RecordType, through: tuple[str, ...]) -> int:
    """The longest chain of links that a record of the type must have."""
    tables = (*through, one.table)
    needed = (schema.types[link.of] for link in one.links() if link.required or link.key == one.parent)
    return max((1 + _chain(schema, other, tables) for other in needed if other.table not in tables), default=0)


def _clear(register: Register, old: Earlier) -> list[Change]:
    """Clears what is blank now."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for row, cleared in old.emptied.items():
        alike.setdefault(tuple(sorted(cleared)), []).append(row)
    return [
        register.change_many(old.record, rows, names, [(None,) * len(names)] * len(rows))
        for names, rows in alike.items()
    ]


def _of(record: str, sent: Sequence[Earlier]) -> Emptied:
    """What is blank now in records of a type."""
    return {row: cleared for old in sent if old.record == record for row, cleared in old.emptied.items()}
