"""The pane of rows that repeat: which rows, what they list, in which order, which of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.returns.grammar import ListWords
from models.words import say
from ui.pages.adopt.drafting import Drafting
from ui.pages.adopt.narrowing import Narrowing
from ui.pages.adopt.spreading import EachBox, GroupBox, ThisPeriod
from ui.parts.boxes import ComboBox
from ui.parts.sheet.places import split_address

_SPARE = ("kept", "removed")


class ListPane(QScrollArea):
    """The list that the cursor stands in, or the one that the chosen rows would become."""

    wanted = Signal(str)  # address of a list's first cell

    def __init__(self, work: Drafting) -> None:
        super().__init__()
        self.work = work
        self.addresses: list[str] = []
        self.known, self.of, self.order, self.spare = ComboBox(), ComboBox(), ComboBox(), ComboBox()
        self.descending = QCheckBox(say("adopt.descending"))
        self.make, self.drop = QPushButton(say("adopt.make_list")), QPushButton(say("adopt.drop_list"))
        self.only, self.group, self.each, self.dated = Narrowing(), GroupBox(), EachBox(work), ThisPeriod()
        self.hint = QLabel(say("adopt.list_hint"))
        self._build()
        self._wire()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _build(self) -> None:
        self.hint.setProperty("role", "help")
        self.hint.setWordWrap(True)
        for spare in _SPARE:
            self.spare.addItem(say(f"adopt.spare_{spare}"), spare)
        boxes = {"known": self.known, "of": self.of, "order": self.order, "spare": self.spare}
        form = QFormLayout()
        for name, box in boxes.items():
            box.setAccessibleName(say(f"adopt.list_{name}"))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            form.addRow(say(f"adopt.list_{name}"), box)
        form.insertRow(3, "", self.descending)
        form.insertRow(2, "", self.dated)
        buttons = QHBoxLayout()
        buttons.addWidget(self.make)
        buttons.addWidget(self.drop)
        buttons.addStretch()
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(8)
        rows.addWidget(self.each)
        rows.addWidget(self.hint)
        rows.addLayout(buttons)
        rows.addLayout(form)
        rows.addWidget(self.only)
        rows.addWidget(self.group)
        rows.addStretch()
        self.setWidget(inside)

    def _wire(self) -> None:
        self.make.clicked.connect(self.make_list)
        self.drop.clicked.connect(self.drop_list)
        self.known.activated.connect(lambda at: self.wanted.emit(self.known.itemData(at)))
        self.of.activated.connect(lambda _: self._list_others(self.of.currentData()))
        self.order.activated.connect(lambda _: self._change(order=self.order.currentData()))
        self.spare.activated.connect(lambda _: self._change(spare=self.spare.currentData()))
        self.descending.clicked.connect(lambda on: self._change(descending=on))
        self.dated.chosen.connect(lambda when: self._change(when=when))
        self.only.changed.connect(lambda only: self._change(only=only))
        self.group.changed.connect(lambda group: self._change(group=group))

    def show_cells(self, addresses: list[str]) -> None:
        """The chosen cells."""
        self.addresses = addresses
        self.refresh()

    def _here(self) -> tuple[str, ListWords] | None:
        """The list that the cursor stands in."""
        at = self.work.list_at(self.addresses[0]) if self.addresses and self.work.adoption else None
        return (at[0], self.work.form.lists[at[0]]) if at else None

    def refresh(self) -> None:
        """Shows the list as it is said now."""
        if not self.work.adoption:
            return
        self.each.refresh()
        here, form = self._here(), self.work.form
        self.known.clear()
        for words in form.lists.values():
            sheet, first, _ = words.place
            title = f"{words.row}　{self.work.names.records.get(words.of, words.of)}"
            self.known.addItem(title, f"{sheet}!{next(iter(words.columns), 'A')}{first}")
            if here and words == here[1]:
                self.known.setCurrentIndex(self.known.count() - 1)
        for box in (self.of, self.order, self.spare, self.descending, self.dated, self.drop, self.only, self.group):
            box.setEnabled(here is not None)
        self.make.setEnabled(bool(self.addresses) and here is None)
        if here:
            self._fill(here[1])

    def _fill(self, words: ListWords) -> None:
        form = self.work.form
        _offer(self.of, [(one.title, one.key) for one in form.catalogue.records()], words.of)
        fields = [(say("adopt.order_none"), ""), *((one.title, one.key) for one in form.fields(words.of))]
        _offer(self.order, [one for one in fields if one[1] != "#"], words.order)
        self.spare.setCurrentIndex(self.spare.findData(words.spare))
        self.descending.setChecked(words.descending)
        self.dated.show_field(form.catalogue.dated_by(words.of), words.when)
        self.only.show_conditions(form.splits(record=words.of), words.only)
        self.group.show_list(words, [one for one in fields if one[1] not in ("", "#")])

    def make_list(self) -> None:
        """The chosen rows become a list: the proposed one where there is one, else of the first type."""
        if not self.addresses or self._here():
            return
        places = [split_address(one) for one in self.addresses]
        sheet, first, last = places[0][0], min(one[1] for one in places), max(one[1] for one in places)
        row = f"{sheet}!{first}" if first == last else f"{sheet}!{first}:{last}"
        proposed = [one for one in self.work.proposed_lists if one.words.place[:2] == (sheet, first)]
        form = self.work.form
        of = proposed[0].words.of if proposed else form.catalogue.records()[0].key
        self.work.act(lambda: form.put_list("", ListWords(row, of, {}, when=self._when(of))))

    def drop_list(self) -> None:
        """The rows are no list any more."""
        if here := self._here():
            self.work.act(lambda: self.work.form.put_list(here[0], None))

    def _list_others(self, of: str) -> None:
        """Another type has other fields."""
        self._change(of=of, order="", only={}, columns={}, group={}, when=self._when(of))

    def _when(self, of: str) -> str:
        """By what records are those of the period, unless the clerk wants all."""
        field = self.work.form.catalogue.dated_by(of)
        return field.key if field else ""

    def _change(self, **words: Any) -> None:
        if here := self._here():
            self.work.act(lambda: self.work.form.put_list(here[0], replace(here[1], **words)))


def _offer(box: QComboBox, choices: list[tuple[str, str]], now: str) -> None:
    box.clear()
    for title, key in choices:
        box.addItem(title, key)
    box.setCurrentIndex(max(box.findData(now), 0))
