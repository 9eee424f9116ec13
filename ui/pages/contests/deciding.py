"""What the rules leave to people: shown in one line each, decided in a dialog with the reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models import contests
from models.scoring import Decision
from models.scoring.advancing import ADVANCE
from models.words import say
from ui.pages.contests.hall import Hall


class DecidingBar(QWidget):
    """Stands over the results while something is open, and leads to what was decided."""

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self.hall = hall
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.button = QPushButton(say("contests.decide"))
        self.button.clicked.connect(self.decide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.addWidget(self.told, 1)
        row.addWidget(self.button)

    def show_open(self) -> None:
        """The first open decision, or how many there were."""
        outcome = self.hall.outcome
        decisions = outcome.decisions if outcome else []
        self.setVisible(bool(decisions))
        if outcome and outcome.open:
            self.told.setText(say("contests.open", count=len(outcome.open), told=self._told(outcome.open[0])))
        elif decisions:
            self.told.setText(say("contests.decided", count=len(decisions)))
        self.button.setText(say("contests.decide" if outcome and outcome.open else "contests.decide_again"))

    def _told(self, one: Decision) -> str:
        names = "、".join(self.named(key) for key in one.candidates)
        matter = say("contests.advance") if one.of == ADVANCE else one.of
        return say("contests.to_decide", matter=matter, seats=one.seats, names=names)

    def named(self, key: str) -> str:
        """A candidate by number and name."""
        return self.hall.outcome.named(key) if self.hall.outcome else key

    def decide(self) -> None:
        """Asks for the choice and the reason, of the first open matter or of the last one decided."""
        outcome = self.hall.outcome
        if outcome is None or not outcome.decisions:
            return
        one = (outcome.open or outcome.decisions[-1:])[0]
        asked = DecisionDialog(self, one, self._told(one))
        if asked.exec():
            register, competition, who = self.hall.desk.office.register, self.hall.competition, self.hall.who
            chosen, reason = asked.chosen(), asked.reason.toPlainText()
            self.hall.act(lambda: [contests.decide(register, competition, one, chosen, reason, who)])


class DecisionDialog(QDialog):
    """The candidates to tick, and why."""

    def __init__(self, parent: DecidingBar, one: Decision, told: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("contests.decide"))
        self.candidates = QListWidget()
        self.candidates.setAccessibleName(say("contests.candidates"))
        for key in one.candidates:
            item = QListWidgetItem(parent.named(key), self.candidates)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setCheckState(Qt.CheckState.Checked if key in (one.chosen or ()) else Qt.CheckState.Unchecked)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(say("contests.reason"))
        self.reason.setPlaceholderText(say("contests.reason_hint"))
        self.reason.setTabChangesFocus(True)
        line = QLabel(told)
        line.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        for widget in (line, self.candidates, QLabel(say("contests.reason")), self.reason, buttons):
            rows.addWidget(widget)
        self.resize(480, 420)

    def chosen(self) -> list[str]:
        """The keys that are ticked."""
        items = [self.candidates.item(row) for row in range(self.candidates.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]
