"""Sheets as people lay them out, written by the libraries that offices' programs are made with."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.cell import Cell
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Row = Sequence[object]


@dataclass
class Grid:
    """One sheet: rows from A1, merged ranges, and rows and columns that are hidden (letters and numbers as shown)."""

    rows: Sequence[Row]
    merged: Sequence[str] = ()
    name: str = "Sheet1"
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    hidden: bool = False
    formats: dict[str, str] = field(default_factory=dict)


def by_openpyxl(*grids: Grid, since_1904: bool = False) -> bytes:
    """As programs written in Python save."""
    book = openpyxl.Workbook()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.worksheets[0])
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for row in grid.rows:
            sheet.append(list(row))
        for area in grid.merged:
            sheet.merge_cells(area)
        for number in grid.hidden_rows:
            sheet.row_dimensions[number].hidden = True
        for letter in grid.hidden_columns:
            sheet.column_dimensions[letter].hidden = True
        for at, wanted in grid.formats.items():
            cell = sheet[at]
            assert isinstance(cell, Cell)
            cell.number_format = wanted
        sheet.sheet_state = "hidden" if grid.hidden else "visible"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def by_xlsxwriter(*grids: Grid, in_place: bool = False) -> bytes:
    """As report generators save; texts in place where a program writes row by row."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "constant_memory": in_place})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for number in grid.hidden_rows:
            sheet.set_row(number - 1, None, None, {"hidden": True})
        for letter in grid.hidden_columns:
            sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
        for at, row in enumerate(grid.rows):
            for place, value in enumerate(row):
                _write(book, sheet, at, place, value)
        for area in grid.merged:
            first = area.partition(":")[0]
            line, place = xlsxwriter.utility.xl_cell_to_rowcol(first)
            sheet.merge_range(area, grid.rows[line][place])
    book.close()
    return target.getvalue()


def _write(book: xlsxwriter.Workbook, sheet: object, at: int, place: int, value: object) -> None:
    """A pair is a formula with the result that is saved with it."""
    if isinstance(value, tuple):
        sheet.write_formula(at, place, value[0], None, value[1])
    elif hasattr(value, "isoformat"):
        sheet.write_datetime(at, place, value, book.add_format({"num_format": "yyyy-mm-dd"}))
    elif value is not None:
        sheet.write(at, place, value)


def by_xlwt(*grids: Grid) -> bytes:
    """As old programs save: .xls."""
    book = xlwt.Workbook(encoding="utf-8")
    for grid in grids:
        sheet = book.add_sheet(grid.name, cell_overwrite_ok=True)
        for at, row in enumerate(grid.rows):
            for place, value in enumerate(row):
                if value is not None:
                    dated = xlwt.easyxf(num_format_str="yyyy-mm-dd") if hasattr(value, "isoformat") else xlwt.XFStyle()
                    sheet.write(at, place, xlwt.Formula(value[1:]) if str(value).startswith("=") else value, dated)
        for area in grid.merged:
            first, last = (xlsxwriter.utility.xl_cell_to_rowcol(corner) for corner in area.split(":"))
            sheet.merge(first[0], last[0], first[1], last[1])
        for number in grid.hidden_rows:
            sheet.row(number - 1).hidden = True
        for letter in grid.hidden_columns:
            sheet.col(ord(letter) - ord("A")).hidden = True
        sheet.visibility = int(grid.hidden)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
