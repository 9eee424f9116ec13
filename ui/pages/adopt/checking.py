"""The pane of checks, typed in cell addresses as the upper level prints them, and judged while they are typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.returns.checks import read_check
from models.returns.grammar import CheckWords
from models.returns.phrasing import sentences
from models.returns.trying import failing
from models.words import say
from ui.pages.adopt.drafting import Drafting
from ui.pages.adopt.reading import CHECKING
from ui.parts.boxes import ComboBox
from ui.parts.jobs import Job

_LEVELS = ("error", "doubt")
_PAUSE = 250  # milliseconds without a key press before what was typed is held against the figures
_COLUMNS = ("key", "must", "level")


class CheckPane(QWidget):
    """The checks so far, and lines for the one that is chosen or new."""

    def __init__(self, work: Drafting) -> None:
        super().__init__()
        self.work = work
        self.key = ""
        self.table = QTableWidget(0, len(_COLUMNS))
        self.number, self.must, self.say_ = QLineEdit(), QLineEdit(), QLineEdit()
        self.level, self.verdict, self.hint = ComboBox(), QLabel(), QLabel(say("adopt.check_hint"))
        self.keep, self.drop = QPushButton(say("adopt.check_keep")), QPushButton(say("adopt.check_drop"))
        self.new = QPushButton(say("adopt.check_new"))
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.table.setAccessibleName(say("adopt.checks"))
        self.table.setHorizontalHeaderLabels([say(f"adopt.check_{name}") for name in _COLUMNS])
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        for at, width in ((0, 56), (2, 56)):
            self.table.setColumnWidth(at, width)
        for level in _LEVELS:
            self.level.addItem(say(f"findings.{level}"), level)
        for name, box in (("key", self.number), ("must", self.must), ("level", self.level), ("say", self.say_)):
            box.setAccessibleName(say(f"adopt.check_{name}"))
        for line, name in ((self.number, "key"), (self.must, "must"), (self.say_, "say")):
            line.setPlaceholderText(say(f"adopt.check_{name}"))
        for label in (self.verdict, self.hint):
            label.setWordWrap(True)
            label.setProperty("role", "help")
        first, last = QHBoxLayout(), QHBoxLayout()
        for widget, stretch in ((self.number, 1), (self.level, 1)):
            first.addWidget(widget, stretch)
        for button in (self.keep, self.new, self.drop):
            last.addWidget(button)
        last.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.addWidget(self.hint)
        rows.addWidget(self.table, 1)
        rows.addLayout(first)
        for widget in (self.must, self.verdict, self.say_):
            rows.addWidget(widget)
        rows.addLayout(last)

    def _wire(self) -> None:
        self.must.textChanged.connect(lambda _: self._rest.start())
        self._rest.timeout.connect(self.judge)
        self.must.returnPressed.connect(self.keep_check)
        self.say_.returnPressed.connect(self.keep_check)
        self.keep.clicked.connect(self.keep_check)
        self.new.clicked.connect(lambda: self._show("", CheckWords("")))
        self.drop.clicked.connect(self.drop_check)
        self.table.currentCellChanged.connect(self._chosen)

    def refresh(self) -> None:
        """Lists the checks as they are now."""
        if not self.work.adoption:
            return
        checks = self.work.form.checks
        self.table.blockSignals(True)
        self.table.setRowCount(len(checks))
        for row, (key, words) in enumerate(checks.items()):
            for column, text in enumerate((key, words.must, say(f"findings.{words.level}"))):
                item = QTableWidgetItem(text)
                item.setToolTip(words.say or words.must)
                self.table.setItem(row, column, item)
        self.table.blockSignals(False)

    def _chosen(self, row: int, *_: int) -> None:
        if (item := self.table.item(row, 0)) is not None:
            self._show(item.text(), self.work.form.checks[item.text()])

    def _show(self, key: str, words: CheckWords) -> None:
        self.key = key
        self.number.setText(key)
        self.must.setText(words.must)
        self.say_.setText(words.say)
        self.level.setCurrentIndex(self.level.findData(words.level))
        if not key:
            self.must.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self) -> list[CheckWords]:
        """The checks as they are typed: several in one breath are several."""
        level, why = self.level.currentData(), self.say_.text().strip()
        return [CheckWords(must, level, why) for must in sentences(self.must.text()) if must]

    def judge(self) -> None:
        """Whether what is typed can be read, and whether it holds for the figures as they are."""
        if not self.work.adoption or not self.must.text().strip():
            self._tell("")
            return
        told, period, beside = self._told(), self.work.period, self.work.aside()

        def work(_: Job) -> list[str]:
            with beside() as form:
                return [where for words in told for where in failing(form, words, period)]

        self.work.desk.jobs.start(Job(work, self._judged, topic=CHECKING, failed=lambda why: self._tell(why, "error")))

    def _judged(self, found: list[str]) -> None:
        if found:
            self._tell(say("adopt.check_fails", where="；".join(found)), "doubt")
        else:
            self._tell(say("adopt.check_holds"))

    def _tell(self, text: str, tone: str = "") -> None:
        self.verdict.setText(text)
        self.verdict.setProperty("role", f"finding-{tone}" if tone else "help")
        self.verdict.style().polish(self.verdict)

    def keep_check(self) -> None:
        """Keeps the check, and makes room for the next one."""
        told, number = self._told(), self.number.text().strip()
        if told and self.work.act(lambda: self._keep(told, number)):
            self._show("", CheckWords(""))

    def _keep(self, told: list[CheckWords], number: str) -> None:
        for words in told:
            read_check(words.must)
        if self.key and self.key != number:
            self.work.form.put_check(self.key, None)
        for at, words in enumerate(told):
            self.work.form.put_check(number if not at else "", words)

    def drop_check(self) -> None:
        """Takes the chosen check away."""
        if self.key and self.work.act(lambda: self.work.form.put_check(self.key, None)):
            self._show("", CheckWords(""))
