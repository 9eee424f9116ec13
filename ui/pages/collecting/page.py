"""One round of collecting, unit by unit: chosen above, filtered by state and words, with reminders and returns."""

from __future__ import annotations

import datetime
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models import reporting, rounds
from models.corrections import write_for_each
from models.findings import Finding
from models.rounds import FAULTY, LATE, STATES, WAITING, Round, Standing
from models.words import say
from ui.pages.collecting.model import StandingsModel
from ui.parts.boxes import ComboBox
from ui.parts.chips import Chips
from ui.parts.desk import Desk
from ui.parts.head import head, hint, search_line
from ui.parts.jobs import Job
from ui.parts.look import icon
from ui.parts.originals import save_originals
from ui.parts.table import DenseTable
from ui.parts.toolbar import HERE, add_action, button
from ui.parts.writing import save_workbook

_WIDTHS = (220, 96, 92, 92, 158, 190, 50, 50, 50)
_CHOSEN = "collecting/round"


class CollectingPage(QWidget):
    """Who was asked, has sent, is late, and whose rows are wrong."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.findings: list[Finding] = []
        self.model = StandingsModel()
        self.table = DenseTable(self.model, say("collecting_page.title"), _WIDTHS)
        self.round = ComboBox()
        named = {"": "all"} | {state: state for state in STATES}
        told = {
            state: (say(f"collecting_page.show_{name}"), say(f"collecting_page.about_{name}"))
            for state, name in named.items()
        }
        self.chips = Chips(told)
        self.search = search_line()
        self.body = QStackedWidget()
        self._stale = True
        self._build()
        self._wire()
        desk.audit()

    def _build(self) -> None:
        self.round.setAccessibleName(say("collecting_page.round"))
        self.round.setToolTip(say("collecting_page.round"))
        self.round.setMinimumContentsLength(24)
        self.round.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        nothing = QLabel(say("collecting_page.nothing"))
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setWordWrap(True)
        nothing.setProperty("role", "muted")
        for widget in (self.table, nothing):
            self.body.addWidget(widget)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(head(say("collecting_page.title"), (self.round, 1), *((one, 0) for one in self._buttons())))
        rows.addLayout(self._filters())
        rows.addWidget(hint(say("collecting_page.hint")))
        rows.addWidget(self.body, 1)

    def _buttons(self) -> list[QPushButton]:
        ask = button(self, "table", "table.blank", "Ctrl+B", self.ask)
        ask.setToolTip(say("table.blank_hint"))
        remind = QPushButton(icon("export"), say("collecting_page.reminder"))
        remind.setToolTip(say("collecting_page.reminder_hint"))
        remind.setProperty("role", "menu")
        menu = QMenu(remind)
        menu.addAction(add_action(self, "collecting_page.reminder_text", "Ctrl+Shift+C", self.copy_reminder))
        menu.addAction(add_action(self, "collecting_page.reminder_workbook", "Ctrl+Shift+E", self.save_reminder))
        remind.setMenu(menu)
        back = button(self, "undo", "collecting_page.errors", "Ctrl+E", self.send_back)
        back.setToolTip(say("collecting_page.errors_hint"))
        originals = button(self, "import", "originals.take", "Ctrl+Alt+O", self.give_back)
        originals.setToolTip(say("originals.unit_hint"))
        return [ask, remind, back, originals]

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self.chips)
        row.addWidget(self.search, 1)
        row.addStretch()
        return row

    def _wire(self) -> None:
        self.round.activated.connect(self._choose)
        self.chips.changed.connect(self._filter)
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.doubleClicked.connect(self._open)
        add_action(self.table, "collecting_page.open", "Return Enter", self._open_current, HERE)
        add_action(self, "table.find", "Ctrl+F", self.search.setFocus)
        self.desk.audited.connect(self._audited)
        self.desk.changed.connect(lambda _: self._follow())

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _follow(self) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def _audited(self, found: list[Finding]) -> None:
        self.findings = found
        self._follow()

    @property
    def chosen(self) -> Round | None:
        """The round that is shown."""
        found: Round | None = self.round.currentData()
        return found

    def reload(self) -> None:
        """Offers the rounds anew and reads the one that is shown, in the background."""
        self._stale = False
        register = self.desk.office.register
        last = self.round.currentText() or str(self.desk.settings.value(_CHOSEN, ""))
        self.round.clear()
        for one in rounds.rounds(register):
            self.round.addItem(one.title(register), one)
        self.round.setCurrentIndex(max(self.round.findText(last), 0))
        self.body.setCurrentIndex(0 if self.round.count() else 1)
        for widget in (self.round, self.chips, self.search):
            widget.setEnabled(bool(self.round.count()))
        self._read()

    def _choose(self) -> None:
        self.desk.settings.setValue(_CHOSEN, self.round.currentText())
        self._read()

    def _read(self) -> None:
        if one := self.chosen:
            self.desk.jobs.start(Job(lambda _: self._standings(one), self._take, topic="standings"))
        else:
            self._take([])

    def _standings(self, one: Round) -> list[Standing]:
        reader = self.desk.office.register.look()
        try:
            return rounds.standings(reader, one, self.findings, datetime.date.today())
        finally:
            reader.close()

    def _take(self, found: list[Standing]) -> None:
        row = max(self.table.currentIndex().row(), 0)
        self.model.take(found)
        self.chips.count(self.model.counts())
        self.table.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))

    def _filter(self) -> None:
        self.model.show_only(self.chips.state(), self.search.text())

    def _open_current(self) -> None:
        self._open(self.table.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        """The first finding of a unit, else its first record, else the unit itself, whose telephone is there."""
        if not index.isValid() or (one := self.chosen) is None:
            return
        standing = self.model.shown[index.row()]
        if standing.findings:
            first = standing.findings[0]
            self.desk.wanted.emit(first.record, first.row, first.field)
        elif standing.rows:
            self.desk.wanted.emit(one.record.key, standing.rows[0], "")
        else:
            self.desk.wanted.emit("unit", standing.unit, "")

    def ask(self) -> None:
        """Asks units for another round, or once more for this one."""
        one = self.chosen
        told = (one.record.key, one.competition or 0, one.period) if one else ()
        import_module("ui.parts.asking").ask_units(self, self.desk, *told)

    def copy_reminder(self) -> None:
        """The reminder's text goes to the clipboard."""
        if told := self._reminder():
            QGuiApplication.clipboard().setText(told.text())
            self.desk.said.emit(say("collecting_page.copied", count=len(told.rows)))

    def save_reminder(self) -> None:
        """The reminder is written as a workbook, where the clerk says."""
        if told := self._reminder():
            save_workbook(self, self.desk, told.title, lambda _, path: reporting.write_reminder(told, path))

    def _reminder(self) -> reporting.Reminder | None:
        waiting = [one for one in self.model.all if one.state in (LATE, WAITING)]
        if waiting and self.chosen:
            return rounds.reminder(self.desk.office.register, self.chosen, waiting)
        self.desk.said.emit(say("collecting_page.none_waiting"))
        return None

    def send_back(self) -> None:
        """Writes for each unit whose rows are wrong what is wrong, cell by cell of its own workbook."""
        found = [each for one in self.model.all if one.state == FAULTY for each in one.findings]
        if not found:
            self.desk.said.emit(say("collecting_page.none_faulty"))
            return
        start = str(self.desk.office.folder / "out")
        folder = QFileDialog.getExistingDirectory(self, say("collecting_page.errors_folder"), start)
        if folder:
            self.desk.jobs.start(Job(lambda _: self._write_back(found, Path(folder)), self._written_back))

    def give_back(self) -> None:
        """Copies the workbooks that the chosen units have sent to where the clerk says."""
        chosen = sorted({one.row() for one in self.table.selectionModel().selectedRows()})
        sent = [self.model.shown[row] for row in chosen]
        save_originals(self, self.desk, [(one.file, one.kept) for one in sent])

    def _write_back(self, found: list[Finding], folder: Path) -> tuple[int, Path]:
        reader = self.desk.office.register.look()
        try:
            return write_for_each(reader, found, folder), folder
        finally:
            reader.close()

    def _written_back(self, told: tuple[int, Path]) -> None:
        self.desk.said.emit(say("collecting_page.errors_written", count=told[0], folder=told[1]))
