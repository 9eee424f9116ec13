"""An xlsx package looked over before calamine builds grids from it, and the marks of its sheets."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from lxml import etree

from models.sheets.reading.package import Package
from models.sheets.reading.sheet import Marks
from models.sheets.reading.sheet_xml import Pieces, Unfit, few, fits, marks, text_fits
from models.sheets.reading.stretches import WORTH, cut
from models.words import Refusal

WORKBOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_AID = re.compile(r"xl/(styles|metadata|sharedStrings|workbook)\.xml|.*\.rels|\[Content_Types\]\.xml", re.IGNORECASE)
_CROWDED = 48 * 2**20  # bytes; a smaller sheet has no room for more cells than are read
_HELD = 64 * 2**20  # bytes of sheets that are unpacked once; beyond them a sheet is unpacked whenever it is looked at
_LARGEST_AID = 32 * 2**20
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_LINK = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class Looked(NamedTuple):
    """A sheet that fits into memory: its part of the package, and its bytes as often as they are asked for."""

    part: str
    pieces: Pieces
    held: Sequence[bytes]
    """The same, where they are at hand."""

    def marks(self) -> Marks:
        """Hidden rows and columns, merged cells, errors, and formulas that were saved without a result."""
        return marks(self.pieces)


def survey(package: Package) -> dict[str, Looked]:
    """Unpacks and counts every part; refuses what would not fit into memory. Gives the sheets by name."""
    sheets = [name for name in package if not _AID.fullmatch(name)]
    for name in package:
        if name not in sheets:
            size = sum(map(len, package.pieces(name)))
            if size > (package.limits.text if name == _STRINGS else _LARGEST_AID):
                raise Refusal("sheets.too_much_text", file=package.file, limit=package.limits.text // 2**20)
    found: dict[str, Looked] = {}
    for name in sheets:
        found[name] = _look(package, name, _HELD - sum(sum(map(len, one.held)) for one in found.values()))
    size = sum(map(package.size, sheets))
    every = [one.pieces for one in found.values()]
    if not text_fits(package.read(_STRINGS), every, size, package.limits.text):
        raise Refusal("sheets.too_much_text", file=package.file, limit=package.limits.text // 2**20)
    return {name: found[part] for name, part in _parts_of_sheets(package).items() if part in found}


def in_stretches(package: Package, sheets: Mapping[str, Looked]) -> dict[str, list[Callable[[], bytes]]]:
    """Of each large sheet that is at hand, packages that hold the stretches of its rows one after the other."""
    large = {name: cut(one.held) for name, one in sheets.items() if sum(map(len, one.held)) > WORTH}
    return {
        name: [partial(package.packed, sheets[name].part, stretch) for stretch in stretches]
        for name, stretches in large.items()
        if stretches
    }


def _look(package: Package, name: str, room: int) -> Looked:
    """Refuses a sheet whose cells stand too far apart or are too many."""
    held = _held(package, name, room)
    pieces = partial(iter, held) if held else partial(package.pieces, name)
    try:
        fit = fits(pieces, package.limits.span)
    except Unfit as error:
        raise Refusal("sheets.damaged", file=package.file) from error
    if not fit:
        raise Refusal("sheets.too_many_cells", file=package.file)
    if package.size(name) > _CROWDED and not few(pieces, package.limits.filled):
        raise Refusal("sheets.too_many_filled", file=package.file, limit=package.limits.cells)
    return Looked(name, pieces, held)


def _held(package: Package, name: str, room: int) -> list[bytes]:
    """The pieces of a sheet that takes no more bytes than that, whatever it claims; none where it does."""
    held: list[bytes] = []
    if package.claimed(name) <= room:
        for piece in package.pieces(name):
            held.append(piece)
            room -= len(piece)
            if room < 0:
                return []
    return held


def _parts_of_sheets(package: Package) -> dict[str, str]:
    parts = linked(package, _LINKS)
    sheets = list(_tree(package, WORKBOOK).iter("{*}sheet"))
    found = {str(one.get("name")): parts.get(one.get(_LINK) or one.get(_STRICT_LINK) or "", "") for one in sheets}
    if len(set(found.values())) < len(sheets):
        raise Refusal("sheets.damaged", file=package.file)
    return found


def since_1904(package: Package) -> bool:
    """Whether the numbers of days count from 1904."""
    return any(one.get("date1904") in ("1", "true") for one in _tree(package, WORKBOOK).iter("{*}workbookPr"))


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
