"""Blank forms with what none of the others has: what upper levels' workbooks hold, and every writer did differently."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from tests.forms import OTHER, SHEET
from tests.forms.by_hand import MAIN, MERGES, PACKAGE, REL, of, package, rows, sheet
from tests.forms.by_openpyxl import base

Make = Callable[[Path], None]

ROWS = rows()
UNSPELLED = re.sub(r'<c r="[A-F]6" s="2"/>', "", ROWS)
COLUMNS = '<cols><col min="1" max="6" width="12" style="2"/></cols>'
AIDED = "<is><r><t>合</t></r><r><t>计</t></r><rPh sb='0' eb='1'><t>hé jì</t></rPh></is>"
ASKING = '<row r="10"><c r="A10"><f>IF(A7="合计",D7,-1)</f><v>0</v></c></row>'
VIEWS = (
    '<customSheetViews><customSheetView guid="{11111111-1111-1111-1111-111111111111}" topLeftCell="A8">'
    '<selection activeCell="A9" sqref="A9"/><rowBreaks count="1" manualBreakCount="1"><brk id="7" max="16383" man="1"/>'
    '</rowBreaks><autoFilter ref="A5:H6"/></customSheetView></customSheetViews>'
)
WATCHES = '<rowBreaks count="1"><brk id="7" max="16383"/></rowBreaks><cellWatches><cellWatch r="D7"/></cellWatches>'
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
CHOICE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def shape(number: int, shown: str, wrapped: bool) -> str:
    """A text box over rows 9 and 10 that shows a cell; a newer one stands in a choice between writers."""

    def marker(word: str, row: int) -> str:
        return f"<d:{word}><d:col>1</d:col><d:colOff>0</d:colOff><d:row>{row}</d:row><d:rowOff>0</d:rowOff></d:{word}>"

    box = (
        f'<d:twoCellAnchor>{marker("from", 8)}{marker("to", 9)}<d:sp macro="" textlink="{shown}"><d:nvSpPr>'
        f'<d:cNvPr id="{number}" name="框{number}"/><d:cNvSpPr/></d:nvSpPr><d:spPr><a:prstGeom prst="rect"/></d:spPr>'
        "</d:sp><d:clientData/></d:twoCellAnchor>"
    )
    if not wrapped:
        return box
    return (
        f'<mc:AlternateContent {CHOICE}><mc:Choice Requires="d">{box}</mc:Choice><mc:Fallback/></mc:AlternateContent>'
    )


def drawn(path: Path) -> None:
    """Text boxes of both sorts on the sheet of the list, and one on the other sheet that shows the total."""
    head = f'<d:wsDr xmlns:d="{DRAWN}/spreadsheetDrawing" xmlns:a="{DRAWN}/main">'
    links = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/drawing" Target="../drawings/drawing%d.xml"/></Relationships>'
    )
    more = {
        "xl/drawings/drawing1.xml": f"{head}{shape(2, '$D$7', True)}{shape(3, '表1!$D$7', False)}</d:wsDr>",
        "xl/drawings/drawing2.xml": f"{head}{shape(2, '表1!$D$7', False)}</d:wsDr>",
        "xl/worksheets/_rels/sheet1.xml.rels": links % 1,
        "xl/worksheets/_rels/sheet2.xml.rels": links % 2,
        "xl/worksheets/sheet2.xml": sheet("", '<drawing r:id="rId1"/>'),
    }
    package(path, sheet(ROWS, MERGES + '<drawing r:id="rId1"/>'), more)


def looked_up(book: Workbook) -> None:
    """Formulas that name cells in other ways than by standing reference."""
    other, form = book[OTHER], book[SHEET]
    other["C1"], other["C2"] = '=INDIRECT("表1!D7")', '=SUM(INDIRECT("表1!D6:D6"))'
    other["C3"], other["C4"] = '=SUM(INDIRECT("表1!D6:D"&(ROW(表1!D7)-1)))', '=HYPERLINK("#表1!A9","到签名处")'
    other["C5"], other["C6"] = "=SUM(表1!D6:OFFSET(表1!D7,-1,0))", "=SUM(表1!D:D)"
    form["I9"], form["J9"] = "=ROW()", "=SUM(D6:D6 D6:F6)"


def named(book: Workbook) -> None:
    """Names that are told from wherever they are used, in part or whole."""
    for name, area in [
        ("右邻", f"{OTHER}!B1"),
        ("下六行", f"{SHEET}!A6"),
        ("名单", f"{SHEET}!$B$6"),
        ("整列", f"{SHEET}!$D:$D"),
    ]:
        book.defined_names[name] = DefinedName(name, attr_text=area)


def mirrored(book: Workbook) -> None:
    """A list on the other sheet whose rows repeat those of the first."""
    other = book[OTHER]
    other["B9"], other["C9"], other["C10"] = f"={SHEET}!B6", f"={SHEET}!D6*2", "=SUM(C9:C9)"


def across(book: Workbook) -> None:
    """A sum over the same cell of several sheets that stay as they are."""
    for name in ("甲表", "乙表"):
        book.create_sheet(name)["D7"] = 0
    book[OTHER]["C1"] = "=SUM(甲表:乙表!D7)"


def added_one_by_one(book: Workbook) -> None:
    """A total that names each of the rows that are ready."""
    book[SHEET].unmerge_cells("A8:H8")
    book[SHEET]["D7"], book[SHEET]["D8"] = None, "=D6+D7"


def named_row(book: Workbook) -> None:
    """A total that names the one row."""
    book[SHEET]["D7"] = "=D6"


def short_rows(book: Workbook) -> None:
    """A record that takes two rows."""
    book[SHEET].merge_cells("B6:B7")


def by(change: Callable[[Workbook], None]) -> Make:
    """The form of the others with such a change."""

    def make(path: Path) -> None:
        book = base()
        change(book)
        book.save(path)

    return make


columns_with_looks = of(sheet(UNSPELLED, MERGES, COLUMNS))
row_with_looks = of(sheet(UNSPELLED.replace('<row r="6"', '<row r="6" s="2" customFormat="1"'), MERGES))
remarks = of(sheet(ROWS.replace('<row r="7">', '<!--甲--><?wps x?><row r="7"><!--乙-->'), MERGES))
reading_aids = of(sheet(ROWS.replace("<is><t>合计</t></is>", AIDED) + ASKING, MERGES))
own_views = of(sheet(ROWS, VIEWS + MERGES + WATCHES))
elsewhere = of(sheet(ROWS.replace("SUM(D6:F6)", "SUM(D6:F6)+[1]表1!D6+'[1]表 1'!D7"), MERGES))
no_master = of(sheet(ROWS.replace("<f>SUM(D6:F6)</f>", '<f t="shared" si="9"/>'), MERGES))
strict = of(sheet(ROWS, MERGES).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"))
far_looks = of(sheet(ROWS + '<row r="1048576"><c r="A1048576" s="2"/></row>', MERGES))
far_text = of(sheet(ROWS + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>', MERGES))
hidden_row = of(sheet(ROWS.replace('<row r="6"', '<row r="6" hidden="1"'), MERGES))
whole_rows = of(
    sheet(
        ROWS,
        f'{MERGES}<conditionalFormatting sqref="1:1048576"><cfRule type="expression" priority="1"><formula>$D1&gt;$D$7'
        "</formula></cfRule></conditionalFormatting>",
    )
)
