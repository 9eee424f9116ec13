"""比赛: one contest from the draw to what is published, step by step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from models import contests
from models.words import say
from ui.pages.contests.checking import CheckingStep
from ui.pages.contests.hall import Hall
from ui.pages.contests.keying import KeyingStep
from ui.pages.contests.publishing import PublishStep
from ui.pages.contests.results import ResultsStep
from ui.pages.contests.start import StartStep
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.head import head, hint

_TABLES = {"competition", "entry", "mark", "judge", "decision", "worker"}
_STEPS = ("start", "keying", "checking", "results", "publish")


class ContestsPage(QWidget):
    """Which contest, by which rules, who sits here; and the five steps."""

    intake_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.hall = Hall(desk)
        self.competitions, self.rules = ComboBox(), ComboBox()
        self.who = QLineEdit(self.hall.who)
        self.note = hint("")
        self.note.setWordWrap(True)
        self.steps = QTabWidget()
        self.start, self.keying, self.checking = StartStep(self.hall), KeyingStep(self.hall), CheckingStep(self.hall)
        self.results, self.publish = ResultsStep(self.hall), PublishStep(self.hall)
        self._stale = False
        self._build()
        self._wire()
        self._offer()

    def _build(self) -> None:
        for widget, name, width in (
            (self.competitions, "competition", 300),
            (self.rules, "by", 260),
            (self.who, "who", 120),
        ):
            widget.setAccessibleName(say(f"contests.{name}"))
            widget.setMinimumWidth(width)
        self.who.setPlaceholderText(say("contests.who"))
        self.who.setMaximumWidth(160)
        for name, step in zip(
            _STEPS, (self.start, self.keying, self.checking, self.results, self.publish), strict=True
        ):
            self.steps.addTab(step, say(f"contests.tab_{name}"))
        self.steps.tabBar().setAccessibleName(say("contests.steps"))
        self.steps.setDocumentMode(True)
        self.steps.tabBar().setDrawBase(False)
        beside = ((self.competitions, 2), (self.rules, 1), (QLabel(say("contests.who_label")), 0), (self.who, 0))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(head(say("contests.title"), *beside))
        rows.addWidget(self.note)
        rows.addWidget(self.steps, 1)

    def _wire(self) -> None:
        self.steps.currentChanged.connect(lambda _: self._lend_actions())
        self._lend_actions()
        self.competitions.activated.connect(lambda _: self.hall.open(int(self.competitions.currentData() or 0)))
        self.rules.activated.connect(lambda _: self.choose_rules())
        self.who.editingFinished.connect(lambda: self.desk.sit(self.who.text()))
        self.desk.seated.connect(lambda: self.who.setText(self.hall.who))
        self.keying.intake_wanted.connect(self.intake_wanted)
        self.hall.opened.connect(self._opened)
        self.desk.changed.connect(self._follow)

    def _offer(self) -> None:
        """The competitions, those with rules first; the one that was open last is open again."""
        register = self.desk.office.register
        known = dict(contests.scored(register))
        known |= {
            row: str(title)
            for row, title in register.rows(contests.COMPETITION, ["title"], _WITH_ENTRIES)
            if row not in known
        }
        self.competitions.clear()
        for row, title in known.items():
            self.competitions.addItem(title, row)
        self.rules.clear()
        self.rules.addItem(say("contests.no_scoring"), None)
        for title in self.desk.office.rules:
            self.rules.addItem(title, title)
        last = self.competitions.findData(int(str(self.desk.settings.value("contests/competition", 0))))
        self.competitions.setCurrentIndex(max(last, 0))
        self.hall.open(int(self.competitions.currentData() or 0))

    def _opened(self) -> None:
        outcome = self.hall.outcome
        self.rules.setCurrentIndex(max(self.rules.findData(outcome.contest.rules.title), 0) if outcome else 0)
        if outcome:
            told = [outcome.contest.rules.about, *contests.troubles(outcome.contest)]
            self.note.setText("　".join(told))
            self.note.setToolTip("\n".join(told))
        else:
            self.note.setText(say("contests.no_scoring_hint" if self.hall.competition else "contests.nothing_yet"))
        for at in range(1, len(_STEPS) - 1):
            self.steps.setTabEnabled(at, outcome is not None)

    def _lend_actions(self) -> None:
        """The menu and the list of keys tell what can be done in the step that is open."""
        for action in self.actions():
            self.removeAction(action)
        self.addActions(self.steps.currentWidget().actions())

    def choose_rules(self) -> None:
        """The competition is scored by other rules, or keyed as a final list."""
        register, competition = self.desk.office.register, self.hall.competition
        told = {contests.SCORING: self.rules.currentData()}
        if competition:
            self.hall.act(lambda: [register.change(contests.COMPETITION, competition, told)])

    def _follow(self, tables: set[str]) -> None:
        """What another page has written is read now, or when this one is seen."""
        if not self.hall.writing and tables & _TABLES:
            self._stale = True
            if self.isVisible():
                self._catch_up()

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed meanwhile is read now."""
        super().showEvent(event)
        self._catch_up()


_WITH_ENTRIES = "id in (select competition from entry)"
