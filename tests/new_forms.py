"""Three blank forms as other levels might send them next year, each with headings of its own."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

_BOX = Border(*(Side(style="thin"),) * 4)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def figures(path: Path) -> Path:
    """Items go down with their units, one column of figures, a sum in the form itself."""
    book = Workbook()
    sheet = _titled(book, "劳动和技能竞赛主要指标年报表", "D")
    lines = [
        ("项目", "计量单位", "行次", "数量"),
        ("一、参赛职工", "人", "01", None),
        ("二、提出合理化建议", "件", "02", None),
        ("三、技术革新", "项", "03", None),
        ("四、创经济效益", "万元", "04", None),
        ("五、群众性创新合计", "件", "05", "=D5+D6"),
        ("六、需要说明的特殊情况数", "项", "06", None),
    ]
    _boxed(sheet, 3, lines)
    sheet["A11"] = "单位负责人："
    return _saved(book, path)


def units(path: Path) -> Path:
    """One unit a line, under headings of two levels, with a total below."""
    book = Workbook()
    sheet = _titled(book, "基层单位竞赛活动一览表", "F")
    lines = [
        ("序号", "单位名称", "参赛职工", None, "合理化建议", "备注"),
        (None, None, "人", "人次", "提出（件）", None),
        (None, None, None, None, None, None),
        ("合计", None, "=SUM(C5:C5)", "=SUM(D5:D5)", "=SUM(E5:E5)", None),
    ]
    _boxed(sheet, 3, lines)
    for area in ("A3:A4", "B3:B4", "C3:D3", "F3:F4", "A6:B6"):
        sheet.merge_cells(area)
    return _saved(book, path)


def two_years(path: Path) -> Path:
    """Measures go across, this year and the last go down, on the second of two sheets."""
    book = Workbook()
    note = book.active
    note.title = "填表说明"
    note["A1"] = "没有发生的项目不填。"
    sheet = book.create_sheet("对比表")
    sheet["A1"] = "两年竞赛情况对比表"
    sheet["A1"].font = Font("黑体", 16)
    sheet.merge_cells("A1:D1")
    sheet["A2"] = "填报单位："
    lines = [
        ("年度", "参赛职工（人）", "参赛人次（人次）", "创经济效益（万元）"),
        ("本年", None, None, None),
        ("上年", None, None, None),
    ]
    _boxed(sheet, 3, lines)
    return _saved(book, path)


def contests(path: Path) -> Path:
    """One contest a line, how many took part in each, and a total below that the form does not work out itself."""
    book = Workbook()
    sheet = _titled(book, "竞赛活动情况表", "F")
    lines = [
        ("序号", "竞赛名称", "主办单位", "参赛职工（人）", "报名选手（人次）", "其他情况"),
        (None, None, None, None, None, None),
        ("合计", None, None, None, None, None),
    ]
    _boxed(sheet, 3, lines)
    return _saved(book, path)


def _titled(book: Workbook, title: str, last: str) -> Worksheet:
    sheet = book.active
    sheet.title = "表1"
    sheet["A1"] = title
    sheet["A1"].font = Font("黑体", 16)
    sheet["A1"].alignment = _CENTRE
    sheet.merge_cells(f"A1:{last}1")
    sheet["A2"] = "填报单位（盖章）："
    return sheet


def _boxed(sheet: Worksheet, first: int, lines: list[tuple[str | None, ...]]) -> None:
    for row, line in enumerate(lines, first):
        for column, text in enumerate(line, 1):
            cell = sheet.cell(row, column, text)
            cell.border, cell.alignment = _BOX, _CENTRE
    for letters, width in {"A": 30, "B": 22, "C": 16, "D": 16}.items():
        sheet.column_dimensions[letters].width = width


def _saved(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path
