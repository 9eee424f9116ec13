"""The cards of 首页: frames with a heading, ways to other pages, and a figure beside last year's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from models.charts import brief
from models.glance import Card
from models.words import say
from ui.parts.look import icon


def card(picture: str, title: str) -> tuple[QFrame, QVBoxLayout]:
    """A frame with its heading, and the rows under it."""
    frame = QFrame()
    frame.setProperty("role", "card")
    rows = QVBoxLayout(frame)
    rows.setContentsMargins(16, 12, 16, 12)
    rows.setSpacing(4)
    head = QHBoxLayout()
    mark = QLabel()
    mark.setPixmap(icon(picture).pixmap(18, 18))
    head.addWidget(mark)
    label = QLabel(title)
    label.setProperty("role", "section")
    head.addWidget(label, 1)
    rows.addLayout(head)
    return frame, rows


def way(text: str, act: Callable[[], object]) -> QPushButton:
    """A line that leads somewhere."""
    made = QPushButton(text)
    made.setProperty("role", "flat")
    made.setToolTip(text)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    made.clicked.connect(lambda _=False: act())
    return made


def muted(text: str) -> QLabel:
    """A line that is only read."""
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label


def figure(told: Card, act: Callable[[], object]) -> QFrame:
    """A figure of the year, and by how much it is more or less than last year's."""
    frame = QFrame()
    frame.setProperty("role", "card")
    rows = QVBoxLayout(frame)
    rows.setContentsMargins(14, 10, 14, 10)
    rows.setSpacing(0)
    rows.addWidget(way(told.title, act))
    line = QHBoxLayout()
    number = QLabel(brief(told.value) if isinstance(told.value, int | float) else say("home.untold"))
    number.setProperty("role", "card-number")
    line.addWidget(number)
    line.addWidget(muted(told.unit), 1, Qt.AlignmentFlag.AlignBottom)
    rows.addLayout(line)
    rows.addWidget(muted(_compared(told)))
    return frame


def _compared(told: Card) -> str:
    """Last year's figure and the change; blank is said to be blank."""
    if not isinstance(told.last, int | float):
        return say("home.no_last")
    last, change = brief(told.last), told.change
    return say("home.last", last=last) if change is None else say("home.change", last=last, change=f"{change:+.1%}")
