"""Values by calamine, from content that has been looked over; whatever goes wrong in it is a damaged file."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import cast

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from models.sheets.reading.limits import Limits
from models.sheets.reading.sheet import Cell, Sheet
from models.words import Refusal

Stretches = Callable[[], Sequence[CalamineSheet]]
"""Gives a sheet as one or several that hold its rows one after the other."""


def read_grids(content: bytes, limits: Limits, file: str, ahead: Mapping[str, Stretches] = {}) -> list[Sheet]:
    """All sheets in their order, those without cells too; refused when together they hold too many.

    Some may have been parsed `ahead`, by name.
    """
    with _refusing(file):
        return list(_sheets(content, limits, file, ahead))


@contextmanager
def parsed_ahead(sheets: Mapping[str, Sequence[Callable[[], bytes]]]) -> Iterator[dict[str, Stretches]]:
    """Parses stretches of sheets, each a workbook of its own in which the sheet bears its name, all at once."""
    with ThreadPoolExecutor(max_workers=max(map(len, sheets.values()), default=1)) as pool:
        packed = {name: [*pool.map(_called, stretches)] for name, stretches in sheets.items()}
        begun = {name: [pool.submit(_parsed, one, name) for one in stretches] for name, stretches in packed.items()}
        del sheets, packed  # they hold the bytes of all sheets
        yield {name: partial(_joined, stretches) for name, stretches in begun.items()}


def _called(packed: Callable[[], bytes]) -> bytes:
    return packed()


def _parsed(content: bytes, name: str) -> CalamineSheet:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name)


def _joined(begun: Sequence[Future[CalamineSheet]]) -> list[CalamineSheet]:
    return [one.result() for one in begun]


def _sheets(content: bytes, limits: Limits, file: str, ahead: Mapping[str, Stretches]) -> Iterator[Sheet]:
    left = limits.filled
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for told in book.sheets_metadata:
        if told.typ is not SheetTypeEnum.WorkSheet:
            yield Sheet(told.name, [])
            continue
        stretches = _in_order(ahead[told.name]()) if told.name in ahead else []
        stretches = stretches or [book.get_sheet_by_name(told.name)]
        if math.prod(_size(stretches)) > limits.span:
            raise Refusal("sheets.too_many_cells", file=file)
        rows, taken = _rows(stretches, left)
        left -= taken
        if left < 0:
            raise Refusal("sheets.too_many_filled", file=file, limit=limits.cells)
        yield Sheet(told.name, rows, hidden=told.visible is not SheetVisibleEnum.Visible)


def _in_order(stretches: Sequence[CalamineSheet]) -> list[CalamineSheet]:
    """Those that hold anything; none where rows are out of order, so that one stretch reaches into another."""
    filled = [one for one in stretches if one.end]
    tops, ends = [one.start[0] for one in filled if one.start], [one.end[0] for one in filled if one.end]
    return filled if all(end < top for end, top in zip(ends, tops[1:], strict=False)) else []


def _size(stretches: Sequence[CalamineSheet]) -> tuple[int, int]:
    """Rows and columns from A1."""
    ends = [one.end for one in stretches if one.end]
    return max((row + 1 for row, _ in ends), default=0), max((column + 1 for _, column in ends), default=0)


def _rows(stretches: Sequence[CalamineSheet], most: int) -> tuple[list[list[Cell]], int]:
    """The rows from A1, and how many cells hold something; reading ends soon after there are too many."""
    rows: list[list[Cell]] = []
    taken, width = 0, _size(stretches)[1]
    for one in stretches:
        if one.start is None or one.end is None:
            continue
        (top, left), right = one.start, one.end[1]
        found, counted = _of_one(one, top, most - taken)
        if left or right + 1 < width:
            before, after = [""] * left, [""] * (width - right - 1)
            found = [[*before, *row, *after] for row in found]
        rows += [[""] * width for _ in range(top - len(rows))]
        rows += found
        taken += counted
        if taken > most:
            break
    return rows, taken


def _of_one(sheet: CalamineSheet, top: int, most: int) -> tuple[list[list[Cell]], int]:
    """The rows from the first that holds something, in the columns that do."""
    if sheet.height * sheet.width <= most:
        return cast(list[list[Cell]], sheet.to_python()), sheet.height * sheet.width
    rows, taken = [], 0
    for row in islice(sheet.iter_rows(), top, None):
        rows.append(cast(list[Cell], row))
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
