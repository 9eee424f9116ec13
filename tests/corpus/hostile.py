"""Files that would hang a careless reader, take its memory or lead it astray, with what is said of each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

import openpyxl
import xlwt

from models.sheets.reading.compound import Compound, wrapped
from tests.corpus.packages import HEAD, data, lying, number, package, row, text, texts, xlsx

SMALL = data(row(1, text("A1", "单位名称"), text("B1", "职工人数")), row(2, text("A2", "甲厂"), number("B2", 5)))
OLD_XML = "urn:schemas-microsoft-com:office:spreadsheet"
ODS_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
ODS_END = "</table:table></office:spreadsheet></office:body></office:document-content>"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


LONG_ROW = f'<row r="9" spans="{"1:1 " * 50}"></row>'
FAR = row(1048576, number("XFD1048576", 1))
NEAR = row(1, number("A1", 1))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXY"
Makers = dict[str, tuple[Callable[[], bytes], str]]


def hostile() -> Makers:
    """By file name: how it is made, and a word of the refusal; "" where it is read all the same."""
    return grids() | packages() | others()


def grids() -> Makers:
    """Sheets whose grid would take all memory, and such that only look so."""
    prefixed = FAR.replace("<c ", "<y:c ").replace("</c>", "</y:c>")
    nameless = f'<row r="1048576">{"<c/>" * 5000}<c><v>1</v></c></row>'
    commented = f'<!-- <c a=" -->{FAR}<!-- "> -->'
    formatted = '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    columns = [number(f"{openpyxl.utils.get_column_letter(at)}1", at) for at in range(1, 10_001)]
    return {
        "值在最远角.xlsx": (lambda: xlsx(data(NEAR, FAR)), "范围过大"),
        "谎报范围.xlsx": (lambda: xlsx('<dimension ref="A1:B2"/>' + data(FAR, NEAR)), "范围过大"),
        "小写地址.xlsx": (lambda: xlsx(data(NEAR, FAR.replace("XFD", "xfd"))), "范围过大"),
        "单引号地址.xlsx": (lambda: xlsx(data(NEAR, FAR).replace('"', "'")), "范围过大"),
        "带前缀的元素.xlsx": (lambda: xlsx(data(NEAR, prefixed)), "范围过大"),
        "没有地址的单元格.xlsx": (lambda: xlsx(data(NEAR, nameless)), "范围过大"),
        "注释里藏着单元格.xlsx": (lambda: xlsx(data(NEAR, commented)), "损坏"),
        "格式在最远角.xlsx": (lambda: xlsx(SMALL.replace("</sheetData>", formatted)), ""),
        "一万列.xlsx": (lambda: xlsx(data(row(1, *columns), row(2, number("A2", 1)))), ""),
        "单元格太多.xlsx": (crowded, "1000000 个"),
        "空文字两千万个.xlsx": (
            lambda: xlsx(SMALL, {"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 19_000_000}),
            "文字合计",
        ),
        "一格写八百万次.xlsx": (
            lambda: xlsx(f"<sheetData><row>{number('A1', 1) * 8_000_000}</row></sheetData>"),
            "1000000 个",
        ),
        "一段长文字二十万次.xlsx": (repeated_text, "文字合计"),
        "谎报范围.xls": (lambda: changed_xls(b"\x00\x02\x0e\x00", 4, b"\0\0\0\0\xff\xff\xff\x7f\0\0\xff\xff"), ""),
        "谎报文字数.xls": (lambda: changed_xls(b"\xfc\x00", 8, b"\xff\xff\xff\x7f"), "损坏"),
        "远处的值.xls": (lambda: changed_xls(b"\x7e\x02\x0a\x00", 4, b"\xff\xff\xff\x00"), "范围过大"),
        "重复行.ods": (lambda: ods(1048576, 16384, 'office:value-type="float" office:value="1"'), "范围过大"),
        "长文字重复.ods": (lambda: ods(9000, 100, 'office:value-type="string"', "长" * 5000), "文字合计"),
        "没有的列.xls": (lambda: changed_xls(b"\x7e\x02\x0a\x00", 4, b"\xff\xff\xff\xff"), "损坏"),
        "没写完.ods": (lambda: ods(1, 1, 'office:value-type="string"', end=""), "损坏"),
        "一行逗号.csv": (lambda: b"," * 3_000_000 + b"\n" * 9000, "范围过大"),
    }


def packages() -> Makers:
    """Archives and XML that grow without end, or hold what a workbook should not."""
    workbook = f"{HEAD}{laughs()}<workbook/>".encode()
    escaping = dict.fromkeys(("../../escaped.xml", "/etc/escaped.xml", "xl/../../x.xml"), b"<a/>")
    return {
        "炸弹.xlsx": (lambda: bomb("xl/styles.xml"), "300 MB"),
        "谎报大小的炸弹.xlsx": (lambda: lying(bomb("xl/styles.xml")), "300 MB"),
        "谎报大小的大表.xlsx": (lambda: lying(xlsx(data(NEAR, LONG_ROW * 700_000))), ""),
        "图片炸弹.xlsx": (lambda: bomb("xl/media/image1.png"), ""),
        "部件太多.xlsx": (lambda: xlsx(SMALL, {f"xl/media/{at}.png": b"" for at in range(2001)}), "2000 个"),
        "实体炸弹.xlsx": (lambda: xlsx(SMALL, prolog=laughs()), "有害"),
        "工作簿里的实体.xlsx": (lambda: xlsx(SMALL, {"xl/workbook.xml": workbook}), "有害"),
        "上级文件夹.xlsx": (lambda: xlsx(SMALL, escaping), ""),
        "外部链接.xlsx": (lambda: xlsx(SMALL, {"xl/externalLinks/externalLink1.xml": b"<broken"}), ""),
        "带宏.xlsm": (lambda: xlsx(SMALL, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(4000)}), ""),
    }


def others() -> Makers:
    """Broken files, and what is no workbook though its name says so."""
    old_xml = f'{HEAD}<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{OLD_XML}"/>'
    document = {"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"}
    return {
        "太大.xlsx": (lambda: sound() + bytes(50 * 2**20), "50 MB"),
        "截断.xlsx": (lambda: sound()[:-300], "损坏"),
        "半个.xlsx": (lambda: sound()[: len(sound()) // 2], "损坏"),
        "循环扇区.xls": (looping, "损坏"),
        "空压缩包.xlsx": (lambda: package({}), "不是表格"),
        "文档.xlsx": (lambda: package(document), "不是表格"),
        "网页.xls": (lambda: "<html><table><tr><td>甲</td></tr></table></html>".encode(), "网页"),
        "单文件网页.xls": (lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "网页"),
        "二〇〇三.xls": (lambda: old_xml.encode(), "2003"),
        "空.xlsx": (lambda: b"", "空的"),
        "长栏.csv": (lambda: b'a,b\n"' + b"x" * 200_000 + b'",1\n', "不是表格"),
        "有零字节.csv": (lambda: "单位名称,职工人数\n".encode() + b"\0" * 9000, "不是表格"),
    }


def crowded() -> bytes:
    """More cells than are read, all near one another."""
    return xlsx(data(*(row(at, *(number(f"{letter}{at}", 1) for letter in LETTERS)) for at in range(1, 43_000))))


def repeated_text() -> bytes:
    """A text of 90 kB that stands in 200,000 cells."""
    cells = (
        row(at, *(f'<c r="{letter}{at}" t="s"><v>0</v></c>' for letter in LETTERS[:10])) for at in range(1, 20_001)
    )
    return xlsx(data(*cells), {"xl/sharedStrings.xml": texts("长" * 30_000)})


def repeated_text_xls() -> bytes:
    """The same in an old workbook."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for at in range(600):
        for place in range(10):
            sheet.write(at, place, "长" * 30_000)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@cache
