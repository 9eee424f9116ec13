"""The window: places at the left, one page at the right. The only one that knows the pages."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QWidget

from models.office import Office
from models.register import Damaged
from models.words import Refusal, say
from ui.menus import Menus
from ui.parts.desk import Desk
from ui.parts.jobs import Job
from ui.parts.late import model, part
from ui.parts.look import icon, scaled
from ui.parts.places import Places

SETTINGS = "settings"
_PLACES = (226, 280, 1054)  # pixels of the places' names, at most, and of the page beside them
_AROUND_SEAT = 18  # pixels that the status bar is higher than its letters when it tells who works here
_SHOWN = 8000  # milliseconds a sentence stands in the status bar


class Window(QMainWindow):
    """Navigation, menus, and the stack of pages; a page is made when it is first wanted."""

    seen = Signal()  # the first page is being painted: whatever that does without comes next

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.desk = Desk(office)
        self.desk.hold()
        self.pages: dict[str, QWidget] = {}
        self.page = ""
        self.restoring: Path | None = None  # a backup to be put in place when the window has closed
        self.reopening = False
        self.sweeper: Any = None  # comes with the first sight too
        self.guard: Any = None  # locks the screen; it comes when the first page has been seen
        self.expects = self._expects_counties()  # asked before the window can be closed
        self.stack = QStackedWidget()
        self.places = Places()
        self.setWindowTitle(say("window.title", folder=office.folder))
        self.menus = Menus(self)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.places)
        split.addWidget(self.stack)
        split.setStretchFactor(1, 1)
        split.setSizes([min(scaled(_PLACES[0]), _PLACES[1]), _PLACES[2]])
        split.setHandleWidth(1)
        self.setCentralWidget(split)
        self.statusBar().showMessage(say("window.ready"))
        self.statusBar().ensurePolished()
        self.statusBar().setMinimumHeight(self.statusBar().fontMetrics().height() + _AROUND_SEAT)
        self._wire()
        self._restore_shape()
        self._restore_page()
        self._furnished = False
        self.seen.connect(self._furnish, Qt.ConnectionType.QueuedConnection)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A timer of no time may run out before the first painting: that alone says that the page has been seen."""
        super().paintEvent(event)
        if not self._furnished:
            self._furnished = True
            self.seen.emit()

    def _furnish(self) -> None:
        """Menus, icons and background work come when the page has been painted; nothing was thrown away so far."""
        self.sweeper = part("sweeping").Sweeper(self)
        self.desk.release()
        self.desk.office.register.sound.begin()
        self.setWindowIcon(icon("app"))
        self.menus.fill()
        self.places.fill(self.desk.office.schema)
        self.places.mark(self.page)
        self.places.keep("counties", self.expects)
        self.desk.changed.connect(lambda _: self.places.keep("counties", self._expects_counties()))
        self.statusBar().addPermanentWidget(part("seat").Seat(self.desk, self.open_page))

    def _expects_counties(self) -> bool:
        """Whether counties hand over to this office: only then the table by county has a place."""
        sql = "select 1 from county union all select 1 from settings where counties is not null limit 1"
        return bool(self.desk.office.register.ask(sql))

    def _wire(self) -> None:
        self.desk.wanted.connect(self.show_record)
        self.desk.said.connect(lambda text: self.statusBar().showMessage(text, _SHOWN))
        self.desk.troubled.connect(self._trouble)
        self.desk.jobs.troubled.connect(self._trouble)
        self.places.chosen.connect(self.open_page)
        self.setAcceptDrops(True)

    @property
    def shown(self) -> QWidget | None:
        """The page that is open."""
        return self.stack.currentWidget()

    def open_page(self, key: str) -> QWidget:
        """Shows a page, made now if it has not been."""
        self._keep_current()
        self.page = key
        if key not in self.pages:
            self.pages[key] = self._make(key)
            self.stack.addWidget(self.pages[key])
        self.stack.setCurrentWidget(self.pages[key])
        self.places.mark(key)
        return self.pages[key]

    def _make(self, key: str) -> QWidget:
        """A page, its module loaded now; what it wants of the window is wired by the names of its signals."""
        kind, _, record = key.partition(":")
        made = getattr(import_module(f"ui.pages.{kind}"), f"{kind.capitalize()}Page")
        page: QWidget = made(self.desk, self.desk.office.schema[record]) if record else made(self.desk)
        for signal, act in (
            ("page_wanted", self.open_page),
            ("return_wanted", self.fill),
            ("intake_wanted", self.intake),
            ("award_wanted", self.award),
            ("restore_wanted", self.restore),
            ("reopen_wanted", self.reopen),
        ):
            if hasattr(page, signal):
                getattr(page, signal).connect(act)
        return page

    def show_record(self, key: str, row: int, field: str) -> None:
        """Opens the page of a record type at a record."""
        if key == SETTINGS:
            self.open_page("settings")
            return
        schema = self.desk.office.schema
        record = schema[key]
        if row > 0 and not record.refinement and schema.is_refined(record.table):
            kind = self.desk.office.register.ask(f"select type from {record.table} where id = ?", [row])
            record = schema.of_row(record.table, kind[0][0] if kind else "")
        page: Any = self.open_page(f"records:{record.key}")
        page.show_record(row, field)

    def intake(self, record: str) -> None:
        """Reads workbooks that the clerk chooses."""
        if files := part("outside").chosen_workbooks(self):
            self._receive(files, record)

    def _receive(self, files: list[Path], record: str) -> None:
        page: Any = self.open_page("intake")
        page.take_files(files, record)

    def dragEnterEvent(self, event: object) -> None:
        """Files may be dropped on the window."""
        if event.mimeData().hasUrls():  # type: ignore[attr-defined]
            event.acceptProposedAction()  # type: ignore[attr-defined]

    def dropEvent(self, event: object) -> None:
        """Dropped files are read like chosen ones."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]  # type: ignore[attr-defined]
        if files:
            self._receive(files, "")

    def fill(self, name: str, period: str) -> None:
        """Opens a return of a period."""
        page: Any = self.open_page("returns")
        page.open_return(name, period)

    def award(self, name: str) -> None:
        """Shows who gets a certificate, and makes it there."""
        page: Any = self.open_page("certificates")
        page.choose(name)

    def restore(self, backup: Path) -> None:
        """Closes; whoever opened the window puts the backup in place and opens it again."""
        self.restoring = backup
        self.close()

    def reopen(self) -> None:
        """Closes; whoever opened the window opens it again on what has become of the office."""
        self.reopening = True
        self.close()

    def lock(self) -> None:
        """Covers everything until the PIN is typed."""
        if self.guard:
            self.guard.lock()

    def open_folder(self) -> None:
        """Shows the office's folder as the system shows folders."""
        part("outside").show_folder(self.desk.office.folder)

    def travel(self, back: bool) -> None:
        """Goes a step back or on: the page's own where it has such steps, else the office's; and says which."""
        self._keep_current()
        own = getattr(self.shown, "travel", None)
        if own and own(back):
            return
        try:
            step = self.desk.step_back() if back else self.desk.step_forward()
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        if step:
            self.desk.said.emit(say("commands.undone" if back else "window.redone", what=step.what))
        else:
            self.desk.said.emit(say("commands.nothing_to_undo" if back else "window.nothing_to_redo"))

    def _keep_current(self) -> None:
        """What stands in a form is kept before anything else happens."""
        keep = getattr(self.stack.currentWidget(), "keep", None)
        if keep:
            keep()

    def _trouble(self, text: str) -> None:
        part("outside").warn(self, text)

    def greet(self) -> None:
        """What a first sight did not need is looked at now, beside the work; then the clerk is asked and warned."""
        self.guard = part("locking").Guard(self.desk, self)
        self.guard.begin()
        self.desk.jobs.start(Job(lambda _: self._look_over(), self._begin_day, slow=True))

    def _look_over(self) -> list[Refusal]:
        """Whether the file is sound and every declaration right; on a thread of its own."""
        found: list[Refusal] = []
        for look in (self.desk.office.register.sound.wait, self.desk.office.prove):
            try:
                look()
            except Refusal as refusal:
                found.append(refusal)
        return found

    def _begin_day(self, troubles: list[Refusal]) -> None:
        """On the first start asks for the federation's name, level and region, nothing more."""
        for refusal in troubles:
            self._trouble(str(refusal))
            if isinstance(refusal, Damaged):
                self.open_page("backups")
                return
        register = self.desk.office.register
        if not register.ids(SETTINGS) and (given := part("welcome").Welcome(self, self.desk).ask()):
            with register.step(say("step.settings")):
                self.desk.touched([register.add(SETTINGS, given)])
        if warning := self.desk.office.warning():
            self._trouble(warning)
        self._bring_back()
        part("keeper").Keeper(self.desk).watch()

    def _bring_back(self) -> None:
        """Shows what stood in a form when the program was cut off, and says so there."""
        draft = model("drafts").read(self.desk.office.folder)
        if draft and draft.record in self.desk.office.schema.types:
            single = self.desk.office.schema[draft.record].single
            page: Any = self.open_page(SETTINGS if single else f"records:{draft.record}")
            page.bring_back(draft)

    def _restore_shape(self) -> None:
        shape = self.desk.settings.value("window/geometry")
        if not shape or not self.restoreGeometry(shape):
            self.resize(1280, 760)

    def _restore_page(self) -> None:
        """The page that was open last, if its type is still declared."""
        page = str(self.desk.settings.value("window/page", "home"))
        record = page.partition(":")[2]
        self.open_page(page if not record or record in self.desk.office.schema.types else "home")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps what was typed and the window's shape; a large register is sealed when nobody sees a window stand."""
        self._keep_current()
        self.desk.settings.setValue("window/geometry", self.saveGeometry())
        self.desk.settings.setValue("window/page", self.page)
        self.hide()
        self.desk.close()
        if self.sweeper:
            self.sweeper.end()
        super().closeEvent(event)
