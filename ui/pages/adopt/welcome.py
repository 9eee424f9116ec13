"""What stands on the page while no form is open: how it goes, where to begin, and what was not finished."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.returns.shelf import Shelf, Shelved
from models.words import say


class Welcome(QWidget):
    """A button for each way to begin, and one for each adoption that waits."""

    wanted = Signal(Path)  # the folder of one that is to be gone on with

    def __init__(self, shelf: Shelf, ways: dict[str, Callable[[], object]]) -> None:
        super().__init__()
        self.shelf = shelf
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 24, 16, 16)
        rows.setSpacing(12)
        text = QLabel(say("adopt.welcome"))
        text.setWordWrap(True)
        rows.addWidget(text)
        for at, (sentence, act) in enumerate(ways.items()):
            button = QPushButton(say(sentence))
            button.setProperty("role", "" if at else "primary")
            button.clicked.connect(lambda _=False, act=act: act())
            rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.waiting = QWidget()
        self.lines = QVBoxLayout(self.waiting)
        self.lines.setContentsMargins(0, 12, 0, 0)
        rows.addWidget(self.waiting)
        rows.addStretch()

    def showEvent(self, event: QShowEvent) -> None:
        """What waits may have changed meanwhile."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Lists what was not finished."""
        while (item := self.lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        waiting = self.shelf.all()
        self.waiting.setVisible(bool(waiting))
        title = QLabel(say("adopt.shelved"))
        title.setProperty("role", "section")
        self.lines.addWidget(title)
        for one in waiting:
            self.lines.addWidget(self._line(one))

    def _line(self, one: Shelved) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        go_on = QPushButton(say("adopt.go_on", title=one.title, at=one.at))
        go_on.clicked.connect(partial(self._open, one.folder))
        away = QPushButton(say("adopt.give_up"))
        away.setAccessibleName(say("adopt.give_up_one", title=one.title))
        away.clicked.connect(partial(self._give_up, one.folder))
        for button in (go_on, away):
            row.addWidget(button)
        row.addStretch()
        return line

    def _open(self, folder: Path) -> None:
        self.wanted.emit(folder)

    def _give_up(self, folder: Path) -> None:
        self.shelf.discard(folder)
        self.refresh()
