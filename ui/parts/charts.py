"""Draws pictures of figures: as SVG by leather, in the colours of the look; shown, copied and saved by Qt.

leather lays labels out by a width of letters that it is told: that of Chinese letters, or they would be cut off.
"""

from __future__ import annotations

import re
from threading import Lock
from typing import Any

import leather
from leather import theme
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from models.charts import Chart, brief
from ui.parts.look import scaled

_DRAWING = Lock()  # leather keeps its look in one place for all
_SHIFT = re.compile(r'\by="([\d.]+)" dy="([\d.]+)em"')
_SHARP = 2  # pixels of a saved picture for one of the screen
_LONGEST = 13  # letters of a label
_WIDE, _HIGH = 500, 250


def draw(chart: Chart, look: dict[str, Any]) -> bytes:
    """The picture as SVG, in a look that was taken on the window's thread."""
    with _DRAWING:
        vars(theme).update(look)
        made = leather.Chart()
        values = [(_label(chart, at), value) for at, value in enumerate(chart.values)]
        if chart.kind == "course":
            made.add_y_scale(0, max(max(chart.values), 1) * 1.1)
            made.add_y_axis(tick_formatter=lambda *_: "")
            made.add_columns(values, fill_color=look["default_series_colors"][0])
        else:
            made.add_x_scale(0, max(max(chart.values), 1))
            made.add_x_axis(tick_formatter=lambda *_: "")
            made.add_bars([(value, name) for name, value in values], fill_color=look["default_series_colors"][0])
        text: str = made.to_svg(width=scaled(_WIDE), height=scaled(_HIGH))
    return _SHIFT.sub(lambda found: _shifted(found, look["tick_font_size"]), text).encode()


def _shifted(found: re.Match[str], letters: float) -> str:
    """A text's place with its shift worked in, which QtSvg does not understand."""
    return f'y="{float(found[1]) + float(found[2]) * letters:g}"'


def _label(chart: Chart, at: int) -> str:
    """What a bar is called, with its figure: what is looked at need not be measured."""
    name, value = chart.labels[at], chart.values[at]
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return f"{short}  {brief(value)}{'%' if chart.kind == 'shares' else ''}"


def image(svg: bytes) -> QImage:
    """The picture as pixels, fine enough for print."""
    renderer = QSvgRenderer(QByteArray(svg))
    made = QImage(renderer.defaultSize() * _SHARP, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(made.rect()))
    painter.end()
    return made


class ChartView(QWidget):
    """A picture as large as there is room; what it shows is told to the ear as well."""

    def __init__(self, chart: Chart, svg: bytes) -> None:
        super().__init__()
        self.chart, self.svg = chart, svg
        self._renderer = QSvgRenderer(QByteArray(svg), self)
        told = "，".join(_label(chart, at) for at in range(len(chart.labels)))
        self.setAccessibleName(f"{chart.title}：{told}")
        self.setMinimumHeight(self._renderer.defaultSize().height())

    def sizeHint(self) -> QSize:
        """As it was drawn."""
        return self._renderer.defaultSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it at the left, never distorted."""
        drawn = self._renderer.defaultSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
