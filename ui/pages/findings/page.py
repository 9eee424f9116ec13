"""All findings of the office, worked through where they stand: corrected, explained, or sent back to a unit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models import audit, keying
from models.findings import DOUBT, ERROR, Finding
from models.intake import pending
from models.register import Change
from models.whereabouts import placed
from models.words import Refusal, say
from ui.pages.findings.filters import Filters
from ui.pages.findings.grouping import WAYS
from ui.pages.findings.model import VALUE, FindingsModel
from ui.pages.findings.returning import ReturnMenu
from ui.pages.findings.table import FindingsTable
from ui.pages.findings.telling import Detail, Nothing
from ui.parts.desk import Desk
from ui.parts.head import count, head, hint
from ui.parts.jobs import Job
from ui.parts.toolbar import button

_WAY = "findings/group"


class FindingsPage(QWidget):
    """The list, what is shown of it, and the line below that tells the current finding in full."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = FindingsModel(desk)
        self.table = FindingsTable(self.model)
        self.filters = Filters(desk.office.schema, str(desk.settings.value(_WAY, WAYS[0])))
        self.count = count()
        self.detail = Detail()
        self.nothing = Nothing(self.filters)
        self.body = QStackedWidget()
        self.audited = False
        self.waiting = 0  # workbooks that have come in and are not kept yet: nobody has audited those
        self._later: list[Finding] | None = None
        self._stale = False  # whether the list shows an older audit than the model holds
        self._build()
        self._wire()
        self._filter()
        desk.audit()

    def _build(self) -> None:
        self.fold = button(self, "chevron", "findings.fold", "Ctrl+L", self.model.toggle_all)
        self.why = button(self, "check", "findings.explain", "Ctrl+R", self.explain)
        self.send = button(self, "export", "findings.send", "Ctrl+E", lambda: self.send.showMenu())
        self.send.setProperty("role", "menu")
        self.send.setMenu(ReturnMenu(self, self.desk, self.model, self.table))
        beside = ((self.count, 1), (self.fold, 0), (self.why, 0), (self.send, 0))
        told = hint(say("findings.hint"))
        told.setWordWrap(True)
        for widget in (self.table, self.nothing):
            self.body.addWidget(widget)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(head(say("findings.title"), *beside))
        rows.addWidget(self.filters)
        rows.addWidget(told)
        rows.addWidget(self.body, 1)
        rows.addWidget(self.detail)

    def _wire(self) -> None:
        self.filters.changed.connect(self._filter)
        self.table.opened.connect(lambda one: self.desk.wanted.emit(one.record, one.row, one.field))
        self.table.moved.connect(self._tell)
        self.table.editing.judged.connect(lambda trouble: self.detail.warn(trouble) if trouble else self._tell())
        self.table.editing.ended.connect(self._catch_up)
        self.model.edited.connect(self._edited)
        self.desk.audited.connect(self._take)

    def _take(self, found: list[Finding]) -> None:
        """A new audit of everything; it waits while something is being typed, and is listed when it can be seen."""
        if self.table.editing.open:
            self._later = found
            return
        self.audited = True
        self.model.all = found
        if self.isVisible():
            self._show(found)
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Lists what came in while another page was open, and asks which workbooks wait."""
        super().showEvent(event)
        if self._stale:
            self._show(self.model.all)
        folder = self.desk.office.folder
        self.desk.jobs.start(Job(lambda _: len(pending.read(folder)), self._wait_for))

    def _wait_for(self, waiting: int) -> None:
        self.waiting = waiting
        self._settle()

    def _catch_up(self) -> None:
        """Shows what came in while something was being typed, and was not overtaken by what was typed."""
        later, self._later = self._later, None
        if later is not None:
            self._take(later)
        self._tell()

    def _show(self, found: list[Finding]) -> None:
        """The findings, the current one still being the current one, or the one that has come in its place."""
        self._stale = False
        index, before = self.table.currentIndex(), self.table.current()
        self.model.take(found)
        self.filters.offer(self.model.all)
        if before is None or self.table.current() != before:
            same = (at for at, row in enumerate(self.model.shown) if row == before)
            self.table.go(next(same, index.row()), max(index.column(), VALUE))
        self._settle()

    def _filter(self) -> None:
        self.model.sieve = self.filters.sieve()
        self.model.way = str(self.filters.way.currentData())
        self.desk.settings.setValue(_WAY, self.model.way)
        self.model.arrange()
        self.table.go(0)
        self._settle()

    def _settle(self) -> None:
        """Counts, and says so when there is nothing to list."""
        errors = sum(one.level == ERROR for one in self.model.all)
        doubts = sum(one.level == DOUBT and not one.settled for one in self.model.all)
        told = say("findings.count", errors=errors, doubts=doubts)
        if not self.filters.is_clear():
            told += say("findings.listed", count=len(self.model.listed))
        told += say("findings.waiting", count=self.waiting) if self.waiting else ""
        self.count.setText(told)
        self.body.setCurrentWidget(self.table if self.model.listed else self.nothing)
        self.nothing.tell(self.audited, bool(errors or doubts) or not self.filters.is_clear(), self.waiting)
        self._tell()

    def _tell(self) -> None:
        """The current finding in full: columns may be too narrow for it."""
        one = self.table.current()
        self.why.setEnabled(one is not None and one.level == DOUBT)
        self.fold.setEnabled(len(self.model.shown) > len(self.model.listed) or bool(self.model.closed))
        self.detail.tell(one)

    def keep(self) -> None:
        """Keeps what stands in an open editor."""
        self.table.editing.keep()

    def explain(self) -> None:
        """Opens the line for the reason of the current doubt; says so when there is none."""
        if not self.table.explain():
            self.desk.said.emit(say("findings.choose_doubt"))

    def _edited(self, one: Finding, column: int, value: Any) -> None:
        self._later = None
        try:
            self._correct(one, value) if column == VALUE else self._explain(one, str(value or ""))
        except Refusal as refusal:
            self.desk.refuse(refusal)

    def _correct(self, one: Finding, value: Any) -> None:
        """Keeps the value; the record is audited at once, everything else in the background."""
        register = self.desk.office.register
        if register.row(one.record, one.row).get(one.field) == value:
            return
        change = keying.change(register, one.record, one.row, {one.field: value})
        again = placed(register, self.desk.office.audit.of_row(register, one.table, one.row))
        others = [each for each in self.model.all if (each.table, each.row) != (one.table, one.row)]
        self._show([*others, *again])
        left = [each.say for each in again if each.field == one.field and not each.settled]
        self.desk.said.emit(say("findings.still", say=left[0]) if left else say("form.kept"))
        self._touched([change])

    def _explain(self, one: Finding, why: str) -> None:
        """Keeps the reason for the doubt, and for those selected with it that break the same rule."""
        if why == one.why:
            return
        chosen = [each for each in self.table.chosen() if each.rule == one.rule and each.level == DOUBT]
        told = chosen if one in chosen else [one]
        changes = audit.explain(self.desk.office.register, told, why)
        self._show([replace(each, why=why) if each in told else each for each in self.model.all])
        self.desk.said.emit(say("findings.explained", count=len(told)) if why else say("findings.reopened"))
        self._touched(changes)

    def _touched(self, changes: list[Change]) -> None:
        self.desk.touched(changes)
        self.table.setFocus()
