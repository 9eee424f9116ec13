"""Which item, and which judge's pile: two boxes over a sheet of marks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from models.contests import Item
from models.contests.marks import width_of
from models.words import say
from ui.pages.contests.hall import Hall
from ui.parts.boxes import ComboBox


class Picking(QWidget):
    """Says when another item or judge is wanted."""

    picked = Signal()

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self.hall = hall
        self.items, self.judges = ComboBox(), ComboBox()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for box, name in ((self.items, "item"), (self.judges, "pile")):
            label = QLabel(say(f"contests.{name}"))
            label.setBuddy(box)
            box.setAccessibleName(say(f"contests.{name}"))
            box.setMinimumWidth(150)
            row.addWidget(label)
            row.addWidget(box)
        self.items.activated.connect(self._offer_judges)
        self.judges.activated.connect(lambda _: self.picked.emit())

    @property
    def item(self) -> Item | None:
        """The item that is picked."""
        found: Item | None = self.items.currentData()
        return found

    @property
    def judge(self) -> int:
        """The judge that is picked; 0: all."""
        return int(self.judges.currentData() or 0)

    def offer(self) -> None:
        """The items of the contest; the one that was picked stays so."""
        label = self.items.currentText()
        self.items.clear()
        for item in self.hall.outcome.contest.items if self.hall.outcome else ():
            self.items.addItem(item.label, item)
        self.items.setCurrentIndex(max(self.items.findText(label), 0))
        self._offer_judges()

    def _offer_judges(self, _: int = 0) -> None:
        judge = self.judges.currentIndex()
        self.judges.clear()
        self.judges.addItem(say("contests.all_judges"), 0)
        contest = self.hall.outcome.contest if self.hall.outcome else None
        if self.item and contest:
            for one in range(1, width_of(self.item, [], contest.seats) + 1):
                self.judges.addItem(say("contests.judge", judge=one), one)
        self.judges.setCurrentIndex(judge if 0 <= judge < self.judges.count() else 0)
        self.picked.emit()
