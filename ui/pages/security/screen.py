"""The lock of the screen: its PIN and after how many idle minutes it falls."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models import pins
from models.words import Refusal, say
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.locking import MINUTES, PIN
from ui.parts.unlocking import secret_line

_CHOICES = (0, 2, 5, 10, 15, 30, 60)  # minutes


class ScreenBox(QWidget):
    """A PIN typed twice, the minutes, and a plain word on what it is worth."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.minutes = ComboBox()
        for minutes in _CHOICES:
            self.minutes.addItem(say("locking.minutes", minutes=minutes) if minutes else say("locking.never"), minutes)
        self.minutes.setCurrentIndex(max(self.minutes.findData(int(str(desk.settings.value(MINUTES, 0)))), 0))
        self.minutes.setAccessibleName(say("locking.after"))
        self.minutes.currentIndexChanged.connect(self._keep_minutes)
        self.first, self.second = secret_line(say("locking.pin")), secret_line(say("locking.again"))
        self.take = QPushButton(say("locking.take"))
        self.take.clicked.connect(self.keep_pin)
        self.drop = QPushButton(say("locking.drop"))
        self.drop.clicked.connect(self.drop_pin)
        self.state = QLabel()
        self._build()
        self._fit()

    def _build(self) -> None:
        title, about = QLabel(say("locking.title")), QLabel(say("locking.about"))
        title.setProperty("role", "section")
        title.setIndent(0)
        about.setWordWrap(True)
        lines = QFormLayout()
        lines.setSpacing(8)
        for sentence, line in (("locking.pin", self.first), ("locking.again", self.second)):
            line.setMaximumWidth(line.sizeHint().width() * 2)
            lines.addRow(say(sentence), line)
        buttons = QHBoxLayout()
        for one in (self.take, self.drop, self.state):
            buttons.addWidget(one)
        buttons.addStretch()
        lines.addRow("", buttons)
        self.minutes.setMaximumWidth(self.first.maximumWidth())
        lines.addRow(say("locking.after"), self.minutes)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(title)
        rows.addWidget(about)
        rows.addLayout(lines)

    def _fit(self) -> None:
        kept = self.desk.settings.contains(PIN)
        self.state.setText(say("locking.is_set" if kept else "locking.is_unset"))
        self.drop.setVisible(kept)
        self.minutes.setEnabled(kept or bool(self.desk.office.register.key))

    def _keep_minutes(self) -> None:
        self.desk.settings.setValue(MINUTES, self.minutes.currentData())

    def keep_pin(self) -> None:
        """The PIN is what was typed twice."""
        try:
            if self.first.text() != self.second.text():
                raise Refusal("locking.differ")
            self.desk.settings.setValue(PIN, pins.kept(self.first.text()))
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        self.first.clear()
        self.second.clear()
        self._fit()
        self.desk.said.emit(say("locking.is_set"))

    def drop_pin(self) -> None:
        """There is no PIN any more."""
        self.desk.settings.remove(PIN)
        self._fit()
