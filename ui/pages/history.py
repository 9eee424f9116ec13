"""Every step ever made: who did what and when; undo and redo walk through them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from models.register import Step
from models.words import say
from ui.parts.desk import Desk
from ui.parts.head import head, hint
from ui.parts.look import icon
from ui.parts.table import DenseTable

_ROOT = QModelIndex()
_HEADINGS = ("at", "who", "what", "rows")
_WIDTHS = (170, 110, 460, 90)
Index = QModelIndex | QPersistentModelIndex


class StepsModel(QAbstractTableModel):
    """The steps, the latest first; those taken back are struck out."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []

    def take(self, steps: list[Step]) -> None:
        """Shows these steps."""
        self.beginResetModel()
        self.steps = steps
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many steps."""
        return 0 if parent.isValid() else len(self.steps)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Four columns."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        step = self.steps[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (step.at.replace("T", " "), step.who, step.what, step.rows)[index.column()]
        if role == Qt.ItemDataRole.FontRole and step.undone:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return say(f"history.heading_{_HEADINGS[section]}") if orientation == Qt.Orientation.Horizontal else section + 1


class HistoryPage(QWidget):
    """The list of steps with the way back and forth."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = StepsModel()
        self.table = DenseTable(self.model, say("history.title"), _WIDTHS)
        buttons = []
        for name, act in (("undo", desk.step_back), ("redo", desk.step_forward)):
            button = QPushButton(icon(name), say(f"window.{name}"))
            button.clicked.connect(act)
            buttons.append((button, 0))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(head(say("history.title"), (QLabel(), 1), *buttons))
        rows.addWidget(hint(say("history.hint")))
        rows.addWidget(self.table, 1)
        desk.changed.connect(lambda _: self.reload())
        self.reload()

    def reload(self) -> None:
        """Reads the steps again."""
        self.model.take(self.desk.office.register.steps())
