"""The pane at the right of a table: one form for each type of record, made when it is first wanted."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from models.kinds import Stored
from ui.parts.desk import Desk

if TYPE_CHECKING:
    from ui.parts.form import RecordForm

_SHOWN = "window/form"


class FormPane(QFrame):
    """Forms are heavy: none is made before the table has been painted."""

    kept = Signal(list)  # changes
    next_blank = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.current: RecordForm | None = None
        self.by_type: dict[str, RecordForm] = {}
        self._stack = QStackedWidget()
        self.setProperty("role", "pane")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._stack)
        if desk.settings.value(_SHOWN) == "no":
            self.hide()

    def toggle(self) -> None:
        """Gives its room to the table, or takes it back; remembered for the office."""
        self.setHidden(not self.isHidden())
        self.desk.settings.setValue(_SHOWN, "no" if self.isHidden() else "yes")

    def appear(self) -> None:
        """Takes its room back if it has none."""
        if self.isHidden():
            self.toggle()

    def open(self, key: str, row: int | None, presets: dict[str, Stored] | None = None) -> RecordForm:
        """Shows a record, or a blank one, in the form of its type."""
        if key not in self.by_type:
            made = import_module("ui.parts.form").RecordForm
            form: RecordForm = made(self.desk, self.desk.office.schema[key])
            form.kept.connect(self.kept)
            form.keys.next_blank.connect(self.next_blank)
            self.by_type[key] = form
            self._stack.addWidget(form)
        self.current = self.by_type[key]
        self.current.open_record(row, presets)
        self._stack.setCurrentWidget(self.current)
        return self.current
