"""Tables as text: CSV and what Excel calls Unicode text; what only looks like a workbook is told apart."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from models.sheets.reading.limits import Limits
from models.sheets.reading.sheet import Cell, Sheet
from models.words import Refusal

_HEAD = 4096
_GUARDED = re.compile(r'^="(.*)"$', re.DOTALL)
"""A long number as programs write it for Excel, which would round it otherwise."""
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_WEB = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<div", b"<style", b"mime-version:")
_SPREADSHEET_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"


def read_text(content: bytes, path: Path, limits: Limits) -> Sheet:
    """One sheet; refused when it is a web page, an old XML workbook or no table at all."""
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if _SPREADSHEET_2003 in head:
        raise Refusal("sheets.xml_2003", file=path.name)
    if head.startswith((*_WEB, b"<?xml")) or b"<html" in head:
        raise Refusal("sheets.web_page", file=path.name)
    text = _decoded(content)
    if text is None:
        raise Refusal("sheets.not_workbook", file=path.name)
    delimiter = max(",\t;", key=text[:_HEAD].count)
    rows = _rows(text, delimiter, path, limits)
    width = max(map(len, rows), default=0)
    if width < 2:
        raise Refusal("sheets.not_workbook", file=path.name)
    if width * len(rows) > limits.span:
        raise Refusal("sheets.too_many_cells", file=path.name)
    return Sheet(path.stem, [row + [""] * (width - len(row)) for row in rows])


def _rows(text: str, delimiter: str, path: Path, limits: Limits) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    cells = filled = 0
    guarded = '="' in text
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([_GUARDED.sub(r"\1", cell) for cell in row] if guarded else [*row])
            cells += len(row)
            filled += len(row) - row.count("")
            if filled > limits.filled:
                raise Refusal("sheets.too_many_filled", file=path.name, limit=limits.cells)
            if cells > limits.span:
                raise Refusal("sheets.too_many_cells", file=path.name)
    except csv.Error as error:
        raise Refusal("sheets.not_workbook", file=path.name) from error
    return rows


def _decoded(content: bytes) -> str | None:
    if content.startswith(_WIDE_MARKS):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content:
        return None
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
