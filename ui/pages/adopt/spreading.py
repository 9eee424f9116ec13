"""What a form is filled for, and how the records of a list are put together: once for each record, in groups."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from models.returns.grammar import EachWords, GroupWords, ListWords, said
from models.words import say
from ui.pages.adopt.drafting import Drafting
from ui.pages.adopt.narrowing import Narrowing
from ui.parts.boxes import ComboBox


class EachBox(QWidget):
    """Whether the whole form is filled once, or once for each record of a type, and for which."""

    def __init__(self, work: Drafting) -> None:
        super().__init__()
        self.work = work
        self.of, self.only = ComboBox(), Narrowing()
        self.of.setAccessibleName(say("adopt.each"))
        self.of.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(say("adopt.each"), self.of)
        form.addRow(self.only)
        self.of.activated.connect(lambda _: self._choose(self.of.currentData()))
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

    def _choose(self, key: str) -> None:
        self._put(EachWords(key) if key else None)

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
