"""An xlsx package looked over before calamine builds grids from it, and the marks of its sheets."""

from __future__ import annotations

import posixpath
import re
from functools import partial

from lxml import etree

from models.sheets.reading.package import Package
from models.sheets.reading.sheet import Marks
from models.sheets.reading.sheet_xml import Pieces, Unfit, fits, marks, text_fits
from models.words import Refusal

WORKBOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_AID = re.compile(r"xl/(styles|metadata|sharedStrings|workbook)\.xml|.*\.rels|\[Content_Types\]\.xml", re.IGNORECASE)
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_LINK = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def survey(package: Package) -> None:
    """Unpacks and counts every part; refuses what would not fit into memory once it is read."""
    sheets: list[Pieces] = []
    size = 0
    for name in package:
        if _AID.fullmatch(name):
            size -= sum(map(len, package.pieces(name)))
            continue
        sheets.append(partial(package.pieces, name))
        try:
            if not fits(sheets[-1], package.limits.span):
                raise Refusal("sheets.too_many_cells", file=package.file)
        except Unfit as error:
            raise Refusal("sheets.damaged", file=package.file) from error
    if not text_fits(package.read(_STRINGS), sheets, package.unpacked + size, package.limits.text):
        raise Refusal("sheets.too_much_text", file=package.file, limit=package.limits.text // 2**20)


def marks_by_sheet(package: Package) -> dict[str, Marks]:
    """The marks of each sheet, by its name."""
    parts = linked(package, _LINKS)
    found = {}
    for sheet in _tree(package, WORKBOOK).iter("{*}sheet"):
        part = parts.get(sheet.get(_LINK) or sheet.get(_STRICT_LINK) or "", "")
        if part in package:
            found[str(sheet.get("name"))] = marks(partial(package.pieces, part))
    return found


def linked(package: Package, name: str) -> dict[str, str]:
    """The parts that a workbook's links lead to, by the id of the link."""
    found = {}
    for link in _tree(package, name):
        target = posixpath.normpath(posixpath.join("/xl", str(link.get("Target")).replace("\\", "/")))
        found[str(link.get("Id"))] = target.removeprefix("/")
    return found


def _tree(package: Package, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(package.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise Refusal("sheets.damaged", file=package.file) from error
