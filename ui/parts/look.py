"""The window's look: one style sheet made from a few tokens, light and dark, and icons drawn in the text's colour."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from PySide6.QtCore import QByteArray, QLibraryInfo, QRectF, QSize, Qt, QTranslator
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from models import library

_TOKEN = re.compile(r"\{([a-z_]+)\}")
_SIZES = (16, 32)


def dress(app: QApplication, dark: bool | None = None) -> None:
    """Gives the program its fonts, colours and style sheet; follows the system's scheme unless told."""
    tokens = _tokens()
    app.setStyle("Fusion")
    font = app.font()
    font.setFamilies(tokens["fonts"]["window"])
    app.setFont(font)
    scheme = "dark" if _is_dark(dark) else "light"
    colours = tokens[scheme]
    app.setPalette(_palette(colours))
    sizes = {f"{name}_size" if name in _TYPE else name: str(size) for name, size in tokens["size"].items()}
    arrow = (library.look() / "icons" / f"arrow_{scheme}.svg").as_posix()
    told = colours | sizes | {"arrow": arrow}
    sheet = (library.look() / "style.qss").read_text(encoding="utf-8")
    app.setStyleSheet(_TOKEN.sub(lambda found: told[found[1]], sheet))


def speak_chinese(app: QApplication) -> None:
    """The words of Qt's own dialogs in Chinese."""
    words = QTranslator(app)
    if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)


_TYPE = ("text", "small", "title", "section", "number")


@cache
def _tokens() -> dict[str, Any]:
    return library.read_toml(library.look() / "look.toml")


def _is_dark(dark: bool | None) -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark if dark is None else dark


def _palette(colours: dict[str, str]) -> QPalette:
    """For whatever the style sheet does not reach."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunken",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "accent_text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
    }
    for role, name in roles.items():
        palette.setColor(role, QColor(colours[name]))
    return palette


def icon(name: str) -> QIcon:
    """An icon of `resources/look/icons`, in the colour of the text."""
    return _drawn(name, QGuiApplication.palette().color(QPalette.ColorRole.WindowText).name())


def colour(name: str) -> QColor:
    """A colour of the tokens, light or dark as the window is now."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return QColor(_tokens()["dark" if window.lightness() < 128 else "light"][name])


def blank_icon() -> QIcon:
    """Holds an icon's place until it is drawn."""
    picture = QPixmap(QSize(_SIZES[0], _SIZES[0]))
    picture.fill(Qt.GlobalColor.transparent)
    return QIcon(picture)


@cache
def _drawn(name: str, colour: str) -> QIcon:
    drawing = (library.look() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
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
