"""Draws icons. What can draw them is loaded with the first one, after the window has been seen."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from models import resources

_SIZES = (16, 32)


def blank_icon() -> QIcon:
    """Holds an icon's place until it is drawn."""
    picture = QPixmap(QSize(_SIZES[0], _SIZES[0]))
    picture.fill(Qt.GlobalColor.transparent)
    return QIcon(picture)


@cache
def drawn(name: str, colour: str) -> QIcon:
    """An icon of `resources/look/icons`, in a colour."""
    drawing = (resources.look() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    made = QIcon()
    for size in _SIZES if QGuiApplication.instance().devicePixelRatio() > 1 else _SIZES[:1]:
        picture = QPixmap(QSize(size, size))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(picture)
    return made
