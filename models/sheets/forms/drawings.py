"""Pictures, charts and notes lie on cells: they go along with what is above them, in the size that they had."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from lxml import etree

from models.sheets.forms.elements import MAIN
from models.sheets.forms.layout import Scope
from models.sheets.forms.moving import Movement

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_ANCHORS = [f"{_DRAWING}{word}" for word in ("twoCellAnchor", "oneCellAnchor")]
_SHOWING = ("textlink", "cellRange")
_EMU = 12_700  # units of a drawing in a point
_USUAL = 15.0  # points


class Heights:
    """How far down each row begins, in the blank and in the result."""

    def __init__(self, sheet: bytes, layout: Scope) -> None:
        tree = etree.fromstring(sheet)
        usual = tree.find(f"{MAIN}sheetFormatPr")
        self.usual = float(usual.get("defaultRowHeight", _USUAL)) if usual is not None else _USUAL
        rows = {int(row.get("r", "0")): row for row in tree.iter(f"{MAIN}row")}
        heights = {
            at: 0.0 if row.get("hidden") == "1" else float(row.get("ht", self.usual)) for at, row in rows.items()
        }
        last = max([*heights, *(one.last for one in layout.repeated)]) + 1
        self.before = _tops([heights.get(row, self.usual) for row in range(1, last)])
        after = [self.usual] * (layout.bottom(last) - 1)
        for row, height in heights.items():
            for span in layout.instances(row, row):
                after[span.first - 1] = height
        self.after = _tops(after)

    def depth(self, row: int, offset: int) -> float:
        """How far down a place of the blank is, in units of a drawing; rows counted from 0."""
        beyond = max(row - len(self.before) + 1, 0)
        return self.before[row - beyond] + beyond * self.usual * _EMU + offset

    def top(self, row: int) -> float:
        """How far down a row of the result begins; rows counted from 0."""
        beyond = max(row - len(self.after) + 1, 0)
        return self.after[row - beyond] + beyond * self.usual * _EMU

    def place(self, depth: float) -> tuple[int, int]:
        """The row of the result at that depth, counted from 0, and how far into it."""
        beyond = depth - self.after[-1]
        if beyond >= 0:
            rows = int(beyond // (self.usual * _EMU))
            return len(self.after) - 1 + rows, round(beyond - rows * self.usual * _EMU)
        row = bisect_right(self.after, depth) - 1
        return row, round(depth - self.after[row])


def _tops(heights: list[float]) -> list[float]:
    return [0.0, *accumulate(height * _EMU for height in heights)]


def move_drawing(tree: etree._Element, layout: Scope, sheet: bytes, movement: Movement, name: str) -> None:
    """Anchors as Excel moves them: stretched with the rows, only moved, or left in place, as each of them says."""
    heights = Heights(sheet, layout)
    for anchor in tree.iter(*_ANCHORS):  # newer shapes stand in a choice between writers
        first, last = (anchor.find(f"{_DRAWING}{word}") for word in ("from", "to"))
        if first is None:
            continue
        if last is None:
            _set(first, _top(first, layout), None)
            continue
        how = anchor.get("editAs", "twoCell")
        start, end = (heights.depth(*_read(one)) for one in (first, last))
        if how == "twoCell":
            _set(first, _top(first, layout), None)
            _set(last, _top(last, layout), None)
        elif how == "absolute":
            _set(first, *heights.place(start))
            _set(last, *heights.place(end))
        else:
            row = _top(first, layout)
            _set(last, *heights.place(heights.top(row) + _read(first)[1] + end - start))
            _set(first, row, None)
    move_shown(tree, movement, name)


def move_shown(tree: etree._Element, movement: Movement, name: str) -> None:
    """Cells that shapes and cameras of a sheet show."""
    for shape in tree.iter():
        for word in _SHOWING if isinstance(shape.tag, str) else ():
            if shape.get(word):
                shape.set(word, movement.areas(str(shape.get(word)), name))


def _read(anchor: etree._Element) -> tuple[int, int]:
    return int(anchor.findtext(f"{_DRAWING}row") or 0), int(anchor.findtext(f"{_DRAWING}rowOff") or 0)


def _top(anchor: etree._Element, layout: Scope) -> int:
    return layout.top(_read(anchor)[0] + 1) - 1


def _set(anchor: etree._Element, row: int, offset: int | None) -> None:
    for word, number in (("row", row), ("rowOff", offset)):
        told = anchor.find(f"{_DRAWING}{word}")
        if told is not None and number is not None:
            told.text = str(number)


def move_old_drawing(tree: etree._Element, layout: Scope) -> None:
    """The boxes of notes, each along with its cell; buttons and the like, each along with the cells it lies on."""
    for data in list(tree.iter(f"{_EXCEL}ClientData")):
        told, anchor, shape = data.find(f"{_EXCEL}Row"), data.find(f"{_EXCEL}Anchor"), data.getparent()
        box = [int(one) for one in (anchor.text or "").split(",")] if anchor is not None else []
        if data.get("ObjectType") == "Note" and told is not None and shape is not None:
            row = int(told.text or 0) + 1
            places = layout.pieces(row, row)
            if not places:
                tree.remove(shape)
                continue
            told.text = str(places[0].first - 1)
            _tell_box(anchor, box, lambda one, by=places[0].first - row: max(one + by, 0))  # type: ignore[misc]
        else:
            _tell_box(anchor, box, lambda one: layout.top(one + 1) - 1)


def _tell_box(anchor: etree._Element | None, box: list[int], moved: Callable[[int], int]) -> None:
    """Left, offset, top, offset, right, offset, bottom, offset; columns and rows counted from 0."""
    if anchor is None or len(box) != 8:
        return
    rows = moved(box[2]), moved(box[6])
    if rows != (box[2], box[6]):
        box[2], box[6] = rows
        anchor.text = ", ".join(map(str, box))
