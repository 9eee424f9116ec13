"""Blank forms as openpyxl writes them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AbsoluteAnchor, AnchorMarker, OneCellAnchor, TwoCellAnchor
from openpyxl.drawing.xdr import XDRPoint2D, XDRPositiveSize2D
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, IconSetRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.table import Table, TableColumn, TableFormula
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms import (
    HEADINGS,
    OTHER,
    OTHER_FORMULAS,
    ROW_FORMULAS,
    SHEET,
    TOTAL_FORMULAS,
    Blank,
    groups,
    ready,
    ready_removed,
    removed,
    two,
)

THIN = Border(*(Side(style="thin"),) * 4)
Trait = Callable[[Worksheet], None]


def base() -> Workbook:
    """Title, headings, a list of one row, a total, a note, a signature line; and a sheet that looks at it."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.merge_cells("A1:H1")
    sheet["A1"], sheet["A2"], sheet["G2"] = "参考表式", "填报单位：", "=D7"
    for column, heading in enumerate(HEADINGS, 1):
        sheet.cell(5, column, heading).font = Font("黑体", 11, bold=True)
        for row in (5, 6, 7):
            cell = sheet.cell(row, column)
            cell.border, cell.alignment = THIN, Alignment(horizontal="center")
    for letters, formula in ROW_FORMULAS.items():
        sheet[f"{letters}6"] = f"={formula}"
    sheet["H6"].number_format = "0.00%"
    for letters, formula in TOTAL_FORMULAS.items():
        sheet[f"{letters}7"] = f"={formula}"
    sheet.row_dimensions[6].height, sheet.row_dimensions[7].height = 21.5, 30
    sheet.merge_cells("A8:H8")
    sheet["A8"], sheet["A9"], sheet["D9"] = "注：甲。", "负责人：", "填表人："
    other = book.create_sheet(OTHER)
    for at, formula in OTHER_FORMULAS.items():
        other[at] = f"={formula}"
    return book


def with_trait(trait: Trait) -> Callable[[Path], None]:
    """The base and something more."""

    def make(path: Path) -> None:
        book = base()
        trait(book[SHEET])
        book.save(path)

    return make


