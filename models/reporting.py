"""Figures reported by period: who reports goes down, what is reported goes across, one period at a time.

A record type is such a report when a link and a period tell its records apart; its numbers are the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from models import sheets
from models.kinds import Link, Number, Period, Stored
from models.kinds.numbers import decimal, exact
from models.register import Reader
from models.schema import Field, RecordType
from models.words import say

MISSING, EMPTY, GIVEN = "missing", "empty", "given"

SETTINGS, _NOTABLE = "settings", "notable_change"  # per cent
_SHAPE = re.compile(r"(\d{4})(?:([HQ-])(\d{1,4}))?")
_IN_A_YEAR = {"H": 2, "Q": 4, "-": 12}


@dataclass(frozen=True)
class Grid:
    """A record type as a table of figures: the link that says who reports, the period, the numbers."""

    record: RecordType
    down: Field
    by: Field
    columns: tuple[Field, ...]

    @property
    def bands(self) -> list[tuple[str, int, int]]:
        """Sections over the columns: name, first and last column."""
        found: list[tuple[str, int, int]] = []
        for at, column in enumerate(self.columns):
            if found and found[-1][0] == column.section:
                found[-1] = (column.section, found[-1][1], at)
            else:
                found.append((column.section, at, at))
        return found


@dataclass
class Line:
    """What one reporter gave for the period, and for the earlier one; `row` is None while there is no return."""

    who: Stored
    name: str
    row: int | None
    kept: list[Stored]
    before: Sequence[Stored]

    @property
    def state(self) -> str:
        """Not returned, returned without any figure, or returned with figures."""
        if self.row is None:
            return MISSING
        return EMPTY if self.kept.count(None) == len(self.kept) else GIVEN

    @property
    def unread(self) -> bool:
        """Whether a figure was kept as typed, because it could not be read."""
        return str in map(type, self.kept)


def grid_of(record: RecordType) -> Grid | None:
    """The type as a report; None when no link with a period tells its records apart, or it counts nothing."""
    columns = tuple(one for section in record.sections.values() for one in section if isinstance(one.kind, Number))
    for words in record.same:
        told_by = {type(record.fields[word].kind): record.fields[word] for word in words}
        if columns and len(words) == 2 and told_by.keys() == {Link, Period}:
            return Grid(record, told_by[Link], told_by[Period], columns)
    return None


def shifted(period: str, by: int) -> str:
    """The period of the same length so many periods later (negative: earlier); empty where there is none."""
    parts = _SHAPE.fullmatch(period)
    if parts is None or Period().read(period).value != period or Period().read(period).trouble:
        return ""
    year, mark, rest = int(parts[1]), parts[2] or "", int(parts[3] or 1)
    if len(parts[3] or "") == 4:
        years = (rest - year + 1) * by
        moved = f"{year + years}-{rest + years}"
    else:
        many = _IN_A_YEAR.get(mark, 1)
        year, at = divmod(year * many + rest - 1 + by, many)
        moved = f"{year}{mark}" + (f"{at + 1:02}" if mark == "-" else str(at + 1) if mark else "")
    return "" if Period().read(moved).trouble else moved


def year_before(period: str) -> str:
    """The same part of the year before; of whole years the ones before."""
    return shifted(period, -1 if len(period) > 7 else -_IN_A_YEAR.get(period[4:5], 1))


def change(now: Stored, last: Stored) -> float | None:
    """By which part of the earlier figure the present one is more (or less); None where that can't be told."""
    if isinstance(now, str) or isinstance(last, str) or now is None or not last:
        return None
    return (now - last) / abs(last)


def notable(reader: Reader) -> float:
    """From which change on, as a part of the earlier figure, the office (and rule UR-12) asks for an explanation."""
    one = reader.schema[SETTINGS]
    kept = [share for _, share in reader.rows(SETTINGS, [_NOTABLE]) if isinstance(share, int | float)]
    return next(iter(kept), float(str(one.fields[_NOTABLE].default))) / 100


