"""From nothing to the window; its code is loaded when the program knows that a window is wanted."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QSettings, Qt
from PySide6.QtWidgets import QApplication

from models.register import Damaged
from models.sealed import Locked
from models.words import Refusal, say
from ui.parts.late import part

if TYPE_CHECKING:
    from ui.window import Window


IN_FUSION = ("-style", "Fusion")
"""Arguments of the style that the look is made for. Asked for later, Qt would hand it over with all its enums."""


def start(folder: Path) -> int:
    """Opens the window on an office folder and runs until it is closed for good, not only to be opened anew."""
    _take_names_as_they_are()
    if sys.platform == "linux":
        part("typing").reach_fcitx(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    app = QApplication.instance() or QApplication([*sys.argv[:1], *IN_FUSION])
    assert isinstance(app, QApplication)
    while True:
        window = _opened_or_recovered(app, folder)
        sys.excepthook = lambda _, error, __, desk=window.desk: desk.troubled.emit(part("faults").report(error))
        window.seen.connect(window.greet, Qt.ConnectionType.QueuedConnection)
        window.show()
        code = app.exec()
        if window.restoring:
            _restore(folder, window.restoring)
        elif not window.reopening:
            return code


def _take_names_as_they_are() -> None:
    """PySide reads the source of all that is imported after it, to learn who spells Qt's names otherwise: nobody here.

    It has no switch for that; a tenth of what the window adds to the start of the interpreter is saved.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _: False


def _opened_or_recovered(app: QApplication, folder: Path) -> Window:
    """The window; where the register is damaged, its backups are offered until one opens or nobody wants another."""
    while True:
        try:
            return opened(app, folder)
        except Refusal as refusal:
            if isinstance(refusal, Locked):
                _unlock(folder, refusal)
                continue
            if not isinstance(refusal, Damaged):
                part("outside").tell_end(str(refusal))
                raise
            asked = part("backups").RecoverDialog(str(refusal), folder)
            if not asked.exec():
                raise
            _restore(folder, asked.path)


def _unlock(folder: Path, locked: Locked) -> None:
    """Asks for the passphrase until it is right; the refusal stands where nobody wants to say it."""
    keys = import_module("models.sealed.keys")
    if not part("unlocking").UnlockDialog(str(locked), lambda said: keys.unlock(folder, said)).exec():
        raise locked


def _restore(folder: Path, backup: Path) -> None:
    """Puts a backup in place; a refusal is told, and what was there stays."""
    restore_office = import_module("models.office").restore_office
    try:
        try:
            saved = restore_office(folder, backup)
        except Locked as locked:
            asked = part("unlocking").UnlockDialog(str(locked), lambda said: restore_office(folder, backup, said))
            if not asked.exec():
                return
            saved = asked.result_of_attempt
        part("outside").tell(say("commands.restored", file=backup.name, saved=saved))
    except Refusal as refusal:
        part("outside").tell_end(str(refusal))


def opened(app: QApplication, folder: Path) -> Window:
    """The window on an office, dressed as the office likes it; not shown yet."""
    look = part("look")
    app.setApplicationName("赛报")
    look.speak_chinese(app)
    look.wear(app, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    window: Window = import_module("ui.window").Window(import_module("models.office").Office(folder))
    return window
