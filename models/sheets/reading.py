"""Reads a workbook by its content, whatever its name says: xlsx, xls, xlsb, ods, and CSV in UTF-8 or GB18030."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import python_calamine

from models.words import Refusal

Cell = object  # str, float, bool, date, datetime, time, or "" for an empty cell

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 50 * 2**20
_LARGEST_UNPACKED = 300 * 2**20
_MOST_PARTS = 2000
_MOST_CELLS = 5_000_000
_HEAD = 4096


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of cells from A1, and the cell ranges that are merged (first row, first column, last …)."""

    name: str
    rows: list[list[Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def spread(self) -> list[list[Cell]]:
        """The rows with each merged cell's value in all the cells it covers."""
        if not self.merged:
            return self.rows
        rows = [list(row) for row in self.rows]
        for top, left, bottom, right in self.merged:
            if top >= len(rows) or left >= len(rows[top]):
                continue
            value = rows[top][left]
            for row in rows[top : bottom + 1]:
                row[left : min(right + 1, len(row))] = [value] * (min(right + 1, len(row)) - left)
        return rows


def read_book(path: Path) -> list[Sheet]:
    """All sheets of a workbook that hold anything; refused with what to do when it is none."""
    content = _content(path)
    if content.startswith(_ZIP):
        _check_parts(content, path)
        return _by_calamine(content, path)
    if content.startswith(_OLE):
        if _is_encrypted(content):
            raise Refusal("sheets.password", file=path.name)
        return _by_calamine(content, path)
    return [_from_text(content, path)]


def address(row: int, column: int) -> str:
    """A1-style address of a cell counted from 0."""
    return f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise Refusal("sheets.too_large", file=path.name, limit=_LARGEST // 2**20)
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


def _check_parts(content: bytes, path: Path) -> None:
    """Refuses an archive that would unpack to more than any honest workbook."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise Refusal("sheets.damaged", file=path.name) from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise Refusal("sheets.too_large", file=path.name, limit=_LARGEST_UNPACKED // 2**20)


def _is_encrypted(content: bytes) -> bool:
    """A password-protected xlsx is a compound file with a stream of this name."""
    return "EncryptedPackage".encode("utf-16-le") in content


def _by_calamine(content: bytes, path: Path) -> list[Sheet]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [sheet for name in book.sheet_names if (sheet := _sheet(book, name, path)).rows]
    except python_calamine.PasswordError as error:
        raise Refusal("sheets.password", file=path.name) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Refusal("sheets.damaged", file=path.name) from error


def _sheet(book: python_calamine.CalamineWorkbook, name: str, path: Path) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise Refusal("sheets.too_many_cells", file=path.name, sheet=name)
    merged = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return Sheet(name, cast(list[list[Cell]], sheet.to_python(skip_empty_area=False)), merged)


def _from_text(content: bytes, path: Path) -> Sheet:
    head = content[:_HEAD].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta")):
        raise Refusal("sheets.web_page", file=path.name)
    if b"\x00" in content[:_HEAD]:
        raise Refusal("sheets.not_workbook", file=path.name)
    text = _decoded(content)
    if text is None:
        raise Refusal("sheets.not_workbook", file=path.name)
    delimiter = max(",\t;", key=text[:_HEAD].count)
    rows: list[list[Cell]] = [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    if max(map(len, rows)) < 2:
        raise Refusal("sheets.not_workbook", file=path.name)
    width = max(map(len, rows))
    return Sheet(path.stem, [row + [""] * (width - len(row)) for row in rows])


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
