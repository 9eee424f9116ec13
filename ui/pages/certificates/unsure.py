"""Certificates that were on their way through a printer when the program ended: did they come out?"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLabel, QPushButton, QWidget

from models import issued
from models.words import say
from ui.pages.certificates.making import Making
from ui.parts.desk import Desk
from ui.parts.toolbar import add_action


class UnsureBar(QWidget):
    """Seen while the ledger does not know of some numbers; hidden while they are being printed."""

    def __init__(self, desk: Desk, *makings: Making) -> None:
        super().__init__()
        self.desk, self.makings = desk, makings
        self.told = QLabel()
        self.told.setWordWrap(True)
        button = QPushButton(say("making.answer"))
        button.setToolTip("Ctrl+J")
        button.clicked.connect(self.ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self.told, 1)
        row.addWidget(button)
        add_action(self, "making.answer", "Ctrl+J", self.ask)
        desk.changed.connect(lambda tables: self.look() if "issued" in tables else None)
        for making in makings:
            making.ended.connect(lambda _: self.look())
        self.look()

    def look(self) -> None:
        """Shows what is not known."""
        waiting = [] if any(making.busy for making in self.makings) else issued.unsure(self.desk.office.register)
        self.setVisible(bool(waiting))
        if waiting:
            ends = {"first": waiting[0].number, "last": waiting[-1].number}
            self.told.setText(say("making.unsure", count=len(waiting), **ends))

    def ask(self) -> None:
        """Sheets come out in their order: the last one that did tells of all."""
        waiting = issued.unsure(self.desk.office.register)
        if not waiting:
            return
        none = say("making.none_came_out")
        offered = [none, *(f"{one.number} {one.subject}" for one in waiting)]
        told = say("making.last_came_out")
        last, given = QInputDialog.getItem(self, say("making.answer"), told, offered, len(waiting), False)
        if given:
            self.settle(offered.index(last))

    def settle(self, count: int) -> None:
        """So many of them came out, the others did not."""
        ids = [one.id for one in issued.unsure(self.desk.office.register)]
        self.desk.touched(issued.settle(self.desk.office.register, dict.fromkeys(ids[:count]), ids[count:]))
