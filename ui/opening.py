"""From nothing to the window; its code is loaded when the program knows that a window is wanted."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
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
    look = part("look")
    app.setApplicationName("赛报")
    look.speak_chinese(app)
    look.wear(app, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    app.setWindowIcon(look.icon("app"))
    window: Window = import_module("ui.window").Window(import_module("models.office").Office(folder))
    return window
