"""What is due on 首页: findings, reports that units owe, returns with their deadlines, certificates, targets."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QVBoxLayout

from models.certificates import Layout, unawarded
from models.contests import ENTRY
from models.findings import DOUBT, ERROR, Finding
from models.glance import Glance, OpenReturn
from models.kinds import Period
from models.office import Office
from models.register import Reader
from models.targets import GREEN, RED, YELLOW, Standing, standings
from models.words import say
from models.yearly import WHOLE
from ui.pages.home.cards import Way, card

Go = Callable[[str], object]
"""Opens a page by its name."""
Open = Callable[[str, str], object]
"""Opens a return by form and period."""


@dataclass(frozen=True)
class Later:
    """What takes longer to find than the figures: returns that nobody has begun, and how the targets stand."""

    coming: list[tuple[OpenReturn, str]] = field(default_factory=list)
    """With the day by which each has to be handed up."""
    unawarded: list[tuple[Layout, int]] = field(default_factory=list)
    """Certificates, and how many who have been given none would get each."""
    targets: list[Standing] = field(default_factory=list)


def find_later(office: Office, reader: Reader, year: int, today: datetime.date) -> Later:
    """Returns of the present period with a deadline, as far as they are not begun; the whole office's targets."""
    begun = {(one.form, one.period) for one in office.instances.all(reader)}
    coming = []
    for name, one in office.returns.items():
        for period in office.instances.periods(name)[:1]:
            if (name, period) not in begun and (due := one.due(period)):
                coming.append((OpenReturn(name, one.title, period, ""), due))
    waiting = unawarded(office.layouts.values(), reader, ENTRY)
    targets = standings(reader, office.measures, year, today, (WHOLE,))
    return Later(sorted(coming, key=lambda each: each[1]), waiting, targets)


class Due:
    """The card; findings and what takes longer come in when they are known."""

    def __init__(self, now: Glance, dues: dict[tuple[str, str], str], go: Go, open_return: Open, award: Go) -> None:
        self.now, self.dues, self.go, self.open, self.award = now, dues, go, open_return, award
        self.frame, self._lines = card("calendar", say("home.due"))
        if now.unnamed:
            self._line(self._lines, say("home.unnamed", labels="、".join(now.unnamed)), "settings")
        self.findings = self._line(self._lines, "", "findings")
        self._units()
        for one in now.returns:
            self._return(self._lines, self._told(one), one)
        self.later = QVBoxLayout()
        self._lines.addLayout(self.later)
        self._counts()
        self._lines.addStretch()
        self._line(self._lines, say("home.see_returns"), "returns")

    def _line(self, into: QVBoxLayout, text: str, page: str) -> Way:
        made = Way(text, lambda: self.go(page))
        into.addWidget(made)
        return made

    def _return(self, into: QVBoxLayout, text: str, one: OpenReturn) -> None:
        into.addWidget(Way(text, lambda: self.open(one.form, one.period)))

    def _units(self) -> None:
        now, units = self.now, self.now.counts["unit"]
        if now.reported < units:
            told = say("home.reported", year=now.year, reported=now.reported, missing=units - now.reported)
            self._line(self._lines, told, "reports:unit_report")
        for each in now.rounds:
            told = say("home.round", title=each.title, waiting=each.waiting, late=each.late, deadline=each.deadline)
            self._line(self._lines, told, "collecting")

    def _counts(self) -> None:
        now = self.now
        counts = {"over": now.over, "unprinted": now.unprinted}
        for what, count in (counts | {"certificates": now.without_certificate}).items():
            if count:
                page = "records:competition" if what == "over" else "certificates"
                self._line(self._lines, say(f"home.{what}", count=count), page)

    def _told(self, one: OpenReturn) -> str:
        due = self.dues.get((one.form, one.period), "")
        words = {"title": one.title, "period": Period().show(one.period), "state": say(f"instances.{one.state}")}
        return say("home.return_due", due=due, **words) if due else say("home.return", **words)

    def tell_findings(self, found: list[Finding] | None) -> None:
        """How many are open; None until the first audit has ended."""
        if found is None:
            self.findings.tell(say("home.auditing"))
            return
        errors = sum(one.level == ERROR for one in found)
        doubts = sum(one.level == DOUBT and not one.settled for one in found)
        self.findings.tell(say("home.findings", errors=errors, doubts=doubts))

    def tell_later(self, told: Later) -> None:
        """Returns that are still to be begun, and how the targets stand."""
        for one, due in told.coming:
            text = say("home.coming", title=one.title, period=Period().show(one.period), due=due)
            self._return(self.later, text, one)
        for layout, count in told.unawarded:
            text = say("home.unawarded", count=count, layout=layout.title)
            self.later.addWidget(Way(text, lambda name=layout.name: self.award(name)))
        if told.targets:
            lights = Counter(one.reckoned.light for one in told.targets)
            counts = {light: lights[light] for light in (GREEN, YELLOW, RED)}
            self._line(
                self.later, say("home.targets", year=self.now.year, count=len(told.targets), **counts), "targets"
            )
