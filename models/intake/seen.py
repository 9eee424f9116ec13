"""A table as a clerk looks at it before it is kept: states of rows, cells from what to what, findings in place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from models.findings import ERROR, Finding
from models.intake.emptied import Emptied
from models.intake.matching import Part
from models.intake.senders import UNIT, senders, unit_paths
from models.intake.understanding import Understood
from models.kinds import Link, Links, Money, Period, Stored, Year
from models.kinds.links import members
from models.register import Reader
from models.register.paths import field_at
from models.schema import Field

NEW, CHANGED, SAME, REJECTED = STATES = ("new", "changed", "same", "rejected")
_LINE = re.compile(r"\d+")


@dataclass(frozen=True)
class Shown:
    """A cell: what will be kept, as people read it; what the register holds instead; and what is wrong with it."""

    value: Stored = None
    text: str = ""
    was: str | None = None
    finding: Finding | None = None


class Seen:
    """One table; `paths` are its columns as the sheet has them, behind what stands above the headings or is missing."""

    def __init__(self, reader: Reader, table: Understood, emptied: Emptied) -> None:
        self.table = table
        self.emptied = emptied
        self.lines = table.main.lines
        self.fields = {path: self._field(reader, path) for path in self._paths()}
        self.paths = list(self.fields)
        self.findings = self._placed()
        self.states = [self._state(at) for at in range(len(self.lines))]
        self._names = {(of, row): name for of, row, name in self._titles(reader)}
        self._units = unit_paths(reader.schema, table.record, self.paths)

    def _paths(self) -> Iterator[str]:
        """What is not in a column first; then the columns from the left."""
        table = self.table
        told = [*(name for name in table.main.names if name not in table.carried)]
        told += [f"{link}.{name}" for link, part in table.carried.items() for name in part.names]
        firsts = {path.partition(".")[0] for path in told}
        yield from (key for key, each in table.record.fields.items() if each.required and key not in firsts)
        yield from sorted(told, key=lambda path: table.columns.get(path, -1))

    def _field(self, reader: Reader, path: str) -> Field:
        """The field of a path; money in the unit that the sheet writes."""
        each = field_at(reader.schema, self.table.record, path)
        if isinstance(each.kind, Money) and path in self.table.money:
            return replace(each, kind=replace(each.kind, shown=self.table.money[path]))
        return each

    def _placed(self) -> dict[tuple[int, str], Finding]:
        """Findings by line and path; those of a whole row under no path, those of all rows under line -1."""
        found: dict[tuple[int, str], Finding] = {}
        for one in self.table.findings:
            line = None if one.field in self.table.places else _LINE.search(one.cell)
            found.setdefault((int(line[0]) - 1 if line else -1, one.field), one)
        return found

    def _state(self, at: int) -> str:
        main, line = self.table.main, self.lines[at]
        if line in self.unplaced:
            return REJECTED
        if at in main.repeated:
            return SAME
        if main.ids[at] is None:
            return NEW
        return CHANGED if self._news(at) or main.ids[at] in self.emptied else SAME

    def _news(self, at: int) -> bool:
        """Whether anything of a known record is to be changed, also where nothing is cleared."""
        return at in self.table.main.changes or any(self._carries_news(at))

    @property
    def kept(self) -> bool:
        """Whether nothing is left to keep, unless cells are to be cleared that are blank now."""
        return all(state == SAME or (state == CHANGED and not self._news(at)) for at, state in enumerate(self.states))

    @cached_property
    def unplaced(self) -> set[int]:
        """Lines that can't be kept at all."""
        return set(self.table.main.rejected).union(*(part.rejected for part in self.table.carried.values()))

    @cached_property
    def unsound(self) -> frozenset[int]:
        """Lines with anything that must be corrected."""
        wrong = {line for (line, _), one in self.findings.items() if one.level == ERROR}
        return frozenset(self.lines if -1 in wrong else wrong & set(self.lines) | self.unplaced)

    def news(self, whole: bool) -> int:
        """How many rows that bring anything would be kept: all that can be placed, or only the sound ones."""
        out = self.unplaced if whole else self.unsound
        told = (at for at, state in enumerate(self.states) if state == NEW or (state == CHANGED and self._news(at)))
        return sum(self.lines[at] not in out for at in told)

    def _carries_news(self, at: int) -> Iterator[bool]:
        for part in self.table.carried.values():
            place = part.at[at]
            yield place is not None and (place in part.changes or part.ids[place] is None)

    def __len__(self) -> int:
        """How many rows it has."""
        return len(self.lines)

    @cached_property
    def counts(self) -> Counter[str]:
        """How many rows are in each state."""
        return Counter(self.states)

    def cell(self, at: int, path: str) -> Shown:
        """A cell of a row (from 0)."""
        finding = self.finding(at, path)
        part, name = self._part(path)
        place = at if part is self.table.main else part.at[at]
        if place is None or name not in part.names:
            return Shown(finding=finding)
        value = part.rows[place][part.names.index(name)]
        return Shown(value, self._text(path, value), self._was(part, place, path), finding)

    def _was(self, part: Part, place: int, path: str) -> str | None:
        """What the register holds instead, also where the cell is blank now."""
        name = path.rpartition(".")[2]
        if name in part.changes.get(place, {}):
            return self._text(path, part.changes[place][name][0])
        cleared = self.emptied.get(part.ids[place] or 0, {}) if part is self.table.main else {}
        return self._text(path, cleared[name]) if name in cleared else None

    def finding(self, at: int, path: str) -> Finding | None:
        """What is wrong with a cell, or with its row as a whole where no path is given."""
        return self.findings.get((self.lines[at], path)) or self.findings.get((-1, path))

    def _part(self, path: str) -> tuple[Part, str]:
        """The records of which a path is a field, and its name there."""
        first, _, rest = path.partition(".")
        return (self.table.carried[first], rest) if rest else (self.table.main, path)

    def of_row(self, at: int) -> list[Finding]:
        """What is to be settled in a row."""
        line = self.lines[at]
        return [one for (here, _), one in self.findings.items() if here in (line, -1)]

    def _text(self, path: str, value: Stored) -> str:
        each = self.fields[path]
        if isinstance(each.kind, Link):
            named = members(value) if isinstance(each.kind, Links) else [] if value is None else [value]
            return "、".join(self._names.get((each.of, name), str(name)) for name in named)
        return each.kind.show(value)

    def _titles(self, reader: Reader) -> Iterator[tuple[str, Stored, str]]:
        """The names of all records that cells point at."""
        wanted: dict[str, set[int]] = {}
        for path, each in self.fields.items():
            if isinstance(each.kind, Link):
                found = (one for value in self._values(path) for one in _linked(each, value))
                wanted.setdefault(each.of, set()).update(found)
        for of, ids in wanted.items():
            told = sorted(ids)
            for row, texts in zip(told, reader.table(of, told, [reader.schema[of].name]), strict=True):
                yield of, row, texts[0]

    def _values(self, path: str) -> Iterator[Stored]:
        """All that a column holds, or would change."""
        part, name = self._part(path)
        if name in part.names:
            at, own = part.names.index(name), part is self.table.main
            yield from (row[at] for row in part.rows)
            yield from (changed[name][0] for changed in part.changes.values() if name in changed)
            yield from (cleared[name] for cleared in self.emptied.values() if own and name in cleared)

    @cached_property
    def units(self) -> list[str]:
        """The names of the units that its rows speak of."""
        columns = {path: self._column(path) for path in self._units}
        told = dict.fromkeys(senders(columns, self._units, len(self)))
        return [self._names.get((UNIT, unit), str(unit)) for unit in told if unit is not None]

    @cached_property
    def periods(self) -> list[str]:
        """The periods or years that its rows are of."""
        when = [path for path, each in self.fields.items() if isinstance(each.kind, Period | Year) and each.required]
        rows = dict.fromkeys(zip(*map(self._column, when), strict=True))
        texts = (self._text(path, value) for row in rows for path, value in zip(when, row, strict=True))
        return list(dict.fromkeys(text for text in texts if text))

    def _column(self, path: str) -> list[Stored]:
        """What each row holds at a path."""
        part, name = self._part(path)
        if name not in part.names:
            return [None] * len(self)
        at, places = part.names.index(name), part.at if part is not self.table.main else range(len(self))
        return [None if place is None else part.rows[place][at] for place in places]


def _linked(each: Field, value: Stored) -> Iterable[int]:
    linked = members(value) if isinstance(each.kind, Links) else [value]
    return (one for one in linked if isinstance(one, int))
