"""The form's name, how long its period is, and the period whose figures stand in it now."""

from __future__ import annotations

from typing import get_args, get_type_hints

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from models.kinds import Period
from models.returns.grammar import PeriodWords
from models.words import say
from ui.pages.adopt.drafting import Drafting
from ui.parts.boxes import ComboBox, SpinBox

_KINDS = get_args(get_type_hints(PeriodWords)["kind"])
_BEGINNINGS = ("01-01", "10-01")
_PERIOD_WIDTH, _NAME_WIDTH = 80, 160
_LATEST = 366  # days


class TitleBar(QWidget):
    """One line above the form."""

    def __init__(self, work: Drafting) -> None:
        super().__init__()
        self.work = work
        self.name, self.kind, self.begins, self.period = QLineEdit(), ComboBox(), ComboBox(), QLineEdit()
        self.due = SpinBox()
        for kind in _KINDS:
            self.kind.addItem(say(f"adopt.period_{kind}"), kind)
        for day in _BEGINNINGS:
            self.begins.addItem(say("adopt.begins_on", month=int(day[:2]), day=int(day[3:])), day)
        self.due.setRange(0, _LATEST)
        self.due.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.due.setSpecialValueText(say("adopt.due_none"))
        self.period.setMaximumWidth(_PERIOD_WIDTH)
        self.name.setMinimumWidth(_NAME_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        boxes = {"name_label": self.name, "period_label": self.kind, "begins_label": self.begins}
        boxes |= {"due_label": self.due, "try_label": self.period}
        for name, box in boxes.items():
            label = QLabel(say(f"adopt.{name}"))
            label.setProperty("role", "muted")
            box.setAccessibleName(label.text())
            row.addWidget(label)
            row.addWidget(box, box is self.name)
        self.name.editingFinished.connect(self._put)
        self.kind.activated.connect(lambda _: self._put())
        self.begins.activated.connect(lambda _: self._put())
        self.due.editingFinished.connect(self._put)
        self.period.editingFinished.connect(self._try)

    def refresh(self) -> None:
        """Shows what is said now."""
        form = self.work.form
        if not self.name.hasFocus():
            self.name.setText(form.title)
        self.kind.setCurrentIndex(self.kind.findData(form.period.kind))
        if self.begins.findData(form.period.from_) < 0:
            month, day = form.period.from_.split("-")
            self.begins.addItem(say("adopt.begins_on", month=int(month), day=int(day)), form.period.from_)
        self.begins.setCurrentIndex(self.begins.findData(form.period.from_))
        self.due.setValue(form.period.due)
        if not self.period.hasFocus():
            self.period.setText(self.work.period)

    def _put(self) -> None:
        title = self.name.text().strip()
        period = PeriodWords(self.kind.currentData(), self.begins.currentData(), self.due.value())

        def change() -> None:
            self.work.form.title, self.work.form.period = title or self.work.form.title, period

        self.work.act(change)

    def _try(self) -> None:
        read = Period().read(self.period.text())
        if read.trouble or not isinstance(read.value, str):
            self.work.desk.troubled.emit(say("commands.bad_period", value=self.period.text()))
        elif read.value != self.work.period:
            self.work.work_out(read.value)
