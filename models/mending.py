"""What goes back to a unit to be mended: a copy of its own workbook with what is wrong marked, and rows left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models import sheets
from models.files import apart, safe_name, written_beside
from models.findings import DOUBT, Finding
from models.intake import Account, Understood
from models.intake.headings import find_table
from models.register import Reader
from models.register.paths import field_at
from models.schema import Schema
from models.words import say

_BROKEN = "kinds.broken_by_excel"


def write_copies(reader: Reader, read: Sequence[tuple[Path, Account]], folder: Path) -> list[Path]:
    """For each file in which anything is to be settled a marked copy, and, where rows were left out, those alone."""
    wrong = [(path, account) for path, account in read if account.findings]
    written = []
    for (path, account), stem in zip(wrong, apart(safe_name(path.stem) for path, _ in wrong), strict=True):
        copy = folder / f"{say('mending.copy', file=stem)}{sheets.ending(path)}"
        sheets.mark(path, copy, marks(reader.schema, account.findings))
        written.append(copy)
        if account.count("rejected"):
            written.append(folder / f"{say('mending.rejected', file=stem)}.xlsx")
            write_rejected(reader, path, account, written[-1])
    return written


def marks(schema: Schema, findings: Sequence[Finding]) -> list[sheets.Mark]:
    """Findings as they are marked in a workbook."""
    return [_marked(schema, one) for one in findings]


def write_rejected(reader: Reader, source: Path, account: Account, target: Path) -> int:
    """Writes the rows that were left out, under what stood above them, and why; returns how many."""
    book = sheets.read_book(source)
    left = {table.sheet: table for table in account.tables if table.main.rejected}
    kept = [_left_out(reader, sheet, left[sheet.name]) for sheet in book if sheet.name in left]
    hidden = [sheet for sheet in book if sheets.is_ours(sheet)]
    with written_beside(target) as beside:
        beside.write_bytes(sheets.plain_copy([*kept, *hidden])[0])
    return account.count("rejected")


def _marked(schema: Schema, one: Finding) -> sheets.Mark:
    wrong, said, mend = one.say.partition(say("mending.please"))
    heading = field_at(schema, schema[one.record], one.field).label if one.field else say("mending.row")
    told = (f"{wrong}。", f"{said[1:]}{mend}") if said else (wrong, say("mending.look"))
    return sheets.Mark(one.sheet, one.cell, heading, *told, one.level == DOUBT, one.rule == _BROKEN)


def _left_out(reader: Reader, sheet: sheets.Sheet, table: Understood) -> sheets.Sheet:
    """The sheet without the rows that were taken; merged areas above the headings stay."""
    found = find_table(reader, sheet, table.record)
    first = found.first if found else 0
    width = max(map(len, sheet.rows))
    rows, whole = [[*row, *[""] * (width - len(row)), ""] for row in sheet.rows[:first]], sheet.spread()
    if rows:
        rows[-1][width] = say("mending.why")
    for line, why in sorted(table.main.rejected.items()):
        rows.append([*whole[line], *[""] * (width - len(whole[line])), say(f"intake.{why}", line=line + 1)])
    return sheets.Sheet(sheet.name, rows, tuple(area for area in sheet.merged if area[2] < first))
