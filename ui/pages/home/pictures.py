"""The pictures of 首页: each in a card, copied and saved as PNG, all together as charts of a workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from models import sheets
from models.charts import Chart
from models.files import safe_name
from models.words import say
from ui.pages.home.cards import card
from ui.parts.desk import Desk
from ui.parts.late import part
from ui.parts.look import colour, on_paper, size
from ui.parts.toolbar import HERE, add_action
from ui.parts.writing import save_workbook


def pictures_look(of: Callable[[str], QColor] = colour) -> dict[str, Any]:
    """The look of pictures as the window is dressed now, or on paper; asked for on the window's thread."""
    letters = size("small")
    return {
        "background_color": of("surface").name(),
        "margin": 0.01,
        "label_color": of("text").name(),
        "tick_color": of("line_soft").name(),
        "zero_color": of("muted").name(),
        "tick_font_family": "Microsoft YaHei UI, 微软雅黑, Noto Sans CJK SC, Source Han Sans SC",
        "tick_font_size": letters,
        "tick_font_char_height": letters,
        "tick_font_char_width": letters,
        "default_series_colors": [of("accent").name()],
    }


def drawn(charts: list[Chart], look: dict[str, Any]) -> list[tuple[Chart, bytes]]:
    """The pictures as SVG; the library that draws is loaded here, in the background."""
    return [(chart, part("charts").draw(chart, look)) for chart in charts]


def framed(desk: Desk, chart: Chart, svg: bytes, year: int) -> tuple[QFrame, QWidget]:
    """A picture in its card, with what can be done with it on its menu and keys."""
    title = say("home.picture", title=chart.title, year=year) if chart.kind != "course" else chart.title
    frame, rows = card("chart", title)
    view = part("charts").ChartView(chart, svg)
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    add_action(view, "home.copy", "Ctrl+C", lambda: _copy(desk, view), HERE)
    add_action(view, "home.save", "Ctrl+S", lambda: _save(desk, view), HERE)
    rows.addWidget(view)
    rows.addStretch()
    return frame, view


def _printed(view: Any) -> Any:
    """The picture as it stands on white paper, however dark the window is."""
    room = part("charts")
    return room.image(room.draw(view.chart, pictures_look(on_paper)))


def _copy(desk: Desk, view: Any) -> None:
    QGuiApplication.clipboard().setImage(_printed(view))
    desk.said.emit(say("home.copied", title=view.chart.title))


def _save(desk: Desk, view: Any) -> None:
    start = str(desk.office.folder / "out" / f"{safe_name(view.chart.title)}.png")
    path, _ = QFileDialog.getSaveFileName(view, say("home.save"), start, "PNG (*.png)")
    if path:
        _printed(view).save(path)
        desk.said.emit(say("commands.written", file=path))


def export(parent: QWidget, desk: Desk, charts: list[Chart], year: int) -> None:
    """All pictures as charts of a workbook, where the clerk says."""

    def write(_: object, path: Path) -> None:
        sheets.write_charts(path, charts, year)

    save_workbook(parent, desk, say("home.book", year=year), write)
