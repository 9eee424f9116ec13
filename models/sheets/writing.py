"""Writes new workbooks: ledgers with rows, and the workbooks in which units send theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from models.files import written_beside
from models.kinds import Stored
from models.sheets.blanks import Blank, Check, close_off, offer, write_above, write_identity
from models.sheets.identity import LISTS
from models.sheets.pouring import pour
from models.sheets.reading import letters

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_INLINE = 250  # Excel takes a drop-down list of up to 255 characters inside the cell's rule
_NO_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_NAME = 31
A4 = 9  # as Excel counts sorts of paper
_LINE = 15  # points that a line of a heading takes
_UPRIGHT, _READABLE = 100, 200  # widths of columns, in characters, that a page holds standing, and lying at half size


@dataclass(frozen=True)
class Column:
    """One column of a new workbook."""

    heading: str
    width: int = 12
    text: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    check: Check | None = None


@dataclass(frozen=True)
class Plan:
    """One sheet to write: its title over the headings, then the rows; `blank` makes it one to be filled in.

    `above` are lines under the title; a paper to be signed has at the `foot` of each page who signs, and its figures in
    the middle of their columns; `tall` is the height of its rows in points.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Stored]] = ()
    name: str = ""
    blank: Blank | None = None
    above: Sequence[str] = ()
    foot: str = ""
    tall: float = 0


def write_book(path: Path, plans: Sequence[Plan]) -> None:
    """Writes one sheet a plan; text that begins with = + - @ stays text, long codes keep every digit."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, OPTIONS)
    lists = _Lists(book)
    for plan in plans:
        _write_sheet(book.add_worksheet(sheet_name(plan.name or plan.title)), plan, _formats(book, plan), lists)
    lists.write()
    write_identity(book, [plan.blank for plan in plans if plan.blank])
    book.close()
    with written_beside(path) as beside:
        rows = {f"xl/worksheets/sheet{number}.xml": plan.rows for number, plan in enumerate(plans, 1)}
        pour(made.getvalue(), beside, rows)


def sheet_name(text: str) -> str:
    """The text as Excel takes it for the name of a sheet."""
    return _NO_NAME.sub("", text)[:_LONGEST_NAME] or "Sheet"


def _formats(book: Any, plan: Plan) -> dict[str, Any]:
    plain = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
    cell = plain | {"border": 1, "border_color": "#BFBFBF", "locked": plan.blank is None}
    head = cell | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#EEF3F7", "locked": True}
    looks: dict[str, dict[str, object]] = {
        "title": plain | {"font_size": 16, "bold": True},
        "above": plain,
        "note": plain | {"text_wrap": True, "font_color": "#5F6B76"},
        "asked": plain | {"bottom": 1, "locked": False, "num_format": "@"},
        "heading": head,
        "required": head | {"font_color": "#B3261E"},
        "example": cell | {"italic": True, "font_color": "#7A8690", "locked": True},
        "text": cell | {"num_format": "@"} | ({"shrink": True} if plan.foot else {}),
        "date": cell | {"num_format": "yyyy-mm-dd"},
        "plain": cell | ({"align": "center"} if plan.foot else {}),
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _write_sheet(sheet: Any, plan: Plan, formats: dict[str, Any], lists: _Lists) -> None:
    """Everything but the rows, and under it the row that is their pattern."""
    cells = [formats[_look(column)] for column in plan.columns]
    for at, (column, cell) in enumerate(zip(plan.columns, cells, strict=True)):
        sheet.set_column(at, at, column.width, cell if plan.blank else None)
    width = sum(column.width for column in plan.columns)
    across = -(-width // _READABLE)
    sheet.set_row(0, 30, formats["above"])
    again = across > 1 and plan.columns[0].required  # the names of the rows; what is longer would be cut in that column
    begin = int(again)
    sheet.write_string(0, begin, plan.title, formats["title"])
    for at, line in enumerate(plan.above, 1):
        sheet.write_string(at, 0, line, formats["above"])
    heading = 1 + len(plan.above)
    if plan.blank:
        heading = write_above(sheet, plan.blank, len(plan.columns), begin, formats)
    if plan.tall:
        sheet.set_default_row(plan.tall)
    sheet.set_row(heading, max(32, _LINE * max(map(_lines, plan.columns), default=1)), formats["above"])
    for at, column in enumerate(plan.columns):
        sheet.write_string(heading, at, column.heading, formats["required" if column.required else "heading"])
        offer(sheet, heading + 1, at, column, lists.source(column.choices))
    first = close_off(sheet, plan.blank, heading, formats["example"]) if plan.blank else heading + 1
    for at, cell in enumerate(cells):
        sheet.write_blank(first, at, None, cell)
    _set_up_print(sheet, width > _UPRIGHT, across, heading, plan.foot, again)


def _lines(column: Column) -> int:
    """How many lines the heading takes in its column: a Chinese letter is two wide."""
    return -(-2 * len(column.heading) // max(column.width - 1, 1))


def _look(column: Column) -> str:
    if column.text:
        return "text"
    return "date" if column.check and column.check.what == "date" else "plain"


def _set_up_print(sheet: Any, lying: bool, across: int, heading: int, foot: str, again: bool) -> None:
    """On A4, over as many pages side by side as leave the letters readable; the first column stands on each."""
    sheet.freeze_panes(heading + 1, 0)
    sheet.set_paper(A4)
    if lying:
        sheet.set_landscape()
    sheet.fit_to_pages(across, 0)
    sheet.repeat_rows(heading)
    if again:
        sheet.repeat_columns(0)
    sheet.set_footer(f"&L{foot}&R第 &P 页，共 &N 页" if foot else "&C第 &P 页，共 &N 页")


class _Lists:
    """Long lists stand on a hidden sheet, one a column; short ones inside the rule."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.columns: list[tuple[str, ...]] = []

    def source(self, values: tuple[str, ...]) -> list[str] | str:
        """What the drop-down's rule names."""
        if len(",".join(values)) <= _INLINE and not any("," in value for value in values):
            return list(values)
        if values not in self.columns:
            self.columns.append(values)
        column = letters(self.columns.index(values))
        return f"={LISTS}!${column}$1:${column}${len(values)}"

    def write(self) -> None:
        """The hidden sheet, where any list needs it."""
        if not self.columns:
            return
        sheet = self.book.add_worksheet(LISTS)
        sheet.very_hidden()
        for at, values in enumerate(self.columns):
            sheet.write_column(0, at, values)
