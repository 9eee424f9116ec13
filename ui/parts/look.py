"""The window's look: one style sheet made from a few tokens, light and dark, and icons drawn in the text's colour."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QSettings, Qt, QTranslator
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from models import resources
from ui.parts.late import part

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_TOKEN = re.compile(r"\{([a-z_]+)\}")
SYSTEM = "system"


def dress(app: QApplication, scheme: str | None = None, scale: int = 100) -> None:
    """Gives the program its fonts, colours and style sheet: `light`, `dark`, `contrast`, or as the system is.

    `scale` is the size of letters and rows in per cent.
    """
    tokens = _tokens()
    font = app.font()
    font.setFamilies(tokens["fonts"]["window"])
    app.setFont(font)
    _worn["scheme"], _worn["scale"] = scheme or _of_system(), scale
    colours = tokens[str(_worn["scheme"])]
    app.setPalette(_palette(colours))
    sizes = {f"{name}_size" if name in _TYPE else name: str(size(name)) for name in tokens["size"]}
    arrow = (resources.look() / "icons" / f"arrow_{'light' if _worn['scheme'] == 'light' else 'dark'}.svg").as_posix()
    told = colours | sizes | {"arrow": arrow}
    sheet = (resources.look() / "style.qss").read_text(encoding="utf-8")
    app.setStyleSheet(_TOKEN.sub(lambda found: told[found[1]], sheet))


def wear(app: QApplication, settings: QSettings) -> None:
    """Dresses the program as an office likes it."""
    scheme = str(settings.value("look/scheme", SYSTEM))
    dress(app, None if scheme == SYSTEM else scheme, int(str(settings.value("look/scale", 100))))


def speak_chinese(app: QApplication) -> None:
    """The words of Qt's own dialogs in Chinese."""
    words = QTranslator(app)
    if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)


_TYPE = ("text", "small", "title", "section", "number")


@cache
def _tokens() -> dict[str, Any]:
    return resources.read_toml(resources.look() / "look.toml")


_worn: dict[str, str | int] = {"scheme": "light", "scale": 100}


@cache
def _given() -> tuple[int, int]:
    """How light window and letters were before we dressed the program."""
    palette = QGuiApplication.palette()
    roles = (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText)
    window, text = (palette.color(role).lightness() for role in roles)
    return window, text


def size(name: str) -> int:
    """A size of the tokens in pixels, at the scale that is worn."""
    told: int = _tokens()["size"][name]
    return scaled(told)


def scaled(pixels: int) -> int:
    """So many pixels of usual letters, at the scale that is worn."""
    return round(pixels * int(_worn["scale"]) / 100)


def unscaled(pixels: int) -> int:
    """What so many pixels at the scale that is worn are at the usual one."""
    return round(pixels * 100 / int(_worn["scale"]))


def _of_system() -> str:
    """The system's scheme; black on white without anything between is what Windows calls high contrast."""
    _given()
    if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark:
        return "dark"
    return "contrast" if sys.platform == "win32" and set(_given()) == {0, 255} else "light"


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
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
    }
    for role, name in roles.items():
        palette.setColor(role, QColor(colours[name]))
    return palette


def icon(name: str) -> QIcon:
    """An icon of `resources/look/icons`, in the colour of the text."""
    made: QIcon = part("icons").drawn(name, QGuiApplication.palette().color(QPalette.ColorRole.WindowText).name())
    return made


def colour(name: str) -> QColor:
    """A colour of the tokens, light or dark as the window is now."""
    return QColor(_tokens()[str(_worn["scheme"])][name])


def on_paper(name: str) -> QColor:
    """A colour of the tokens as it stands on white paper, whatever the window wears."""
    return _on_paper(name)


@cache
def _on_paper(name: str) -> QColor:
    return QColor(_tokens()["light"][name])
