"""A plain xlsx of a workbook in another format: its values where they stood, merged areas, and widths that fit."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from itertools import zip_longest
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxInputError

from models.files import apart
from models.kinds.base import as_typed
from models.sheets.cells import LONGEST
from models.sheets.identity import FORM, LISTS
from models.sheets.reading import Cell, Sheet
from models.sheets.writing import A4, OPTIONS, sheet_name

_CODE = re.compile(r"0\d+|\d{11,}[Xx]?")
_NARROWEST, _WIDEST = 9, 40


def plain_copy(book: Sequence[Sheet]) -> tuple[bytes, dict[str, str]]:
    """The workbook, and what each sheet is called in it: other formats allow longer names."""
    names = dict(zip([sheet.name for sheet in book], apart(sheet_name(sheet.name) for sheet in book), strict=True))
    made = BytesIO()
    copy = xlsxwriter.Workbook(made, OPTIONS)
    formats = {
        "code": copy.add_format({"num_format": "@"}),
        "date": copy.add_format({"num_format": "yyyy-mm-dd"}),
        "time": copy.add_format({"num_format": "hh:mm"}),
    }
    for sheet in book:
        to = copy.add_worksheet(names[sheet.name])
        _write(to, sheet, formats)
        if sheet.name in (LISTS, FORM):
            to.very_hidden()
    copy.close()
    return made.getvalue(), names


def _write(to: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    for top, left, bottom, right in sheet.marks.merged:
        if (top, left) != (bottom, right):
            with suppress(XlsxInputError):  # areas that overlap
                to.merge_range(top, left, bottom, right, "")
    for at, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            _put(to, at, column, cell, formats)
    tabular = [row for row in sheet.rows if sum(cell != "" for cell in row) > 1]  # a title needs no wide column
    for column, values in enumerate(zip_longest(*tabular, fillvalue="")):
        longest = max((2 * len(as_typed(cell)) for cell in values if isinstance(cell, str)), default=0)
        to.set_column(column, column, min(max(longest, _NARROWEST), _WIDEST))
    to.set_landscape()
    to.set_paper(A4)
    to.fit_to_pages(1, 0)


def _put(to: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell, str):
        if cell:
            to.write_string(row, column, cell[:LONGEST], formats["code"] if _CODE.fullmatch(cell) else None)
    elif isinstance(cell, bool):
        to.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        to.write_number(row, column, cell)
    elif isinstance(cell, datetime.datetime | datetime.date):
        to.write_datetime(row, column, cell, formats["date"])
    elif isinstance(cell, datetime.time | datetime.timedelta):
        to.write_datetime(row, column, cell, formats["time"])