def total(values: Iterable[Stored]) -> tuple[Stored, int]:
    """The sum of the numbers, blank where there is none; and how many texts were left out."""
    found = [value for value in values if value is not None]
    whole = sum(value for value in found if type(value) is int)  # nothing is lost, and most figures are such
    parts = sum((decimal(value) for value in found if type(value) is float), Decimal(whole))
    unread = sum(type(value) is str for value in found)
    if len(found) == unread:
        return None, unread
    kept = exact(parts)
    return float(parts) if kept is None else kept, unread


def periods(reader: Reader, grid: Grid) -> list[str]:
    """The periods for which anything was returned, the latest first."""
    rows = reader.rows(grid.record.key, [grid.by.key], f'"{grid.by.key}" is not null')
    return sorted({str(period) for _, period in rows}, reverse=True)


def read_lines(reader: Reader, grid: Grid, period: str, earlier: str = "") -> list[Line]:
    """All who should report in the register's order, then names that nobody bears; two returns of one are two lines."""
    given, before = _returned(reader, grid, period), _returned(reader, grid, earlier) if earlier else {}
    known = _reporters(reader, grid)
    strangers = {who: say("reports.nobody") if who is None else str(who) for who in given if who not in known}
    blank: tuple[Stored, ...] = (None,) * len(grid.columns)
    lines: list[Line] = []
    for who, name in (known | strangers).items():
        last = before.get(who, [(0, blank)])[0][1]
        for row, kept in given.get(who, []):
            lines.append(Line(who, name, row, list(kept), last))
        if who not in given:
            lines.append(Line(who, name, None, list(blank), last))
    return lines


def _reporters(reader: Reader, grid: Grid) -> dict[Stored, str]:
    one = reader.schema[grid.down.of]
    ids = reader.ids(one.key)
    return {who: name[0] for who, name in zip(ids, reader.table(one.key, ids, [one.name]), strict=True)}


def _returned(reader: Reader, grid: Grid, period: str) -> dict[Stored, list[tuple[int, Sequence[Stored]]]]:
    """By who reported: the rows of a period with their figures."""
    columns = [grid.down.key, *(column.key for column in grid.columns)]
    found: dict[Stored, list[tuple[int, Sequence[Stored]]]] = {}
    for kept in reader.rows(grid.record.key, columns, f'"{grid.by.key}" = ?', [period]):
        found.setdefault(kept[1], []).append((kept[0], kept[2:]))
    return found


@dataclass(frozen=True)
class Reminder:
    """Who has not returned, with the ways to reach them."""

    title: str
    who: str
    headings: list[str]
    rows: list[list[str]]
    deadline: str = ""

    def text(self) -> str:
        """The list as it is sent out; a deadline that is not known is left to be filled in."""
        head = [
            self.title,
            say("reports.deadline") + self.deadline,
            say("reports.not_returned", count=len(self.rows), who=self.who),
        ]
        return "\n".join([*head, *self._written()])

    def _written(self) -> Iterator[str]:
        for at, (name, *ways) in enumerate(self.rows, 1):
            told = [f"{heading}：{way}" for heading, way in zip(self.headings[1:], ways, strict=True) if way]
            yield "　".join([f"{at}. {name}", *told])


def reminder(reader: Reader, grid: Grid, period: str) -> Reminder:
    """The reminder of a period: all who should report and have not."""
    one = reader.schema[grid.down.of]
    paths = [one.name, *one.reach]
    given = _returned(reader, grid, period)
    waiting = [who for who in reader.ids(one.key) if who not in given]
    title = say("reports.reminder_title", period=grid.by.kind.show(period), record=grid.record.title)
    headings = [one.fields[path].label for path in paths]
    return Reminder(title, grid.down.label, headings, reader.table(one.key, waiting, paths))


def write_reminder(told: Reminder, target: Path) -> None:
    """The reminder as a workbook, numbered."""
    columns = [sheets.Column(say("reports.number"), 8)]
    columns += [sheets.Column(heading, 40 if not at else 18, text=True) for at, heading in enumerate(told.headings)]
    rows: Iterator[list[Stored]] = ([at, *(cell or None for cell in row)] for at, row in enumerate(told.rows, 1))
    sheets.write_book(target, [sheets.Plan(told.title, columns, rows)])
