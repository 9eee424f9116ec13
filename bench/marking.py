"""An error copy of a workbook of 5,000 rows with 500 wrong cells, beside openpyxl opening and saving the workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import xlsxwriter

from bench.measuring import Line, compared, peak, seconds
from bench.office import person
from models import sheets

ROWS, WRONG = 5_000, 500
HEADINGS = ("参赛号", "姓名", "性别", "民族", "身份证号", "学历", "工作单位", "岗位", "等级", "年限")


def run(office: Path) -> list[Line]:
    """Reading, patching and packing; openpyxl colours nothing."""
    source, target = _roster(office.parent / "sent.xlsx"), office.parent / "copy.xlsx"
    took = seconds(lambda: copy(source, target), 3)
    usual = seconds(lambda: copy_usual(source, target), 3)
    needed, needs = peak(copy, source, target), peak(copy_usual, source, target)
    return [
        compared("error copy of 5,000 rows / openpyxl load + save", took, usual, "≤ 1"),
        compared("error copy: memory peak", needed, needs, "≤ 2", "MB", 1),
    ]


def copy(source: Path | str, target: Path | str) -> None:
    """The error copy."""
    cells = [f"E{3 + at * ROWS // WRONG}" for at in range(WRONG)]
    marks = [sheets.Mark("报名", cell, "身份证号", "校验码不对。", "请与证件核对。") for cell in cells]
    sheets.mark(Path(source), Path(target), marks)


def copy_usual(source: Path | str, target: Path | str) -> None:
    """Opened and saved."""
    openpyxl.load_workbook(source).save(target)


def _roster(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet, bordered = book.add_worksheet("报名"), book.add_format({"border": 1})
    sheet.write(0, 0, "报名表")
    sheet.write_row(
        1, 0, ["参赛号", "姓名", "性别", "民族", "身份证号", "学历", "工作单位", "岗位", "等级", "年限"], bordered
    )
    for at in range(ROWS):
        called, nation, code, education, grade = person(at)
        row = (f"N{at:05}", called, "男", nation, code, education, f"第{at % 200}单位", "电工", grade, at % 30)
        sheet.write_row(at + 2, 0, row, bordered)
    book.close()
    return path
