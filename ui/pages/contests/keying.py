"""录分: marks typed in the order of the list, or of the pile as it lies there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from models.contests import papers
from models.words import say
from ui.pages.contests.hall import Hall
from ui.pages.contests.marks import MarkModel, told
from ui.pages.contests.picking import Picking
from ui.pages.contests.sheet import MarkTable
from ui.parts.head import hint
from ui.parts.toolbar import toolbar


class KeyingStep(QWidget):
    """The sheet, the line for a number, and what is odd about the row."""

    intake_wanted = Signal(str)

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self.hall = hall
        self.marks = MarkModel(hall)
        self.table = MarkTable(self.marks, say("contests.keying"))
        self.picking = Picking(hall)
        self.number = QLineEdit()
        self.number.setPlaceholderText(say("contests.number_line"))
        self.number.setAccessibleName(say("contests.number_line"))
        self.number.setFixedWidth(190)
        self.odd = QLabel()
        self.odd.setWordWrap(True)
        self.odd.setContentsMargins(16, 0, 16, 8)
        self._by_pile = False
        bar = toolbar(
            self,
            {
                "print": ("contests.print_sheets", "Ctrl+P", self.print_sheets),
                "import": ("contests.read_sheets", "", lambda: self.intake_wanted.emit("mark")),
            },
        )
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 0)
        for widget in (self.picking, self.number):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(bar)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(top)
        rows.addWidget(hint(say("contests.keying_hint")))
        rows.addWidget(self.table, 1)
        rows.addWidget(self.odd)
        self._wire()

    def _wire(self) -> None:
        self.picking.picked.connect(self.show_item)
        self.number.returnPressed.connect(self.jump)
        self.table.row_done.connect(self._next_of_pile)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.table.clicked.connect(lambda _: self._lead(False))
        self.marks.keyed.connect(lambda _: self._tell())
        self.hall.opened.connect(self.picking.offer)
        self.hall.scored.connect(self.marks.repaint)

    def show_item(self) -> None:
        """The sheet of the item and judge that are picked."""
        self.marks.show_item(self.picking.item, self.picking.judge)
        self._tell()

    def jump(self) -> None:
        """To the row of the number that was typed; when its marks are keyed the cursor comes back here."""
        row = self.marks.row_of(self.number.text().strip())
        if row < 0:
            self.odd.setText(say("contests.no_such_number", number=self.number.text().strip()))
            self.number.selectAll()
            return
        self._lead(True)
        self.table.go_to(row)
        self.table.setFocus()

    def _lead(self, by_pile: bool) -> None:
        self._by_pile = by_pile

    def _next_of_pile(self) -> None:
        if self._by_pile:
            self.number.clear()
            self.number.setFocus()

    def _tell(self) -> None:
        """What is odd about the marks of the row, else what is known of the cell."""
        index, outcome = self.table.currentIndex(), self.hall.outcome
        if not index.isValid() or outcome is None or not self.marks.numbers:
            self.odd.setText("")
            return
        cell = self.marks.cell(index)
        odd = [one.say for one in outcome.odd(self.marks.at(index)[0])]
        self.odd.setText("　".join(odd) or (told(cell) if cell else say("contests.keying_blank")))

    def print_sheets(self) -> None:
        """Empty mark sheets for all judges."""
        outcome = self.hall.outcome
        if outcome:
            self.hall.save(
                self, say("contests.sheets"), lambda reader, path: papers.write_mark_sheets(reader, outcome, path)
            )
