"""成绩: places and proposed awards, what people have to decide, and how each place came about."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from models import contests
from models.contests import Outcome, papers
from models.scoring import StageResult, shown
from models.scoring.awarding import TEAM_PRIZES
from models.scoring.rules import RANKED
from models.words import Refusal, say
from ui.pages.contests.deciding import DecidingBar
from ui.pages.contests.hall import Hall
from ui.parts.boxes import ComboBox
from ui.parts.head import hint
from ui.parts.lines import Lines, LineTable
from ui.parts.toolbar import toolbar

_STAGE = ("place", "number", "name", "group", "team", "sum", "state")
_AWARDS = ("prize", "title", "grade_after")
_TEAMS = ("place", "team", "total", "state", "prize")
_WIDTHS = (50, 70, 100, 70, 120, 70, 90, 70, 80, 80)
_LAST = 10**9


class ResultsStep(QWidget):
    """The order of a stage at the left, the explanation of the chosen place at the right."""

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self.hall = hall
        self.stages = ComboBox()
        self.stages.setAccessibleName(say("contests.stage"))
        self.stages.setMinimumWidth(160)
        self.state = QLabel()
        self.table = LineTable(Lines([say("contests.place")]), say("contests.results"), _WIDTHS)
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(say("contests.explanation"))
        self.deciding = DecidingBar(hall)
        self._build()
        self.stages.activated.connect(lambda _: self.reload())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._explain())
        hall.opened.connect(self._opened)
        hall.scored.connect(self._rescored)
        self._stale = False

    def _build(self) -> None:
        bar = toolbar(
            self,
            {
                "check": ("contests.confirm", "Ctrl+Return", self.confirm),
                "print": ("contests.print_explanation", "Ctrl+P", self.print_explanation),
            },
        )
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 0)
        for widget in (self.stages, self.state):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(bar)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self.lines)
        split.setSizes([800, 420])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(top)
        rows.addWidget(hint(say("contests.results_hint")))
        rows.addWidget(self.deciding)
        rows.addWidget(split, 1)

    def _opened(self) -> None:
        outcome, chosen = self.hall.outcome, self.stages.currentText()
        self.stages.clear()
        if outcome:
            self.stages.addItems([stage.stage.title for stage in outcome.result.stages])
            self.stages.addItems([say("contests.team_results")] * bool(outcome.teams))
            at = self.stages.findText(chosen)
            self.stages.setCurrentIndex(at if at >= 0 else len(outcome.result.stages) - 1)
        self.reload()

    def _rescored(self) -> None:
        """Places are read when they are seen: marks are being keyed on another step."""
        self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Shows the places as they are by now."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def reload(self) -> None:
        """Shows the stage that is picked."""
        self._stale = False
        outcome = self.hall.outcome
        self.deciding.show_open()
        kept = self.table.current
        if outcome is None:
            self.table.lines.take([], [])
            self.state.setText("")
            self.lines.setPlainText("")
            return
        at = self.stages.currentIndex()
        if at < len(outcome.result.stages):
            self._show_stage(outcome, outcome.result.stages[at])
        else:
            rows = list(_teams(outcome))
            headings = [say(f"contests.{one}") if one != "state" else say("contests.note") for one in _TEAMS]
            self.table.lines.take(rows, [row[1] for row in rows], headings)
        self.table.go_to(kept if kept in self.table.lines.keys else next(iter(self.table.lines.keys), None))
        todo = contests.unconfirmed(
            self.hall.desk.office.register,
            self.hall.competition,
            contests.results(outcome, self.hall.desk.office.schema),
        )
        count = len(todo) + len(contests.unconfirmed_teams(self.hall.desk.office.register, outcome))
        self.state.setText(say("contests.to_confirm", count=count) if count else say("contests.all_confirmed"))

    def _show_stage(self, outcome: Outcome, stage: StageResult) -> None:
        last = stage is outcome.result.stages[-1]
        headings = [say(f"contests.{one}") if one != "state" else say("contests.note") for one in _STAGE]
        fields = self.hall.desk.office.schema[contests.ENTRY].fields
        headings += [fields[one].label for one in _AWARDS] if last else []
        order = sorted(
            stage.rows.values(), key=lambda row: (stage.field.entrants[row].group, stage.places[row] or _LAST)
        )
        keys = [stage.field.entrants[row].key for row in order]
        self.table.lines.take([_row(outcome, stage, row, last) for row in order], keys, headings)

    def _explain(self) -> None:
        outcome, key = self.hall.outcome, self.table.current
        if outcome is None or key is None:
            return
        try:
            self.lines.setPlainText("\n".join(outcome.explained(key)))
        except Refusal as refusal:
            self.lines.setPlainText(str(refusal))

    def confirm(self) -> None:
        """Writes what the rules bring into the register."""
        outcome = self.hall.outcome
        if outcome:
            self.hall.act(lambda: contests.confirm(self.hall.desk.office.register, outcome))

    def print_explanation(self) -> None:
        """The explanation as a sheet."""
        outcome, key = self.hall.outcome, self.table.current
        if outcome is None or key is None:
            return
        published = contests.history(self.hall.desk.office.register, self.hall.competition)
        latest = published[-1] if published else None
        name = f"{say('contests.explanation')}{key}"
        self.hall.save(self, name, lambda _, path: papers.write_explanation(outcome, key, path, latest))


def _row(outcome: Outcome, stage: StageResult, row: int, last: bool) -> list[str]:
    one = stage.field.entrants[row]
    note = "" if stage.states[row] == RANKED else say(f"contests.state_{stage.states[row]}")
    if one.key in stage.goes_on:
        note = say("contests.goes_on")
    total = shown(stage.worked.value.at(row), stage.stage.total.rounding)
    told = [str(stage.places[row] or ""), one.key, one.name, one.group, one.team, total, note]
    return told + [outcome.proposals.of(kind).get(one.key, "") for kind in contests.AWARDS] if last else told


def _teams(outcome: Outcome) -> Iterator[list[str]]:
    prizes = outcome.team_proposals.of(TEAM_PRIZES) if outcome.team_proposals else {}
    for one in outcome.teams:
        note = "" if one.state == RANKED else say(f"contests.state_{one.state}")
        yield [str(one.place or ""), one.team, shown(one.score), note, prizes.get(one.team, "")]
