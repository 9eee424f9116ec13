"""Rulers in millimetres along the upper and the left edge."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from ui.parts.look import colour

RULER = 22
_LONG, _MIDDLE, _SHORT = 10, 7, 4  # pixels of a mark at tens, fives and ones
_ROOM = 3.0  # pixels a millimetre below which single millimetres are left out


def draw_rulers(painter: QPainter, rect: QRect, first: QPointF, zoom: float, paper: tuple[float, float]) -> None:
    """Both rulers; `first` is where the paper begins."""
    painter.fillRect(QRectF(0, 0, rect.width(), RULER), colour("surface"))
    painter.fillRect(QRectF(0, 0, RULER, rect.height()), colour("surface"))
    painter.setPen(QPen(colour("muted"), 1))
    font = QFont(painter.font())
    font.setPixelSize(9)
    painter.setFont(font)
    step = 1 if zoom >= _ROOM else 5
    for at in range(0, round(paper[0]) + 1, step):
        x = first.x() + at * zoom
        painter.drawLine(QPointF(x, RULER), QPointF(x, RULER - _mark(at)))
        if at % 10 == 0:
            painter.drawText(QRectF(x - 20, 0, 40, RULER - _LONG), Qt.AlignmentFlag.AlignCenter, str(at))
    for at in range(0, round(paper[1]) + 1, step):
        y = first.y() + at * zoom
        painter.drawLine(QPointF(RULER, y), QPointF(RULER - _mark(at), y))
        if at % 10 == 0:
            painter.save()
            painter.translate(6, y)
            painter.rotate(-90)
            painter.drawText(QRectF(-20, -6, 40, 12), Qt.AlignmentFlag.AlignCenter, str(at))
            painter.restore()


def _mark(at: int) -> int:
    return _LONG if at % 10 == 0 else _MIDDLE if at % 5 == 0 else _SHORT
