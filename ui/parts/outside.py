"""Windows beside ours: a clerk chooses workbooks, looks into a folder, or reads a sentence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from models.words import say


def chosen_workbooks(parent: QWidget) -> list[Path]:
    """The workbooks that the clerk chooses; none when nothing is chosen."""
    kinds = f"{say('window.workbooks')} (*.xlsx *.xls *.xlsb *.ods *.et *.csv)"
    names, _ = QFileDialog.getOpenFileNames(parent, say("table.intake"), "", kinds)
    return [Path(name) for name in names]


def show_folder(folder: Path) -> None:
    """Shows a folder as the system shows folders."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def warn(parent: QWidget, text: str) -> None:
    """A sentence that must be seen."""
    QMessageBox.warning(parent, say("window.trouble"), text)


def tell(text: str) -> None:
    """A sentence where no window stands."""
    QMessageBox.information(None, "赛报", text)


def tell_end(text: str) -> None:
    """A sentence that says why no window can stand."""
    QMessageBox.critical(None, "赛报", text)
