"""Draws a page that has been typeset; the painter's unit is a millimetre, whatever it draws on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from models.certificates import Code, Frame
from models.certificates.codes import bars
from ui.parts.painter.letters import EM, Glyph
from ui.parts.painter.typesetting import SetText, Typeset


def draw(painter: QPainter, one: Typeset, shown: bool = False) -> None:
    """Draws a page; `shown` with the scan of its blank, which is never printed."""
    layout = one.page.layout
    if shown and layout.background:
        painter.drawImage(QRectF(0, 0, layout.paper.width, layout.paper.height), _image(layout.background))
    for picture in layout.pictures:
        painter.drawImage(QRectF(picture.x, picture.y, picture.width, picture.height), _image(picture.file))
    for frame in layout.frames:
        _draw_frame(painter, frame)
    for code, told in one.page.codes:
        _draw_code(painter, code, told)
    for text in one.texts:
        _draw_text(painter, text)


def shapes(one: Typeset) -> Iterator[tuple[Glyph, ...]]:
    """The shapes of a page, row by row, in the order in which `draw` draws them."""
    return (row.glyphs for text in one.texts for row, _ in text.rows)


def _draw_frame(painter: QPainter, frame: Frame) -> None:
    painter.setPen(QPen(QColor(frame.colour), frame.thickness))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if frame.height:
        painter.drawRect(QRectF(frame.x, frame.y, frame.width, frame.height))
    else:
        painter.drawLine(QPointF(frame.x, frame.y), QPointF(frame.x + frame.width, frame.y))


def _draw_code(painter: QPainter, code: Code, told: str) -> None:
    """One shape of many bars: a fill of each alone would leave hairs between them."""
    broad, dark = bars(told)
    side = min(code.width, code.height)
    left, top = code.x + (code.width - side) / 2, code.y + (code.height - side) / 2
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for x, y, long in dark:
        path.addRect(QRectF(left + x * side / broad, top + y * side / broad, long * side / broad, side / broad))
    painter.fillPath(path, QColor(code.colour))


def _draw_text(painter: QPainter, text: SetText) -> None:
    painter.setPen(QColor(text.box.colour))
    before = painter.transform()
    for row, place in text.rows:
        painter.setTransform(place * before)
        for run in row.runs:
            painter.drawGlyphRun(QPointF(0, -row.ascent * EM), run)
    painter.setTransform(before)


@lru_cache(maxsize=8)
def _image(path: str) -> QImage:
    return QImage(path)
