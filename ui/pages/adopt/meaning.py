"""The pane that says what belongs in the current cell; every choice is kept at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.returns.adopting import Known
from models.returns.grammar import KEPT, KEYED, TOTAL, CellWords
from models.words import say
from ui.pages.adopt.choosing import Chooser
from ui.pages.adopt.drafting import Drafting
from ui.pages.adopt.narrowing import Narrowing
from ui.pages.adopt.telling import shown, told
from ui.parts.boxes import ComboBox

UNSAID, MEASURE, FIELD, FACT, TEXT = "", "measure", "field", "fact", "text"
KINDS = (MEASURE, FACT, TEXT, TOTAL, KEYED, KEPT)
_IN_LIST = (FIELD, MEASURE, TEXT, KEYED, KEPT)
_AT_ONCE = {KEYED: CellWords(keyed=True), KEPT: CellWords(kept=True), TOTAL: CellWords(total=True)}
_UNITS = ("", "人", "人次", "项", "个", "元", "千元", "万元", "亿元", "万人", "%")
_MOST_DECIMALS = 4
_BACK = ("back_0", "back_1", "back_2")  # so many years before the period


def kind_of(meaning: CellWords | None) -> str:
    """Which of the kinds a meaning is."""
    if meaning is None:
        return UNSAID
    known = {MEASURE: meaning.measure, FIELD: meaning.field_, FACT: meaning.fact}
    return next((kind for kind, said in known.items() if said), _short(meaning) or TEXT)


def _short(meaning: CellWords) -> str:
    """The kind that needs nothing more, if it is one of those."""
    return next((kind for kind, words in _AT_ONCE.items() if meaning == words), "")


class MeaningPane(QScrollArea):
    """What belongs in the chosen cells: the current one is shown, all of them are bound."""

    def __init__(self, work: Drafting) -> None:
        super().__init__()
        self.work = work
        self.addresses: list[str] = []
        self.heading, self.value, self.why = QLabel(), QLabel(), QLabel()
        self.accept = QPushButton(say("adopt.accept"))
        self.kind, self.unit, self.decimals, self.back = ComboBox(), ComboBox(), ComboBox(), ComboBox()
        self.text, self.facts = QLineEdit(), ComboBox()
        self.measure = Chooser(say("adopt.find_measure"), lambda text: work.form.measures(text, self._in_list()))
        self.fact = Chooser(
            say("adopt.find_fact"), lambda text: [one for one in work.form.catalogue.facts() if text in one.title]
        )
        self.field = Chooser(say("adopt.find_field"), self._fields)
        self.only = Narrowing()
        self.body = QStackedWidget()
        self._build()
        self._wire()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _build(self) -> None:
        for label, role in ((self.heading, "section"), (self.why, "help"), (self.value, "computed")):
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.kind.setAccessibleName(say("adopt.kind"))
        self.kind.setPlaceholderText(say("adopt.unsaid"))
        self.text.setAccessibleName(say("adopt.kind_text"))
        self.facts.setAccessibleName(say("adopt.insert_fact"))
        pages = {UNSAID: QLabel(say("adopt.unsaid_hint")), MEASURE: self._measure_page(), FIELD: self.field}
        pages |= {FACT: self.fact, TEXT: self._text_page()}
        pages |= {kind: QLabel(say(f"adopt.hint_{kind}")) for kind in _AT_ONCE}
        self.pages = pages
        for page in pages.values():
            if isinstance(page, QLabel):
                page.setWordWrap(True)
                page.setAlignment(Qt.AlignmentFlag.AlignTop)
                page.setProperty("role", "help")
            self.body.addWidget(page)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(6)
        for widget in (self.heading, self.why, self.accept, self.kind):
            rows.addWidget(widget)
        rows.addWidget(self.body, 1)
        rows.addWidget(self.value)
        self.setWidget(inside)

    def _measure_page(self) -> QWidget:
        self.unit.setEditable(True)
        self.unit.addItems(_UNITS)
        self.decimals.addItem(say("adopt.decimals_any"), None)
        for many in range(_MOST_DECIMALS + 1):
            self.decimals.addItem(say("adopt.decimals_some", many=many), many)
        for years, sentence in enumerate(_BACK):
            self.back.addItem(say(f"adopt.{sentence}"), years)
        form = QFormLayout()
        form.setSpacing(4)
        for name, box in (("unit", self.unit), ("decimals", self.decimals), ("back", self.back)):
            box.setAccessibleName(say(f"adopt.{name}"))
            form.addRow(say(f"adopt.{name}"), box)
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.measure, 1)
        rows.addWidget(self.only)
        rows.addLayout(form)
        return page

    def _text_page(self) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.text)
        rows.addWidget(self.facts)
        rows.addStretch()
        return page

    def _wire(self) -> None:
        self.kind.activated.connect(lambda _: self._choose_kind(self.kind.currentData()))
        self.measure.chosen.connect(lambda key: self._put(replace(self._measure(), measure=key)))
        self.field.chosen.connect(lambda key: self._put(CellWords(field_=key)))
        self.fact.chosen.connect(lambda key: self._put(CellWords(fact=key)))
        self.only.changed.connect(lambda only: self._put(replace(self._measure(), only=only)))
        self.unit.textActivated.connect(lambda _: self._put_measure())
        self.unit.lineEdit().editingFinished.connect(self._put_measure)
        for box in (self.decimals, self.back):
            box.activated.connect(lambda _: self._put_measure())
        self.text.editingFinished.connect(self._put_text)
        self.facts.activated.connect(self._insert)

    def _facts(self, text: str) -> list[Known]:
        return [one for one in self.work.form.catalogue.facts() if text in one.title]

    def _fields(self, text: str) -> list[Known]:
        record = self._record()
        return [one for one in self.work.form.fields(record) if text in one.title] if record else []

    def _record(self) -> str:
        """The record type that the cell tells of; empty where of none."""
        return self.work.listed(self.addresses[0]) if self.addresses else ""

    def _in_list(self) -> str:
        """The record type of the list that the cell stands in; empty where in none."""
        return self.work.listed(self.addresses[0]) if self.addresses and self.work.list_at(self.addresses[0]) else ""

    def show_cells(self, addresses: list[str]) -> None:
        """The cells that what is chosen here goes for; the first one is shown."""
        self.addresses = addresses
        self.refresh()

    def refresh(self) -> None:
        """Shows what is said of the current cell now."""
        if not self.addresses or not self.work.adoption:
            return
        address = self.addresses[0]
        meaning = self.work.meaning(address)
        self._tell(address, meaning)
        kinds = _IN_LIST if self._record() else KINDS
        self.kind.clear()
        for kind in kinds:
            self.kind.addItem(say(f"adopt.kind_{kind}"), kind)
        self._show_kind(kind_of(meaning))
        self._fill(meaning or CellWords())

    def _tell(self, address: str, meaning: CellWords | None) -> None:
        above, beside = self.work.form.labels(address)
        path = " › ".join([*beside, *above])
        more = say("adopt.more_cells", count=len(self.addresses)) if len(self.addresses) > 1 else ""
        self.heading.setText(f"{address}{more}　{path}")
        proposal = self.work.waiting().get(address)
        self.accept.setVisible(proposal is not None)
        self.why.setVisible(proposal is not None)
        if proposal:
            what = told(proposal.meaning, self.work.names, self.work.record(address))
            self.why.setText(say("adopt.proposed", what=what, why=proposal.why))
        value = shown(self.work.values.get(address))
        self.value.setVisible(meaning is not None or proposal is not None)
        self.value.setText(say("adopt.value", period=self.work.period, value=value or say("adopt.empty_value")))

    def _show_kind(self, kind: str) -> None:
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.body.setCurrentWidget(self.pages[kind])

    def _fill(self, meaning: CellWords) -> None:
        self.measure.show_key(meaning.measure)
        self.fact.show_key(meaning.fact)
        self.field.show_key(meaning.field_)
        self.text.setText(meaning.text)
        self.unit.setCurrentText(meaning.unit)
        self.decimals.setCurrentIndex(max(self.decimals.findData(meaning.decimals), 0))
        self.back.setCurrentIndex(max(self.back.findData(meaning.back), 0))
        splits = self.work.form.splits(measure=meaning.measure) if meaning.measure else []
        self.only.show_conditions(splits, meaning.only)
        self.facts.clear()
        self.facts.addItem(say("adopt.insert_fact"))
        for one in self.work.form.catalogue.facts():
            self.facts.addItem(one.title, one.key)

    def _measure(self) -> CellWords:
        """The measure that is shown, to say one thing more of it."""
        meaning = self.work.meaning(self.addresses[0]) or CellWords()
        return meaning if meaning.measure else CellWords()

    def _put_measure(self) -> None:
        decimals, back = self.decimals.currentData(), self.back.currentData()
        before = self._measure()
        if before.measure:
            self._put(replace(before, unit=self.unit.currentText().strip(), decimals=decimals, back=back))

    def _put_text(self) -> None:
        if text := self.text.text():
            self._put(CellWords(text=text))

    def _insert(self, at: int) -> None:
        if key := self.facts.itemData(at):
            self.text.setText(f"{self.text.text()}{{{key}}}")
            self._put_text()

    def _choose_kind(self, kind: str) -> None:
        """Kinds that need nothing more are kept at once; the others wait for what is chosen or typed."""
        self._show_kind(kind)
        if kind in _AT_ONCE:
            self._put(_AT_ONCE[kind])
        elif kind == TEXT:
            self.text.setFocus()
        else:
            {MEASURE: self.measure, FIELD: self.field, FACT: self.fact}[kind].setFocus()

    def _put(self, meaning: CellWords | None) -> None:
        if meaning != self.work.meaning(self.addresses[0]) or len(self.addresses) > 1:
            self.work.bind(self.addresses, meaning)

    def open_kind(self, kind: str) -> None:
        """Goes to where a meaning of that kind is chosen."""
        if self.kind.findData(kind) >= 0:
            self._choose_kind(kind)
