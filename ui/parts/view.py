"""How the window looks to this office's eyes: size of letters, light, dark or high contrast; and what it covers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from models.words import say
from ui.parts.desk import Desk
from ui.parts.look import SYSTEM, wear

SCHEMES = (SYSTEM, "light", "dark", "contrast")
_SCALES = (90, 100, 112, 125, 140, 160)  # per cent


class View(QObject):
    """The menu of looks, and the look itself."""

    def __init__(self, desk: Desk, menu: QMenu) -> None:
        super().__init__(menu)
        self.desk = desk
        self.scale = int(str(desk.settings.value("look/scale", 100)))
        self.scheme = str(desk.settings.value("look/scheme", SYSTEM))
        for name, key, steps in (("larger", "Ctrl+=", 1), ("smaller", "Ctrl+Shift+-", -1), ("usual", "Ctrl+0", 0)):
            action = QAction(say(f"view.{name}"), menu)
            action.setShortcut(key)
            action.triggered.connect(lambda _=False, steps=steps: self.resize(steps))
            menu.addAction(action)
        menu.addSeparator()
        group = QActionGroup(self)
        for scheme in SCHEMES:
            action = QAction(say(f"view.{scheme}"), group)
            action.setCheckable(True)
            action.setChecked(scheme == self.scheme)
            action.triggered.connect(lambda _=False, scheme=scheme: self.choose(scheme))
            menu.addAction(action)
        menu.addSeparator()
        bare = QAction(say("view.bare"), menu)
        bare.setCheckable(True)
        bare.setShortcut("Ctrl+Alt+I")
        bare.toggled.connect(self.uncover)
        menu.addAction(bare)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def resize(self, steps: int) -> None:
        """Makes letters larger or smaller by steps; none is back to the usual size."""
        at = min(range(len(_SCALES)), key=lambda one: abs(_SCALES[one] - self.scale))
        self.scale = _SCALES[max(0, min(len(_SCALES) - 1, at + steps))] if steps else 100
        self.desk.settings.setValue("look/scale", self.scale)
        self.wear()

    def choose(self, scheme: str) -> None:
        """Light, dark, high contrast, or as the system is."""
        self.scheme = scheme
        self.desk.settings.setValue("look/scheme", scheme)
        self.wear()

    def uncover(self, bare: bool) -> None:
        """Shows ID numbers and telephones, or covers them again; the next start covers them."""
        self.desk.covered = not bare
        for widget in QApplication.allWidgets():
            QWidget.update(widget)  # tables have an `update` of another meaning

    def wear(self) -> None:
        """Dresses the whole program."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        wear(app, self.desk.settings)

    def _follow(self, _: Qt.ColorScheme) -> None:
        if self.scheme == SYSTEM:
            self.wear()
