"""Where pictures, charts and the boxes of notes lie, in the result and in the blank."""

from __future__ import annotations

from lxml import etree

from models.sheets.proof.origins import Origins
from models.sheets.proof.telling import Broken

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ANCHORS = [f"{_DRAWING}{word}" for word in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")]
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"


def compare_drawing(before: etree._Element, after: etree._Element, origins: Origins) -> None:
    """Each anchor begins on the row that it began on, unless it is to stay in its place on the page."""
    for old, new in zip(before.iter(*_ANCHORS), after.iter(*_ANCHORS), strict=True):
        if old.get("editAs") == "absolute":
            continue
        for word in ("from", "to") if old.get("editAs", "twoCell") == "twoCell" else ("from",):
            row = old.findtext(f"{_DRAWING}{word}/{_DRAWING}row")
            if row is not None:
                told = new.findtext(f"{_DRAWING}{word}/{_DRAWING}row")
                if told != str(_first(int(row) + 1, origins) - 1):
                    raise Broken(f"{word} {told}")


def compare_notes(before: etree._Element, after: etree._Element, origins: Origins) -> None:
    """Each note's box belongs to the cell that it belonged to."""
    rows, told = ([int(row.text or 0) + 1 for row in tree.iter(f"{_EXCEL}Row")] for tree in (before, after))
    if [origins.places(row)[0] for row in rows if origins.places(row)] != told:
        raise Broken("ClientData")


def without_removed(tree: etree._Element, origins: Origins) -> None:
    """Takes the boxes of notes on removed rows out of the blank's."""
    for data in list(tree.iter(f"{_EXCEL}ClientData")):
        shape, row = data.getparent(), data.findtext(f"{_EXCEL}Row")
        if shape is not None and row is not None and not origins.places(int(row) + 1):
            tree.remove(shape)


def _first(row: int, origins: Origins) -> int:
    """Where a row first stands; of one that was removed, the next that is left."""
    while not origins.places(row):
        row += 1
    return origins.places(row)[0]
