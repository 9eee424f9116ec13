"""Draws a page that has been typeset; the painter's unit is a millimetre, whatever it draws on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from models.certificates import Frame, TextBox
from models.certificates.fitting import ASCENT, DESCENT, MM
from ui.parts.painter.letters import EM, Glyph, Row, row
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
    for text in one.texts:
        _draw_text(painter, text)


def shapes(one: Typeset) -> Iterator[Glyph]:
    """Every shape of a page, in the order in which `draw` draws them."""
    for text in one.texts:
        for set_row, _ in _rows(text):
            yield from set_row.glyphs


def _draw_frame(painter: QPainter, frame: Frame) -> None:
    painter.setPen(QPen(QColor(frame.colour), frame.thickness))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if frame.height:
        painter.drawRect(QRectF(frame.x, frame.y, frame.width, frame.height))
    else:
        painter.drawLine(QPointF(frame.x, frame.y), QPointF(frame.x + frame.width, frame.y))


def _draw_text(painter: QPainter, text: SetText) -> None:
    painter.setPen(QColor(text.box.colour))
    before = painter.transform()
    for set_row, place in _rows(text):
        painter.setTransform(place * before)
        for run in set_row.runs:
            painter.drawGlyphRun(QPointF(0, -set_row.ascent), run)
    painter.setTransform(before)


def _rows(text: SetText) -> Iterator[tuple[Row, QTransform]]:
    """Rows of letters and where they stand: from pixels of `EM`, the row's own line at zero, to millimetres."""
    box, setting = text.box, text.setting
    letter = setting.size * MM / EM
    for line in setting.lines:
        part = text.text[line.start : line.stop]
        if box.flow == "down":
            yield from _column(text, part, line.x, line.y)
        else:
            yield (
                row(part.rstrip(), text.face, line.spacing),
                QTransform(letter * setting.stretch, 0, 0, letter, line.x, line.y) * _flow(box),
            )


def _flow(box: TextBox) -> QTransform:
    """From a box as its text flows to the paper."""
    if box.flow == "mongolian":  # lies on its side: lines go down, and the last one stands right
        return QTransform(0, 1, -1, 0, box.x + box.width, box.y)
    return QTransform.fromTranslate(box.x, box.y)


def _column(text: SetText, part: str, x: float, y: float) -> Iterator[tuple[Row, QTransform]]:
    """Letters one under the other; `x` is the way down, `y` the way from the right edge to the letters' left feet."""
    box, setting = text.box, text.setting
    letter = setting.size * MM
    middle = box.x + box.width - y + (ASCENT - DESCENT) / 2 * letter
    step = (1 + box.spacing) * letter * setting.stretch
    for at, one in enumerate(part.rstrip()):
        set_row = row(one, text.face, 0, True)
        left = middle - set_row.width / EM * letter / 2
        top = box.y + x + at * step
        yield (
            set_row,
            QTransform(letter / EM, 0, 0, letter / EM * setting.stretch, left, top + ASCENT * letter * setting.stretch),
        )


@lru_cache(maxsize=8)
def _image(path: str) -> QImage:
    return QImage(path)
