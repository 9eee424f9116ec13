"""The year at a glance: figures with last year's, what is due, what is under way, pictures, and the last steps."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.charts import Chart, brief
from models.findings import Finding
from models.glance import Glance, OpenReturn, glance, wanted
from models.office import Office
from models.words import say
from ui.pages.home.cards import Way, card, figure, muted
from ui.pages.home.due import Due, Later, find_later
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
    award_wanted = Signal(str)  # name of a certificate
    intake_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.now: Glance | None = None
        self.dues: dict[tuple[str, str], str] = {}
        self.findings: list[Finding] | None = None  # until the first audit has ended
        self.due: Due | None = None
        self.targets: dict[str, QLabel] = {}  # by the title of a measure, the line under its figure
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
                told = glance(reader, office.measures, wanted(office.resources, office.measures), datetime.date.today())
            finally:
                reader.close()
            dues = {(one.form, one.period): office.returns[one.form].due(one.period) for one in _known(told, office)}
            return told, dues

        self.desk.jobs.start(Job(work, self._take, topic="home"))

    def _count(self, found: list[Finding]) -> None:
        """The findings come later than the rest, for an audit takes its time."""
        self.findings = found
        if self.due:
            self.due.tell_findings(found)

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
        self.verticalScrollBar().setValue(at)
        self._draw(self.now)
        self._find_later(self.now)

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
            frame, self.targets[one.title] = figure(one, lambda to=to: self.page_wanted.emit(to))
            figures.addWidget(frame, *divmod(at, _ACROSS))
        for column in range(min(_ACROSS, len(now.cards))):
            figures.setColumnStretch(column, 1)
        grid = QGridLayout()
        grid.setSpacing(_GAP)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.due = Due(now, self.dues, self.page_wanted.emit, self.return_wanted.emit, self.award_wanted.emit)
        self.due.tell_findings(self.findings)
        for column, frame in enumerate((self.due.frame, self._under_way(now))):
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

    def _under_way(self, now: Glance) -> QFrame:
        today = datetime.date.today()
        frame, inside = card("trophy", say("home.running"))
        span = span_of(now.under_way, today)
        for one in now.under_way:
            told = say("home.stretch", title=one.title, begins=one.begins, ends=one.ends)
            inside.addWidget(Way(told, lambda row=one.row: self.desk.wanted.emit("competition", row, "")))
            inside.addWidget(Stretch(one, span, today))
        told = say("home.span", first=f"{span[0]:%Y-%m}", last=f"{span[1]:%Y-%m}", today=today.isoformat())
        inside.addWidget(muted(told if now.under_way else say("home.none_running")))
        inside.addStretch()
        return frame

    def _recent(self, now: Glance) -> QFrame:
        frame, inside = card("history", say("home.recent"))
        for at, what in now.steps:
            told = say("home.step", at=at[5:16].replace("T", " "), what=what)
            inside.addWidget(Way(told, lambda: self.page_wanted.emit("history")))
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
            cell.addWidget(Way(title, lambda key=key: self.page_wanted.emit(f"records:{key}")))
            line.addLayout(cell, 1)
        inside.addLayout(line)
        inside.addStretch()
        return frame

    def _find_later(self, now: Glance) -> None:
        """What takes longer than the figures, once they are painted."""
        office = self.desk.office

        def work(_: Job) -> Later:
            reader = office.register.look()
            try:
                return find_later(office, reader, now.year, datetime.date.today())
            finally:
                reader.close()

        if not now.is_empty:
            self.desk.jobs.start(Job(work, self._tell_later, topic="home later"))

    def _tell_later(self, told: Later) -> None:
        if self.due:
            self.due.tell_later(told)
        for one in told.targets:
            plan, rate = one.reckoned.plan, one.reckoned.rate
            year = self.now.year if self.now else 0
            label = self.targets.get(one.target.name) if one.target.demand.over(year) == (year, year) else None
            if label and isinstance(plan, int | float) and isinstance(rate, int | float):
                words = {"plan": brief(round(plan * one.target.scale)), "rate": f"{rate:.1f}%"}
                label.setText(say("home.target", **words))
                label.setToolTip(say("home.target_told", **words))
                label.show()

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
