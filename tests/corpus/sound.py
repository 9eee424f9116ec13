"""Sound workbooks by file name: each shape by a writer that offices meet, and what only some writers do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.corpus import layouts
from tests.corpus.grids import by_openpyxl, by_xlsxwriter, by_xlwt
from tests.corpus.packages import data, number, row, text, texts, xlsx
from tests.corpus.sendings import sendings
from tests.corpus.xlsb import xlsb

CONVERTED = Path(__file__).parent / "converted"
"""Workbooks that LibreOffice saved, made by `python -m tests.corpus convert`."""

HEADINGS = ("单位名称", "职工人数", "会员人数")
HEAD_ROW = row(1, *(text(f"{letter}1", heading) for letter, heading in zip("ABC", HEADINGS, strict=True)))
FIRST = row(2, text("A2", "甲厂"), number("B2", 120), number("C2", 118))
SECOND = row(3, text("A3", "乙厂"), number("B3", 60), number("C3", 55))


def sound() -> dict[str, Callable[[], bytes]]:
    """How each workbook is made; those that LibreOffice saved are read from their folder."""
    saved = {path.name: path.read_bytes for path in sorted(CONVERTED.iterdir())}
    return from_python() | from_generators() | from_old_programs() | by_hand() | as_text() | sendings() | saved


def from_python() -> dict[str, Callable[[], bytes]]:
    """By openpyxl."""
    wide_note = layouts.Grid([*layouts.PLAIN.rows[2:5], ["说明：", "以上不含劳务派遣"]])
    return {
        "标题合计说明.xlsx": lambda: by_openpyxl(layouts.PLAIN),
        "两层表头.xlsx": lambda: by_openpyxl(layouts.TWO_LEVELS),
        "三层表头.xlsx": lambda: by_openpyxl(layouts.THREE_LEVELS),
        "上下两张表.xlsx": lambda: by_openpyxl(layouts.ONE_UNDER_ANOTHER),
        "紧接着的两张表.xlsx": lambda: by_openpyxl(layouts.DIRECTLY_UNDER),
        "左右两张表.xlsx": lambda: by_openpyxl(layouts.SIDE_BY_SIDE),
        "一表分两栏.xlsx": lambda: by_openpyxl(layouts.TWO_COLUMNS_OF_ONE),
        "每页重复表头.xlsx": lambda: by_openpyxl(layouts.PAGES),
        "表头再说一遍.xlsx": lambda: by_openpyxl(layouts.SIMPLE_PAGES),
        "隐藏行列.xlsx": lambda: by_openpyxl(layouts.HIDDEN),
        "隐藏的表.xlsx": lambda: by_openpyxl(layouts.INSTRUCTIONS, layouts.Grid(layouts.HIDDEN.rows, hidden=True)),
        "合并的数据.xlsx": lambda: by_openpyxl(layouts.MERGED_DATA),
        "空格和空行.xlsx": lambda: by_openpyxl(layouts.SPACES),
        "文字写的数.xlsx": lambda: by_openpyxl(layouts.TEXT_NUMBERS),
        "各种日期.xlsx": lambda: by_openpyxl(layouts.DAYS),
        "一九〇四.xlsx": lambda: by_openpyxl(layouts.DAYS_1904, since_1904=True),
        "挪动和多出的列.xlsx": lambda: by_openpyxl(layouts.MOVED),
        "长说明在上.xlsx": lambda: by_openpyxl(layouts.EXPLAINED),
        "身份证号坏了.xlsx": lambda: by_openpyxl(layouts.BROKEN_NUMBERS),
        "行名没有表头.xlsx": lambda: by_openpyxl(layouts.ROW_LABELS),
        "按产业分组.xlsx": lambda: by_openpyxl(layouts.GROUPED),
        "公式没算.xlsx": lambda: by_openpyxl(layouts.UNCOMPUTED),
        "示例行.xlsx": lambda: by_openpyxl(layouts.SAMPLE_ROW, layouts.ONLY_TITLES),
        "说明带值.xlsx": lambda: by_openpyxl(wide_note),
    }


def from_generators() -> dict[str, Callable[[], bytes]]:
    """By XlsxWriter."""
    return {
        "报名表.xlsx": lambda: by_xlsxwriter(layouts.Grid(layouts.ROSTER)),
        "公式已算.xlsx": lambda: by_xlsxwriter(layouts.COMPUTED),
        "公式出错.xlsx": lambda: by_xlsxwriter(layouts.ERRORS),
        "文字在格内.xlsx": lambda: by_xlsxwriter(layouts.Grid(layouts.ROSTER), in_place=True),
        "隐藏行列_生成.xlsx": lambda: by_xlsxwriter(layouts.HIDDEN),
        "各种日期_生成.xlsx": lambda: by_xlsxwriter(layouts.DAYS),
        "多张工作表.xlsx": lambda: by_xlsxwriter(
            layouts.INSTRUCTIONS,
            layouts.Grid(layouts.COMPUTED.rows, name="单位"),
            layouts.Grid(layouts.ROSTER, name="报名"),
        ),
    }


def from_old_programs() -> dict[str, Callable[[], bytes]]:
    """By xlwt, and under the names that WPS and others give such files."""
    return {
        "标题合计说明.xls": lambda: by_xlwt(layouts.PLAIN),
        "两层表头.xls": lambda: by_xlwt(layouts.TWO_LEVELS),
        "隐藏行列.xls": lambda: by_xlwt(layouts.HIDDEN),
        "合并的数据.et": lambda: by_xlwt(layouts.MERGED_DATA),
        "各种日期.xls": lambda: by_xlwt(layouts.DAYS),
        "上下两张表.xls": lambda: by_xlwt(layouts.ONE_UNDER_ANOTHER),
        "名为xlsx的xls.xlsx": lambda: by_xlwt(layouts.SPACES),
        "名为xls的xlsx.xls": lambda: by_openpyxl(layouts.SPACES),
    }


def by_hand() -> dict[str, Callable[[], bytes]]:
    """Packages as WPS and other programs write them."""
    shared = [row(at, f'<c r="A{at}" t="s"><v>{at + 1}</v></c>', number(f"B{at}", at)) for at in (2, 3)]
    heads = row(1, *(f'<c r="{letter}1" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABC")))
    rich = texts(*HEADINGS, "", "乙厂").replace(
        b"<t></t>", '<r><t>甲</t></r><r><rPr><b/></rPr><t>厂</t></r><rPh sb="0" eb="1"><t>jia</t></rPh>'.encode()
    )
    unplaced = "<row>{}</row>" * 2
    first = "".join(f'<c t="inlineStr"><is><t>{heading}</t></is></c>' for heading in HEADINGS)
    second = '<c t="inlineStr"><is><t>甲厂</t></is></c><c/><c><v>118</v></c>'
    plain = xlsx(data(HEAD_ROW, FIRST, SECOND))
    return {
        "共用富文本.xlsx": lambda: xlsx(data(heads, *shared), {"xl/sharedStrings.xml": rich}),
        "不写地址.xlsx": lambda: xlsx(data(unplaced.format(first, second))),
        "带前缀.xlsx": lambda: xlsx(prefixed(data(HEAD_ROW, FIRST, SECOND))),
        "排版过的.xlsx": lambda: xlsx("\n  " + data(HEAD_ROW, FIRST, SECOND).replace("><", ">\n    <")),
        "公式文字.xlsx": lambda: xlsx(data(HEAD_ROW, formulas())),
        "出错和没算.xlsx": lambda: xlsx(data(HEAD_ROW, broken_formulas())),
        "格式到最后.xlsx": lambda: xlsx(data(HEAD_ROW, FIRST, row(1048576, '<c r="XFD1048576" s="0"/>'))),
        "倒着写的行.xlsx": lambda: xlsx(data(SECOND, FIRST, HEAD_ROW)),
        "反斜杠部件.xlsx": lambda: plain.replace(b"xl/worksheets/sheet1.xml", b"xl\\worksheets\\sheet1.xml"),
        "带宏.xlsm": lambda: xlsx(data(HEAD_ROW, FIRST), {"xl/vbaProject.bin": bytes(100)}),
        "筛选后的.xlsx": lambda: xlsx(data(HEAD_ROW, FIRST, SECOND.replace('r="3"', 'r="3" hidden="1"', 1))),
        "二进制.xlsb": lambda: xlsb([HEADINGS, ["甲厂", 120.0, 118.0], ["乙厂", b"\x07", 55.0]], hidden=[3]),
    }


def prefixed(sheet: str) -> str:
    """Elements with the prefix of their namespace, as the Open XML SDK writes them."""
    return sheet.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")


def formulas() -> str:
    """Results that are text, a truth value and a blank text."""
    return row(
        2,
        '<c r="A2" t="str"><f>"甲"&amp;"厂"</f><v>甲厂</v></c>',
        '<c r="B2" t="str"><f>IF(1,"")</f><v></v></c>',
        '<c r="C2"><f>59*2</f><v>118</v></c>',
    )


def broken_formulas() -> str:
    """Errors, typed and computed, and a formula that nobody computed."""
    cells = [
        text("A2", "甲厂"),
        '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="C2"><f t="shared" ref="C2:C3" si="0">B2-2</f></c>',
    ]
    return row(2, *cells) + row(3, text("A3", "乙厂"), '<c r="B3" t="e"><v>#N/A</v></c>', number("C3", 5))


def as_text() -> dict[str, Callable[[], bytes]]:
    """Text in the encodings and with the separators of Chinese offices."""
    lines = "2025年单位报表,,\r\n单位名称,参赛职工,\r\n,人,人次\r\n甲厂,30,42\r\n合计,30,42\r\n"
    plain = '单位名称,职工人数,会员人数\r\n"甲厂,一分厂",120,118\r\n乙厂,约60,55\r\n'
    return {
        "国标.csv": lambda: plain.encode("gb18030"),
        "带标记.csv": lambda: plain.encode("utf-8-sig"),
        "分号.csv": lambda: plain.replace(",一", "一").replace(",", ";").encode(),
        "统一码.txt": lambda: plain.replace(",一", "一").replace(",", "\t").encode("utf-16"),
        "两层表头.csv": lambda: lines.encode("gb18030"),
    }
