"""Rows of a list whose text is exactly what was asked for: thousands of them need no closer look, any other gets it."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from lxml import etree

from models.sheets.forms.elements import attributes
from models.sheets.proof.asked import Line
from models.sheets.proof.difference import Difference
from models.sheets.proof.origins import Origins
from models.sheets.proof.telling import Broken, Standing, Telling, column

_NOT_ASKED: object = object()
_ROW = '<row r="'
_MARKED = re.compile("[&<>_\r]")
_OWN = re.compile(r"(?<=[A-Z])\d+(?![\w(.])")
_RESULT = re.compile(r'(?: t="\w+")?><f>([^<]*)</f>(?:<v>[^<]*</v>)?</c>')


class Frame(NamedTuple):
    """A row of the blank as text, \0 for its number; cells that may hold anything are left open."""

    text: str
    heads: dict[str, str]  # of the open cells, by letters of their column: up to their content
    formulas: dict[str, str]  # told from where they stand


def frame_of(row: etree._Element, formulas: dict[str, str], asked: dict[str, dict[str, str]]) -> Frame | None:
    """The frame for copies of a row; none when the row holds what this look does not understand.

    `asked` are the columns that values go into, and the looks of a cell there where the blank has none.
    """
    if row.prefix or any(
        len(cell) and str(cell.get("r")).rstrip("0123456789") not in {*formulas, *asked} for cell in row
    ):
        return None
    cells = {str(cell.get("r")).rstrip("0123456789"): cell for cell in row}
    heads, text = {}, f'{_ROW}\0"{_looks(row, "spans" if asked.keys() - cells.keys() else "r")}>'
    for name in sorted({*cells, *asked}, key=column):
        head = f'<c r="{name}\0"{_looks(cells[name], "t") if name in cells else _told(asked[name])}'
        if name in asked or name in formulas:
            heads[name] = head
            text += f"{head}%s".replace("%", "%%").replace("%%s", "%s")
        else:
            kind = cells[name].get("t")
            text += (head + (f' t="{kind}"/>' if kind else "/>")).replace("%", "%%")
    return Frame(text, heads, formulas)


class QuickLook:
    """A sheet of the result; `found` are the rows that are right, by number."""

    def __init__(self, sheet: str, telling: Telling, origins: Origins, asked: dict[int, Line]) -> None:
        self.sheet, self.telling, self.origins, self.asked = sheet, telling, origins, asked
        self.found: dict[int, Frame] = {}
        self._known: set[tuple[str, str]] = set()

    def rest(self, text: str, frames: dict[int, Frame]) -> str:
        """The sheet's text without the rows that are right."""
        if not frames or "<!" in text:
            return text
        kept, last = [], 0
        *rows, end = text.split("</row>")
        for row in rows:
            number = int(row[len(_ROW) : row.index('"', len(_ROW))]) if row.startswith(_ROW) else 0
            frame = frames.get(self.origins.of(number)) if number > last else None
            if frame and self._is_right(row, number, frame):
                self.found[number] = frame
            else:
                kept.append(row)
            last = max(number, last)
        return "</row>".join([*kept, end])

    def differences(self, part: str) -> list[Difference]:
        """The cells of these rows: their values, and their formulas."""
        runs: dict[tuple[str, str], list[list[int]]] = {}
        for number, frame in self.found.items():
            line = self.asked.get(number, {})
            formulas = [(name, "formula") for name in frame.formulas if name not in line]
            for key in (*((name, "value") for name in line), *formulas):
                rows = runs.setdefault(key, [[number, number]])
                if rows[-1][1] >= number - 1:
                    rows[-1][1] = number
                else:
                    rows.append([number, number])
        return [
            Difference(part, f"{name}{first}", what, last if last > first else 0)
            for (name, what), rows in runs.items()
            for first, last in rows
        ]

    def _is_right(self, row: str, number: int, frame: Frame) -> bool:
        line, inside = self.asked.get(number, {}), []
        if line.keys() - frame.heads.keys():
            return False
        for name in frame.heads:
            value = line.get(name, _NOT_ASKED)
            if type(value) is int:
                inside.append(f"><v>{value}</v></c>")
                continue
            content = self._formula(row, number, name, frame) if value is _NOT_ASKED else _content(value)
            if content is None:
                return False
            inside.append(content)
        return row == frame.text.replace("\0", str(number)) % tuple(inside)

    def _formula(self, row: str, number: int, name: str, frame: Frame) -> str | None:
        """What stands in a formula's cell, when it is the formula that it should be."""
        head = frame.heads[name].replace("\0", str(number))
        found = _RESULT.match(row, row.find(head) + len(head)) if head in row else None
        if found is None or name not in frame.formulas:
            return None
        own, above = str(number), str(number - 1)
        alike = _OWN.sub(lambda row: {own: "own", above: "above"}.get(row[0], row[0]), found[1])
        if (name, alike) not in self._known:
            try:
                told = self.telling.result(unescape(found[1]), Standing(self.sheet, number, column(name)))
            except Broken:
                return None
            if told != frame.formulas[name] or self.origins.groups:
                return None
            self._known.add((name, alike))
        return found[0]


def _content(value: object) -> str:
    """From a cell's looks to its end."""
    if value is None:
        return "/>"
    if not isinstance(value, str):
        return f"><v>{value!r}</v></c>"
    if _MARKED.search(value):
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def _told(looks: dict[str, str]) -> str:
    return "".join(f' {word}="{value}"' for word, value in looks.items())


def _looks(element: etree._Element, *without: str) -> str:
    prefixes = {address: f"{prefix}:" for prefix, address in element.nsmap.items() if prefix}
    told = ""
    for name, value in attributes(element):
        if name != "r" and name not in without:
            address, _, word = name.removeprefix("{").rpartition("}")
            told += f' {prefixes[address] if address else ""}{word}="{value}"'
    return told
