"""Makes the demonstration's “安康杯” assessments: sheets of two years as units and the office fill them in.

The headings are those of an upper level's own form, not the program's. Called by `python -m tests.demo_workbooks`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

from models.resources import Resources
from models.scoring.assessment import load

HEADING = ["考核项目", "考核内容", "标准分（分）", "得分", "", "扣分原因"]
LOWER = ["", "", "", "自评", "考评", ""]
WIDTHS = [20, 46, 10, 8, 8, 28]
MADE = datetime.datetime(2025, 12, 1, 9, 0, 0)
OFFICE = "旗安康杯办公室"
SCHEME = load(Resources())["safety_cup"]
BELOW = 4
"""The row of the first item."""


@dataclass(frozen=True)
class Year:
    """What is not full marks: own and assessed score and the reason by item; items not assessed; what came to pass."""

    marks: dict[str, tuple[float, float, str]] = field(default_factory=dict)
    open: tuple[str, ...] = ()
    vetoed: tuple[str, ...] = ()


YEARS: dict[str, dict[str, Year]] = {
    "mine": {
        "2024": Year({"1.2": (2, 1, "年度计划缺检查、评比记录"), "2.4": (3, 1.5, "宣传长廊内容没有更新")}),
        "2025": Year({"5.2": (12, 8, "3 条隐患逾期整改")}),
    },
    "rail": {"2024": Year({"3.2": (4, 3.5, "展示材料不齐")}), "2025": Year({"2.2": (3, 2.5, "一期培训没有签到表")})},
    "build": {
        "2024": Year({"4.4": (5, 3, "2 台塔吊检验过期"), "5.1": (8, 6, "台账缺 4 月"), "6.2": (7, 4, "体检率 82%")}),
        "2025": Year({"4.4": (5, 4, "1 人证件过期"), "6.2": (7, 5, "体检率 91%"), "2.3": (4, 3, "演练没有记录")}),
    },
    "chem": {
        "2024": Year({"6.1": (8, 7, "一处告知牌缺失")}),
        "2025": Year({"7.2": (4, 0, "事故迟报 5 小时")}, vetoed=("8.2",)),
    },
    "power": {"2024": Year({"7.1": (6, 5.5, "演练评估不完整")}), "2025": Year(open=("5.1", "5.2", "6.1", "6.2"))},
    "dairy": {"2024": Year({"2.1": (5, 4, "")}), "2025": Year({"3.1": (6, 5, "两个班组没有班前安全活动记录")})},
}


def write(folder: Path, titles: dict[str, str], competition: str) -> None:
    """One workbook a unit, a sheet a year; units are named by `titles`."""
    (folder / "考核").mkdir(parents=True, exist_ok=True)
    for number, (key, years) in enumerate(YEARS.items(), 1):
        book = xlsxwriter.Workbook(folder / "考核" / f"安康杯考核_{number:02}_{titles[key]}.xlsx")
        book.set_properties({"created": MADE, "author": OFFICE})
        for year, filled in years.items():
            _write_sheet(book, year, filled, titles[key], competition)
        book.close()


def _write_sheet(book: Any, year: str, filled: Year, unit: str, competition: str) -> None:
    sheet = book.add_worksheet(f"{year}年")
    bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True})
    plain = book.add_format({"valign": "vcenter", "border": 1, "text_wrap": True})
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    sheet.merge_range(0, 0, 0, 5, f"{year}年度“安康杯”竞赛考核评分表", title)
    sheet.write(1, 0, f"竞赛名称：{competition}")
    sheet.write(1, 2, f"考核期次：{year}")
    for row, words in ((2, HEADING), (3, LOWER)):
        for at, word in enumerate(words):
            sheet.write(row, at, word, bold)
    sheet.merge_range(2, 3, 2, 4, HEADING[3], bold)
    leaves = {leaf.row: leaf for leaf in SCHEME.sheet.leaves()}
    for at, row in enumerate(SCHEME.sheet.rows[1:], 1):
        cells = _cells(leaves.get(at), filled)
        for column, value in enumerate([*row[:3], *cells]):
            sheet.write(BELOW + at - 1, column, value, plain)
    last = BELOW + len(SCHEME.sheet.rows) - 2
    for column in (3, 4):
        letter = "DE"[column - 3]
        sheet.write_formula(last, column, f"=SUM({letter}{BELOW + 1}:{letter}{last})", plain, _sum(filled, column - 3))
    sheet.write(last + 1, 0, f"被考核单位：{unit}")
    sheet.write(last + 1, 2, f"考核人：{OFFICE}")
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _cells(leaf: Any, filled: Year) -> list[object]:
    if leaf is None:
        return ["", "", ""]
    if leaf.kind == "veto":
        return ["", "已发生" if leaf.key in filled.vetoed else "未发生", ""]
    full = float(leaf.full)
    own, assessed, why = filled.marks.get(leaf.key, (full, full, ""))
    return [own, "" if leaf.key in filled.open else assessed, why]


def _sum(filled: Year, at: int) -> float:
    cells = [_cells(leaf, filled)[at] for leaf in SCHEME.sheet.leaves() if leaf.kind == "base"]
    return sum(float(cell) for cell in cells if cell != "")
