"""Blank forms as XlsxWriter writes them, much as Excel would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tests.forms import HEADINGS, OTHER, OTHER_FORMULAS, ROW_FORMULAS, SHEET, TOTAL_FORMULAS, Blank
from tests.forms.by_openpyxl import picture

Trait = Callable[[Workbook, Worksheet], None]


def with_trait(trait: Trait) -> Callable[[Path], None]:
    """Title, headings, list, total, note; and something more."""

    def make(path: Path) -> None:
        with Workbook(str(path)) as book:
            sheet, other = book.add_worksheet(SHEET), book.add_worksheet(OTHER)
            boxed = book.add_format({"border": 1, "align": "center", "font_name": "宋体"})
            sheet.merge_range("A1:H1", "参考表式", book.add_format({"bold": True, "font_size": 18}))
            sheet.write("A2", "填报单位：")
            sheet.write_formula("G2", "=D7", boxed, 0)
            for column, heading in enumerate(HEADINGS):
                sheet.write(4, column, heading, boxed)
                sheet.write_blank(5, column, None, boxed)
            for letters, formula in ROW_FORMULAS.items():
                sheet.write_formula(f"{letters}6", f"={formula}", boxed, 0)
            for letters, formula in TOTAL_FORMULAS.items():
                sheet.write_formula(f"{letters}7", f"={formula}", boxed, 0)
            sheet.set_row(5, 21.75)
            sheet.merge_range("A8:H8", "注：甲。", boxed)
            sheet.write("A9", "负责人：")
            for at, formula in OTHER_FORMULAS.items():
                other.write_formula(at, f"={formula}", None, 0)
            trait(book, sheet)

    return make


def everything_drawn(book: Workbook, sheet: Worksheet) -> None:
    """Pictures, a chart, a text box that shows a cell, notes."""
    for at, how in (("J1", 1), ("J5", 2), ("J9", 3), ("L9", 1)):
        sheet.insert_image(at, "p.png", {"image_data": picture(), "object_position": how, "x_scale": 9, "y_scale": 9})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": f"={SHEET}!$D$5", "categories": f"={SHEET}!$B$6:$B$6", "values": f"={SHEET}!$D$6:$D$6"})
    sheet.insert_chart("A12", chart)
    sheet.insert_textbox("F12", "", {"textlink": f"={SHEET}!$D$7"})
    for at in ("D5", "D6", "D7", "A9"):
        sheet.write_comment(at, f"批注 {at}")


def button(_: Workbook, sheet: Worksheet) -> None:
    """A button and a note below the list."""
    sheet.write_comment("A9", "批注")
    sheet.insert_button("H11", {"caption": "打印"})


def sparklines(_: Workbook, sheet: Worksheet) -> None:
    """Small charts in the list and below it."""
    sheet.add_sparkline("I6", {"range": f"{SHEET}!D6:F6", "markers": True})
    sheet.add_sparkline("I7", {"range": f"{SHEET}!D7:F7", "type": "column"})
    sheet.add_sparkline("I8", {"range": f"{SHEET}!D6:D6", "type": "column"})


def newer_formats(book: Workbook, sheet: Worksheet) -> None:
    """Data bars and icons as Excel 2010 writes them."""
    sheet.conditional_format("D6:D6", {"type": "data_bar", "data_bar_2010": True, "bar_solid": True})
    sheet.conditional_format(
        "E6:E6", {"type": "data_bar", "bar_solid": True, "min_type": "formula", "min_value": "=$D$7"}
    )
    sheet.conditional_format("F7", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    bold = book.add_format({"bold": True})
    sheet.conditional_format("A6:H6", {"type": "formula", "criteria": "=$D6>D$7", "format": bold})


def table(_: Workbook, sheet: Worksheet) -> None:
    """A table without totals around the list."""
    columns = [{"header": heading} for heading in HEADINGS]
    sheet.add_table("A5:H6", {"columns": columns, "name": "名册", "style": "Table Style Light 9"})


def filtered(_: Workbook, sheet: Worksheet) -> None:
    """A filter, errors to be ignored, a locked sheet with open ranges, texts in several looks."""
    sheet.autofilter("A5:H6")
    sheet.filter_column("C", "x == 甲")
    sheet.ignore_errors({"number_stored_as_text": "A6:H6 A9", "formula_range": "G6:G7"})
    sheet.protect("", {"select_locked_cells": True})
    sheet.unprotect_range("D6:F6", "填报")
    sheet.unprotect_range("A9:H9", "签名")


def rich(book: Workbook, sheet: Worksheet) -> None:
    """Texts in several looks, long ones, ones with spaces; picture in the header; set-up of the page."""
    bold = book.add_format({"bold": True})
    sheet.write_rich_string("A9", "负责", bold, "人：", "　")
    sheet.write_string("D9", "  前后有空格  ")
    sheet.write_rich_string("J6", "每", bold, "行")
    sheet.set_header("&L&G", {"image_left": "p.png", "image_data_left": picture()})
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(0, 4)
    sheet.print_area("A1:H9")
    sheet.set_h_pagebreaks([5, 6, 9])
    book.define_name("清单", f"={SHEET}!$A$6:$H$6")
    book.define_name(f"{SHEET}!单位", f"={SHEET}!$B$6")


def dynamic(_: Workbook, sheet: Worksheet) -> None:
    """Array formulas of both sorts."""
    sheet.write_array_formula("J6:J6", "{=SUM(D6:F6*2)}")
    sheet.write_dynamic_array_formula("J11:J11", "=SUM(SEQUENCE(3))*D7")


def validations(_: Workbook, sheet: Worksheet) -> None:
    """Validations with formulas and prompts."""
    sheet.data_validation("D6:F6", {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": "=D7+99"})
    sheet.data_validation("C6", {"validate": "list", "source": f"={OTHER}!$A$1:$A$4", "input_title": "类别"})
    sheet.data_validation("B6:B7", {"validate": "custom", "value": "=LEN(B6)<30", "error_type": "warning"})


BLANKS = [
    Blank("XlsxWriter: plain", with_trait(lambda _, __: None)),
    Blank("XlsxWriter: everything drawn", with_trait(everything_drawn)),
    Blank("XlsxWriter: button", with_trait(button)),
    Blank("XlsxWriter: sparklines", with_trait(sparklines)),
    Blank("XlsxWriter: newer formats", with_trait(newer_formats)),
    Blank("XlsxWriter: table", with_trait(table)),
    Blank("XlsxWriter: filter and protection", with_trait(filtered)),
    Blank("XlsxWriter: rich texts and page", with_trait(rich)),
    Blank("XlsxWriter: dynamic arrays", with_trait(dynamic)),
    Blank("XlsxWriter: validations", with_trait(validations)),
]
