"""Draws a blank form with headings in levels: a title, facts, a table, a total, notes and a signature line."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

DAY = datetime.datetime(2025, 1, 1)
THIN = Border(*(Side(style="thin"),) * 4)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
FIRST = 3
SIGNED = (("单位负责人：", 1), ("填表人：", 8), ("联系电话：", 14), ("报出日期：", 20))


@dataclass(frozen=True)
class Column:
    """A heading in levels (above/below), its width, and what the blank does with it."""

    heading: str
    width: float
    total: bool = False
    formula: str = ""
    """Of the template row, {row} for its number."""
    format: str = ""
    count: bool = False

    @property
    def levels(self) -> tuple[str, ...]:
        """The heading from the top."""
        return tuple(self.heading.split("/"))


@dataclass(frozen=True)
class Sheet:
    """A form of one sheet."""

    title: str
    columns: list[Column]
    note: str
    paper: str = "A4"
    total: str = "合计"
    """What the last row is called; empty where there is none."""
    subtotal: str = ""
    """What a row below each group is called; empty where there are no groups."""
    ratio: dict[str, str] = field(default_factory=dict)
    """Formulas of the total row that are no sums, by heading, {row} for its number."""
    signed: tuple[tuple[str, int], ...] = ()
    """What is signed, and the column in which it stands; spread over the sheet where not said."""
    rows: list[str] = field(default_factory=list)
    """What the rows of the table are called, where they do not repeat."""
    height: float = 30
    """Of the rows of the table."""
    groups: tuple[tuple[str, int], ...] = ()
    """What the rows of a cross-table are split by, and how many rows that makes; the first split is summed."""
    full: tuple[int, ...] = ()
    """What stands in the third column of the rows that do not repeat."""
    name: str = ""
    """A name that is defined over the rows of the table."""


def draw(spec: Sheet, path: Path) -> None:
    """Writes the form."""
    book = Workbook()
    book.properties.created = book.properties.modified = DAY
    sheet = book.active
    sheet.title = "表1"
    levels = max(len(one.levels) for one in spec.columns)
    _heading(sheet, spec)
    last = _table(sheet, spec, FIRST + levels)
    _foot(sheet, spec, last + 1)
    _print_setup(book, sheet, spec, FIRST + levels, last + 2)
    book.save(path)


def _heading(sheet: Worksheet, spec: Sheet) -> None:
    width = len(spec.columns)
    half = width * 2 // 5 if width < 25 else 10
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"] = spec.title
    sheet["A1"].font, sheet["A1"].alignment = Font("黑体", 18), CENTRE
    sheet.row_dimensions[1].height = 34
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=half)
    sheet.merge_cells(start_row=2, start_column=half + 1, end_row=2, end_column=width)
    for column, text in ((1, "填报单位（盖章）："), (half + 1, "报告期：")):
        cell = sheet.cell(2, column, text)
        cell.font, cell.alignment = Font("宋体", 11), Alignment(vertical="center")
    sheet.row_dimensions[2].height = 22


def _table(sheet: Worksheet, spec: Sheet, template: int) -> int:
    """Headings, template row, totals; gives the last row."""
    levels = template - FIRST
    rows = max(len(spec.rows), 1) + bool(spec.subtotal) + bool(spec.total)
    for column, one in enumerate(spec.columns, 1):
        sheet.column_dimensions[get_column_letter(column)].width = one.width
        for level, text in enumerate(one.levels):
            sheet.cell(FIRST + level, column, text)
    for top, left, bottom, right in _merges(spec.columns, levels):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for row in range(FIRST, template + rows):
        sheet.row_dimensions[row].height = spec.height if row >= template else 30
        for column in range(1, len(spec.columns) + 1):
            cell = sheet.cell(row, column)
            cell.border, cell.alignment = THIN, CENTRE
            cell.font = Font("宋体", 10, bold=row < template)
    for at, label in enumerate(spec.rows):
        sheet.cell(template + at, 1, None if spec.groups else at + 1)
        sheet.cell(template + at, 2, label)
    _groups(sheet, spec, template)
    for at, mark in enumerate(spec.full):
        sheet.cell(template + at, 3, mark)
    _formulas(sheet, spec, template, rows)
    return template + rows - 1


def _groups(sheet: Worksheet, spec: Sheet, row: int) -> None:
    for label, rows in spec.groups:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row + rows - 1, end_column=1)
        sheet.cell(row, 1, label)
        row += rows


def _formulas(sheet: Worksheet, spec: Sheet, template: int, rows: int) -> None:
    last = template + rows - 1
    label = next((at for at, one in enumerate(spec.columns, 1) if at > 1 and not one.total), 2)
    body = range(template, template + max(len(spec.rows), 1))
    if spec.total:
        sheet.cell(last, label, spec.total)
    if spec.subtotal:
        sheet.cell(template + 1, label, spec.subtotal)
    checked = DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    checked.error, checked.errorTitle = "请填 0 或正整数", "数据有误"
    for column, one in enumerate(spec.columns, 1):
        letter = get_column_letter(column)
        for row in body if one.formula else ():
            sheet.cell(row, column, one.formula.format(row=row))
        for row in range(template, last + 1) if one.format else ():
            sheet.cell(row, column).number_format = one.format
        if one.total:
            _total(sheet, spec, column, body, last)
        if one.heading in spec.ratio:
            sheet.cell(last, column, spec.ratio[one.heading].format(row=last))
        if one.count:
            checked.add(f"{letter}{template}:{letter}{body[-1]}")
    if any(one.count for one in spec.columns):
        sheet.add_data_validation(checked)


def _total(sheet: Worksheet, spec: Sheet, column: int, body: range, last: int) -> None:
    """Where there are groups, sums that leave other sums out."""
    letter, first = get_column_letter(column), body[0]
    if spec.subtotal:
        sheet.cell(first + 1, column, f"=SUBTOTAL(9,{letter}{first}:{letter}{first})")
        sheet.cell(last, column, f"=SUBTOTAL(9,{letter}{first}:{letter}{first + 1})")
    elif spec.total:
        until = first + spec.groups[0][1] - 1 if spec.groups else body[-1]
        sheet.cell(last, column, f"=SUM({letter}{first}:{letter}{until})")


def _merges(columns: list[Column], levels: int) -> list[tuple[int, int, int, int]]:
    """Headings of one level run down to the last row; equal neighbours of one level run across."""
    found = []
    for column, one in enumerate(columns, 1):
        if len(one.levels) < levels:
            found.append((FIRST + len(one.levels) - 1, column, FIRST + levels - 1, column))
    for level in range(levels - 1):
        start = 1
        for column in range(2, len(columns) + 2):
            same = column <= len(columns) and _above(columns[column - 1], level)
            if not same or same != _above(columns[start - 1], level):
                if column - start > 1:
                    found.append((FIRST + level, start, FIRST + level, column - 1))
                start = column
    return found


def _above(one: Column, level: int) -> tuple[str, ...]:
    return one.levels[: level + 1] if len(one.levels) > level + 1 else ()


def _foot(sheet: Worksheet, spec: Sheet, note: int) -> None:
    width = len(spec.columns)
    sheet.merge_cells(start_row=note, start_column=1, end_row=note, end_column=width)
    sheet.cell(note, 1, spec.note)
    signed = spec.signed or tuple((text, 1 + at * width // len(SIGNED)) for at, (text, _) in enumerate(SIGNED))
    for text, column in signed:
        sheet.cell(note + 1, column, text)
    for row in (note, note + 1):
        sheet.row_dimensions[row].height = 22
        for column in (1, *(column for _, column in signed)):
            sheet.cell(row, column).font = Font("宋体", 10)


def _print_setup(book: Workbook, sheet: Worksheet, spec: Sheet, template: int, last: int) -> None:
    sheet.print_area = f"A1:{get_column_letter(len(spec.columns))}{last}"
    sheet.print_title_rows = f"1:{template - 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if spec.paper == "A3" else sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.page_margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.freeze_panes = f"C{template}"
    if spec.name:
        book.defined_names[spec.name] = DefinedName(spec.name, attr_text=f"'表1'!$B${template}:$B${template}")
