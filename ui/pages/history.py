"""Every step ever made: who did what and when; undo and redo walk through them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from models.words import say
from ui.parts.desk import Desk
from ui.parts.head import head, hint
from ui.parts.lines import Lines, LineTable
from ui.parts.look import icon

_HEADINGS = ("at", "who", "what", "rows")
_WIDTHS = (170, 110, 460, 90)


class HistoryPage(QWidget):
    """The list of steps with the way back and forth."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = Lines([say(f"history.heading_{one}") for one in _HEADINGS])
        self.table = LineTable(self.model, say("history.title"), _WIDTHS)
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
        """Reads the steps again, the latest first; those taken back are struck out."""
        steps = self.desk.office.register.steps()
        rows = [(one.at.replace("T", " "), one.who, one.what, str(one.rows)) for one in steps]
        self.model.take(rows, steps, struck=[bool(one.undone) for one in steps])
