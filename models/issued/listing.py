"""Reads the ledger: looked up by number, name or what a QR code says; listed as a workbook, with lines to sign on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from models import sheets
from models.issued.recording import UNSURE
from models.kinds import match_key
from models.register import Reader
from models.words import say

_COLUMNS = (
    *("id", "number", "subject", "unit", "award", "what", "form", "tbl", "row", "at", "who", "printer", "paper"),
    *("preprinted", "snapshot", "file", "page", "words", "checked", "void", "voided_at", "pending"),
)
_TO_SIGN = 27  # points: a row that a name can be written into by hand
_REPRINTS = "(select count(*) from reprint where reprint.tbl = 'issued' and reprint.row = issued.id)"
_SELECT = f"select {', '.join(_COLUMNS)}, {_REPRINTS} from issued where number is not null"


class Entry(NamedTuple):
    """One certificate in the ledger. `void` is the reason why it does not count any more.

    `pending` is what is not known of its printing: `UNSURE` whether it came out, or `UNPRINTED`.
    """

    id: int
    number: str
    subject: str
    unit: str | None
    award: str | None
    what: str
    form: str
    table: str
    row: int
    at: str
    who: str | None
    printer: str | None
    paper: str | None
    preprinted: int | None
    snapshot: str | None
    file: str | None
    page: int | None
    words: str | None
    check: str | None
    void: str | None
    voided_at: str | None
    pending: str | None
    reprints: int

    @property
    def told(self) -> dict[str, str]:
        """The words that were printed, by their places; empty for a certificate of an earlier version."""
        found: dict[str, str] = json.loads(self.words or "{}")
        return found


def find(reader: Reader, text: str = "", form: str = "") -> list[Entry]:
    """The certificates that bear all words of a text in number, name, unit, award or check text, the latest first.

    What a QR code says is a number and a check text: both must be right. `form`: of one layout alone.
    """
    clauses, values = (["form = ?"], [form]) if form else ([], [])
    rows = reader.ask(" and ".join([_SELECT, *clauses]) + " order by id desc", values)
    words = [match_key(word) for word in text.split()]
    found = (Entry(*row) for row in rows)
    return [one for one in found if all(word in _sought(one) for word in words)]


def _sought(one: Entry) -> str:
    return match_key(" ".join((one.number, one.subject, one.unit or "", one.award or "", one.what, one.check or "")))


def given(reader: Reader, form: str, table: str) -> dict[int, Entry]:
    """The certificates of a form that stand, by the record of a table that they were issued to."""
    sql = f"{_SELECT} and void is null and form = ? and tbl = ? order by id"
    return {one.row: one for one in (Entry(*row) for row in reader.ask(sql, [form, table]))}


def unsure(reader: Reader) -> list[Entry]:
    """The certificates of which nobody knows whether they came out of the printer, in the order of printing."""
    return [Entry(*row) for row in reader.ask(f"{_SELECT} and void is null and pending = ? order by id", [UNSURE])]


def write_ledger(entries: Sequence[Entry], target: Path) -> None:
    """The ledger as a workbook, voids with their reasons, in the order of the entries."""
    headings = {"number": 26, "subject": 18, "unit": 30, "award": 18, "what": 26, "at": 20, "who": 12, "state": 10}
    headings |= {"void": 24, "reprints": 10, "check": 14, "file": 40}
    rows = [
        (one.number, one.subject, one.unit, one.award, one.what, one.at.replace("T", " "), one.who)
        + (state(one), one.void, one.reprints or None, one.check, Path(one.file).name if one.file else one.printer)
        for one in entries
    ]
    _write(say("issued.ledger"), headings, rows, target)


def write_receipts(entries: Sequence[Entry], target: Path) -> None:
    """The list on which certificates are signed for: those that stand and are on paper."""
    headings = {
        "line": 6,
        "number": 26,
        "subject": 14,
        "unit": 30,
        "award": 16,
        "signed": 14,
        "signed_on": 12,
        "remark": 12,
    }
    standing = [one for one in entries if one.void is None and one.pending is None]
    rows = [(at, one.number, one.subject, one.unit, one.award, None, None, None) for at, one in enumerate(standing, 1)]
    _write(say("issued.receipts"), headings, rows, target, _TO_SIGN)


def state(one: Entry) -> str:
    """Whether a certificate counts, in a word."""
    if one.void:
        return say("issued.is_voided")
    return say(f"issued.is_{one.pending}" if one.pending else "issued.stands")


def _write(
    title: str, headings: dict[str, int], rows: Sequence[tuple[str | int | None, ...]], target: Path, tall: float = 0
) -> None:
    numeric = ("line", "reprints")
    columns = [
        sheets.Column(say(f"issued.heading_{key}"), width, text=key not in numeric) for key, width in headings.items()
    ]
    sheets.write_book(target, [sheets.Plan(title, columns, rows, tall=tall)])
