"""核对: a second person confirms each mark, gives it back, or keys it again unseen."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLabel, QVBoxLayout, QWidget

from models.contests.keying import BLANK, CHECKED, DIFFERING, KEYED, RETURNED, confirm_marks, return_marks
from models.scoring import Oddity
from models.words import say
from ui.pages.contests.hall import Hall
from ui.pages.contests.marks import MarkModel
from ui.pages.contests.picking import Picking
from ui.pages.contests.sheet import MarkTable
from ui.parts.boxes import ComboBox
from ui.parts.head import hint
from ui.parts.jobs import Job
from ui.parts.lines import Lines, LineTable
from ui.parts.toolbar import toolbar

_LOOK, _AGAIN, _OPEN = range(3)
_WAITING = frozenset({KEYED, DIFFERING, RETURNED})


class OddTable(LineTable):
    """Sentences of several lines."""

    taller = 36


class CheckingStep(QWidget):
    """The same sheet, not to be edited; at its side the marks that look odd."""

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self.hall = hall
        self.marks = MarkModel(hall)
        self.table = MarkTable(self.marks, say("contests.checking"))
        self.picking = Picking(hall)
        self.mode = ComboBox()
        self.mode.setAccessibleName(say("contests.mode"))
        self.mode.addItems([say("contests.mode_look"), say("contests.mode_again"), say("contests.mode_open")])
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.odd = OddTable(Lines([say("contests.odd")]), say("contests.odd"))
        self.odd.setWordWrap(True)
        self._build()
        self.picking.picked.connect(self.show_item)
        self.mode.activated.connect(lambda _: self.show_item())
        self.marks.keyed.connect(lambda _: self._tell())
        self.odd.clicked.connect(lambda _: self._show_odd())
        self.odd.activated.connect(lambda _: self._show_odd())
        hall.opened.connect(self._opened)

    def _build(self) -> None:
        bar = toolbar(
            self,
            {
                "check": ("contests.confirm_chosen", "F9", self.confirm),
                "undo": ("contests.return_chosen", "F8", self.give_back),
            },
        )
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 0)
        for widget in (self.picking, self.mode, self.count):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(bar)
        sheets = QHBoxLayout()
        sheets.addWidget(self.table, 3)
        sheets.addWidget(self.odd, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(top)
        rows.addWidget(hint(say("contests.checking_hint")))
        rows.addLayout(sheets, 1)

    def _opened(self) -> None:
        self.picking.offer()
        outcome = self.hall.outcome
        if outcome is None:
            self.odd.lines.take([], [])
            return
        self.hall.desk.jobs.start(Job(lambda _: outcome.odd(), self._take_odd, topic="odd marks", slow=True))

    def _take_odd(self, found: list[Oddity]) -> None:
        self.odd.lines.take([[one.say] for one in found] or [[say("contests.nothing_odd")]], found or [None])

    def show_item(self) -> None:
        """The sheet as the mode wants it; nothing is edited but what is keyed a second time."""
        mode = self.mode.currentIndex()
        self.marks.again = mode == _AGAIN
        self.table.setEditTriggers(
            MarkTable.EditTrigger.AnyKeyPressed if mode == _AGAIN else MarkTable.EditTrigger.NoEditTriggers
        )
        only = _WAITING if mode == _OPEN else frozenset()
        self.marks.show_item(self.picking.item, self.picking.judge, only)
        self._tell()

    def _tell(self) -> None:
        states = Counter(cell.state for cell in self.marks.cells.values())
        told = {state: states[state] for state in (CHECKED, DIFFERING, RETURNED)}
        self.count.setText(say("contests.check_count", all=states.total() - states[BLANK], **told))

    def _show_odd(self) -> None:
        """Goes to the mark that looks odd."""
        one, outcome = self.odd.current, self.hall.outcome
        item = (
            next((item for item in outcome.contest.items if item.path == one.path), None) if outcome and one else None
        )
        if item is None:
            return
        self.picking.items.setCurrentText(item.label)
        self.picking.judges.setCurrentIndex(0)
        self.show_item()
        row = self.marks.row_of(one.key)
        if row >= 0:
            self.table.setCurrentIndex(self.marks.index(row, self.marks.first + one.judge - 1))

    def confirm(self) -> None:
        """The selected marks are what stands on the paper."""
        which = [self.marks.cells[self.marks.at(index)] for index in self.table.chosen()]
        register = self.hall.desk.office.register
        if which:
            self.hall.act(lambda: [confirm_marks(register, which, self.hall.who)])

    def give_back(self) -> None:
        """The selected marks have to be keyed anew; why is asked."""
        which = [self.marks.cells[self.marks.at(index)] for index in self.table.chosen()]
        if not which:
            return
        why, given = QInputDialog.getText(self, say("contests.return_chosen"), say("contests.return_why"))
        if given:
            register = self.hall.desk.office.register
            self.hall.act(lambda: [return_marks(register, which, self.hall.who, why.strip() or "—")])
