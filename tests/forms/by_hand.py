"""Blank forms as WPS and other writers lay them out: what the libraries above never write."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.forms import HEADINGS, OTHER, OTHER_FORMULAS, SHEET, Blank
from tests.forms.by_openpyxl import picture

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
KINDS = {
    "worksheets": "spreadsheetml.worksheet",
    "styles": "spreadsheetml.styles",
    "sharedStrings": "spreadsheetml.sharedStrings",
    "calcChain": "spreadsheetml.calcChain",
    "workbook": "spreadsheetml.sheet.main",
}
STYLES = f"""<styleSheet xmlns="{MAIN}">
<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="黑体"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/>
</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/>
<xf xfId="0" fontId="1" borderId="1" applyBorder="1"/><xf xfId="0" borderId="1" applyBorder="1"/>
<xf xfId="0" borderId="1" numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>"""


def package(path: Path, sheet: str, more: Mapping[str, str | bytes] = {}, book: str = "", rels: str = "") -> None:
    """A workbook of two sheets, the first as given."""
    other = "".join(
        f'<row r="{at[1:]}"><c r="{at}"><f>{formula}</f><v>0</v></c></row>' for at, formula in OTHER_FORMULAS.items()
    )
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="3" r:id="rId7"/>'
        f'<sheet name="{OTHER}" sheetId="1" r:id="rId2"/></sheets>{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId7" Type="{REL}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{REL}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="rId3" Type="{REL}/styles" Target="styles.xml"/>{rels}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{other}</sheetData></worksheet>',
        "xl/styles.xml": STYLES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        **more,
    }
    kinds = "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for part in parts
        for word, kind in KINDS.items()
        if re.fullmatch(rf"xl/{word}(/[^_]+|\.xml)", part.removesuffix(".xml") if word == "worksheets" else part)
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{kinds}</Types>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content if isinstance(content, bytes) else HEAD + content)


def rows(shared: bool = False) -> str:
    """Headings, list, total and notes, as cells of WPS: everything has a style, texts stand in the cells."""

    def text(at: str, value: str, style: int = 0) -> str:
        return f'<c r="{at}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'

    headings = "".join(text(f"{letter}5", heading, 1) for letter, heading in zip("ABCDEFGH", HEADINGS, strict=True))
    blanks = "".join(f'<c r="{letter}6" s="2"/>' for letter in "ABCDEF")
    totals = "".join(f'<c r="{letter}7" s="2"><f>SUM({letter}6:{letter}6)</f><v>0</v></c>' for letter in "DEFGH")
    if shared:
        totals = '<c r="D7" s="2"><f t="shared" ref="D7:H7" si="0">SUM(D6:D6)</f><v>0</v></c>' + "".join(
            f'<c r="{letter}7" s="2"><f t="shared" si="0"/><v>0</v></c>' for letter in "EFGH"
        )
    return (
        f'<row r="1" ht="30" customHeight="1">{text("A1", "参考表式", 1)}</row>'
        f'<row r="2">{text("A2", "填报单位：")}<c r="G2"><f>D7&amp;"人"</f><v></v></c></row>'
        f'<row r="5" spans="1:8">{headings}</row>'
        f'<row r="6" spans="1:8" ht="20.25" customHeight="1">{blanks}<c r="G6" s="2"><f>SUM(D6:F6)</f><v>0</v></c>'
        '<c r="H6" s="3"><f>IF(D6&gt;0,ROUND(E6/D6,4),0)</f><v>0</v></c></row>'
        f'<row r="7">{text("A7", "合计", 1)}<c r="B7" s="2"><f>COUNTA(B6:B6)</f><v>0</v></c>{totals}</row>'
        f'<row r="8">{text("A8", "注：乙。")}</row><row r="9">{text("A9", "负责人：")}</row>'
    )


def sheet(data: str, after: str = "", before: str = "", names: str = "") -> str:
    """A sheet's XML."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{REL}"{names}>{before}<sheetData>{data}</sheetData>{after}</worksheet>'


MERGES = '<mergeCells count="2"><mergeCell ref="A1:H1"/><mergeCell ref="A8:H8"/></mergeCells>'


def of(xml: str, more: Mapping[str, str | bytes] = {}, book: str = "", rels: str = "") -> Callable[[Path], None]:
    """Writes such a sheet."""
    return lambda path: package(path, xml, more, book, rels)


def prefixed() -> str:
    """Every element with a prefix."""
    whole = sheet(rows(), MERGES)
    whole = re.sub(r"<(/?)(?=\w)", r"<\1x:", whole)
    return whole.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')


def unnumbered() -> str:
    """Rows and cells do not say where they stand, where they follow one another."""
    whole = rows().replace('<row r="6"', "<row")
    return sheet(re.sub(r' r="([A-H]6|[AB]7)"', "", whole), MERGES)


CHAIN = f'<calcChain xmlns="{MAIN}"><c r="G6" i="3"/><c r="H6"/><c r="D7"/></calcChain>'
CHAIN_REL = f'<Relationship Id="rId9" Type="{REL}/calcChain" Target="calcChain.xml"/>'
EXTENDED = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/'
    'spreadsheetml/2009/9/main"><x14:dataValidations count="2" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>汇总!$A$1:$A$4</xm:f></x14:formula1>'
    "<xm:sqref>C6</xm:sqref></x14:dataValidation>"
    '<x14:dataValidation type="custom"><x14:formula1><xm:f>E6&lt;=表1!D6</xm:f></x14:formula1>'
    "<xm:sqref>E6 A9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)
WPS_PICTURES = {
    "xl/cellimages.xml": '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>',
    "xl/media/image1.png": picture().read(),
}
WPS_REL = '<Relationship Id="rId8" Type="http://www.wps.cn/officeDocument/2020/cellImage" Target="cellimages.xml"/>'
DISPIMG = '<c r="I6" t="str"><f>_xlfn.DISPIMG("ID_0001",1)</f><v>=DISPIMG("ID_0001",1)</v></c></row>'

BLANKS = [
    Blank("by hand: no more than needed", of(sheet(rows()))),
    Blank("by hand: prefixes", of(prefixed())),
    Blank("by hand: unnumbered", of(unnumbered())),
    Blank("by hand: shared formulas", of(sheet(rows(shared=True), MERGES))),
    Blank(
        "by hand: order of calculation",
        of(sheet(rows(), MERGES), {"xl/calcChain.xml": CHAIN}, '<calcPr calcId="191029"/>', CHAIN_REL),
    ),
    Blank("by hand: newer validations", of(sheet(rows(), MERGES + EXTENDED))),
    Blank(
        "by hand: pictures in cells",
        of(
            sheet(rows().replace("</row>", DISPIMG, 4).replace(DISPIMG, "</row>", 3), MERGES), WPS_PICTURES, "", WPS_REL
        ),
    ),
]