def picture() -> io.BytesIO:
    """A grey picture of 8 by 8 dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return len(data).to_bytes(4, "big") + whole + zlib.crc32(whole).to_bytes(4, "big")

    head = chunk(b"IHDR", bytes([0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0]))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(72))) + chunk(b"IEND", b""))


class Dots(Image):
    """A picture for openpyxl without the library that it would look into it with."""

    def __init__(self) -> None:
        self.ref, self.width, self.height, self.format = picture(), 8, 8, "png"

    def _data(self) -> bytes:
        return picture().read()


def validations(sheet: Worksheet) -> None:
    """In the list, across it, below it; with formulas that look at their own row, at the total, at another sheet."""
    for area, kind, formula in [
        ("D6:F6", "whole", "0"),
        ("C6", "list", '"甲,乙"'),
        ("E6", "custom", "E6<=D6"),
        ("B6", "custom", "COUNTIF(B$6:B$6,B6)=1"),
        ("F6", "custom", "F6<=D7"),
        ("D7", "custom", "D7>=SUM(D6:D6)"),
        ("A9 H9", "list", f"{OTHER}!$A$1:$A$4"),
        ("H5:H8", "decimal", "1"),
    ]:
        rule = DataValidation(kind, operator="lessThanOrEqual", formula1=formula, allow_blank=True)
        rule.sqref = MultiCellRange(area)
        sheet.add_data_validation(rule)


def formats(sheet: Worksheet) -> None:
    """Conditional formats of all sorts."""
    red = PatternFill(bgColor="FFFF0000")
    add = sheet.conditional_formatting.add
    add("D6:F6", CellIsRule("greaterThan", ["$D$7"], fill=red))
    add("A6:H6", FormulaRule(["$E6>$D6"], fill=red))
    add("A5:H7", FormulaRule(["MOD(ROW(),2)=0"], fill=red))
    add(
        "D6:D6 F6:F6",
        ColorScaleRule(
            start_type="formula", start_value="$D$7", end_type="max", start_color="FFFFFFFF", end_color="FF00FF00"
        ),
    )
    add("G6", DataBarRule("min", None, "max", None, color="FF638EC6"))
    add("H7", IconSetRule("3Arrows", "percent", [0, 33, 67]))


def names(sheet: Worksheet) -> None:
    """Names for the whole book and for the sheet; print area and titles."""
    book = sheet.parent
    for name, area in [
        ("清单", "'表1'!$B$6:$B$6"),
        ("合计", "表1!$D$7"),
        ("几处", "表1!$A$2,表1!$D$6:$F$7"),
        ("常数", "0.5"),
    ]:
        book.defined_names[name] = DefinedName(name, attr_text=area)
    book.defined_names["动态"] = DefinedName("动态", attr_text="OFFSET(表1!$B$6,0,0,COUNTA(表1!$B$6:$B$6),1)")
    sheet.defined_names["本表"] = DefinedName("本表", attr_text="表1!$A$5:$H$7")
    sheet.print_area = "A1:H9"
    sheet.print_title_rows = "1:5"


def titles_below(sheet: Worksheet) -> None:
    """Titles and breaks that stand below the list, columns that repeat."""
    sheet.print_title_rows, sheet.print_title_cols = "7:8", "A:B"
    for row in (5, 6, 7, 9):
        sheet.row_breaks.append(Break(row))
    sheet.col_breaks = ColBreak()
    sheet.col_breaks.append(Break(4))
    sheet.freeze_panes = "C6"


def notes(sheet: Worksheet) -> None:
    """Notes above, in and below the list."""
    for at in ("D5", "E6", "D7", "A9"):
        sheet[at].comment = Comment(f"批注 {at}", "甲", width=120, height=60)


def links(sheet: Worksheet) -> None:
    """Links out, and to places in the book."""
    sheet["A1"].hyperlink = "https://example.invalid/"
    sheet["B6"].hyperlink = "https://example.invalid/list"
    sheet["A8"].hyperlink = "#汇总!A1"
    sheet.parent[OTHER]["B1"].hyperlink = "#表1!A9"


def pictures(sheet: Worksheet) -> None:
    """Pictures above, across and below the list, anchored in every way."""
    size = XDRPositiveSize2D(400_000, 300_000)
    for number, (first, last, how) in enumerate(
        [
            (0, 2, "twoCell"),
            (4, 8, "twoCell"),
            (7, 9, "twoCell"),
            (4, 8, "oneCell"),
            (7, 9, "oneCell"),
            (7, 9, "absolute"),
        ]
    ):
        image = Dots()
        markers = AnchorMarker(number, 0, first, 1000), AnchorMarker(number + 1, 0, last, 2000)
        image.anchor = TwoCellAnchor(how, markers[0], markers[1])
        sheet.add_image(image)
    one, free = Dots(), Dots()
    one.anchor = OneCellAnchor(AnchorMarker(2, 0, 8, 0), size)
    free.anchor = AbsoluteAnchor(XDRPoint2D(100_000, 900_000), size)
    sheet.add_image(one)
    sheet.add_image(free)


def table(sheet: Worksheet) -> None:
    """A table around the list, with a row of totals and a calculated column."""
    made = Table(displayName="名册", ref="A5:H7", totalsRowCount=1)
    made.tableColumns = [TableColumn(id=number, name=heading) for number, heading in enumerate(HEADINGS, 1)]
    made.tableColumns[6].calculatedColumnFormula = TableFormula(attr_text="SUM(名册[[#This Row],[职工]:[女职工]])")
    made.autoFilter = None
    sheet.add_table(made)


def charts(sheet: Worksheet) -> None:
    """A chart below the list, and one on the other sheet."""
    for place, at in ((sheet, "A12"), (sheet.parent[OTHER], "C3")):
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=4, max_col=6, min_row=5, max_row=6), titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=2, min_row=6, max_row=6))
        place.add_chart(chart, at)


def second_list(sheet: Worksheet) -> None:
    """Another list on row 11 with its total, and a total of both."""
    for letters, formula in ROW_FORMULAS.items():
        sheet[f"{letters}11"] = f"={formula.replace('6', '11')}"
    for letters in "DEF":
        sheet[f"{letters}12"] = f"=SUM({letters}11:{letters}11)"
        sheet[f"{letters}13"] = f"={letters}7+{letters}12"
    sheet["G13"] = "=SUM(D6:F6,D11:F11)"
    sheet.merge_cells("A12:C12")
    sheet.merge_cells("A13:C13")


def grouped(sheet: Worksheet) -> None:
    """A group of heading, list and subtotal on rows 11 to 13, a total of all groups below."""
    sheet.merge_cells("B11:H11")
    sheet.merge_cells("A13:C13")
    sheet["A13"], sheet["A14"] = "小计", "总计"
    sheet["G12"], sheet["H12"] = "=SUM(D12:F12)", "=IF(D$13=0,0,ROUND(D12/D$13,4))"
    for letters in "DEF":
        sheet[f"{letters}13"] = f"=SUBTOTAL(9,{letters}12:{letters}12)"
        sheet[f"{letters}14"] = f"=SUBTOTAL(9,{letters}11:{letters}13)"
    sheet["G14"] = "=SUM(D13)"
    sheet["H14"] = '=SUMIF(A11:A13,"小计",E11:E13)'
    for row, height in ((11, 18), (12, 19), (13, 20), (14, 25)):
        sheet.row_dimensions[row].height = height
        for column in range(1, 9):
            sheet.cell(row, column).border = THIN
    rule = DataValidation("whole", formula1="0", formula2="99999")
    rule.sqref = MultiCellRange("D12:F12")
    sheet.add_data_validation(rule)


def drawn_rows(sheet: Worksheet) -> None:
    """Rows 6 to 15 are ready; the total stands on row 16."""
    sheet.unmerge_cells("A8:H8")
    for row in range(7, 10):
        for column in range(1, 9):
            sheet.cell(row, column).value = None
    for row in range(6, 17):
        for column in range(1, 9):
            sheet.cell(row, column).border = THIN
    for row in range(6, 16):
        sheet[f"G{row}"] = f"=SUM(D{row}:F{row})"
        sheet[f"H{row}"] = f"=IF(D{row}=0,0,RANK(D{row},D$6:D$15))"
        sheet.row_dimensions[row].height = 20
    sheet["I6"], sheet["I7"] = "=D6", "=I6+D7"
    for row in range(8, 16):
        sheet[f"I{row}"] = f"=I{row - 1}+D{row}"
    for letters in "DEF":
        sheet[f"{letters}16"] = f"=SUM({letters}6:{letters}15)"
    sheet["A18"], sheet["G2"] = "负责人：", "=D16"
    sheet.merge_cells("A17:H17")
    rule = DataValidation("custom", formula1="E6<=D6")
    rule.sqref = MultiCellRange("E6:E15")
    sheet.add_data_validation(rule)
    other = sheet.parent[OTHER]
    other["A1"], other["A2"], other["A3"], other["A4"] = (
        "=表1!D16",
        "=SUM(表1!D6:D15)",
        "=表1!G6+1",
        "=COUNT(表1!D6:D16)",
    )


def tall_merges(sheet: Worksheet) -> None:
    """Cells merged from above into the list, over it, and within its row."""
    sheet.merge_cells("J4:J6")
    sheet.merge_cells("K6:K7")
    sheet.merge_cells("L3:L9")
    sheet.merge_cells("M6:N6")


def looks(sheet: Worksheet) -> None:
    """Hidden and grouped rows and columns, a locked sheet, a filter."""
    sheet.row_dimensions[7].outlineLevel = 1
    sheet.row_dimensions[8].hidden = True
    sheet.column_dimensions["H"].hidden = True
    sheet.row_dimensions[6].outlineLevel = 2
    sheet.protection = SheetProtection(sheet=True, password="demo")
    sheet.auto_filter.ref = "A5:H6"
    sheet.sheet_view.topLeftCell = "A7"


def arrays(sheet: Worksheet) -> None:
    """Array formulas: in the row of the list, and a block below that looks at it."""
    sheet["I6"] = ArrayFormula("I6:I6", "=SUM(D6:F6*2)")
    sheet["I11"] = ArrayFormula("I11:I12", "=D7:D8*SUM(D6:D6)")


def unknown_functions(sheet: Worksheet) -> None:
    """Formulas that are not worked out here."""
    sheet["I6"] = '=TEXT(D6,"0.0")'
    sheet["I7"] = '=SUMPRODUCT((C6:C6="甲")*D6:D6)'
    sheet["I8"] = "=IFERROR(VLOOKUP(1,A6:D6,4,FALSE),0)+D7"
    sheet["J7"] = "=SUMPRODUCT(D6:D6,E6:E6)"
    sheet["K7"] = '=COUNTIF(D6:D6,">1")&"个"'
    sheet["M7"] = '=SUMIFS(D6:D6,C6:C6,"甲",D6:D6,">1")+COUNTIFS(C6:C6,"甲",D6:D6,">1")+N(C6)+N(D6)'
    sheet["L7"] = "=D7/F8"


def empty_row(sheet: Worksheet) -> None:
    """Nothing at all stands in the list's row."""
    for column in range(1, 9):
        del sheet._cells[(6, column)]
    del sheet.row_dimensions[6]


