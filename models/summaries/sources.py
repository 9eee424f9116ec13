"""What the fields of a summary are worked out from: an office's measures over a period, and its own facts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from models.kinds import Period
from models.kinds.numbers import decimal
from models.measures import Measure, Measures, Span, year_begins
from models.register import Reader
from models.reporting import year_before
from models.summaries.language import NUMBERED
from models.targets import standings
from models.words import say
from models.yearly import WHOLE


@dataclass(frozen=True)
class Sources:
    """`reader` names records and knows the office's facts; `understood` is what measures are asked of."""

    measures: Measures
    reader: Reader
    understood: Reader
    period: str
    today: datetime.date = field(default_factory=datetime.date.today)
    _numbers: dict[tuple[str, str], Decimal | None] = field(default_factory=dict)

    @cached_property
    def begins(self) -> str:
        """Month and day on which the office's year begins."""
        return year_begins(self.reader)

    @property
    def span(self) -> Span:
        """The time that the summary covers."""
        return Span(self.period, self.begins)

    @cached_property
    def facts(self) -> dict[str, str]:
        """Facts of the office by their labels, and those of the period; the number of a section is put in later."""
        fields = self.reader.schema["settings"].fields
        told = {fields[key].label: text for key, text in self.reader.settings().items()}
        last = self.span.bounds[1][:4]
        return told | {
            NUMBERED: NUMBERED,
            say("summaries.fact_period"): Period().show(self.period),
            say("summaries.fact_year"): last,
            say("summaries.fact_year_before"): str(int(last) - 1),
            say("summaries.fact_today"): f"{self.today.year}年{self.today.month}月{self.today.day}日",
        }

    @cached_property
    def keys(self) -> dict[str, str]:
        """Measures by their titles and keys; of two with one title the first."""
        titles = {one.title: key for key, one in reversed(self.measures.known.items())}
        return titles | {key: key for key in self.measures.known}

    @cached_property
    def plans(self) -> dict[str, Decimal]:
        """By measure, what was asked of the whole office over just this period; what is asked of each year is not."""
        last = int(self.span.bounds[1][:4])
        told = standings(self.reader, self.measures, last, self.today, (WHOLE,))
        return {
            one.target.measure: decimal(one.reckoned.plan) * one.target.scale
            for one in told
            if one.target.period == self.period
            and (one.target.demand.over(last) == (one.target.demand.first, last) or one.target.demand.is_level)
            and isinstance(one.reckoned.plan, int | float)
        }

    def now(self, key: str) -> Decimal | None:
        """A measure over the whole office; None where nothing was reported."""
        return self._number(key, self.period)

    def before(self, key: str) -> Decimal | None:
        """The same a year before; None also where it can't have been another number then."""
        earlier = year_before(self.period)
        return self._number(key, earlier) if earlier and self._is_dated(self.measures[key]) else None

    def _number(self, key: str, period: str) -> Decimal | None:
        if (key, period) not in self._numbers:
            found = self.measures.total(self.understood, key, Span(period, self.begins))
            self._numbers[key, period] = decimal(found) if isinstance(found, int | float) else None
        return self._numbers[key, period]

    def _is_dated(self, measure: Measure) -> bool:
        return bool(measure.when) or any(self._is_dated(self.measures[key]) for key in measure.made_of)
