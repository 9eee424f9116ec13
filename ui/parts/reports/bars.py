"""Around the table of figures: which period, which lines, and what is told of the current cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.words import say
from ui.parts.boxes import ComboBox
from ui.parts.chips import Chips
from ui.parts.look import icon, scaled
from ui.parts.toolbar import add_action, button

_BESIDE = ("last", "year", "none")
_PERIOD_WIDTH, _SEARCH_WIDTH = 150, 200
_TOLD = 2  # sentences that have room under the table


class PeriodBar(QWidget):
    """The period, the ones before and after it, and the one whose figures stand beside."""

    typed = Signal(str)  # a period as people write it
    stepped = Signal(int)  # so many periods on
    compared = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.box = ComboBox()
        self.with_ = ComboBox()
        self._build(page)
        self.box.textActivated.connect(self.typed)
        self.box.lineEdit().editingFinished.connect(lambda: self.typed.emit(self.box.currentText()))
        self.with_.currentIndexChanged.connect(lambda _: self.compared.emit(self.beside()))

    def _build(self, page: QWidget) -> None:
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMinimumWidth(scaled(_PERIOD_WIDTH))
        self.box.setAccessibleName(say("reports.period"))
        self.box.setToolTip(say("reports.period_hint"))
        self.with_.setAccessibleName(say("reports.beside"))
        for one in _BESIDE:
            self.with_.addItem(say(f"reports.beside_{one}"), one)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(QLabel(say("reports.period")))
        row.addWidget(button(page, "", "reports.earlier", "Ctrl+PgUp", lambda: self.stepped.emit(-1)))
        row.addWidget(self.box)
        row.addWidget(button(page, "", "reports.later", "Ctrl+PgDown", lambda: self.stepped.emit(1)))
        row.addSpacing(12)
        row.addWidget(self.with_)

    def offer(self, known: Sequence[str], now: str) -> None:
        """Shows the periods to choose from and the one that is open."""
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems(list(known))
        self.box.blockSignals(False)
        self.show_period(now)

    def show_period(self, now: str) -> None:
        """Shows which period is open."""
        self.box.blockSignals(True)
        self.box.setCurrentText(now)
        self.box.blockSignals(False)

    def beside(self) -> str:
        """`last`, `year` for the same part of the year before, or `none`."""
        return str(self.with_.currentData())

    def compare(self, beside: str) -> None:
        """Chooses what stands beside, without a word."""
        self.with_.blockSignals(True)
        self.with_.setCurrentIndex(max(self.with_.findData(beside), 0))
        self.with_.blockSignals(False)


class FilterBar(QWidget):
    """Which lines are shown, with how many there are of each kind; and what to do about those that wait."""

    changed = Signal()
    blank_wanted = Signal()
    empty_wanted = Signal()
    text_wanted = Signal()
    workbook_wanted = Signal()

    def __init__(self, page: QWidget, states: Sequence[str]) -> None:
        super().__init__()
        named = {"": "all"} | {state: state for state in states}
        told = {state: (say(f"reports.show_{name}"), say(f"reports.about_{name}")) for state, name in named.items()}
        self.chips = Chips(told)
        self.search = QLineEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        row.addWidget(self.chips)
        row.addWidget(self._search_line(page))
        row.addStretch()
        row.addWidget(self._blank(page))
        row.addWidget(self._empty(page))
        row.addWidget(self._reminder(page))
        self.chips.changed.connect(self.changed)
        self.search.textChanged.connect(lambda _: self.changed.emit())

    def _search_line(self, page: QWidget) -> QLineEdit:
        add_action(page, "reports.search", "Ctrl+F", self.search.setFocus)
        self.search.setPlaceholderText(say("reports.search"))
        self.search.setAccessibleName(say("reports.search"))
        self.search.setToolTip(say("reports.search_hint"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(scaled(_SEARCH_WIDTH))
        return self.search

    def _blank(self, page: QWidget) -> QPushButton:
        made = button(page, "table", "table.blank", "Ctrl+B", self.blank_wanted.emit)
        made.setToolTip(say("table.blank_hint"))
        return made

    def _empty(self, page: QWidget) -> QPushButton:
        made = button(page, "flag", "reports.note_empty", "Ctrl+K", self.empty_wanted.emit)
        made.setToolTip(say("reports.note_empty_hint"))
        return made

    def _reminder(self, page: QWidget) -> QPushButton:
        made = QPushButton(icon("export"), say("reports.reminder"))
        made.setToolTip(say("reports.reminder_hint"))
        menu = QMenu(made)
        menu.addAction(add_action(page, "reports.reminder_text", "Ctrl+Shift+C", self.text_wanted.emit))
        menu.addAction(add_action(page, "reports.reminder_workbook", "Ctrl+E", self.workbook_wanted.emit))
        made.setMenu(menu)
        return made


class Details(QWidget):
    """The current cell in words, and sentences about it in the colours of their levels; always of one height."""

    def __init__(self) -> None:
        super().__init__()
        self.head = QLabel()
        self.told = [QLabel() for _ in range(_TOLD)]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 2, 16, 6)
        rows.setSpacing(3)
        for label in (self.head, *self.told):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setIndent(6 if label in self.told else 0)
            label.setFixedHeight(self.fontMetrics().height() + 6)
            rows.addWidget(label)

    def tell(self, head: str, sentences: Sequence[tuple[str, str]]) -> None:
        """What does not fit is counted and stands in the tooltip."""
        self.head.setText(head)
        self.setAccessibleName("\n".join([head, *(text for text, _ in sentences)]))
        self.setToolTip("\n".join(text for text, _ in sentences))
        for at, label in enumerate(self.told):
            text, level = sentences[at] if at < len(sentences) else ("", "")
            more = len(sentences) - _TOLD if at == _TOLD - 1 else 0
            label.setText(f"{text}　{say('reports.more', count=more)}" if more > 0 else text)
            label.setProperty("role", f"finding-{level}" if level else "muted")
            label.style().unpolish(label)
            label.style().polish(label)
