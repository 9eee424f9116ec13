"""Every step ever made: who did what and when; undo and redo walk through them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from models.register import origin
from models.words import say
from ui.parts.desk import Desk
from ui.parts.head import head, hint
from ui.parts.lines import Lines, LineTable
from ui.parts.look import icon
from ui.parts.originals import save_originals
from ui.parts.toolbar import button

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
            back = QPushButton(icon(name), say(f"window.{name}"))
            back.clicked.connect(act)
            buttons.append((back, 0))
        originals = button(self, "export", "originals.take", "Ctrl+Alt+O", self.give_back)
        originals.setToolTip(say("originals.step_hint"))
        buttons.append((originals, 0))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(head(say("history.title"), (QLabel(), 1), *buttons))
        rows.addWidget(hint(say("history.hint")))
        rows.addWidget(self.table, 1)
        desk.changed.connect(lambda _: self.reload())
        self.reload()

    def give_back(self) -> None:
        """Copies the workbooks that the chosen steps have read in to where the clerk says."""
        steps = [step.id for step in self.table.chosen]
        register = self.desk.office.register
        found = [(one.file, one.kept) for step in steps for one in origin.of_step(register, step)]
        save_originals(self, self.desk, found)

    def reload(self) -> None:
        """Reads the steps again, the latest first; those taken back are struck out."""
        steps = self.desk.office.register.steps()
        rows = [(one.at.replace("T", " "), one.who, one.what, str(one.rows)) for one in steps]
        self.model.take(rows, steps, struck=[bool(one.undone) for one in steps])
