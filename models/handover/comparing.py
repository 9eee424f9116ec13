"""Counties side by side: several measures of a year for each, with its rank, and how complete what it sent is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models import sheets
from models.handover.counties import brought, counties, ranked, received
from models.kinds import Stored
from models.kinds.numbers import decimal, written
from models.measures import Measures, Span, year_begins
from models.register import Reader
from models.words import say

_WIDTHS, _VALUE, _RANK = (30, 22, 12, 12), 14, 8  # columns, in characters
_TEXTS = 2  # columns that hold no numbers
_REPORTED = "select count(distinct unit) from unit_report where period = ?"


@dataclass(frozen=True)
class Compared:
    """A county: when it handed over, how many of its units reported, a value and a rank for each measure."""

    county: str
    """Empty for all of them together."""
    received: str
    reported: int
    units: int
    values: tuple[Stored, ...]
    ranks: tuple[int | None, ...]


def compare(
    reader: Reader,
    measures: Measures,
    keys: Sequence[str],
    year: str,
    progress: Callable[[int, int], None] = lambda made, of: None,
) -> list[Compared]:
    """Every county, expected or merged, each with its own rows alone; at the end all of them together."""
    span, every = Span(year, year_begins(reader)), counties(reader)
    lines = []
    for at, county in enumerate(every):
        progress(at, len(every))
        lines.append(_counted(reader, measures, keys, span, county))
    across = [ranked([line.values[at] for line in lines]) for at in range(len(keys))]
    told = [
        Compared(one.county, one.received, one.reported, one.units, one.values, tuple(ranks[at] for ranks in across))
        for at, one in enumerate(lines)
    ]
    return [*told, _counted(reader, measures, keys, span, "")] if told else []


def _counted(reader: Reader, measures: Measures, keys: Sequence[str], span: Span, county: str) -> Compared:
    """A county without its ranks, blank where nothing came from it; without a name the whole register."""
    within = brought(reader, county) if county else None
    if within == {}:
        return Compared(county, "", 0, 0, (None,) * len(keys), (None,) * len(keys))
    understood = reader.understood(within=within)
    try:
        values = tuple(measures.total(understood, key, span) for key in keys)
        reported, units = understood.ask(_REPORTED, [span.period])[0][0], understood.count("unit")
    finally:
        understood.close()
    at = received(reader, county, span.period) if county else ""
    return Compared(county, at, reported, units, values, (None,) * len(keys))


def compared_headings(measures: Measures, keys: Sequence[str]) -> list[str]:
    """What heads the columns."""
    told = [say(f"handover.by_{word}") for word in ("county", "received", "reported")]
    return [*told, *(say("pivots.heading", title=measures[key].title, unit=measures[key].unit) for key in keys)]


def compared_texts(one: Compared) -> list[str]:
    """A line as people read it: values with their ranks, blank where there is none."""
    at = one.received.replace("T", " ") or (say("handover.not_received") if one.county else "")
    values = [
        say("handover.ranked", value=_number(value), rank=rank) if rank else _number(value)
        for value, rank in zip(one.values, one.ranks, strict=True)
    ]
    return [_name(one), at, f"{one.reported}/{one.units}", *values]


def _name(one: Compared) -> str:
    return one.county or say("handover.with_own")


def _number(value: Stored) -> str:
    return written(round(decimal(value), 2)) if isinstance(value, int | float) else ""


def write_compared(
    target: Path, title: str, measures: Measures, keys: Sequence[str], lines: Sequence[Compared]
) -> None:
    """The table as a workbook: each measure with its rank beside it, as numbers."""
    heads = [say(f"handover.by_{word}") for word in ("county", "received", "reported", "units")]
    columns = [sheets.Column(heads[at], width, text=at < _TEXTS) for at, width in enumerate(_WIDTHS)]
    for one in map(measures.__getitem__, keys):
        columns.append(sheets.Column(say("pivots.heading", title=one.title, unit=one.unit), _VALUE))
        columns.append(sheets.Column(say("handover.rank_of", title=one.title), _RANK))
    rows = ([_name(one), one.received.replace("T", " ") or None, one.reported, one.units, *_flat(one)] for one in lines)
    sheets.write_book(target, [sheets.Plan(title, columns, rows)])


def _flat(one: Compared) -> list[Stored]:
    return [cell for both in zip(one.values, one.ranks, strict=True) for cell in both]
