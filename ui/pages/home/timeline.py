"""Competitions under way on a line of months: from when until when, and where today is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.glance import UnderWay
from ui.parts.look import colour, scaled

_HIGH, _BAR = 12, 8  # pixels
_LEAST = 6  # pixels of a day's competition


def span_of(shown: Sequence[UnderWay], today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day of the line: whole months about all that goes on, and about today."""
    days = [today, *(day for one in shown for text in (one.begins, one.ends) if (day := day_of(text)))]
    last = max(days).replace(day=28) + datetime.timedelta(days=4)
    return min(days).replace(day=1), last.replace(day=1) - datetime.timedelta(days=1)


def day_of(text: str) -> datetime.date | None:
    """The day of a shown date, the first where only the month is known; None for anything else."""
    try:
        return datetime.date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    except ValueError:
        return None


class Stretch(QWidget):
    """One competition's stretch of the line; one whose end nobody knows goes on to today."""

    def __init__(self, one: UnderWay, span: tuple[datetime.date, datetime.date], today: datetime.date) -> None:
        super().__init__()
        self.span, self.today = span, today
        begins = day_of(one.begins) or day_of(one.ends) or today
        self.stretch = (begins, max(begins, day_of(one.ends) or today))
        self.setFixedHeight(scaled(_HIGH))
        self.setToolTip(f"{one.begins} — {one.ends}")

    def at(self, day: datetime.date) -> float:
        """Where a day is, in pixels from the left."""
        first, last = self.span
        return self.width() * (day - first).days / max((last - first).days + 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, the stretch on it, and a mark for today."""
        painter = QPainter(self)
        top, high = (self.height() - scaled(_BAR)) / 2, scaled(_BAR)
        painter.fillRect(QRectF(0, top, self.width(), high), colour("line_soft"))
        left, right = self.at(self.stretch[0]), self.at(self.stretch[1] + datetime.timedelta(days=1))
        wide = max(right - left, scaled(_LEAST))
        painter.fillRect(QRectF(min(left, self.width() - wide), top, wide, high), colour("accent"))
        painter.fillRect(QRectF(self.at(self.today), 0, 2, self.height()), colour("error"))
