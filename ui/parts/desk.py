"""What every page shares: the office, the background worker, and word of what has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from models.office import Office
from models.register import Change, Step
from models.words import Refusal
from ui.parts.jobs import Job, Jobs
from ui.parts.late import model

if TYPE_CHECKING:
    from models.findings import Finding

_AUDIT = "audit"
_WHO = "people/who"
_PAUSE = 0.3  # seconds between an audit that has given way to a write and its next beginning
_REST = 1500  # milliseconds without a change before the office is audited: an audit beside a typing hand slows it


class Desk(QObject):
    """One open office at work. Pages write to the register and say what they touched; no page calls another."""

    changed = Signal(set)  # tables touched
    wanted = Signal(str, int, str)  # record type, row, field: someone asks to see it
    audited = Signal(list)  # all findings of the office, after a change
    said = Signal(str)  # a sentence for the status bar
    troubled = Signal(str)  # a sentence that must be seen
    backed_up = Signal()
    seated = Signal()  # somebody else works here from now on

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.covered = True  # ID numbers and telephones stand on the screen as stars, until somebody asks for them
        self.jobs = Jobs(self)
        self._waiting: list[Callable[[], object]] | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.audit)
        self.changed.connect(self._audit_soon)
        self.settings = QSettings(str(office.folder / "window.ini"), QSettings.Format.IniFormat)
        self._system = office.register.who
        office.register.who = str(self.settings.value(_WHO, "")) or self._system

    def hold(self) -> None:
        """Whatever a first sight can do without waits until `release`, and so does work in the background."""
        self._waiting = []
        self.jobs.hold()

    def release(self) -> None:
        """The window has been seen: all that waited is done."""
        waiting, self._waiting = self._waiting or [], None
        for act in waiting:
            act()
        self.jobs.begin()

    def later(self, act: Callable[[], object]) -> None:
        """Does something now, or when the window has been seen."""
        act() if self._waiting is None else self._waiting.append(act)

    @property
    def who(self) -> str:
        """Who works here: what is kept bears this name; that of the computer's user until somebody says."""
        return self.office.register.who

    @property
    def named(self) -> bool:
        """Whether somebody has said who works here."""
        return bool(self.settings.value(_WHO, ""))

    def sit(self, who: str) -> None:
        """Somebody else works here from now on, also after the next start."""
        self.settings.setValue(_WHO, who.strip())
        self.office.register.who = who.strip() or self._system
        self.seated.emit()

    def manages(self) -> bool:
        """Whether who works here may do what goes deep; where not, it is said who may."""
        try:
            model("people").require(self.office.register, self.who, model("people").MANAGES)
        except Refusal as refusal:
            self.refuse(refusal)
            return False
        return True

    def audit(self) -> None:
        """Audits the whole office in the background; everyone who shows findings hears of the result."""
        self._rest.stop()
        self.jobs.start(Job(self._audit, self.audited.emit, topic=_AUDIT, slow=True))

    def _audit_soon(self, _: set[str]) -> None:
        """What is being found is out of date; it is looked for again when the hand rests."""
        self.jobs.call_off(_AUDIT)
        self._rest.start()

    def _audit(self, job: Job) -> list[Finding]:
        while True:
            job.progress(0, 0)
            reader = self.office.register.look_aside()
            try:
                found = self.office.audit.run(reader, between=lambda: job.progress(0, 0))
                placed: list[Finding] = model("whereabouts").placed(reader, found)
                return placed
            except Exception:
                if not reader.gave_way:
                    raise
            finally:
                reader.close()
            job.cancelled.wait(_PAUSE)

    def touched(self, changes: Iterable[Change]) -> None:
        """Passes on what a write touched."""
        tables = {change.table for change in changes if change.ids}
        if tables:
            self.changed.emit(tables)

    def step_back(self) -> Step | None:
        """Undoes the latest step."""
        return self._travelled(self.office.register.undo())

    def step_forward(self) -> Step | None:
        """Brings the last undone step back."""
        return self._travelled(self.office.register.redo())

    def _travelled(self, step: Step | None) -> Step | None:
        if step:
            self.changed.emit(set(self.office.schema.tables))
        return step

    def refuse(self, error: Refusal) -> None:
        """Shows what can't be done and what to do instead."""
        self.troubled.emit(str(error))

    def close(self) -> None:
        """Ends the background work and closes the office; what still comes in after that tells nobody."""
        self.blockSignals(True)
        self._rest.stop()
        self.jobs.close()
        self.office.close()
