"""Makes the blank forms that are shipped as 参考表式: python -m tests.blank_forms.

They stand in for an upper level's workbook, so they are made by another library than the one that fills them.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

RETURNS = Path(__file__).parent.parent / "resources" / "returns"
DAY = datetime.datetime(2025, 1, 1)
THIN = Border(*(Side(style="thin"),) * 4)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)

# heading in levels, width; columns in their order
STATISTICS = [
    (("序号",), 5),
    (("单位名称",), 26),
    (("单位类别",), 11),
    (("职工人数(人)",), 9),
    (("竞赛项目数(项)", "小计"), 6),
    (("竞赛项目数(项)", "其中", "劳动竞赛"), 6),
    (("竞赛项目数(项)", "其中", "技能竞赛"), 6),
    (("竞赛项目数(项)", "其中", "重点工程"), 6),
    (("竞赛项目数(项)", "其中", "安康杯"), 6),
    (("竞赛项目数(项)", "其中", "班组长"), 6),
    (("参赛职工", "人"), 8),
    (("参赛职工", "人次"), 8),
    (("参赛职工", "其中农民工"), 8),
    (("技术培训", "场次"), 7),
    (("技术培训", "人次"), 8),
    (("晋升技术等级(人次)",), 8),
    (("合理化建议", "提出(件)"), 8),
    (("合理化建议", "采纳实施(件)"), 8),
    (("合理化建议", "参与(人次)"), 8),
    (("技术革新(项)",), 7),
    (("发明创造(项)",), 7),
    (("专利(项)",), 7),
    (("先进操作法(项)",), 7),
    (("创经济效益(万元)",), 10),
    (("备注",), 10),
]
FIRST, LEVELS = 3, 3


def main() -> None:
    """Writes every blank form into its folder."""
    book = Workbook()
    book.properties.created = book.properties.modified = DAY
    sheet = book.active
    sheet.title = "表1"
    _heading(sheet)
    _table(sheet)
    _foot(sheet)
    _print_setup(book, sheet)
    folder = RETURNS / "competition_statistics"
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder / "form.xlsx")


def _heading(sheet: Worksheet) -> None:
    width = len(STATISTICS)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"] = "劳动和技能竞赛情况统计表（参考表式）"
    sheet["A1"].font, sheet["A1"].alignment = Font("黑体", 18), CENTRE
    sheet.row_dimensions[1].height = 34
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=10)
    sheet.merge_cells(start_row=2, start_column=11, end_row=2, end_column=width)
    sheet["A2"], sheet["K2"] = "填报单位（盖章）：", "报告期："
    for at in ("A2", "K2"):
        sheet[at].font = Font("宋体", 11)
    sheet.row_dimensions[2].height = 22


def _table(sheet: Worksheet) -> None:
    for column, (levels, width) in enumerate(STATISTICS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        for level, text in enumerate(levels):
            sheet.cell(FIRST + level, column, text)
    for first_row, first_column, last_row, last_column in _merges():
        sheet.merge_cells(start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column)
    for row in range(FIRST, FIRST + LEVELS + 2):
        sheet.row_dimensions[row].height = 24 if row >= FIRST + LEVELS else 30
        for column in range(1, len(STATISTICS) + 1):
            cell = sheet.cell(row, column)
            cell.border, cell.alignment = THIN, CENTRE
            cell.font = Font("宋体", 10, bold=row < FIRST + LEVELS)
    template, total = FIRST + LEVELS, FIRST + LEVELS + 1
    sheet.cell(template, 24).number_format = "0.00"
    sheet.cell(total, 24).number_format = "0.00"
    sheet.cell(total, 2, "合计")
    sheet.cell(template, 5, f"=SUM(F{template}:J{template})")
    for column in range(4, 25):
        letter = get_column_letter(column)
        sheet.cell(total, column, f"=SUM({letter}{template}:{letter}{template})")
    counts = DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    counts.error, counts.errorTitle = "请填 0 或正整数", "数据有误"
    counts.add(f"D{template}:W{template}")
    sheet.add_data_validation(counts)


def _merges() -> list[tuple[int, int, int, int]]:
    """Headings of one level run down to the last row; equal neighbours of one level run across."""
    found = []
    for column, (levels, _) in enumerate(STATISTICS, 1):
        if len(levels) < LEVELS:
            found.append((FIRST + len(levels) - 1, column, FIRST + LEVELS - 1, column))
    for level in range(LEVELS - 1):
        start = 1
        for column in range(2, len(STATISTICS) + 2):
            same = column <= len(STATISTICS) and _above(column, level) and _above(column, level) == _above(start, level)
            if not same:
                if column - start > 1:
                    found.append((FIRST + level, start, FIRST + level, column - 1))
                start = column
    return found


def _above(column: int, level: int) -> tuple[str, ...]:
    levels = STATISTICS[column - 1][0]
    return levels[: level + 1] if len(levels) > level + 1 else ()


def _foot(sheet: Worksheet) -> None:
    note, sign = FIRST + LEVELS + 2, FIRST + LEVELS + 3
    width = len(STATISTICS)
    sheet.merge_cells(start_row=note, start_column=1, end_row=note, end_column=width)
    sheet.cell(note, 1, "注：“参赛职工（人）”按不重复人数统计，“人次”按参赛次数统计；没有发生的项目不填。")
    sheet.cell(sign, 1, "单位负责人：")
    sheet.cell(sign, 8, "填表人：")
    sheet.cell(sign, 14, "联系电话：")
    sheet.cell(sign, 20, "报出日期：")
    for row in (note, sign):
        sheet.row_dimensions[row].height = 22
        for column in (1, 8, 14, 20):
            sheet.cell(row, column).font = Font("宋体", 10)


def _print_setup(book: Workbook, sheet: Worksheet) -> None:
    last = f"{get_column_letter(len(STATISTICS))}{FIRST + LEVELS + 3}"
    sheet.print_area = f"A1:{last}"
    sheet.print_title_rows = f"1:{FIRST + LEVELS - 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.freeze_panes = f"C{FIRST + LEVELS}"
    template = FIRST + LEVELS
    book.defined_names["单位清单"] = DefinedName("单位清单", attr_text=f"'表1'!$B${template}:$B${template}")


if __name__ == "__main__":
    main()
