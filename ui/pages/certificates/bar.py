"""How far a batch is, with the way to halt it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from models.words import say


class ProgressBar(QWidget):
    """Seen while a batch is on its way."""

    pause_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("making.progress"))
        self.pause = QPushButton(say("making.pause"))
        self.pause.clicked.connect(self.pause_wanted)
        stop = QPushButton(say("making.stop"))
        stop.clicked.connect(self.stop_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 16, 6)
        row.addWidget(self.told)
        row.addWidget(self.bar, 1)
        row.addWidget(self.pause)
        row.addWidget(stop)
        self.hide()

    def show_progress(self, made: int, of: int, doing: str) -> None:
        """So many of so many; an unknown number runs to and fro."""
        self.bar.setRange(0, of)
        self.bar.setValue(made)
        self.told.setText(say("making.so_far", doing=doing, made=made, of=of) if of else doing)
        self.show()

    def show_paused(self, paused: bool) -> None:
        """The button says what it would do."""
        self.pause.setText(say("making.resume" if paused else "making.pause"))
