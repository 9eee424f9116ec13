"""The year at a glance: figures with last year's, what is due, what is under way, pictures, and the last steps."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.charts import Chart
from models.findings import DOUBT, ERROR, Finding
from models.glance import Glance, OpenReturn, glance, wanted
from models.kinds import Period
from models.office import Office
from models.words import say
from ui.pages.home.cards import card, figure, muted, way
from ui.pages.home.pictures import drawn, export, framed, pictures_look
from ui.pages.home.timeline import Stretch, span_of
from ui.parts.desk import Desk
from ui.parts.head import head
from ui.parts.jobs import Job
from ui.parts.look import icon
from ui.parts.toolbar import add_action

_ACROSS = 6  # figures in a row
_GAP = 14


class HomePage(QScrollArea):
    """Cards, each with the way to what it tells of."""

    page_wanted = Signal(str)
    return_wanted = Signal(str, str)  # form and period
    intake_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.now: Glance | None = None
        self.dues: dict[tuple[str, str], str] = {}
        self.findings: list[Finding] | None = None  # until the first audit has ended
        self.settled = way("", lambda: self.page_wanted.emit("findings"))
        self.pictures = QGridLayout()
        self.before: QWidget = self  # what Tab comes by before the pictures, which are drawn last
        self.exporting = add_action(self, "home.export", "Ctrl+E", self.export)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        desk.changed.connect(lambda _: self.reload())
        desk.audited.connect(self._count)
        self.reload()
        desk.audit()

    def reload(self) -> None:
        """Reads what 首页 tells again, in the background."""
        office = self.desk.office

        def work(_: Job) -> tuple[Glance, dict[tuple[str, str], str]]:
            reader = office.register.look()
            try:
                told = glance(reader, office.measures, wanted(office.library, office.measures), datetime.date.today())
            finally:
                reader.close()
            dues = {(one.form, one.period): office.returns[one.form].due(one.period) for one in _known(told, office)}
            return told, dues

        self.desk.jobs.start(Job(work, self._take, topic="home"))

    def _count(self, found: list[Finding]) -> None:
        """The findings come later than the rest, for an audit takes its time."""
        self.findings = found
        self._tell_findings()

    def _take(self, told: tuple[Glance, dict[tuple[str, str], str]]) -> None:
        self.now, self.dues = told
        at = self.verticalScrollBar().value()
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(8, 4, 16, 20)
        rows.setSpacing(_GAP)
        rows.addLayout(self._head(self.now))
        if self.now.is_empty:
            rows.addWidget(self._first_steps())
        else:
            self._fill(rows, self.now)
        rows.addStretch()
        self.setWidget(body)
        self._tell_findings()
        self.verticalScrollBar().setValue(at)
        self._draw(self.now)

    def _head(self, now: Glance) -> QHBoxLayout:
        beside: list[tuple[QWidget, int]] = [(muted("" if now.is_empty else say("home.of", year=now.year)), 1)]
        if now.charts:
            save = QPushButton(icon("export"), self.exporting.text())
            save.setToolTip(self.exporting.toolTip())
            save.clicked.connect(self.exporting.trigger)
            beside.append((save, 0))
        return head(now.name or say("home.title"), *beside)

    def _fill(self, rows: QVBoxLayout, now: Glance) -> None:
        figures = QGridLayout()
        figures.setSpacing(_GAP)
        for at, one in enumerate(now.cards):
            to = f"records:{one.record}"
            figures.addWidget(figure(one, lambda to=to: self.page_wanted.emit(to)), *divmod(at, _ACROSS))
        for column in range(min(_ACROSS, len(now.cards))):
            figures.setColumnStretch(column, 1)
        grid = QGridLayout()
        grid.setSpacing(_GAP)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for column, frame in enumerate((self._due(now), self._under_way(now))):
            grid.addWidget(frame, 0, column)
            self.before = (frame.findChildren(QPushButton) or [self.before])[-1]
        self.pictures = QGridLayout()
        self.pictures.setSpacing(_GAP)
        for part_ in (figures, grid, self.pictures):
            part_.setContentsMargins(8, 0, 0, 0)
            rows.addLayout(part_)
        last = QHBoxLayout()
        last.setContentsMargins(8, 0, 0, 0)
        last.setSpacing(_GAP)
        last.addWidget(self._recent(now), 1)
        last.addWidget(self._registered(now), 1)
        rows.addLayout(last)

    def _first_steps(self) -> QFrame:
        frame, inside = card("star", say("home.first"))
        text = QLabel(say("home.first_steps"))
        text.setWordWrap(True)
        inside.addWidget(text)
        start = QPushButton(say("table.intake"))
        start.setProperty("role", "primary")
        start.clicked.connect(lambda: self.intake_wanted.emit(""))
        inside.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _due(self, now: Glance) -> QFrame:
        frame, inside = card("calendar", say("home.due"))
        self.settled = way("", lambda: self.page_wanted.emit("findings"))
        inside.addWidget(self.settled)
        units = now.counts["unit"]
        if now.reported < units:
            told = say("home.reported", year=now.year, reported=now.reported, missing=units - now.reported)
            inside.addWidget(way(told, lambda: self.page_wanted.emit("reports:unit_report")))
        for each in now.rounds:
            told = say("home.round", title=each.title, waiting=each.waiting, late=each.late, deadline=each.deadline)
            inside.addWidget(way(told, lambda: self.page_wanted.emit("collecting")))
        for one in now.returns:
            told, asked = self._told(one), (one.form, one.period)
            inside.addWidget(way(told, lambda asked=asked: self.return_wanted.emit(*asked)))
        if now.without_certificate:
            told = say("home.certificates", count=now.without_certificate)
            inside.addWidget(way(told, lambda: self.page_wanted.emit("certificates")))
        inside.addStretch()
        inside.addWidget(way(say("home.see_returns"), lambda: self.page_wanted.emit("returns")))
        return frame

    def _told(self, one: OpenReturn) -> str:
        due = self.dues.get((one.form, one.period), "")
        words = {"title": one.title, "period": Period().show(one.period), "state": say(f"instances.{one.state}")}
        return say("home.return_due", due=due, **words) if due else say("home.return", **words)

    def _tell_findings(self) -> None:
        if self.findings is None:
            self.settled.setText(say("home.auditing"))
            return
        errors = sum(one.level == ERROR for one in self.findings)
        doubts = sum(one.level == DOUBT and not one.settled for one in self.findings)
        self.settled.setText(say("home.findings", errors=errors, doubts=doubts))

    def _under_way(self, now: Glance) -> QFrame:
        today = datetime.date.today()
        frame, inside = card("trophy", say("home.running"))
        span = span_of(now.under_way, today)
        for one in now.under_way:
            told = say("home.stretch", title=one.title, begins=one.begins, ends=one.ends)
            inside.addWidget(way(told, lambda row=one.row: self.desk.wanted.emit("competition", row, "")))
            inside.addWidget(Stretch(one, span, today))
        told = say("home.span", first=f"{span[0]:%Y-%m}", last=f"{span[1]:%Y-%m}", today=today.isoformat())
        inside.addWidget(muted(told if now.under_way else say("home.none_running")))
        inside.addStretch()
        return frame

    def _recent(self, now: Glance) -> QFrame:
        frame, inside = card("history", say("home.recent"))
        for at, what in now.steps:
            told = say("home.step", at=at[5:16].replace("T", " "), what=what)
            inside.addWidget(way(told, lambda: self.page_wanted.emit("history")))
        inside.addStretch()
        return frame

    def _registered(self, now: Glance) -> QFrame:
        frame, inside = card("table", say("home.registered"))
        line = QHBoxLayout()
        for key, count in now.counts.items():
            cell = QVBoxLayout()
            cell.setSpacing(0)
            number = QLabel(f"{count:,}")
            number.setProperty("role", "card-number")
            cell.addWidget(number)
            title = self.desk.office.schema[key].title
            cell.addWidget(way(title, lambda key=key: self.page_wanted.emit(f"records:{key}")))
            line.addLayout(cell, 1)
        inside.addLayout(line)
        inside.addStretch()
        return frame

    def _draw(self, now: Glance) -> None:
        """The pictures come after the figures have been painted."""
        if not now.charts:
            return

        look = pictures_look()
        self.desk.jobs.start(Job(lambda _: drawn(now.charts, look), self._show, topic="home pictures"))

    def _show(self, found: list[tuple[Chart, bytes]]) -> None:
        assert self.now is not None
        for at, (chart, svg) in enumerate(found):
            frame, view = framed(self.desk, chart, svg, self.now.year)
            self.pictures.addWidget(frame, *divmod(at, 2))
            self.setTabOrder(self.before, view)
            self.before = view
        for column in (0, 1):
            self.pictures.setColumnStretch(column, 1)

    def export(self) -> None:
        """The pictures as charts of a workbook."""
        if self.now:
            export(self, self.desk, self.now.charts, self.now.year)


def _known(told: Glance, office: Office) -> list[OpenReturn]:
    """The open returns whose form is still there; forms are read only where there is any."""
    return [one for one in told.returns if one.form in office.returns]
