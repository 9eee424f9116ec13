"""Writes new workbooks: ledgers with rows, and blanks for units with drop-downs and print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from models.files import written_beside
from models.kinds import Stored
from models.sheets.reading import letters

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": False,
}
_INLINE = 250  # Excel takes a drop-down list of up to 255 characters inside the cell's rule
_BLANK_ROWS = 1000
_LISTS = "_lists"
HEADING_ROW = 1  # counted from 0: the title stands above


@dataclass(frozen=True)
class Column:
    """One column of a new workbook."""

    heading: str
    width: int = 12
    text: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Plan:
    """One sheet to write: its title over the headings, then the rows."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Stored]] = ()
    blank: bool = False


def write_book(path: Path, plans: Sequence[Plan]) -> None:
    """Writes one sheet a plan; text that begins with = + - @ stays text, long codes keep every digit."""
    with written_beside(path) as beside:
        book = xlsxwriter.Workbook(str(beside), _OPTIONS)
        lists = _Lists(book)
        formats = _formats(book)
        for plan in plans:
            _write_sheet(book.add_worksheet(plan.title[:31]), plan, formats, lists)
        lists.write()
        book.close()


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1, "border_color": "#BFBFBF"}
    head = base | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#EEF3F7"}
    return {
        "title": book.add_format({"font_name": "宋体", "font_size": 16, "bold": True, "valign": "vcenter"}),
        "heading": book.add_format(head),
        "required": book.add_format(head | {"font_color": "#B3261E"}),
        "text": book.add_format(base | {"num_format": "@"}),
        "plain": book.add_format(base),
    }


def _write_sheet(sheet: Any, plan: Plan, formats: dict[str, Any], lists: _Lists) -> None:
    for at, column in enumerate(plan.columns):
        cell_format = formats["text" if column.text else "plain"] if plan.blank else None
        sheet.set_column(at, at, column.width, cell_format)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, plan.title, formats["title"])
    sheet.set_row(HEADING_ROW, 32)
    for at, column in enumerate(plan.columns):
        sheet.write_string(HEADING_ROW, at, column.heading, formats["required" if column.required else "heading"])
        _offer(sheet, at, column, lists)
    last = _write_rows(sheet, plan, [formats["text" if column.text else "plain"] for column in plan.columns])
    _set_up_print(sheet, len(plan.columns), last)


def _write_rows(sheet: Any, plan: Plan, formats: Sequence[Any]) -> int:
    row = HEADING_ROW
    for row, values in enumerate(plan.rows, HEADING_ROW + 1):
        for at, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, at, value, formats[at])
            elif value is None:
                sheet.write_blank(row, at, None, formats[at])
            else:
                sheet.write_number(row, at, value, formats[at])
    return row


def _offer(sheet: Any, at: int, column: Column, lists: _Lists) -> None:
    """A drop-down of the list's values, and the field's help beside the cell."""
    rule: dict[str, Any] = {"validate": "any"}
    if column.choices:
        rule = {"validate": "list", "source": lists.source(column.choices), "error_type": "warning"}
    if column.hint:
        rule |= {"input_title": column.heading[:32], "input_message": column.hint[:255]}
    if len(rule) > 1:
        sheet.data_validation(HEADING_ROW + 1, at, HEADING_ROW + _BLANK_ROWS, at, rule)


def _set_up_print(sheet: Any, width: int, last: int) -> None:
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    sheet.set_paper(9)
    if width > 8:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.print_area(0, 0, max(last, HEADING_ROW + 1), width - 1)


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
        return f"={_LISTS}!${column}$1:${column}${len(values)}"

    def write(self) -> None:
        """The hidden sheet, where any list needs it."""
        if not self.columns:
            return
        sheet = self.book.add_worksheet(_LISTS)
        sheet.very_hidden()
        for row in range(max(map(len, self.columns))):
            for at, values in enumerate(self.columns):
                if row < len(values):
                    sheet.write_string(row, at, values[row])
