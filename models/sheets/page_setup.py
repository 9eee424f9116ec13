"""How a sheet is printed: paper, margins, print area, repeated headings, scale and breaks, as its form says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from models.sheets.forms.elements import MAIN
from models.sheets.forms.package import WORKBOOK, Form
from models.sheets.forms.references import column_number

_INCH = 25.4
_SMALL, _LARGE = (210.0, 297.0), (297.0, 420.0)
_PAPERS = {
    1: (215.9, 279.4),
    5: (215.9, 355.6),
    8: _LARGE,
    9: _SMALL,
    11: (148.0, 210.0),
    12: (250.0, 354.0),
    13: (182.0, 257.0),
}
"""Millimetres of an upright sheet by the number that workbooks give it; others are taken for A4."""
_USUAL = (("left", "0.7"), ("top", "0.75"), ("right", "0.7"), ("bottom", "0.75"))
_AREA = re.compile(r"!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_ROWS = re.compile(r"!\$?(\d+):\$?(\d+)")
_COLUMNS = re.compile(r"!\$?([A-Z]{1,3}):\$?([A-Z]{1,3})(?![A-Z\d])")
_ON = ("1", "true")

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


@dataclass(frozen=True)
class PageSetup:
    """Lengths in millimetres."""

    paper: tuple[float, float] = _SMALL
    """Width and height, as it is held."""
    margins: tuple[float, float, float, float] = (17.8, 19.0, 17.8, 19.0)
    """Left, top, right, bottom."""
    areas: tuple[Area, ...] = ()
    """What is printed, each on sheets of its own; empty: all that holds anything."""
    title_rows: range = range(0)
    """Repeated on each sheet of paper."""
    title_columns: range = range(0)
    scale: float = 1
    fit: tuple[int, int] | None = None
    """So many sheets across and down at the most, made smaller for that; 0 for any number."""
    row_breaks: frozenset[int] = frozenset()
    """Rows after which a new sheet begins."""
    column_breaks: frozenset[int] = frozenset()
    centred: tuple[bool, bool] = (False, False)
    """Across and down."""
    across_first: bool = False
    foot: str = ""
    """The middle of the foot, {page} and {pages} in it."""


def page_setups(form: Form) -> dict[str, PageSetup]:
    """Of every sheet of cells."""
    named: dict[tuple[str, str], str] = {}
    for one in etree.fromstring(form.parts[WORKBOOK]).iter(f"{MAIN}definedName"):
        at = one.get("localSheetId", "")
        if at.isdecimal() and int(at) < len(form.order):
            named[form.order[int(at)], str(one.get("name"))] = one.text or ""
    return {
        name: _setup(
            etree.fromstring(form.parts[part]),
            named.get((name, "_xlnm.Print_Area"), ""),
            named.get((name, "_xlnm.Print_Titles"), ""),
        )
        for name, part in form.sheets.items()
    }


def _setup(tree: etree._Element, area: str, titles: str) -> PageSetup:
    told = _attributes(tree, "pageSetup")
    margins = _attributes(tree, "pageMargins")
    centred = _attributes(tree, "printOptions")
    wide, high = _PAPERS.get(int(told.get("paperSize", 9)), _SMALL)
    turned = told.get("orientation") == "landscape"
    fits = _attributes(tree, "sheetPr/{0}pageSetUpPr").get("fitToPage") in _ON
    left, top, right, bottom = (float(margins.get(side, usual)) * _INCH for side, usual in _USUAL)
    rows, columns = _ROWS.search(titles), _COLUMNS.search(titles)
    return PageSetup(
        paper=(high, wide) if turned else (wide, high),
        margins=(left, top, right, bottom),
        areas=tuple(_areas(area)),
        title_rows=range(int(rows[1]), int(rows[2]) + 1) if rows else range(0),
        title_columns=range(column_number(columns[1]), column_number(columns[2]) + 1) if columns else range(0),
        scale=int(told.get("scale", 100)) / 100,
        fit=(int(told.get("fitToWidth", 1)), int(told.get("fitToHeight", 1))) if fits else None,
        row_breaks=_breaks(tree, "rowBreaks"),
        column_breaks=_breaks(tree, "colBreaks"),
        centred=(centred.get("horizontalCentered") in _ON, centred.get("verticalCentered") in _ON),
        across_first=told.get("pageOrder") == "overThenDown",
        foot=_foot(tree.findtext(f"{MAIN}headerFooter/{MAIN}oddFooter", "")),
    )


def _attributes(tree: etree._Element, path: str) -> dict[str, str]:
    found = tree.find(f"{MAIN}{path.format(MAIN)}")
    return {} if found is None else {str(word): str(value) for word, value in found.items()}


def _areas(text: str) -> Iterator[Area]:
    for left, top, right, bottom in _AREA.findall(text.upper()):
        yield int(top), column_number(left), int(bottom or top), column_number(right or left)


def _breaks(tree: etree._Element, word: str) -> frozenset[int]:
    return frozenset(int(one.get("id", "0")) for one in tree.iterfind(f"{MAIN}{word}/{MAIN}brk"))


def _foot(text: str) -> str:
    """The middle part, or all of one that has no parts; its fonts and sizes are left out."""
    middle = re.search(r"&C(.*?)(?=&[LR]|$)", text, re.DOTALL)
    told = middle[1] if middle else "" if re.search("&[LR]", text) else text
    told = told.replace("{", "").replace("}", "").replace("&P", "{page}").replace("&N", "{pages}")
    return re.sub(r'&("[^"]*"|[A-Z]|\d+)', "", told)
