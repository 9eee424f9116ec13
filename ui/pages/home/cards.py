"""The cards of 首页: frames with a heading, ways to other pages, and a figure beside last year's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from models.charts import brief
from models.glance import Card
from models.words import say
from ui.parts.look import icon, scaled

_AIR = 8  # pixels of a line that its letters do not get


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


class Way(QPushButton):
    """A line that leads somewhere; where it has no room it ends in dots, and the tooltip tells all of it."""

    def __init__(self, text: str, act: Callable[[], object]) -> None:
        super().__init__()
        self.whole = ""
        self.setProperty("role", "flat")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _=False: act())
        self.tell(text)

    def tell(self, text: str) -> None:
        """Says something else."""
        self.whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(
            self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width() - scaled(_AIR))
        )


def muted(text: str) -> QLabel:
    """A line that is only read."""
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label


def figure(told: Card, act: Callable[[], object]) -> tuple[QFrame, QLabel]:
    """A figure of the year, and by how much it is more or less than last year's; the line for its target."""
    frame = QFrame()
    frame.setProperty("role", "card")
    rows = QVBoxLayout(frame)
    rows.setContentsMargins(14, 10, 14, 10)
    rows.setSpacing(0)
    rows.addWidget(Way(told.title, act))
    line = QHBoxLayout()
    number = QLabel(brief(told.value) if isinstance(told.value, int | float) else say("home.untold"))
    number.setProperty("role", "card-number")
    line.addWidget(number)
    line.addWidget(muted(told.unit), 1, Qt.AlignmentFlag.AlignBottom)
    rows.addLayout(line)
    rows.addWidget(muted(_compared(told)))
    target = muted("")
    target.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    target.hide()
    rows.addWidget(target)
    rows.addStretch()
    return frame, target


def _compared(told: Card) -> str:
    """Last year's figure and the change; blank is said to be blank."""
    if not isinstance(told.last, int | float):
        return say("home.no_last")
    last, change = brief(told.last), told.change
    return say("home.last", last=last) if change is None else say("home.change", last=last, change=f"{change:+.1%}")
