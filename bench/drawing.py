"""A form of 200 × 60 cells opened until it is painted as a sheet, beside what is allowed."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from PySide6.QtWidgets import QApplication

from bench.measuring import Line
from models.sheets import draw
from ui.parts.sheet import SheetView

ROWS, COLUMNS, TIMES = 200, 60, 7
PAINTED, TURNED = 0.3, 0.1  # seconds allowed


def run(_: Path) -> list[Line]:
    """From the file to the first paint, and a page of scrolling; the slowest of several."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        form = Path(folder) / "form.xlsx"
        _write(form)
        view = SheetView()
        view.resize(1150, 640)
        view.show()
        app.processEvents()
        opened = [_opened(view, form) for _ in range(TIMES)]
        turned = [_turned(view, at) for at in range(TIMES)]
        view.close()
    return [
        _line(f"sheet: {ROWS} × {COLUMNS} cells, file to first paint / allowed", max(opened), PAINTED),
        _line("sheet: one page further, painted / allowed", max(turned), TURNED),
    ]


def _opened(view: SheetView, form: Path) -> float:
    start = time.perf_counter()
    view.show_pictures(draw(form))
    view.table.viewport().repaint()
    return time.perf_counter() - start


def _turned(view: SheetView, at: int) -> float:
    start = time.perf_counter()
    view.table.verticalScrollBar().setValue((at + 1) * 500)
    view.table.viewport().repaint()
    return time.perf_counter() - start


def _write(form: Path) -> None:
    """Headings in four rows, bordered cells, half of them with a figure."""
    book = Workbook()
    sheet = book.active
    box = Border(*(Side(style="thin"),) * 4)
    for row in range(1, ROWS + 1):
        for column in range(1, COLUMNS + 1):
            cell = sheet.cell(row, column, f"栏{column}" if row <= 4 else row * column if column % 2 else None)
            cell.border, cell.alignment = box, Alignment(horizontal="center", wrap_text=True)
            cell.font = Font("宋体", 10, bold=row <= 4)
    for column in range(1, COLUMNS, 2):
        sheet.merge_cells(start_row=2, end_row=2, start_column=column, end_column=column + 1)
    book.save(form)


def _line(what: str, taken: float, allowed: float) -> Line:
    return Line(what, f"{taken * 1000:.0f} ms", f"{allowed * 1000:.0f} ms", taken / allowed, "≤ 1")
