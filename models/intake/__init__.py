"""Workbooks understood before anything is kept: headings, rows, matches, differences; then one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from models import sheets
from models.audit import Audit
from models.findings import Finding
from models.intake.across import period_of
from models.intake.allowance import limits
from models.intake.judged import judged
from models.intake.keeping import keep, without_collecting
from models.intake.layouts import Layout, known_layouts, remembered, tables_as_said
from models.intake.matching import Part
from models.intake.notes import Note
from models.intake.single import single_record
from models.intake.spreading import spread_tables
from models.intake.tables import WIDEST, Lost, Table, find_tables
from models.intake.understanding import Understood, understand
from models.register import Reader
from models.register.version import version
from models.schema import RecordType
from models.words import Refusal, say

__all__ = ["Account", "Layout", "Note", "Part", "Said", "Understood", "account_of", "keep", "read"]


@dataclass(frozen=True)
class Said:
    """What the clerk says of a workbook: the type of its rows; by sheet, facts it lacks and its tables' layouts."""

    record: str = ""
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    layouts: Mapping[str, Sequence[Layout]] = field(default_factory=dict)


@dataclass
class Account:
    """What a workbook holds: the tables understood, the sheets without any, and what is to be known of the file."""

    file: str
    tables: list[Understood] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    remarks: list[Note] = field(default_factory=list)

    @property
    def findings(self) -> Sequence[Finding]:
        """Everything to settle, cell by cell."""
        return [finding for table in self.tables for finding in table.findings]

    @property
    def notes(self) -> Sequence[Note]:
        """What the clerk should know and need not settle, of the file and of each table."""
        return [*dict.fromkeys([*self.remarks, *(note for table in self.tables for note in table.notes)])]

    def count(self, what: str) -> int:
        """How many of its own records are `new`, `changed`, `same` or `rejected`."""
        return sum(_counts(table.main)[what] for table in self.tables)


def _counts(part: Part) -> dict[str, int]:
    new, changed = len(part.new), len(part.changes)
    return {
        "new": new,
        "changed": changed,
        "rejected": len(part.rejected),
        "same": len(part.rows) - new - changed - len(part.out),
        "repeated": len(part.repeated),
    }


def read(reader: Reader, path: Path, record: str = "", audit: Audit | None = None) -> Account:
    """Understands a workbook; refused when it is none, or when no sheet holds a table of any known type.

    Where there is an `audit`, its rules judge the rows as the records that they would be.
    """
    with without_collecting():
        return account_of(reader, path.name, sheets.read_book(path, limits(reader)), Said(record), audit)


def account_of(
    reader: Reader, file: str, book: sheets.Book, said: Said = Said(), audit: Audit | None = None
) -> Account:
    """Understands a workbook that was read; refused when no sheet holds a table of any known type."""
    with without_collecting():
        account = _Reading(reader, file, book, said).account()
        if audit:
            for table in account.tables:
                table.findings += judged(audit, reader, table)
        return account


class _Reading:
    """One workbook on its way to being understood."""

    def __init__(self, reader: Reader, file: str, book: sheets.Book, said: Said) -> None:
        self.reader, self.file, self.book, self.said = reader, file, book, said
        self.sent = sheets.form_of(book)
        self.explained = remembered(reader)
        self.found = Account(file)

    def account(self) -> Account:
        """All sheets, one after the other."""
        found = self.found
        found.remarks += [Note(told) for told in self._of_file()]
        for sheet in self.book:
            if sheets.is_ours(sheet):
                continue
            tables = [self._with_facts(sheet.name, table) for table in self._tables(sheet)]
            found.tables += [understand(self.reader, self.file, sheet, table, self.sent) for table in tables]
            if not tables:
                found.skipped.append(sheet.name)
            elif len(sheet.rows[0]) > WIDEST:
                found.remarks.append(Note(say("intake.too_wide", most=WIDEST), sheet.name, sheets.address(0, WIDEST)))
        if not found.tables:
            why = " ".join(one.say for one in found.remarks if one.cell)
            raise Refusal("intake.no_table", file=self.file, why=why or say("intake.no_heading"))
        return found

    def _of_file(self) -> Iterator[str]:
        """What is to be known of the file as a whole."""
        if self.book.macros:
            yield say("intake.macros")
        one = self.reader.schema.types.get(self.sent.form) if self.sent else None
        if self.sent and one and self.sent.version != version(self.reader.schema, one):
            yield say("intake.old_version", record=one.title)

    def _tables(self, sheet: sheets.Sheet) -> list[Table]:
        """The tables of a sheet, without the columns that a clerk once laid aside under the same heading."""
        known = [layout for layout, _ in known_layouts(self.explained, sheet.spread())]
        aside = {layout.head for layout in known if not layout.columns}
        tables = self._found(sheet, [layout for layout in known if layout.columns])
        return [replace(one, unknown={}) if one.head in aside else one for one in tables]

    def _found(self, sheet: sheets.Sheet, told: Sequence[Layout]) -> list[Table]:
        """As the clerk says of this file, as a clerk once said of such headings, else as the headings tell."""
        rows = sheet.spread()
        if layouts := self.said.layouts.get(sheet.name):
            return tables_as_said(self.reader, sheet.name, rows, layouts)
        if told:
            for layout in told:
                self._tell(sheet.name, layout)
            above = rows[: told[0].head]
            other = find_tables(self.reader, replace(sheet, rows=above), self._asked())[0] if above else []
            return [*other, *tables_as_said(self.reader, sheet.name, rows, told)]
        if spread := spread_tables(self.reader, sheet, self._asked()):
            return spread
        tables, lost = find_tables(self.reader, sheet, self._asked())
        if one := single_record(self.reader, sheet, tables, self._asked()):
            return [one]
        self.found.remarks += [_told(sheet.name, one) for one in lost]
        if across := [table for table in tables if table.figures]:
            place = sheets.address(across[0].head, across[0].left)
            self.found.remarks.append(Note(say("intake.periods_across", count=len(across)), sheet.name, place))
        return tables

    def _asked(self) -> RecordType | None:
        """The type that the rows are of, if that is known before they are looked at."""
        if self.said.record:
            return self.reader.schema[self.said.record]
        return self.reader.schema.types.get(self.sent.form) if self.sent else None

    def _tell(self, sheet: str, layout: Layout) -> None:
        record = self.reader.schema[layout.record].title
        place = sheets.address(layout.head, 0)
        self.found.remarks.append(Note(say("intake.known_heading", record=record), sheet, place))

    def _with_facts(self, sheet: str, table: Table) -> Table:
        own = period_of(table.record) if table.figures else ""  # of periods side by side each table keeps its own
        facts = {path: fact for path, fact in self.said.facts.get(sheet, {}).items() if path != own}
        return replace(table, facts={**table.facts, **facts}) if facts else table


def _told(sheet: str, lost: Lost) -> Note:
    """A heading that is not read, and what it would need to be."""
    place, line = sheets.address(lost.head, 0), lost.head + 1
    if lost.record is None:
        return Note(say("intake.lost", line=line), sheet, place)
    told = say("intake.lacks", line=line, record=lost.record.title, labels="、".join(lost.lacks))
    return Note(told, sheet, place)
