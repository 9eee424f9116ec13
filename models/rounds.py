"""Rounds of collecting: which units were asked for which records until when, who has sent, and how sound it is.

Asking is kept as records of their own (`request`). That a unit has sent is read off the register: it has records of
the round, and their workbook is known where they came from one.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.findings import Finding
from models.intake.layouts import remembered
from models.kinds import Link, Period, Stored, Year
from models.ledgers import Asking, write_blank, write_blanks
from models.register import Change, Reader, Register, origin
from models.reporting import Reminder
from models.schema import RecordType, Schema
from models.whereabouts import UNIT, ways_to_unit
from models.words import say

REQUEST, COMPETITION = "request", "competition"
CLEAN, FAULTY, WAITING, LATE, UNASKED = STATES = ("clean", "faulty", "waiting", "late", "unasked")
"""Sent and sound; sent with findings; not sent yet; not sent in time; sent without having been asked."""


@dataclass(frozen=True)
class Round:
    """Records of one type that were asked for, of a competition (its id), of a period, of both."""

    record: RecordType
    competition: int | None = None
    period: str = ""

    def title(self, reader: Reader) -> str:
        """As it is called in a list."""
        told = [reader.title(COMPETITION, self.competition), Period().show(self.period), self.record.title]
        return say("rounds.between").join(filter(None, told))


@dataclass(frozen=True)
class Standing:
    """One unit in a round."""

    unit: int
    name: str
    state: str
    asked_on: str = ""
    deadline: str = ""
    sent_at: str = ""
    file: str = ""
    kept: str = ""
    """The workbook itself within the office's folder."""
    rows: tuple[int, ...] = ()
    """Its records of the round."""
    unread: str = ""
    """The columns of the workbook that were not read, and that nobody has explained since or laid aside."""
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    """What is to be settled in those records and in what they carry along."""

    @property
    def overdue(self) -> bool:
        """Whether it was sent after the deadline."""
        return bool(self.deadline) and self.sent_at[:10] > self.deadline


@dataclass(frozen=True)
class Order:
    """What is to be collected: records of one type from some units; no unit means one workbook for all."""

    record: str
    asking: Asking
    units: Sequence[int]
    each: bool = True
    deadline: str = ""


def send_out(
    reader: Reader, order: Order, folder: Path, progress: Callable[[int, int], None] = lambda *_: None
) -> list[Path]:
    """Writes the collection workbooks into a folder: one for each of the units, or one that all fill in."""
    if order.each:
        return write_blanks(reader, order.record, folder, order.asking, order.units, progress)
    target = folder / say("rounds.file_name", record=reader.schema[order.record].title)
    write_blank(reader, order.record, target, order.asking)
    return [target]


def note(register: Register, order: Order, today: datetime.date) -> list[Change]:
    """Keeps who was asked when; a unit that had been asked for the same gets the new dates."""
    found = round_of(register, order)
    asked = {row[1]: row[0] for row in _requests(register, found)}
    dates = {"asked_on": today.isoformat(), "deadline": order.deadline or None}
    known = [asked[unit] for unit in order.units if unit in asked]
    fresh = [unit for unit in order.units if unit not in asked]
    given = {"form": found.record.title, COMPETITION: found.competition, "period": found.period or None, **dates}
    changes: list[Change] = []
    with register.step(say("rounds.step", count=len(order.units), round=found.title(register))):
        if known:
            changes.append(register.change_many(REQUEST, known, [*dates], [tuple(dates.values())] * len(known)))
        if fresh:
            rows = [(unit, *given.values()) for unit in fresh]
            changes.append(register.add_many(REQUEST, [UNIT, *given], rows))
    return changes


def round_of(reader: Reader, order: Order) -> Round:
    """The round that an order belongs to."""
    asked = order.asking.competition
    competition = int(asked) if asked.isdecimal() else next(iter(reader.find(COMPETITION, asked)), None)
    period = str(Period().read(order.asking.period).value or "")
    return Round(reader.schema[order.record], competition if asked else None, period)


def rounds(reader: Reader) -> list[Round]:
    """All rounds for which anyone was asked, the latest first."""
    titles = {one.title: one for one in reader.schema.types.values()}
    asked = reader.ask(
        f"select form, {COMPETITION}, period from {REQUEST} group by 1, 2, 3 order by max(asked_on) desc, max(id) desc"
    )
    return [
        Round(titles[form], competition if isinstance(competition, int) else None, str(period or ""))
        for form, competition, period in asked
        if form in titles
    ]


def standings(reader: Reader, one: Round, found: Iterable[Finding], today: datetime.date) -> list[Standing]:
    """Every unit that was asked or has sent, in the register's order; `found` are the findings of the office."""
    asked = {unit: (str(on or ""), str(until or "")) for _, unit, on, until in _requests(reader, one)}
    sent, carried = _sent(reader, one)
    faults = _faults(one, sent, carried, found)
    origins = origin.latest(reader, one.record.table, [row for rows in sent.values() for row in rows])
    units = [unit for unit in reader.ids(UNIT) if unit in asked or unit in sent]
    names = reader.table(UNIT, units, [reader.schema[UNIT].name])
    left = _unread(reader)
    made = []
    for unit, (name,) in zip(units, names, strict=True):
        on, until = asked.get(unit, ("", ""))
        rows = tuple(sent.get(unit, ()))
        came = [origins[row] for row in rows if row in origins]
        file, at, kept = max(came, key=lambda told: told.at, default=("", "", ""))
        wrong = tuple(faults.get(unit, ()))
        unread = left.get(kept, "")
        state = _state(unit in asked, bool(rows), bool(wrong or unread), until, today)
        made.append(Standing(unit, name, state, on, until, at, file, kept, rows, unread, wrong))
    return made