BLANKS = [
    Blank("openpyxl: plain", with_trait(lambda _: None)),
    Blank("openpyxl: validations", with_trait(validations)),
    Blank("openpyxl: conditional formats", with_trait(formats)),
    Blank("openpyxl: names and print area", with_trait(names)),
    Blank("openpyxl: titles and breaks", with_trait(titles_below)),
    Blank("openpyxl: notes", with_trait(notes)),
    Blank("openpyxl: links", with_trait(links)),
    Blank("openpyxl: pictures", with_trait(pictures)),
    Blank("openpyxl: table", with_trait(table)),
    Blank("openpyxl: charts", with_trait(charts)),
    Blank("openpyxl: two lists", with_trait(second_list), two),
    Blank("openpyxl: groups", with_trait(grouped), groups),
    Blank("openpyxl: rows ready", with_trait(drawn_rows), ready),
    Blank("openpyxl: rows ready, removed", with_trait(drawn_rows), ready_removed, (1, 2, 10, 500)),
    Blank("openpyxl: merges over rows", with_trait(tall_merges)),
    Blank("openpyxl: hidden, locked, filtered", with_trait(looks)),
    Blank("openpyxl: array formulas", with_trait(arrays)),
    Blank("openpyxl: unknown functions", with_trait(unknown_functions)),
    Blank("openpyxl: an empty row", with_trait(empty_row)),
]


def no_total(sheet: Worksheet) -> None:
    """Nothing looks at the list alone, so that its row can go."""
    for letters in TOTAL_FORMULAS:
        sheet[f"{letters}7"] = f"=SUM({letters}5:{letters}6)" if letters in "DEF" else None
    sheet["G2"] = None
    del sheet.parent[OTHER]
    sheet.merge_cells("M6:N6")
    sheet.merge_cells("L3:L6")
    notes(sheet)
    rule = DataValidation("whole", formula1="0", formula2="9")
    rule.sqref = MultiCellRange("D6:F6")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("A5:H7", FormulaRule(["MOD(ROW(),2)=0"], font=Font(bold=True)))
    sheet["B6"].hyperlink = "https://example.invalid/list"
    sheet.row_breaks.append(Break(6))


BLANKS.append(Blank("openpyxl: the row goes", with_trait(no_total), removed))
