"""Buttons of which one is pressed: what a list shows, with how many there are of each kind."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class Chips(QWidget):
    """One button for each state with its sentence and what it means; the state "" stands for all."""

    changed = Signal()

    def __init__(self, states: Mapping[str, tuple[str, str]]) -> None:
        super().__init__()
        self.states = {state: QPushButton() for state in states}
        self._called = {state: called for state, (called, _) in states.items()}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for state, button in self.states.items():
            button.setCheckable(True)
            button.setToolTip(states[state][1])
            self._group.addButton(button)
            row.addWidget(button)
        self.states[""].setChecked(True)
        self._group.buttonToggled.connect(lambda _, on: self.changed.emit() if on else None)

    def state(self) -> str:
        """The kind that is chosen; empty for all."""
        return next(state for state, button in self.states.items() if button.isChecked())

    def count(self, counts: Mapping[str, int]) -> None:
        """Shows how many there are of each kind."""
        for state, button in self.states.items():
            button.setText(f"{self._called[state]} {counts[state]}")
            button.setAccessibleName(button.text())