def _unread(reader: Reader) -> dict[str, str]:
    """By kept workbook the columns of it that nobody has said anything of."""
    explained = {known.heading for known in remembered(reader)}
    found = origin.unread(reader)
    told = {kept: [one for heading, one in each.items() if heading not in explained] for kept, each in found.items()}
    return {kept: "、".join(columns) for kept, columns in told.items()}


def _state(asked: bool, sent: bool, wrong: bool, deadline: str, today: datetime.date) -> str:
    if not sent:
        return LATE if deadline and deadline < today.isoformat() else WAITING
    return UNASKED if not asked else FAULTY if wrong else CLEAN


def _requests(reader: Reader, one: Round) -> list[tuple[int, int, Stored, Stored]]:
    """Request, unit, date asked and deadline of all who were asked in a round."""
    where = f"form = ? and {COMPETITION} is ? and period is ? and typeof(unit) = 'integer'"
    told = [one.record.title, one.competition, one.period or None]
    found = reader.rows(REQUEST, [UNIT, "asked_on", "deadline"], where, told)
    return [(row[0], row[1], row[2], row[3]) for row in found]


def _sent(reader: Reader, one: Round) -> tuple[dict[int, list[int]], dict[tuple[str, int], int]]:
    """The records of the round by their units; and for each record that they carry along, the unit too."""
    schema, wanted = reader.schema, dict(_restricted(reader.schema, one))
    ways = list(ways_to_unit(schema, one.record)) if one.record.table != UNIT else []
    links = [link for link in one.record.links() if link.with_]
    where = " and ".join(f'"{key}" = ?' for key in wanted)
    sent: dict[int, list[int]] = {}
    carried: dict[tuple[str, int], int] = {}
    for row, *kept in reader.rows(one.record.key, [*ways, *(link.key for link in links)], where, [*wanted.values()]):
        units = [row] if one.record.table == UNIT else kept[: len(ways)]
        unit = next((each for each in units if isinstance(each, int)), 0)
        sent.setdefault(unit, []).append(row)
        for link, record in zip(links, kept[len(ways) :], strict=True):
            if isinstance(record, int):
                carried[schema.types[link.of].table, record] = unit
    return sent, carried


def _restricted(schema: Schema, one: Round) -> Iterable[tuple[str, Stored]]:
    """What the fields of the round's records must hold."""
    fields = one.record.fields
    links = [each for each in one.record.links() if schema.types[each.of].table == COMPETITION]
    if one.competition is not None and links:
        yield max(links, key=lambda each: each.key == one.record.parent).key, one.competition
    when = next((each for each in fields.values() if isinstance(each.kind, Period | Year)), None)
    if one.period and when:
        yield when.key, when.kind.read(one.period).value


def _faults(
    one: Round, sent: dict[int, list[int]], carried: dict[tuple[str, int], int], found: Iterable[Finding]
) -> dict[int, list[Finding]]:
    """What is to be settled in the round's records, by unit."""
    whose = carried | {(one.record.table, row): unit for unit, rows in sent.items() for row in rows}
    faults: dict[int, list[Finding]] = {}
    for each in found:
        if not each.settled and (each.table, each.row) in whose:
            faults.setdefault(whose[each.table, each.row], []).append(each)
    return faults


def reminder(reader: Reader, one: Round, waiting: Sequence[Standing]) -> Reminder:
    """A reminder to those units, with the ways to reach them, and the deadline where all have the same."""
    unit = reader.schema[UNIT]
    paths = [unit.name, *unit.reach]
    headings = [unit.fields[path].label for path in paths]
    until = {each.deadline for each in waiting}
    deadline = until.pop() if len(until) == 1 else ""
    rows = reader.table(UNIT, [each.unit for each in waiting], paths)
    return Reminder(say("rounds.reminder", round=one.title(reader)), unit.title, headings, rows, deadline)


def asks(schema: Schema) -> list[RecordType]:
    """The types that units can be asked for: what belongs to a unit, and units themselves."""
    return [
        one
        for one in schema.types.values()
        if not one.single
        and one.key != REQUEST
        and not (not one.refinement and schema.is_refined(one.table))
        and (one.table == UNIT or any(ways_to_unit(schema, one)))
    ]


def belongs_to(schema: Schema, one: RecordType) -> tuple[bool, bool]:
    """Whether records of the type belong to a competition, and whether to a period."""
    competition = any(schema.types[each.of].table == COMPETITION for each in one.links() if type(each.kind) is Link)
    return competition, any(isinstance(each.kind, Period | Year) for each in one.fields.values())
