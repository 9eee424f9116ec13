"""首页: what needs doing — open findings, competitions under way, returns to hand up — and what is registered."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.findings import DOUBT, ERROR, Finding
from models.kinds import Period
from models.register import Reader
from models.words import say
from ui.parts.desk import Desk
from ui.parts.jobs import Job
from ui.parts.look import icon

_RUNNING = 8
_RETURNS = "select form, title, period, state from instance where state <> 'handed_up' order by id desc limit ?"
_COUNTED = ("unit", "worker", "competition", "entry", "unit_report", "suggestion", "work", "studio")


@dataclass(frozen=True)
class Standing:
    """What 首页 shows, as read in the background."""

    name: str
    running: list[tuple[int, list[str]]]
    returns: list[tuple[str, str, str, str]]
    """Not handed up yet: form, title, period and state."""
    counts: list[tuple[str, str, int]]
    year: str
    missing: int
    reported: int


def standing(reader: Reader) -> Standing:
    """Reads everything that 首页 tells."""
    ids = reader.ids("competition", order="begins", within="status = '进行'")[:_RUNNING]
    rows = reader.table("competition", ids, ["title", "begins", "ends"])
    settings = reader.ids("settings")
    latest = reader.ask("select max(substr(period, 1, 4)) from unit_report where period glob '[12][0-9][0-9][0-9]*'")
    year = latest[0][0] or str(datetime.date.today().year)
    reported = reader.ask("select count(distinct unit) from unit_report where substr(period, 1, 4) = ?", [year])
    units = reader.count("unit")
    return Standing(
        reader.title("settings", settings[0]) if settings else "",
        [(row, texts) for row, texts in zip(ids, rows, strict=True)],
        reader.ask(_RETURNS, [_RUNNING]),
        [(key, reader.schema[key].title, reader.count(key)) for key in _COUNTED if key in reader.schema.types],
        year,
        max(units - reported[0][0], 0),
        reported[0][0],
    )


class HomePage(QScrollArea):
    """Cards, each with the way to what it tells of."""

    page_wanted = Signal(str)
    return_wanted = Signal(str, str)  # form and period
    intake_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.found: list[Finding] = []
        desk.changed.connect(lambda _: self.reload())
        desk.audited.connect(self._count)
        self._take(Standing("", [], [], [], "", 0, 0))
        self.reload()
        desk.audit()

    def _count(self, found: list[Finding]) -> None:
        """The findings come later than the rest, for an audit takes its time."""
        self.found = found
        self._take(self.now)

    def reload(self) -> None:
        """Reads what 首页 tells again, in the background."""
        register = self.desk.office.register

        def work(_: Job) -> Standing:
            reader = register.look()
            try:
                return standing(reader)
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, self._take, topic="home"))

    def _take(self, now: Standing) -> None:
        self.now = now
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(14)
        title = QLabel(now.name or say("home.title"))
        title.setProperty("role", "title")
        rows.addWidget(title)
        if now.counts and not any(count for _, _, count in now.counts):
            rows.addWidget(self._first_steps())
        grid = QGridLayout()
        grid.setSpacing(14)
        grid.addWidget(self._findings(), 0, 0)
        grid.addWidget(self._reports(now), 0, 1)
        grid.addWidget(self._running(now), 1, 0)
        grid.addWidget(self._returns(now), 1, 1)
        grid.addWidget(self._registered(now), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        rows.addLayout(grid)
        rows.addStretch()
        self.setWidget(body)

    def _first_steps(self) -> QFrame:
        card, inside = _card("star", say("home.first"))
        text = QLabel(say("home.first_steps"))
        text.setWordWrap(True)
        inside.addWidget(text)
        start = QPushButton(say("table.intake"))
        start.setProperty("role", "primary")
        start.clicked.connect(lambda: self.intake_wanted.emit(""))
        inside.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _findings(self) -> QFrame:
        card, inside = _card("warning", say("home.findings"))
        errors = sum(one.level == ERROR for one in self.found)
        doubts = sum(one.level == DOUBT and not one.settled for one in self.found)
        line = QHBoxLayout()
        for count, role, sentence in ((errors, "finding-error", "errors"), (doubts, "finding-doubt", "doubts")):
            number = QLabel(str(count))
            number.setProperty("role", "card-number")
            kind = QLabel(say(f"home.{sentence}"))
            kind.setProperty("role", role if count else "muted")
            line.addWidget(number)
            line.addWidget(kind, 0, Qt.AlignmentFlag.AlignVCenter)
            line.addSpacing(20)
        line.addStretch()
        inside.addLayout(line)
        inside.addStretch()
        inside.addWidget(self._way("findings", say("home.see_findings")), 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _reports(self, now: Standing) -> QFrame:
        card, inside = _card("table", say("home.reports", year=now.year))
        inside.addWidget(QLabel(say("home.reported", reported=now.reported, missing=now.missing)))
        inside.addStretch()
        inside.addWidget(self._way("reports:unit_report", say("home.see_reports")), 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _running(self, now: Standing) -> QFrame:
        card, inside = _card("trophy", say("home.running"))
        for row, (title, begins, ends) in now.running:
            button = QPushButton(f"{title}　{begins} — {ends}")
            button.setProperty("role", "flat")
            button.clicked.connect(lambda _=False, at=row: self.desk.wanted.emit("competition", at, ""))
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if not now.running:
            nothing = QLabel(say("home.none_running"))
            nothing.setProperty("role", "muted")
            inside.addWidget(nothing)
        inside.addStretch()
        return card

    def _returns(self, now: Standing) -> QFrame:
        card, inside = _card("export", say("home.returns"))
        for form, title, period, state in now.returns:
            told = say("home.return", title=title, period=Period().show(period), state=say(f"instances.{state}"))
            button = QPushButton(told)
            button.setProperty("role", "flat")
            button.clicked.connect(lambda _=False, asked=(form, period): self.return_wanted.emit(*asked))
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if not now.returns:
            nothing = QLabel(say("home.no_returns"))
            nothing.setProperty("role", "muted")
            inside.addWidget(nothing)
        inside.addStretch()
        inside.addWidget(self._way("returns", say("home.see_returns")), 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _registered(self, now: Standing) -> QFrame:
        card, inside = _card("chart", say("home.registered"))
        line = QHBoxLayout()
        line.setSpacing(32)
        for key, title, count in now.counts:
            cell = QVBoxLayout()
            cell.setSpacing(0)
            number = QLabel(f"{count:,}")
            number.setProperty("role", "card-number")
            cell.addWidget(number)
            cell.addWidget(self._way(f"records:{key}", title), 0, Qt.AlignmentFlag.AlignLeft)
            line.addLayout(cell)
        line.addStretch()
        inside.addLayout(line)
        return card

    def _way(self, page: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "flat")
        button.clicked.connect(lambda: self.page_wanted.emit(page))
        return button


def _card(picture: str, title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    rows = QVBoxLayout(card)
    rows.setContentsMargins(16, 12, 16, 12)
    head = QHBoxLayout()
    mark = QLabel()
    mark.setPixmap(icon(picture).pixmap(18, 18))
    head.addWidget(mark)
    label = QLabel(title)
    label.setProperty("role", "section")
    head.addWidget(label, 1)
    rows.addLayout(head)
    return card, rows
