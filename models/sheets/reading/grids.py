"""Values by calamine, from content that has been looked over; whatever goes wrong in it is a damaged file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from models.sheets.reading.limits import Limits
from models.sheets.reading.sheet import Cell, Sheet
from models.words import Refusal


def read_grids(content: bytes, limits: Limits, file: str) -> list[Sheet]:
    """All sheets in their order, those without cells too; refused when together they hold too many."""
    with _refusing(file):
        return list(_sheets(content, limits, file))


def _sheets(content: bytes, limits: Limits, file: str) -> Iterator[Sheet]:
    left = limits.cells
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for told in book.sheets_metadata:
        if told.typ is not SheetTypeEnum.WorkSheet:
            yield Sheet(told.name, [])
            continue
        sheet = book.get_sheet_by_name(told.name)
        if sheet.end and (sheet.end[0] + 1) * (sheet.end[1] + 1) > limits.span:
            raise Refusal("sheets.too_many_cells", file=file)
        rows, taken = _rows(sheet, left)
        left -= taken
        if left < 0:
            raise Refusal("sheets.too_many_filled", file=file, limit=limits.cells)
        yield Sheet(told.name, rows, hidden=told.visible is not SheetVisibleEnum.Visible)


def _rows(sheet: CalamineSheet, most: int) -> tuple[list[list[Cell]], int]:
    """The rows from A1, and how many cells hold something; reading ends soon after there are too many."""
    if sheet.height * sheet.width <= most:
        rows = cast(list[list[Cell]], sheet.to_python(skip_empty_area=False))
        return rows, sheet.height * sheet.width
    rows, taken = [], 0
    before: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        rows.append([*before, *row])
        taken += len(row) - row.count("")
        if taken > most:
            break
    return rows, taken


@contextmanager
def _refusing(file: str) -> Iterator[None]:
    """calamine's errors, and panics of the language it is written in, mean a damaged file."""
    try:
        yield
    except Refusal:
        raise
    except python_calamine.PasswordError as error:
        raise Refusal("sheets.password", file=file) from error
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise Refusal("sheets.damaged", file=file) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # derived from BaseException, and not to be had by name
            raise
        raise Refusal("sheets.damaged", file=file) from error
