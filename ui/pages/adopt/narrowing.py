"""Conditions of a measure or list: a way to tell records apart, and the values that count."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from models.returns.adopting import Split
from models.words import say
from ui.parts.boxes import ComboBox
from ui.parts.look import icon


class Narrowing(QWidget):
    """A row for each condition, and a box to add another one."""

    changed = Signal(dict)  # path: value, or list of values

    def __init__(self) -> None:
        super().__init__()
        self.splits: dict[str, Split] = {}
        self.only: dict[str, Any] = {}
        self.add = ComboBox()
        self.add.setAccessibleName(say("adopt.only"))
        self.add.activated.connect(self._added)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(4)
        self.rows.addWidget(self.add)
        self._lines: list[QWidget] = []

    def show_conditions(self, splits: list[Split], only: dict[str, Any]) -> None:
        """The conditions that hold, and those that may be added."""
        self.splits = {one.path: one for one in splits}
        self.only = dict(only)
        for line in self._lines:
            self.rows.removeWidget(line)
            line.deleteLater()
        self._lines = [_Condition(self, path) for path in self.only]
        for line in self._lines:
            self.rows.insertWidget(self.rows.count() - 1, line)
        self.add.clear()
        self.add.addItem(say("adopt.only"))
        for path, one in self.splits.items():
            if path not in self.only:
                self.add.addItem(one.label, path)
        self.setVisible(bool(self.splits))

    def put(self, path: str, values: list[str] | None) -> None:
        """Sets the values of a condition, or takes it away."""
        self.only = {key: one for key, one in self.only.items() if key != path or values is not None}
        if values is not None:
            self.only[path] = values[0] if len(values) == 1 else values
        self.changed.emit({key: one for key, one in self.only.items() if one != []})

    def _added(self, at: int) -> None:
        if path := self.add.itemData(at):
            self.show_conditions(list(self.splits.values()), self.only | {path: []})
            self._lines[-1].setFocus()


class _Condition(QWidget):
    """One condition: its label, its values in a menu or a line, and the way to take it away."""

    def __init__(self, owner: Narrowing, path: str) -> None:
        super().__init__()
        self.owner, self.path = owner, path
        split = owner.splits.get(path, Split(path, path, ()))
        said = owner.only[path]
        self.values = [str(one) for one in (said if isinstance(said, list) else [said])]
        self.box: QPushButton | QLineEdit = self._menu(split) if split.values else self._line()
        self.box.setAccessibleName(split.label)
        away = QPushButton(icon("close"), "")
        away.setAccessibleName(say("adopt.only_away", what=split.label))
        away.setToolTip(away.accessibleName())
        away.clicked.connect(lambda: owner.put(path, None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(away)
        self.label = split.label
        self.setFocusProxy(self.box)
        self._tell()

    def _menu(self, split: Split) -> QPushButton:
        button = QPushButton()
        menu = QMenu(button)
        for value in split.values:
            action = menu.addAction(value)
            action.setCheckable(True)
            action.setChecked(value in self.values)
            action.toggled.connect(lambda on, value=value: self._tick(value, on))
        menu.aboutToHide.connect(lambda: self.owner.put(self.path, self.values) if self.values else None)
        button.setMenu(menu)
        return button

    def _line(self) -> QLineEdit:
        line = QLineEdit("、".join(self.values))
        line.editingFinished.connect(lambda: self._typed(line.text()))
        return line

    def _typed(self, text: str) -> None:
        values = [one for one in text.split("、") if one]
        if values != self.values:
            self.values = values
            self.owner.put(self.path, values)

    def _tick(self, value: str, on: bool) -> None:
        self.values = [*(one for one in self.values if one != value), *([value] if on else [])]
        self._tell()

    def _tell(self) -> None:
        told = "、".join(self.values)
        if isinstance(self.box, QPushButton):
            self.box.setText(f"{self.label}：{told or say('adopt.only_choose')}")
        else:
            self.box.setPlaceholderText(self.label)
