"""What a workbook to be filled in has beyond a ledger: facts and a note above, an example, checks, locked headings."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from models.kinds import Stored
from models.sheets.identity import FORM, Identity
from models.words import say

_ROWS = 1000  # that Excel checks while they are filled in
_MAY = (
    "format_cells",
    "format_columns",
    "format_rows",
    "insert_rows",
    "delete_rows",
    "sort",
    "autofilter",
    "select_locked_cells",
    "select_unlocked_cells",
)
_LINE = 18  # points


@dataclass(frozen=True)
class Check:
    """What Excel takes in a column: `what` is integer, decimal, date or length, within two limits; else it says so."""

    what: str
    least: int | datetime.date
    most: int | datetime.date
    say: str


@dataclass(frozen=True)
class Blank:
    """A workbook to be filled in: `facts` stand above the headings; `asked` is a fact that the unit writes itself."""

    identity: Identity
    facts: Sequence[str] = ()
    asked: str = ""
    note: str = ""
    example: Sequence[Stored] = ()


class Asked(Protocol):
    """What a column says of the cells under it."""

    @property
    def heading(self) -> str: ...
    @property
    def choices(self) -> tuple[str, ...]: ...
    @property
    def hint(self) -> str: ...
    @property
    def check(self) -> Check | None: ...


def write_above(sheet: Any, blank: Blank, width: int, begin: int, formats: dict[str, Any]) -> int:
    """Facts and the note, a row each under the title; returns the row of the headings.

    The note stands from the column `begin` on: in one that is said again on each page it would be cut.
    """
    row = 1
    for fact in [*blank.facts, *([blank.asked] if blank.asked else [])]:
        sheet.set_row(row, _LINE + 2, formats["above"])
        sheet.write_string(row, 0, fact, formats["above"])
        row += 1
    if blank.asked:
        sheet.write_blank(row - 1, 1, None, formats["asked"])
    if blank.note:
        sheet.set_row(row, _LINE * 2, formats["above"])
        if width > begin + 1:
            sheet.merge_range(row, begin, row, width - 1, "", formats["note"])
        sheet.write_string(row, begin, blank.note, formats["note"])
        row += 1
    return row


def offer(sheet: Any, first: int, at: int, column: Asked, source: list[str] | str) -> None:
    """A drop-down or a check on the rows from `first`, and the field's help beside the cell."""
    rule: dict[str, Any] = {"validate": "any"}
    if column.choices:  # a list may lack what a unit must say: it is warned, not stopped
        rule = {"validate": "list", "source": source, "error_type": "warning", "error_message": say("collecting.list")}
    elif column.check:
        check = column.check
        limits = {"criteria": "between", "minimum": check.least, "maximum": check.most}
        rule = {"validate": check.what, **limits, "error_message": check.say}
    if "error_message" in rule:
        rule["error_title"] = say("collecting.wrong")
    if column.hint:
        rule |= {"input_title": column.heading[:32], "input_message": column.hint[:255]}
    if len(rule) > 1:
        sheet.data_validation(first, at, first + _ROWS, at, rule)


def close_off(sheet: Any, blank: Blank, heading: int, look: Any) -> int:
    """Writes the example and locks it with all that stands above, without a password; returns the first free row."""
    sheet.protect("", dict.fromkeys(_MAY, True))
    if not blank.example:
        return heading + 1
    for at, value in enumerate(blank.example):
        if isinstance(value, str):
            sheet.write_string(heading + 1, at, value, look)
        else:
            sheet.write(heading + 1, at, value, look)
    return heading + 2


def write_identity(book: Any, blanks: Sequence[Blank]) -> None:
    """The hidden sheet by which the workbook is known when it comes back."""
    for blank in blanks[:1]:
        sheet = book.add_worksheet(FORM)
        sheet.very_hidden()
        for row, cells in enumerate(blank.identity.rows()):
            for at, text in enumerate(cells):
                sheet.write_string(row, at, text)
