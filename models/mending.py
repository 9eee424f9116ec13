"""What goes back to a unit to be mended: a copy of its own workbook with what is wrong marked, and rows left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models import sheets
from models.files import apart, safe_name, written_beside
from models.findings import DOUBT, Finding
from models.intake import Account, Understood
from models.register.paths import field_at
from models.schema import Schema
from models.words import say

_BROKEN = "kinds.broken_by_excel"


def write_copies(schema: Schema, read: Sequence[tuple[Path, Account]], folder: Path) -> list[Path]:
    """For each file in which anything is to be settled a marked copy, and, where rows were left out, those alone."""
    wrong = [(path, account) for path, account in read if account.findings]
    written = []
    for (path, account), stem in zip(wrong, apart(safe_name(path.stem) for path, _ in wrong), strict=True):
        copy = folder / f"{say('mending.copy', file=stem)}{sheets.ending(path)}"
        sheets.mark(path, copy, marks(schema, account.findings))
        written.append(copy)
        if account.count("rejected"):
            written.append(folder / f"{say('mending.rejected', file=stem)}.xlsx")
            write_rejected(path, account, written[-1])
    return written


def marks(schema: Schema, findings: Sequence[Finding]) -> list[sheets.Mark]:
    """Findings as they are marked in a workbook."""
    return [_marked(schema, one) for one in findings]


def write_rejected(source: Path, account: Account, target: Path) -> int:
    """Writes the rows that were left out, under what stood above them, and why; returns how many."""
    book = sheets.read_book(source, sheets.MOST)
    kept = [_left_out(sheet, account.tables) for sheet in book]
    hidden = [sheet for sheet in book if sheets.is_ours(sheet)]
    with written_beside(target) as beside:
        beside.write_bytes(sheets.plain_copy([*(one for one in kept if one.rows), *hidden])[0])
    return account.count("rejected")


def _marked(schema: Schema, one: Finding) -> sheets.Mark:
    wrong, said, mend = one.say.partition(say("mending.please"))
    heading = field_at(schema, schema[one.record], one.field).label if one.field else say("mending.row")
    told = (f"{wrong}。", f"{said[1:]}{mend}") if said else (wrong, say("mending.look"))
    return sheets.Mark(one.sheet, one.cell, heading, *told, one.level == DOUBT, one.rule == _BROKEN)


def _left_out(sheet: sheets.Sheet, tables: Sequence[Understood]) -> sheets.Sheet:
    """Of each table that has such rows what stands above it, merged as it was, and those rows, each with its reason."""
    rows: list[list[sheets.Cell]] = []
    merged: list[tuple[int, int, int, int]] = []
    whole, done = sheet.spread(), 0
    for table in sorted((one for one in tables if one.sheet == sheet.name), key=lambda one: one.main.lines[:1]):
        above, done = range(done, min(table.main.lines, default=done)), max(table.main.lines, default=done) + 1
        if not table.main.rejected:
            continue
        down = len(rows) - above.start
        for top, left, bottom, right in sheet.marks.merged:
            if top in above and bottom in above:
                merged.append((top + down, left, bottom + down, right))
        rows += [[*sheet.rows[line], ""] for line in above]
        if above:
            rows[-1][-1] = say("mending.why")
        rejected = sorted(table.main.rejected.items())
        rows += [[*whole[line], say(f"intake.{why}", line=line + 1)] for line, why in rejected]
    return sheets.Sheet(sheet.name, rows, sheets.Marks(merged=merged))
