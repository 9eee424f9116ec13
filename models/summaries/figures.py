"""What a field of a template says for a period: its text, and the measure, period and value that it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from models.kinds import Period
from models.kinds.numbers import written
from models.measures import Measures, Span, year_begins
from models.register import Reader
from models.summaries import listing
from models.summaries.language import Asked
from models.summaries.sources import Sources
from models.summaries.telling import amount, bare, base_of, difference, growth
from models.words import Refusal, say

_COMPARING = ("上年", "同比", "增减")


@dataclass(frozen=True)
class Figure:
    """A number, comparison or list in a summary, and what a checker needs to find its source."""

    text: str
    measure: str
    title: str
    unit: str
    period: str
    value: Decimal
    """Of the measure over the whole office, in its own unit, not rounded."""
    before: Decimal | None = None
    """A year before, where the text compares."""
    about: str = ""

    @property
    def source(self) -> str:
        """Measure, period and exact values in one line."""
        told = say("summaries.value", title=self.title, period=Period().show(self.period), value=self.exact)
        return "；".join(one for one in (told, self.exact_before, self.about) if one)

    @property
    def exact(self) -> str:
        """The value, not rounded, with its unit."""
        return f"{written(self.value)}{self.unit}"

    @property
    def exact_before(self) -> str:
        """The same a year before; empty where the text does not compare."""
        if self.before is None:
            return ""
        return say("summaries.before", base=base_of(self.period), value=f"{written(self.before)}{self.unit}")


@dataclass(frozen=True)
class Told:
    """A field as it is told; without a text it has nothing to say. A fact has neither measure nor figure."""

    text: str = ""
    figure: Figure | None = None
    measure: str = ""


def behind(measure: str, period: str, measures: Measures, reader: Reader) -> dict[str, list[int]]:
    """The records that a measure counts in a period, by type."""
    understood = reader.understood()
    try:
        found = measures.rows(understood, measure, Span(period, year_begins(reader)))
    finally:
        understood.close()
    return {record: sorted(rows) for record, rows in found.items()}


def tell(sources: Sources, asked: Asked, file: str) -> Told:
    """What a field says; refused with file, field and word when its subject is not known."""
    if asked.subject in sources.facts:
        if str(asked) != asked.subject:
            raise Refusal("summaries.bare_fact", file=file, field=asked)
        return Told(sources.facts[asked.subject])
    key = sources.keys.get(asked.subject)
    if key is None:
        raise Refusal("summaries.unknown", file=file, field=asked, word=asked.subject)
    number = sources.now(key)
    before = sources.before(key) if asked.what in _COMPARING else None
    if not number or (not before and asked.what in _COMPARING):
        return Told(measure=key)
    text = _text(sources, asked, key, number, before or Decimal(), file)
    if not text:
        return Told(measure=key)
    one = sources.measures[key]
    return Told(
        text, Figure(text, key, one.title, one.unit, sources.span.of(one).period, number, before, one.about), key
    )


def _text(sources: Sources, asked: Asked, key: str, now: Decimal, before: Decimal, file: str) -> str:
    unit, period = sources.measures[key].unit, sources.period
    ways: dict[str, Callable[[], str]] = {
        "": lambda: amount(now, unit, asked),
        "数": lambda: bare(now, unit, asked),
        "上年": lambda: amount(before, unit, asked),
        "同比": lambda: growth(now, before, unit, asked, period),
        "增减": lambda: difference(now, before, unit, asked, period),
        "单位": lambda: listing.leading(sources, asked, key),
        "完成": lambda: listing.reached(sources, asked, key, now),
        "逐年": lambda: listing.by_years(sources, asked, key),
        "名单": lambda: listing.names(sources, asked, key),
        "按": lambda: listing.split(sources, asked, key, file),
    }
    return ways[asked.what]()