def bomb(name: str) -> bytes:
    """A workbook with a part of 301 MB of nothing."""
    target = io.BytesIO(xlsx(SMALL))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        for _ in range(301):
            part.write(bytes(2**20))
    return target.getvalue()


def sound() -> bytes:
    """A workbook that openpyxl writes."""
    target = io.BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0].append(["单位名称", "职工人数"])
    book.worksheets[0].append(["甲厂", 5])
    book.save(target)
    return target.getvalue()


def laughs() -> str:
    """Entities of entities: a few lines that become gigabytes."""
    lines = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    return f'<!DOCTYPE worksheet [<!ENTITY l0 "lol">{lines}]>'


def sound_xls() -> bytes:
    """A workbook that xlwt writes."""
    target = io.BytesIO()
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for at, cells in enumerate([["单位名称", "职工人数"], ["甲厂", 5.5]]):
        for place, cell in enumerate(cells):
            sheet.write(at, place, cell)
    book.save(target)
    return target.getvalue()


def changed_xls(record: bytes, offset: int, value: bytes) -> bytes:
    """The same with some bytes behind the head of a record replaced."""
    stream = bytearray(Compound(sound_xls()).stream("Workbook"))
    at = stream.index(record) + offset
    stream[at : at + len(value)] = value
    return wrapped(stream, "Workbook")


def looping() -> bytes:
    """A chain of sectors that begins again and again."""
    content = bytearray(sound_xls())
    table = (int.from_bytes(content[76:80], "little") + 1) * 512
    content[table : table + 4] = bytes(4)
    return bytes(content)


def ods(rows: int, columns: int, cell: str, inside: str = "", end: str = ODS_END) -> bytes:
    """An OpenDocument workbook with one cell said to stand in many rows and columns."""
    names = "".join(f' xmlns:{one}="{ODS_NAMES}:{one}:1.0"' for one in ("office", "table", "text"))
    head = f'<office:document-content{names}><office:body><office:spreadsheet><table:table table:name="Sheet1">'
    table = (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell {cell}'
        f' table:number-columns-repeated="{columns}"><text:p>{inside}</text:p></table:table-cell></table:table-row>'
    )
    manifest = f'{HEAD}<manifest:manifest xmlns:manifest="{ODS_NAMES}:manifest:1.0"/>'
    parts = {"mimetype": ODS, "content.xml": HEAD + head + table + end, "META-INF/manifest.xml": manifest}
    return package({name: content.encode() for name, content in parts.items()})
