"""Filling forms beside openpyxl: a book of 20 sheets with 5,000 bound cells, and a list of 20,000 rows."""

from __future__ import annotations

import tempfile
from copy import copy
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bench.measuring import Line, compared, seconds
from models.kinds import Stored
from models.sheets import Filled, Rows, fill

SHEETS, BOUND = 20, 250
ROWS, COLUMNS, TEMPLATE = 20_000, 16, 6
LETTERS = [get_column_letter(column) for column in range(1, COLUMNS + 1)]


def run(_: Path) -> list[Line]:
    """Both forms, blank to proved result, against load and save without any proof."""
    with tempfile.TemporaryDirectory() as folder:
        form, out = Path(folder) / "form.xlsx", Path(folder) / "out.xlsx"
        return [_cells(form, out), _list(form, out)]


def _cells(form: Path, out: Path) -> Line:
    book = Workbook()
    book.remove(book.active)
    for number in range(SHEETS):
        _draw(book.create_sheet(f"表{number + 1}"), 40)
    book.save(form)
    cells: dict[str, Stored] = {
        f"{LETTERS[at % 14 + 1]}{TEMPLATE + at // 14}": at if at % 5 else f"单位{at}" for at in range(BOUND)
    }
    filled = {f"表{number + 1}": Filled(cells) for number in range(SHEETS)}

    def peer() -> None:
        book = load_workbook(form)
        for sheet in book:
            for address, value in cells.items():
                sheet[address] = value
        book.save(out)

    ours = seconds(lambda: fill(form, out, filled))
    return compared("fill 5,000 cells on 20 sheets, proved / openpyxl load and save", ours, seconds(peer), "≤ 0.5")


def _list(form: Path, out: Path) -> Line:
    book = Workbook()
    book.active.title = "表1"
    _draw(book.active, 1)
    book.save(form)
    values: list[list[Stored]] = [
        [row if column % 3 else f"单位{row}-{column}" for column in range(COLUMNS)] for row in range(ROWS)
    ]

    def peer() -> None:
        book = load_workbook(form)
        sheet = book.active
        sheet.insert_rows(TEMPLATE + 1, ROWS - 1)
        looks = [sheet.cell(TEMPLATE, column)._style for column in range(1, COLUMNS + 1)]
        for row, line in enumerate(values, TEMPLATE):
            for column, value in enumerate(line, 1):
                sheet.cell(row, column, value)._style = copy(looks[column - 1])
        for letter in LETTERS:
            sheet[f"{letter}{TEMPLATE + ROWS}"] = f"=SUM({letter}{TEMPLATE}:{letter}{TEMPLATE + ROWS - 1})"
        book.save(out)

    ours = seconds(lambda: fill(form, out, {"表1": Filled({}, [Rows(TEMPLATE, LETTERS, values)])}), 3)
    what = "fill a list of 20,000 rows × 16 columns, proved / openpyxl insert, fill and save"
    return compared(what, ours, seconds(peer, 1), "≤ 0.25")


def _draw(sheet: Worksheet, rows: int) -> None:
    """A title, headings in two rows, bordered rows with a sum each, a total, a signature line."""
    box = Border(*(Side(style="thin"),) * 4)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=COLUMNS)
    sheet["A1"], sheet["A2"] = "参考表式", "填报单位："
    for row in range(4, TEMPLATE + rows + 1):
        for column in range(1, COLUMNS + 1):
            cell = sheet.cell(row, column, f"栏{column}" if row < TEMPLATE else None)
            cell.border, cell.alignment = box, Alignment(horizontal="center", wrap_text=True)
            cell.font = Font("宋体", 10, bold=row < TEMPLATE)
    for column, letter in enumerate(LETTERS, 1):
        sheet.cell(TEMPLATE + rows, column, f"=SUM({letter}{TEMPLATE}:{letter}{TEMPLATE + rows - 1})")
    sheet.cell(TEMPLATE + rows + 1, 1, "负责人：")
