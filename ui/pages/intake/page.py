"""收表: workbooks at the left, the rows of one at the right as they will be kept; mended here, kept, or sent back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from models.intake import Layout, layouts
from models.intake.received import DONE, OVERTAKEN
from models.register import Change
from models.words import say
from ui.pages.intake.files import FilesModel, FilesTable
from ui.pages.intake.inbox import Entry, Inbox, workbooks
from ui.pages.intake.keeping import keep, send_back
from ui.pages.intake.sheet import SheetPane
from ui.parts.desk import Desk
from ui.parts.head import count, head, hint
from ui.parts.jobs import Job
from ui.parts.toolbar import add_action, toolbar


class IntakePage(QWidget):
    """The list, the pane of one workbook, and what can be done with one or all."""

    intake_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.inbox = Inbox(desk)
        self.files = FilesTable(FilesModel(self.inbox))
        self.pane = SheetPane(desk)
        self.count = count()
        self.bar = QProgressBar()
        self.stop = QPushButton(say("intake_page.stop"))
        self._whole: bool | None = None  # what is to be kept as soon as everything has been read
        self._stale = False
        self._build()
        self._wire()
        self.inbox.bring_back()
        if self.inbox.entries:
            desk.said.emit(say("intake_page.brought_back", count=len(self.inbox.entries)))
        self._tell()

    def _build(self) -> None:
        self.tools = toolbar(
            self,
            {
                "import": ("intake_page.choose", "", lambda: self.intake_wanted.emit("")),
                "table": ("intake_page.folder", "Ctrl+Alt+O", self.choose_folder),
                "save": ("intake_page.keep_sound", "Ctrl+S", lambda: self.keep_rows(whole=False)),
                "check": ("intake_page.keep_whole", "Ctrl+Shift+S", lambda: self.keep_rows(whole=True)),
                "export": ("intake_page.send_one", "Ctrl+E", lambda: self.send(self.files.chosen())),
                "team": ("intake_page.send_all", "Ctrl+Shift+E", lambda: self.send(self.inbox.entries)),
                "link": ("intake_page.layout", "Ctrl+M", self.lay_out),
                "trash": ("intake_page.take_off", "Ctrl+Delete", self.take_off),
            },
        )
        add_action(self, "intake_page.next_wrong", "F4", lambda: self.pane.table.go_to_wrong(1))
        add_action(self, "intake_page.earlier_wrong", "Shift+F4", lambda: self.pane.table.go_to_wrong(-1))
        self.bar.setAccessibleName(say("intake_page.reading"))
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(220)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.files)
        split.addWidget(self.pane)
        split.setSizes([510, 640])
        split.setStretchFactor(1, 1)
        split.setHandleWidth(1)
        told = hint(say("intake_page.hint"))
        told.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addLayout(head(say("intake_page.title"), (self.count, 1), (self.bar, 0), (self.stop, 0)))
        rows.addWidget(self.tools)
        rows.addWidget(told)
        rows.addWidget(split, 1)

    def _wire(self) -> None:
        add_action(self, "intake_page.leave", "Escape", self.leave)
        add_action(self, "intake_page.next_filter", "Ctrl+L", self.pane.next_filter)
        add_action(self, "intake_page.across", "F6", self.across)
        add_action(self, "intake_page.lay_aside", "Ctrl+Shift+M", self.lay_aside)
        self.pane.aside.clicked.connect(self.lay_aside)
        self.stop.clicked.connect(self.inbox.cancel)
        self.inbox.grown.connect(self._grown)
        self.inbox.changed.connect(self._changed)
        self.inbox.progressed.connect(self._progressed)
        self.files.selectionModel().currentChanged.connect(lambda *_: self._look())
        self.pane.corrected.connect(lambda received: self._corrected(received))
        self.pane.taken_back.connect(self._take_back)
        self.pane.said.connect(self.desk.said)
        self.pane.answered.connect(self.inbox.note)
        self.pane.layout_settled.connect(self._laid_out)
        self.pane.layout_forgotten.connect(self._forget)
        self.desk.changed.connect(lambda _: self._compare())

    def leave(self) -> None:
        """Back to the rows from the columns; else reading stops."""
        if not self.pane.leave_layout():
            self.inbox.cancel()

    def across(self) -> None:
        """From the list to the rows and back."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.pane.isAncestorOf(focus)
        (self.files if inside else self.pane.inner()).setFocus()

    def take_files(self, paths: Sequence[Path], record: str) -> None:
        """Puts files and folders on the list and reads them; rows are of a given type, or of what they look like."""
        if any(path.is_dir() for path in paths):
            self.desk.jobs.start(Job(lambda _: workbooks(paths), lambda found: self._take(found, record)))
        else:
            self._take(list(paths), record)

    def _take(self, files: list[Path], record: str) -> None:
        made = self.inbox.add(files, record)
        if made:
            self.files.go(made[0])
            self.files.setFocus()
        else:
            self.desk.said.emit(say("intake_page.no_files"))

    def choose_folder(self) -> None:
        """Reads all workbooks of a folder."""
        if folder := QFileDialog.getExistingDirectory(self, say("intake_page.folder")):
            self.take_files([Path(folder)], "")

    def keep(self) -> None:
        """Keeps what stands in an open editor, in the copy in memory."""
        self.pane.table.editing.keep()

    def keep_rows(self, *, whole: bool) -> None:
        """Keeps the sound rows of all workbooks, or all rows that can be placed; waits until all have been read."""
        self.keep()
        if self.inbox.busy:
            self._whole = whole
            return
        offered = [one for one in self.inbox.entries if one.reading and one.standing != OVERTAKEN]
        ready = [one for one in offered if one.standing != DONE or one.replacing]
        if any(one.understood for one in ready):
            rows = sum(one.reading.news(whole) for one in ready if one.reading)
            keep(self, self.desk, ready, whole, lambda changes, what: self._kept(changes, what, rows))
        else:
            self.desk.said.emit(say("intake_page.nothing_to_keep"))

    def _kept(self, changes: list[Change], what: str, rows: int) -> None:
        for one in self.inbox.entries:
            one.replacing = False
        self.desk.touched(changes)
        self.desk.said.emit(say("intake_page.kept", what=what, count=rows))

    def send(self, entries: Sequence[Entry]) -> None:
        """Writes copies for the units of workbooks in which anything is to be settled, into a folder."""
        self.keep()
        wrong = [one for one in entries if one.reading and one.reading.account and one.reading.account.findings]
        if not wrong:
            self.desk.said.emit(say("intake_page.nothing_wrong"))
            return
        start = str(self.desk.office.folder / "out")
        if folder := QFileDialog.getExistingDirectory(self, say("intake_page.send_folder"), start):
            send_back(self, self.desk, wrong, Path(folder))

    def take_off(self) -> None:
        """Takes the chosen workbooks off the list."""
        self.inbox.take_off(self.files.chosen())

    def lay_out(self) -> None:
        """Lets the clerk say what the columns of the current workbook are."""
        entry = self.files.current()
        if entry and entry.received:
            self.pane.ask_layout(self.desk.office.register)

    def lay_aside(self) -> None:
        """The clerk does not want the columns of the current workbook that were not read, here nor next time."""
        entry = self.files.current()
        if entry and entry.reading and entry.reading.unread:
            told = dict.fromkeys((one.table.heading, one.table.record.key) for one in entry.reading.tables)
            register = self.desk.office.register
            with register.step(say("step.aside", file=entry.path.name)):
                changes = [done for one in told if one[0] for done in layouts.lay_aside(register, *one)]
            self.desk.touched(changes)

    def _laid_out(self, sheet: str, layout: Layout, remember: bool) -> None:
        entry = self.files.current()
        if entry is None or entry.received is None:
            return
        self.inbox.correct(entry, entry.received.laid_out(sheet, *self.pane.others(sheet, layout), layout))
        if remember:
            rows = next(one for one in entry.received.sheets() if one.name == sheet).spread()
            self.desk.touched(layouts.remember(self.desk.office.register, rows, layout))

    def _forget(self, sheet: str, layout: Layout) -> None:
        entry, register = self.files.current(), self.desk.office.register
        if entry is None or entry.received is None:
            return
        rows = next(one for one in entry.received.sheets() if one.name == sheet).spread()
        found = layouts.known_layouts(layouts.remembered(register), rows)
        if known := next((known for one, known in found if one.head == layout.head), None):
            self.inbox.correct(entry, entry.received.laid_out(sheet))
            self.desk.touched(layouts.forget(register, known))

    def _corrected(self, received: object) -> None:
        entry = self.files.current()
        if entry and received is not None:
            self.inbox.correct(entry, received)  # type: ignore[arg-type]

    def _take_back(self) -> None:
        entry = self.files.current()
        if entry and entry.past:
            self.inbox.take_back(entry)
            self.desk.said.emit(say("intake_page.taken_back"))

    def _compare(self) -> None:
        """The register is another one now; what is not seen waits until it is."""
        if self.isVisible():
            self.inbox.read_again()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Compares with what has changed while another page was open."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.inbox.read_again()

    def _grown(self) -> None:
        if self.files.current() is None and self.inbox.entries:
            self.files.go(self.inbox.entries[0])
        self._look()
        self._tell()

    def _changed(self, entry: Entry) -> None:
        if entry is self.files.current():
            self.pane.show_entry(entry)
        self._tell()

    def _look(self) -> None:
        self.pane.show_entry(self.files.current())

    def _progressed(self, made: int, of: int) -> None:
        busy = self.inbox.busy
        for widget in (self.bar, self.stop):
            widget.setVisible(busy)
        self.bar.setRange(0, max(of, 1))
        self.bar.setValue(made)
        if not busy and self._whole is not None:
            whole, self._whole = self._whole, None
            self.keep_rows(whole=whole)

    def _tell(self) -> None:
        """How many workbooks there are, and what is to be done with them."""
        standings = [one.standing for one in self.inbox.entries]
        told = say("intake_page.count", count=len(standings)) if standings else ""
        for standing in ("sound", "unsound", "partly", "overtaken", "refused", "done"):
            if number := standings.count(standing):
                told += say(f"intake_page.count_{standing}", count=number)
        self.count.setText(told)
        for widget in (self.bar, self.stop):
            widget.setVisible(self.inbox.busy)
