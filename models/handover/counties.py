"""The counties whose files were merged: who has handed over, and a measure for each of them, with change and rank."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from models import sheets
from models.kinds import Stored
from models.measures import Measures, Span, year_begins
from models.register import Reader
from models.reporting import change
from models.words import say


class Standing(NamedTuple):
    """A county's line: when it handed over for the year (empty: not yet), its value, last year's, change and rank."""

    county: str
    received: str
    value: Stored
    before: Stored
    change: float | None
    rank: int | None


def years(reader: Reader) -> list[str]:
    """This year and those for which anything was received, the latest first."""
    told = {str(row[0]) for row in reader.ask("select distinct period from county where period <> ''")}
    return sorted(told | {str(datetime.date.today().year - by) for by in (0, 1)}, reverse=True)


def counties(reader: Reader) -> list[str]:
    """Those that are expected to hand over, as the office has listed them, then others that ever did."""
    listed = re.split(r"[\n、；;，,]+", reader.settings()["counties"])
    came = (str(row[0]) for row in reader.ask("select distinct name from county order by name"))
    return list(dict.fromkeys(filter(None, [*(name.strip() for name in listed), *came])))


def missing(reader: Reader, year: str) -> list[str]:
    """Counties that have not handed over for the year."""
    there = {str(row[0]) for row in reader.ask("select name from county where period in (?, '')", [year])}
    return [name for name in counties(reader) if name not in there]


def roll(reader: Reader) -> str:
    """A sentence on who has handed over for the latest year that anybody did; empty where nobody is expected."""
    all_, latest = counties(reader), reader.ask("select max(period) from county")[0][0]
    if not all_:
        return ""
    year = str(latest or datetime.date.today().year)
    absent = missing(reader, year)
    told = say("handover.roll", year=year, count=len(all_) - len(absent), of=len(all_))
    return told + (say("handover.missing", names="、".join(absent)) if absent else "")


def stand(
    reader: Reader,
    measures: Measures,
    key: str,
    year: str,
    progress: Callable[[int, int], None] = lambda made, of: None,
) -> list[Standing]:
    """Every county with a measure of the year, the highest first; each sees only the rows that it brought or shares."""
    found, begins = [], year_begins(reader)
    every = counties(reader)
    for at, county in enumerate(every):
        progress(at, len(every))
        if not (within := brought(reader, county)):
            found.append(Standing(county, "", None, None, None, None))
            continue
        understood = reader.understood(within=within)
        try:
            now, before = (measures.total(understood, key, Span(str(int(year) - by), begins)) for by in (0, 1))
        finally:
            understood.close()
        found.append(Standing(county, received(reader, county, year), now, before, change(now, before), None))
    return _ranked(found)


def names(reader: Reader) -> list[str]:
    """The counties whose files were merged."""
    return [str(name) for (name,) in reader.ask("select distinct name from county order by name")]


def received(reader: Reader, county: str, year: str) -> str:
    """When a county handed over for the year; empty where it has not."""
    latest = "select max(at) from county where name = ? and period in (?, '')"
    return str(reader.ask(latest, [county, year])[0][0] or "")


def brought(reader: Reader, county: str) -> dict[str, list[tuple[int, int]]]:
    """The rows that a county brought or shares, by table, as first and last of their stretches."""
    sql = "select tbl, first, last from share where county in (select id from county where name = ?)"
    found: dict[str, list[tuple[int, int]]] = {}
    for table, first, last in reader.ask(sql, [county]):
        found.setdefault(table, []).append((first, last))
    return found


def _ranked(found: Sequence[Standing]) -> list[Standing]:
    """Equal values share a rank; who has no value has none."""
    ranks = ranked([one.value for one in found])
    told = [one._replace(rank=rank) for one, rank in zip(found, ranks, strict=True)]
    return sorted(told, key=lambda one: (one.rank is None, one.rank or 0, one.county))


def ranked(values: Sequence[Stored]) -> list[int | None]:
    """The rank of each value, the highest first; equal ones share theirs, blanks have none."""
    numbers = [value for value in values if isinstance(value, int | float)]
    return [1 + sum(one > value for one in numbers) if isinstance(value, int | float) else None for value in values]


def headings() -> list[str]:
    """What heads the columns."""
    return [say(f"handover.by_{word}") for word in ("rank", "county", "value", "before", "change", "received")]


def texts(one: Standing) -> list[str]:
    """A line as people read it; blank where there is nothing."""
    grown = "" if one.change is None else f"{one.change:+.1%}"
    told = ["" if word is None else f"{word:g}" if isinstance(word, float) else str(word) for word in one[2:4]]
    received = one.received.replace("T", " ") or say("handover.not_received")
    return ["" if one.rank is None else str(one.rank), one.county, *told, grown, received]


def write_standings(target: Path, title: str, lines: Sequence[Standing]) -> None:
    """The table as a workbook."""
    widths = (8, 30, 14, 14, 12, 22)
    columns = [sheets.Column(heading, width) for heading, width in zip(headings(), widths, strict=True)]
    rows = [[one.rank, one.county, one.value, one.before, *(text or None for text in texts(one)[4:])] for one in lines]
    sheets.write_book(target, [sheets.Plan(title, columns, rows)])
