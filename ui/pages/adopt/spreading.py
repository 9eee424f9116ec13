"""What a form is filled for, and how the records of a list are put together: once for each record, in groups."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from models.returns.adopting import Known
from models.returns.grammar import EachWords, GroupWords, ListWords, said
from models.words import say
from ui.pages.adopt.drafting import Drafting
from ui.pages.adopt.narrowing import Narrowing
from ui.parts.boxes import ComboBox


class ThisPeriod(QCheckBox):
    """Whether only the records of the return's period are listed, by the field that dates them."""

    chosen = Signal(str)  # the path of that field; empty for the records of all periods

    def __init__(self) -> None:
        super().__init__()
        self.path = ""
        self.clicked.connect(lambda on: self.chosen.emit(self.path if on else ""))

    def show_field(self, field: Known | None, when: str) -> None:
        """The field that may date the records, and the one that does."""
        self.path = when or _path(field)
        self.setText(say("adopt.this_period", label=field.title) if field else say("adopt.this_period_never"))
        self.setEnabled(bool(self.path))
        self.setChecked(bool(when))


def _path(field: Known | None) -> str:
    return field.key if field else ""


class EachBox(QWidget):
    """Whether the whole form is filled once, or once for each record of a type, and for which."""

    def __init__(self, work: Drafting) -> None:
        super().__init__()
        self.work = work
        self.of, self.only, self.dated = ComboBox(), Narrowing(), ThisPeriod()
        self.of.setAccessibleName(say("adopt.each"))
        self.of.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(say("adopt.each"), self.of)
        form.addRow(self.dated)
        form.addRow(self.only)
        self.of.activated.connect(lambda _: self._choose(self.of.currentData()))
        self.dated.chosen.connect(self._date)
        self.only.changed.connect(self._narrow)

    def refresh(self) -> None:
        """Shows what is said now."""
        form, now = self.work.form, self.work.form.each
        self.of.clear()
        self.of.addItem(say("adopt.each_none"), "")
        for one in form.catalogue.records():
            self.of.addItem(say("adopt.each_of", record=one.title), one.key)
        self.of.setCurrentIndex(max(self.of.findData(now.of if now else ""), 0))
        self.only.show_conditions(form.splits(record=now.of) if now else [], now.only if now else {})
        self.dated.setVisible(now is not None)
        if now:
            self.dated.show_field(form.catalogue.dated_by(now.of), now.when)

    def _choose(self, key: str) -> None:
        self._put(EachWords(key, when=_path(self.work.form.catalogue.dated_by(key))) if key else None)

    def _date(self, when: str) -> None:
        if now := self.work.form.each:
            self._put(replace(now, when=when))

    def _narrow(self, only: dict[str, Any]) -> None:
        if now := self.work.form.each:
            self._put(replace(now, only=only))

    def _put(self, each: EachWords | None) -> None:
        self.work.act(lambda: setattr(self.work.form, "each", each))


class GroupBox(QWidget):
    """Groups of a list: by which field, which rows of the blank come with each group, and what is written there."""

    changed = Signal(dict)  # the group as a list's words hold it; empty for none

    def __init__(self) -> None:
        super().__init__()
        self.words: ListWords | None = None
        self.by, self.rows, self.cells = ComboBox(), QLineEdit(), QLineEdit()
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        for name, box in (("by", self.by), ("rows", self.rows), ("cells", self.cells)):
            box.setAccessibleName(say(f"adopt.group_{name}"))
            box.setToolTip(say(f"adopt.hint_group_{name}"))
            form.addRow(say(f"adopt.group_{name}"), box)
        self.by.activated.connect(lambda _: self._put())
        self.rows.editingFinished.connect(self._put)
        self.cells.editingFinished.connect(self._put)

    def show_list(self, words: ListWords, fields: list[tuple[str, str]]) -> None:
        """The groups of a list; fields by title and key."""
        self.words = words
        self.by.clear()
        for title, key in [(say("adopt.group_none"), ""), *fields]:
            self.by.addItem(title, key)
        self.by.setCurrentIndex(max(self.by.findData(words.group.get("by", "")), 0))
        self.rows.setText(str(words.group.get("rows", "")))
        self.cells.setText("；".join(f"{at}={text}" for at, text in words.group.get("cells", {}).items()))
        for line in (self.rows, self.cells):
            line.setEnabled(bool(words.group))

    def _put(self) -> None:
        if self.words is None:
            return
        by = self.by.currentData()
        first = self.words.place[1]
        rows = self.rows.text().strip().replace("：", ":") or f"{first}:{first}"
        told = [one.partition("=") for one in self.cells.text().replace("＝", "=").split("；") if "=" in one]
        cells = {at.strip().upper(): text.strip() for at, _, text in told}
        group = said(GroupWords(by, rows, cells)) if by else {}
        if group != self.words.group:
            self.changed.emit(group)
