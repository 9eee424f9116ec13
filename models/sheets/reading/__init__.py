"""Reads a workbook by its content, whatever its name says: xlsx, xls, xlsb, ods, and text in UTF-8 or GB18030.

Each is looked over first: what would not fit into memory, or is no workbook, is refused with what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from models.sheets.reading import ods, xls, xlsb, xlsx
from models.sheets.reading.compound import MAGIC
from models.sheets.reading.grids import parsed_ahead, read_grids
from models.sheets.reading.limits import LIMITS, Limits
from models.sheets.reading.package import Package
from models.sheets.reading.plain_text import read_text
from models.sheets.reading.sheet import Book, Cell, Marks, Sheet, address, letters, typed_over
from models.words import Refusal

__all__ = ["Book", "Cell", "Marks", "Sheet", "address", "letters", "read_book", "typed_over"]

_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_book(path: Path, limits: Limits = LIMITS) -> Book:
    """All sheets of a workbook that hold anything; refused with what to do when it is none."""
    content = _content(path, limits)
    if content.startswith(_ZIP):
        return _from_package(Package(content, limits, path.name))
    if content.startswith(MAGIC):
        if _ENCRYPTED in content:
            raise Refusal("sheets.password", file=path.name)
        looked = xls.look(content, limits, path.name)
        sheets = read_grids(looked.content, limits, path.name)
        marks = dict(zip((one.name for one in sheets), looked.marks, strict=False))
        return _marked(sheets, marks, looked.macros, looked.since_1904, path.name)
    return Book([read_text(content, path, limits)])


def _content(path: Path, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.packed:
            raise Refusal("sheets.too_large", file=path.name, limit=limits.packed // 2**20)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Refusal("sheets.missing", file=path) from error
    except IsADirectoryError as error:
        raise Refusal("sheets.folder", file=path) from error
    except OSError as error:
        raise Refusal("sheets.locked", file=path.name) from error
    if not content.strip():
        raise Refusal("sheets.empty", file=path.name)
    return content


def _from_package(package: Package) -> Book:
    if xlsx.WORKBOOK in package:
        return _from_xlsx(package)
    if xlsb.WORKBOOK in package:
        marks, since_1904 = xlsb.survey(package)
    elif ods.CONTENT in package:
        marks, since_1904 = ods.survey(package), False
    else:
        raise Refusal("sheets.not_workbook", file=package.file)
    sheets = read_grids(package.packed(), package.limits, package.file)
    return _marked(sheets, marks, package.macros, since_1904, package.file)


def _from_xlsx(package: Package) -> Book:
    found, since_1904 = xlsx.survey(package), xlsx.since_1904(package)
    with parsed_ahead(xlsx.in_stretches(package, found)) as ahead:
        marks = {name: found.pop(name).marks() for name in [*found]}
        sheets = read_grids(package.packed(), package.limits, package.file, ahead)
    return _marked(sheets, marks, package.macros, since_1904, package.file)


def _marked(sheets: list[Sheet], marks: Mapping[str, Marks], macros: bool, since_1904: bool, file: str) -> Book:
    """The sheets that hold anything, with what marks them; merged cells that overlap are a damaged file."""
    found = Book(
        (replace(one, marks=marks.get(one.name, Marks()), since_1904=since_1904) for one in sheets if one.rows),
        macros,
    )
    if any(_overlapping(one) for one in found):
        raise Refusal("sheets.damaged", file=file)
    return found


def _overlapping(sheet: Sheet) -> bool:
    """Whether merged cells cover more than there is; filling them would take for ever."""
    high, wide = len(sheet.rows), len(sheet.rows[0])
    covered = (
        max(min(bottom + 1, high) - top, 0) * max(min(right + 1, wide) - left, 0)
        for top, left, bottom, right in sheet.marks.merged
    )
    return sum(covered) > high * wide
