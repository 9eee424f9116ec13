"""The binary sheets of an xlsb package looked over before calamine reads them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from models.sheets.reading.package import Package
from models.sheets.reading.sheet import Marks
from models.sheets.reading.xls import ERRORS
from models.sheets.reading.xlsx import linked
from models.words import Refusal

WORKBOOK = "xl/workbook.bin"
_LINKS = "xl/_rels/workbook.bin.rels"
_ROW, _COLUMNS, _END = 0x0000, 0x003C, 0x0092
_CELLS = range(0x0002, 0x000C)
_ERRORS = (0x0003, 0x000B)
_MERGED, _PROPERTIES = 0x00B0, 0x0099
_SHEET, _TEXTS = 0x009C, 0x009F


def survey(package: Package) -> tuple[dict[str, Marks], bool]:
    """Unpacks and counts every part; the marks of each sheet by its name, and whether days count from 1904."""
    try:
        return _survey(package)
    except (struct.error, IndexError) as error:
        raise Refusal("sheets.damaged", file=package.file) from error


def _survey(package: Package) -> tuple[dict[str, Marks], bool]:
    found: dict[str, Marks] = {}
    for name in package:
        content = package.read(name)
        if name.startswith("xl/worksheets/"):
            found[name] = _sheet(content, package)
        elif name.endswith(".bin"):
            _check(content, package)
    parts = linked(package, _LINKS)
    workbook = package.read(WORKBOOK)
    marks = {name: found[parts[link]] for name, link in _names(workbook) if parts.get(link) in found}
    return marks, any(kind == _PROPERTIES and workbook[at] & 1 for kind, at, _ in _records(workbook))


def _names(workbook: bytes) -> Iterator[tuple[str, str]]:
    """Name and link of each sheet."""
    for kind, at, _ in _records(workbook):
        if kind == _SHEET:
            link, after = _text(workbook, at + 8)
            yield _text(workbook, after)[0], link


def _text(content: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * struct.unpack_from("<L", content, at)[0]
    return content[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the data and length of each record; IndexError when one is longer than what is left."""
    at = 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | (content[at] & 0x7F) << 7, at + 1
        length = shift = 0
        for _ in range(4):
            length |= (content[at] & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if not content[at - 1] & 0x80:
                break
        if at + length > len(content):
            raise IndexError
        yield kind, at, length
        at += length


def _check(content: bytes, package: Package) -> None:
    for kind, at, _ in _records(content):
        if kind == _TEXTS and struct.unpack_from("<L", content, at + 4)[0] > len(content):
            raise Refusal("sheets.damaged", file=package.file)


def _sheet(content: bytes, package: Package) -> Marks:
    marks = Marks()
    row = bottom = right = 0
    for kind, at, length in _records(content):
        if kind == _ROW:
            row = struct.unpack_from("<L", content, at)[0]
            if length > 11 and content[at + 11] & 0x10:
                marks.hide_rows([row])
        elif kind in _CELLS:
            column = struct.unpack_from("<L", content, at)[0]
            bottom, right = max(bottom, row + 1), max(right, column + 1)
            if kind in _ERRORS:
                marks.faults[row, column] = ERRORS.get(content[at + 8], "#N/A")
        elif kind == _COLUMNS and content[at + 16] & 1:
            marks.hidden_columns.append(struct.unpack_from("<2L", content, at))
        elif kind == _MERGED:
            top, last, left, end = struct.unpack_from("<4L", content, at)
            marks.merged.append((top, left, last, end))
    if bottom * right > package.limits.span:
        raise Refusal("sheets.too_many_cells", file=package.file)
    return marks
