"""Compares a filled form with its blank, and stops it when anything changed that was not meant to."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import NamedTuple, Protocol

from lxml import etree

from models.words import Refusal

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RECALCULATION = {"xl/workbook.xml", "xl/calcChain.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}


class Difference(NamedTuple):
    """One thing that is not as in the blank: a part, and the cell when it is a sheet's."""

    part: str
    cell: str


class Meant(Protocol):
    """What was meant to happen to a sheet: the cells written, and where each cell of the blank stands now."""

    meant: set[str]

    def where(self, address: str) -> str: ...


def prove(blank: Path, result: Path, meant: dict[str, Meant]) -> list[Difference]:
    """What differs, refused when anything else than the cells meant was changed, in any part."""
    with zipfile.ZipFile(blank) as before, zipfile.ZipFile(result) as after:
        names = set(before.namelist()) | set(after.namelist())
        found: list[Difference] = []
        for name in sorted(names):
            old, new = _read(before, name), _read(after, name)
            if old == new:
                continue
            if name in meant and old and new:
                found += [Difference(name, cell) for cell in _written_cells(blank, name, old, new, meant[name])]
            elif name in _RECALCULATION or (old and new and _same_but_results(old, new)):
                found.append(Difference(name, ""))
            else:
                raise Refusal("sheets.changed_too_much", file=blank.name, part=name)
    return found


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except KeyError:
        return b""


def _written_cells(blank: Path, part: str, old: bytes, new: bytes, meant: Meant) -> list[str]:
    """The cells that were written; every other cell of the blank must be found again as it was, where it now stands."""
    result = _cells(new)
    for address, kept in _cells(old).items():
        at = meant.where(address)
        style, value = result.get(at, ("", "gone"))
        if kept[0] != style or (at not in meant.meant and kept[1] not in ("formula", value)):
            raise Refusal("sheets.changed_too_much", file=blank.name, part=f"{part} {at}")
    return sorted(meant.meant & result.keys())


def _cells(sheet: bytes) -> dict[str, tuple[str, str]]:
    """Style and content of each cell; of a formula only that it is one, for its references may have moved."""
    found = {}
    for cell in etree.fromstring(sheet).iter(f"{_MAIN}c"):
        formula = cell.find(f"{_MAIN}f") is not None
        content = "formula" if formula else f"{cell.get('t')} {''.join(map(str, cell.itertext()))}"
        found[str(cell.get("r"))] = (str(cell.get("s")), content)
    return found


def _same_but_results(old: bytes, new: bytes) -> bool:
    """Whether a sheet differs only in formulas and their results, as when it refers to one that has grown."""
    return _without_formulas(old) == _without_formulas(new)


def _without_formulas(sheet: bytes) -> bytes:
    try:
        tree = etree.fromstring(sheet)
    except etree.XMLSyntaxError:
        return sheet
    for cell in tree.iter(f"{_MAIN}c"):
        if cell.find(f"{_MAIN}f") is not None:
            for child in list(cell):
                cell.remove(child)
            if "t" in cell.attrib:
                del cell.attrib["t"]
    return etree.tostring(tree, method="c14n")
