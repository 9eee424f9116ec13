"""Reads a workbook by its content, whatever its name says: xlsx, xls, xlsb, ods, and text in UTF-8 or GB18030.

Each is looked over first: what would not fit into memory, or is no workbook, is refused with what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from models.sheets.reading import ods, xls, xlsb, xlsx
from models.sheets.reading.compound import MAGIC
from models.sheets.reading.grids import read_grids
from models.sheets.reading.limits import LIMITS, Limits
from models.sheets.reading.package import Package
from models.sheets.reading.plain_text import read_text
from models.sheets.reading.sheet import Book, Cell, Marks, Sheet, address, letters
from models.words import Refusal

__all__ = ["LIMITS", "Book", "Cell", "Limits", "Marks", "Sheet", "address", "letters", "read_book"]

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
        return _marked(sheets, dict(zip((one.name for one in sheets), looked.marks, strict=False)), looked.macros)
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
        xlsx.survey(package)
        content = package.packed()
        with ThreadPoolExecutor(1) as beside:  # calamine lets other threads run while it reads
            marks = beside.submit(xlsx.marks_by_sheet, package)
            sheets = read_grids(content, package.limits, package.file)
            return _marked(sheets, marks.result(), package.macros)
    if xlsb.WORKBOOK in package:
        found = xlsb.survey(package)
    elif ods.CONTENT in package:
        found = ods.survey(package)
    else:
        raise Refusal("sheets.not_workbook", file=package.file)
    return _marked(read_grids(package.packed(), package.limits, package.file), found, package.macros)


def _marked(sheets: list[Sheet], marks: Mapping[str, Marks], macros: bool) -> Book:
    """The sheets that hold anything, with all that marks them."""
    none = Marks()
    return Book(
        (
            replace(one, marks=replace(seen, merged=seen.merged or one.marks.merged))
            for one in sheets
            if one.rows
            for seen in (marks.get(one.name, none),)
        ),
        macros,
    )
