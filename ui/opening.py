"""From nothing to the window: what takes long and needs no Python goes on beside what does."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QMessageBox

from models.words import Refusal
from ui.parts.late import part

if TYPE_CHECKING:
    from ui.window import Window


def start(folder: Path) -> int:
    """Opens the window on an office folder and runs until it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    try:
        window = opened(app, folder)
    except Refusal as refusal:
        QMessageBox.critical(None, "赛报", str(refusal))
        raise
    sys.excepthook = lambda _, error, __: window.desk.troubled.emit(part("faults").report(error))
    window.show()
    QTimer.singleShot(0, window.greet)
    return app.exec()


def opened(app: QApplication, folder: Path) -> Window:
    """The window on an office, dressed as the office likes it; not shown yet."""
    Thread(target=_find_fonts, daemon=True).start()
    look = part("look")
    app.setApplicationName("赛报")
    look.speak_chinese(app)
    look.wear(app, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    app.setWindowIcon(look.icon("app"))
    window: Window = import_module("ui.window").Window(import_module("models.office").Office(folder))
    return window


def _find_fonts() -> None:
    """Qt looks through the system's fonts when the first text is measured, for as long as a tenth of the start."""
    QFontMetrics(QFont()).horizontalAdvance("赛报 1")
