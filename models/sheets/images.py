"""Pictures that lie on a sheet: where, and their bytes."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from models.sheets.forms.package import Form

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_ANCHORS = tuple(f"{_DRAWING}{word}" for word in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))
_PIXEL = 9525  # units of a drawing


class Spot(NamedTuple):
    """A place on a sheet: column and row from 1, and pixels into that cell."""

    column: int
    across: float
    row: int
    down: float


class Image(NamedTuple):
    """A picture between two places, or of a size in pixels from one."""

    data: bytes
    start: Spot
    end: Spot | None
    size: tuple[float, float] = (0, 0)


def images_of(form: Form, sheet: str) -> list[Image]:
    """The pictures on a sheet."""
    drawings = [part for kind, part in form.related(form.sheets[sheet]) if kind == "drawing"]
    return [
        image
        for part in drawings
        for anchor in etree.fromstring(form.parts[part]).iter(*_ANCHORS)
        if (image := _image(anchor, form, dict(form.named(part))))
    ]


def _image(anchor: etree._Element, form: Form, held: dict[str, str]) -> Image | None:
    blip = anchor.find(f"{_DRAWING}pic/{_DRAWING}blipFill/{_BLIP}")
    part = held.get(str(blip.get(_EMBED))) if blip is not None else None
    if part is None:
        return None
    start, end = _spot(anchor.find(f"{_DRAWING}from")), _spot(anchor.find(f"{_DRAWING}to"))
    at, size = anchor.find(f"{_DRAWING}pos"), anchor.find(f"{_DRAWING}ext")
    if start is None:
        start = Spot(1, _pixels(at, "x"), 1, _pixels(at, "y"))
    return Image(form.parts[part], start, end, (_pixels(size, "cx"), _pixels(size, "cy")))


def _pixels(one: etree._Element | None, word: str) -> float:
    return 0.0 if one is None else int(one.get(word, "0")) / _PIXEL


def _spot(one: etree._Element | None) -> Spot | None:
    if one is None:
        return None
    column, across, row, down = (
        int(one.findtext(f"{_DRAWING}{word}") or 0) for word in ("col", "colOff", "row", "rowOff")
    )
    return Spot(column + 1, across / _PIXEL, row + 1, down / _PIXEL)
