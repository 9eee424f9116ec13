"""The first tab: choose, look at every page, settle what is doubtful, make."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QInputDialog, QSplitter, QVBoxLayout, QWidget

from models import issued
from models.findings import Finding
from models.words import Refusal, say
from ui.pages.certificates.awardees import SUBJECT, AwardeesModel
from ui.pages.certificates.bar import ProgressBar
from ui.pages.certificates.choosing import Chooser
from ui.pages.certificates.doubts import DoubtsModel
from ui.pages.certificates.listing import Listed, listed
from ui.pages.certificates.making import Making
from ui.pages.certificates.why import ask_why
from ui.parts.awards import Batch
from ui.parts.desk import Desk
from ui.parts.head import count, search_line
from ui.parts.jobs import Job
from ui.parts.preview import Preview
from ui.parts.table import DenseTable
from ui.parts.toolbar import add_action, toolbar

_WIDTHS = (34, 150, 100, 150, 90, 60)
_SETTLE = 150  # milliseconds between the last change of the choice and its list
_READ = {"issued", "settings", "printer"}


class Maker(QWidget):
    """A list of awardees, the page of the current one, and what is the matter."""

    design_wanted = Signal(str)
    calibration_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.chooser = Chooser(desk.office)
        self.model = AwardeesModel()
        self.table = DenseTable(self.model, say("making.awardees"), _WIDTHS)
        self.doubts_model = DoubtsModel()
        self.doubts = DenseTable(self.doubts_model, say("making.doubts"), (130, 300))
        self.preview = Preview(say("making.preview"))
        self.search, self.count = search_line(), count()
        self.bar = ProgressBar()
        self.making = Making(self, desk)
        self.list = None
        self._stale = True
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE)
        self._actions = self._toolbar()
        self._build()
        self._wire()

    def _toolbar(self) -> list[QAction]:
        """What can be done with the ticked ones."""
        wanted: dict[str, tuple[str, str, Callable[[], object]]] = {
            "print": ("making.print", "Ctrl+P", lambda: self.print_()),
            "star": ("making.print_first", "Ctrl+Shift+P", lambda: self.print_(first=True)),
            "export": ("making.save", "Ctrl+E", lambda: self.save(separately=False)),
            "people": ("making.save_each", "Ctrl+Shift+E", lambda: self.save(separately=True)),
            "redo": ("making.go_on", "Ctrl+G", self.go_on),
            "target": ("making.calibrate", "Ctrl+K", self.calibration_wanted.emit),
            "wrench": ("making.design", "Ctrl+D", lambda: self.design_wanted.emit(str(self.batch().name))),
        }
        self.tools = toolbar(self, wanted)
        add_action(self, "making.tick", "Ctrl+Space", self._tick)
        add_action(self, "making.tick_all", "Ctrl+Shift+A", self._tick_all)
        add_action(self, "making.up", "Alt+Up", lambda: self._move(-1))
        add_action(self, "making.down", "Alt+Down", lambda: self._move(1))
        add_action(self, "making.pause", "Ctrl+H", self._pause)
        return self.tools.actions()

    def _build(self) -> None:
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.doubts.verticalHeader().hide()
        left, right = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch in ((self.table, 3), (self.doubts, 1)):
            left.addWidget(widget)
            left.setStretchFactor(left.count() - 1, stretch)
        left.setSizes([420, 150])
        for widget in (left, self.preview):
            right.addWidget(widget)
        right.setSizes([640, 460])
        self.tools.addWidget(self.count)
        self.tools.addWidget(self.search)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 6, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(self.chooser)
        rows.addWidget(self.tools)
        rows.addWidget(self.bar)
        rows.addWidget(right, 1)

    def _wire(self) -> None:
        self._soon.timeout.connect(self.reload)
        self.chooser.changed.connect(self._soon.start)
        self.search.textChanged.connect(self.model.search)
        self.model.ticked_changed.connect(self._number)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._look())
        self.model.modelReset.connect(lambda: self._go(0))
        self.doubts.clicked.connect(lambda index: self._lead(index.row()))
        self.doubts.activated.connect(lambda index: self._lead(index.row()))
        self.making.progressed.connect(self._progress)
        self.making.ended.connect(self._ended)
        self.making.stopped.connect(self._stopped)
        self.bar.pause_wanted.connect(self._pause)
        self.bar.stop_wanted.connect(self.making.stop)
        self.desk.changed.connect(self._follow)

    def choose(self, layout: str) -> None:
        """Another certificate."""
        self.chooser.offer_layouts(layout)
        self.reload()

    def batch(self) -> Batch:
        """What is chosen, without saying for whom."""
        return self.chooser.batch()

    def showEvent(self, event: QShowEvent) -> None:
        """Reads what was changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _follow(self, tables: set[str]) -> None:
        office = self.desk.office
        name = self.batch().name
        if tables & (_READ | {office.schema[office.layouts[name].of].table, "worker", "unit"}):
            if "printer" in tables:
                self.chooser.offer_printers()
            self._stale = True
            if self.isVisible():
                self._soon.start()

    def reload(self) -> None:
        """Works out the list of the choice in the background."""
        self._stale = False
        office, batch = self.desk.office, self.batch()
        self.preview.told = say("making.preparing")

        def work(_: Job) -> Listed:
            reader = office.register.look()
            try:
                return listed(office, reader, batch)
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, self._take, topic="certificates listed"))

    def _take(self, found: Listed) -> None:
        before = self.current()
        self.list = found
        self.chooser.offer_sources(found.sources)
        self._show_doubts(found.findings)
        self.preview.told = found.told or say("making.nobody")
        self.model.take(found.awardees, found.marks())
        self._go(max(self.model.place(before), 0))

    def _show_doubts(self, findings: list[Finding]) -> None:
        self.doubts_model.take(findings)
        self.doubts.setVisible(bool(findings))

    def current(self) -> int:
        """The record whose page is shown; 0 when there is none."""
        at = self.table.currentIndex().row()
        return self.model.shown[at].row if 0 <= at < len(self.model.shown) else 0

    def _go(self, at: int) -> None:
        self.table.setCurrentIndex(self.model.index(at, SUBJECT))
        self._look()

    def _lead(self, at: int) -> None:
        """From a doubt to its page."""
        place = self.model.place(self.doubts_model.findings[at].row)
        if place >= 0:
            self._go(place)
            self.table.scrollTo(self.model.index(place, SUBJECT))

    def _look(self) -> None:
        page = self.model.page(self.table.currentIndex().row())
        self.preview.show_page(page, self.list.profile.margins if self.list else (0, 0, 0, 0))

    def _number(self) -> None:
        """What numbers the ticked ones would get, and how many there are."""
        try:
            years = [one.year for one in self.model.fresh()]
            self.model.number(issued.numbers(self.desk.office.register, years))
        except Refusal as refusal:
            self.desk.said.emit(str(refusal))
        chosen = len(self.model.chosen())
        self.count.setText(say("making.count", ticked=chosen, count=len(self.model.all)))
        self._look()

    def _tick(self) -> None:
        self.model.tick({index.row() for index in self.table.selectionModel().selectedRows()})

    def _tick_all(self) -> None:
        every = range(len(self.model.shown))
        self.model.tick(every, any(self.model.shown[at].row not in self.model.ticked for at in every))

    def _move(self, by: int) -> None:
        self._go(self.model.move(self.table.currentIndex().row(), by))

    def print_(self, first: bool = False) -> None:
        """Prints the ticked ones, or the first of them alone."""
        if batch := self._wanted(1 if first else None):
            self.making.print_(batch)

    def save(self, separately: bool) -> None:
        """Writes the ticked ones into one PDF, or each into a file of its own."""
        if batch := self._wanted(None):
            self.making.save(batch, separately)

    def _wanted(self, most: int | None) -> Batch | None:
        """The ticked ones; for those that have a certificate already the reason is asked."""
        chosen = self.model.chosen()[:most]
        if self.making.busy or not chosen:
            self.desk.said.emit(say("making.busy" if self.making.busy else "making.none_ticked"))
            return None
        why = ""
        if again := [one for one in chosen if one.entry and not one.entry.pending]:
            why = ask_why(self, say("making.why_again", count=len(again)))
            if not why:
                return None
        return self.chooser.batch([one.row for one in chosen], why)

    def go_on(self) -> None:
        """Prints the last batch again from a number on, after a jam."""
        numbers = self.making.numbers()
        if self.making.busy or not numbers:
            self.desk.said.emit(say("making.busy" if self.making.busy else "making.no_batch"))
            return
        at = min(self.making.reached(), len(numbers) - 1)
        told = say("making.go_on_from")
        number, given = QInputDialog.getItem(self, say("making.go_on"), told, numbers, at, False)
        if given:
            self.making.go_on_from(number)

    def _pause(self) -> None:
        if self.making.busy:
            self.making.pause()
            self.bar.show_paused(self.making.paused)

    def _progress(self, made: int, of: int, doing: str) -> None:
        self.bar.show_progress(made, of, doing)
        self.bar.show_paused(self.making.paused)
        for action in self._actions[:5]:
            action.setEnabled(False)

    def _ended(self, told: str) -> None:
        self.bar.hide()
        for action in self._actions[:5]:
            action.setEnabled(True)
        if told:
            self.desk.said.emit(told)

    def _stopped(self, findings: list[Finding]) -> None:
        self._show_doubts(findings)
        self.desk.troubled.emit(say("making.held", count=len(findings)))
