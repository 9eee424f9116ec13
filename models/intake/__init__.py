"""Workbooks understood before anything is kept: headings, rows, matches, differences; then one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models import sheets
from models.findings import Finding
from models.intake.keeping import keep, without_collecting
from models.intake.matching import Part
from models.intake.notes import Note
from models.intake.tables import WIDEST, find_tables
from models.intake.understanding import Understood, understand
from models.register import Reader
from models.schema import RecordType
from models.words import Refusal, say

__all__ = ["Account", "Note", "Part", "Understood", "keep", "read"]


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
        return [*self.remarks, *(note for table in self.tables for note in table.notes)]

    def count(self, what: str) -> int:
        """How many of its own records are `new`, `changed`, `same` or `rejected`."""
        return sum(_counts(table.main)[what] for table in self.tables)


def _counts(part: Part) -> dict[str, int]:
    out = len(part.repeated | {at for at, line in enumerate(part.lines) if line in part.rejected})
    new, changed = len(part.new), len(part.changes)
    return {
        "new": new,
        "changed": changed,
        "rejected": len(part.rejected),
        "same": len(part.rows) - new - changed - out,
        "repeated": len(part.repeated),
    }


def read(reader: Reader, path: Path, record: str = "") -> Account:
    """Understands a workbook; refused when it is none, or when no sheet holds a table of any known type."""
    with without_collecting():
        return _read(reader, path, reader.schema[record] if record else None)


def _read(reader: Reader, path: Path, one: RecordType | None) -> Account:
    account = Account(path.name)
    book = sheets.read_book(path)
    if book.macros:
        account.remarks.append(Note(say("intake.macros")))
    known = sheets.form_of(book)
    if known and not one:
        one = reader.schema.types.get(known.form)
    for sheet in book:
        if sheets.is_ours(sheet):
            continue
        tables = find_tables(reader, sheet, one)
        account.tables += [understand(reader, path.name, sheet, table, known) for table in tables]
        if not tables:
            account.skipped.append(sheet.name)
        elif len(sheet.rows[0]) > WIDEST:
            account.remarks.append(Note(say("intake.too_wide", most=WIDEST), sheet.name, sheets.address(0, WIDEST)))
    if not account.tables:
        raise Refusal("intake.no_table", file=path.name)
    return account
