"""Blocks of cells over the clipboard, from and to Excel, WPS and LibreOffice.

Their HTML is believed first: it keeps line breaks inside a cell and every digit of a number; else the plain text with
tabs between cells, where a cell with a line break stands in quotation marks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

Block = list[list[str]]

_CELL = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*)')
_PLAIN_NUMBER = re.compile(r"[+-]?[\d,]+(\.\d+)?")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_EXACT = ("x:num", "sdval")  # Excel's and WPS's, and LibreOffice's word for the number behind what a cell shows
_LARGEST = 10_000_000  # letters; what is larger is no block that a person copies


def read_block(data: QMimeData) -> Block:
    """The rows of cells that the clipboard holds, all of one length; empty when it holds no text."""
    rows = from_html(data.html()) if data.hasHtml() and len(data.html()) < _LARGEST else []
    if not rows and data.hasText():
        rows = from_text(data.text()[:_LARGEST])
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def write_block(rows: Sequence[Sequence[str]]) -> QMimeData:
    """The rows as Excel and WPS take them: as HTML whose cells are text, so that long numbers keep their digits."""
    data = QMimeData()
    data.setText("\n".join("\t".join(map(_quoted, row)) for row in rows))
    cells = ("".join(f"<td style=\"mso-number-format:'\\@'\">{_marked(cell)}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    data.setHtml(f'<html><head><meta charset="utf-8"></head><body><table>{body}</table></body></html>')
    return data


def from_text(text: str) -> Block:
    """Rows of tab-separated cells; the line break at the end opens no further row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return []
    rows: Block = [[]]
    at = 0
    while at <= len(text):
        found = _CELL.match(text, at)
        assert found is not None  # its second half takes anything, even nothing
        quoted, bare = found.groups()
        rows[-1].append(bare if quoted is None else quoted.replace('""', '"'))
        at = found.end() + 1
        if found.end() < len(text) and text[found.end()] == "\n":
            rows.append([])
    return rows


def from_html(text: str) -> Block:
    """The rows of the first table; a merged cell's text stands in its first cell, the others are blank."""
    reader = _Table()
    reader.feed(text)
    reader.close()
    return reader.rows


class _Table(HTMLParser):
    """Reads one table as office programs write it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Block = []
        self._depth = 0
        self._done = False
        self._text: list[str] | None = None
        self._exact = ""
        self._wide = self._high = 1
        self._covered: dict[int, int] = {}  # columns that a cell merged downwards covers, and for how many rows more

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Tables, rows, cells, and line breaks inside cells."""
        if self._done:
            return
        if tag == "table":
            self._depth += 1
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self.rows.append([])
        elif tag in ("td", "th") and self.rows and self._depth == 1:
            self._end_cell()
            said = {name: value or "" for name, value in attrs}
            self._text = []
            self._exact = next((said[name] for name in _EXACT if said.get(name)), "")
            self._wide, self._high = (_count(said.get(name, "")) for name in ("colspan", "rowspan"))
        elif tag in ("br", "p", "div") and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of a cell, a row or the table."""
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._depth:
            self._end_cell()
            self._depth -= 1
            self._done = not self._depth

    def handle_data(self, data: str) -> None:
        """Text; how the source is broken into lines says nothing."""
        if self._text is not None:
            self._text.append(_SPACES.sub(" ", data))

    def _end_cell(self) -> None:
        if self._text is None:
            return
        row = self.rows[-1]
        self._cover(row)
        lines = "".join(self._text).split("\n")
        shown = "\n".join(line.strip(" ").replace("\xa0", " ") for line in lines).strip("\n")
        cell = self._exact if _PLAIN_NUMBER.fullmatch(shown) and _PLAIN_NUMBER.fullmatch(self._exact) else shown
        if self._high > 1:
            self._covered |= {len(row) + at: self._high - 1 for at in range(self._wide)}
        row += [cell] + [""] * (self._wide - 1)
        self._cover(row)
        self._text = None

    def _cover(self, row: list[str]) -> None:
        """Blanks where a cell of an earlier row reaches down."""
        while left := self._covered.pop(len(row), 0):
            if left > 1:
                self._covered[len(row)] = left - 1
            row.append("")


def _count(text: str) -> int:
    return min(int(text), 1000) if text.isdecimal() and int(text) else 1


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if "\n" in cell or "\t" in cell or cell.startswith('"') else cell


def _marked(cell: str) -> str:
    return html.escape(cell).replace("  ", " &nbsp;").replace("\n", "<br style='mso-data-placement:same-cell'>")
