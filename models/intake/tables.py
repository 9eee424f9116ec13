"""Finds the tables of a sheet: one under another, side by side, under titles and merged headings, page after page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from models import sheets
from models.intake.across import columns_with_period, period_of, periods_across, said_in_full
from models.intake.facts import facts_above, money_note
from models.intake.headings import (
    Levels,
    heading_key,
    joined,
    labels_by_type,
    lacking,
    leading,
    matched,
)
from models.intake.shapes import Block, Rows, beginning, headings_from, is_lower_level, says_several, stretches
from models.kinds import match_key
from models.register import Reader
from models.schema import RecordType, Schema

WIDEST = 500  # columns; what stands further right is no table that a unit sends
_SEARCHED = 20
_CLEARLY = 2  # columns more that a type must have to be believed though nothing tells its rows apart
_MOSTLY = 0.6  # of the cells of a row of headings that are known ones


@dataclass(frozen=True)
class Table:
    """A table on a sheet and what its columns are; `facts` hold for every row of it."""

    record: RecordType
    head: int
    """The first row of its headings."""
    first: int
    """The row after its headings."""
    columns: dict[str, int]
    facts: dict[str, sheets.Cell]
    money: dict[str, str]
    """Columns whose heading, or a note above, names another money unit than the field's own."""
    unknown: dict[int, str]
    """Columns whose headings lead nowhere."""
    score: int
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Where the facts stand of a sheet that is one record: row and column."""
    unread: tuple[tuple[int, int], ...] = ()
    """Cells of such a sheet that lead to nothing."""
    left: int = 0
    """How many columns of the sheet stand before it."""
    figures: tuple[int, ...] = ()
    """Columns of which one must say anything in a row: where periods stand side by side, those of its own."""
    gaps: tuple[range, ...] = ()
    """Rows among its rows that say its headings again, as printed pages do."""
    rows: Rows = field(default_factory=list, compare=False, repr=False)
    """The sheet's rows up to its last, in its own columns."""


@dataclass(frozen=True)
class Lost:
    """A heading that is not read: of no known table, or of rows that nothing tells apart without those fields."""

    head: int
    record: RecordType | None = None
    lacks: tuple[str, ...] = ()


def find_tables(
    reader: Reader, sheet: sheets.Sheet, record: RecordType | None = None
) -> tuple[list[Table], list[Lost]]:
    """The tables that a sheet most probably holds, of a given type or of any; and what looks like one and is not."""
    search = _Search(reader, sheet.name, record)
    rows = sheet.spread()
    if len(rows[0]) > WIDEST:
        rows = [row[:WIDEST] for row in rows]
    first = search.first(rows)
    if first is None:
        return [], search.lost[:1]
    found = []
    for part in search.side_by_side(rows, first):
        whole = len(part) == len(rows[0])
        cut = rows if whole else [row[part.start : part.stop] for row in rows]
        if table := first if whole else search.best(cut, [first.head]):
            parts = (each for one in search.downwards(cut, table) for each in search.by_period(one))
            found += [replace(one, left=part.start) for one in parts]
    return found, [one for one in search.lost if one.head >= first.first]


@lru_cache(maxsize=64)
def _meant(schema: Schema, key: str) -> tuple[list[tuple[RecordType, dict[str, str]]], frozenset[str]]:
    """The type that is asked for, or all that rows may be of, with their labels; and the words of all these."""
    labels = labels_by_type(schema)
    found = [(one, labels[one.key]) for one in ([schema[key]] if key else guessed(schema))]
    return found, frozenset(word for _, told in found for word in told)


def guessed(schema: Schema) -> list[RecordType]:
    """The types that rows may be of when nobody says it: of a table that has refinements only these, they say more."""
    types = (one for one in schema.types.values() if not one.single and not one.ours)
    return [one for one in types if one.refinement or not schema.is_refined(one.table)]


Told = tuple[Block, frozenset[str], int]
"""Headings, the words among them that lead to a field of some type, and how many tell a period."""


class _Search:
    """Looks for the headings of all types that may be meant."""

    def __init__(self, reader: Reader, name: str, record: RecordType | None) -> None:
        self.reader, self.name = reader, name
        schema = reader.schema
        self.labels, self.words = _meant(schema, record.key if record else "")
        self.lost: list[Lost] = []

    def first(self, rows: Rows) -> Table | None:
        """The uppermost table: that of the best headings near the top, or one with rows of its own above it."""
        found = self.best(rows, range(min(_SEARCHED, len(rows))))
        while found:
            above = rows[: beginning(rows, 0, found.head)]
            start = self._heading(above, 0)
            earlier = self.best(above, range(start, len(above))) if start is not None else None
            if earlier is None or len(earlier.unknown) > len(earlier.columns) or earlier.first == len(above):
                break
            found = earlier
        return found

    def best(self, rows: Rows, starts: Sequence[int], begin: int = 0, top: Rows | None = None) -> Table | None:
        """The most probable table whose headings begin in one of those rows.

        Rows from `begin` on stand above it; what `top` says holds for it too.
        """
        begins = (start for start in starts if says_several(rows[start]) and not is_lower_level(rows, start))
        every = (block for start in begins for block in headings_from(rows, start))
        told = ((block, leading(self.words, block[2]), columns_with_period(block[2])) for block in every)
        blocks = [each for each in told if len(each[1]) > 1 or each[2] > 1]
        found = [each for one, labels in self.labels for each in self._of(one, labels, rows, blocks, begin, top or [])]
        best = max((one for one, lacks in found if not lacks), key=lambda one: one.score, default=None)
        held, lacks = max(
            (each for each in found if each[1]),
            key=lambda each: (len(each[0].columns), sum("." not in path for path in each[0].columns)),
            default=(None, ()),
        )
        if held and (best is None or len(held.columns) >= len(best.columns) + _CLEARLY):
            self.lost.append(Lost(held.head, held.record, lacks))
            return None
        return best

    def by_period(self, table: Table) -> list[Table]:
        """The table once for each of its periods, where these stand side by side."""
        one, rows, key = table.record, table.rows, period_of(table.record)
        labels = next(labels for each, labels in self.labels if each is one)
        title = self._title(rows[: table.head])
        parts = periods_across(self.reader.schema, one, labels, joined(rows[table.head : table.first]), title)
        found: list[Table] = []
        for when, headings in parts.items() if key and key not in table.columns else ():
            columns, money, unknown = matched(one, self.reader.schema, labels, headings)
            facts = {**table.facts, key: said_in_full(when, str(table.facts[key]))}
            new = {at: heading for at, heading in unknown.items() if not any(at in other.unknown for other in found)}
            found.append(replace(table, columns=columns, money=table.money | money, unknown=new, facts=facts))
        shared = set.intersection(*({*each.columns.values()} for each in found)) if len(found) > 1 else set()
        own = (tuple(at for at in each.columns.values() if at not in shared) for each in found)
        told = [replace(each, figures=figures) for each, figures in zip(found, own, strict=True)]
        return [each for each in told if any(row[at] != "" for row in rows[table.first :] for at in each.figures)] or [
            table
        ]

    def side_by_side(self, rows: Rows, table: Table) -> list[range]:
        """The columns of each table where several stand side by side; all columns when there is one."""
        above = rows[: table.first]
        parts = list(stretches(joined(above[table.head :])))
        if len(parts) < 2:
            return [range(len(rows[0]))]
        sound = [part for part in parts if self.best([row[part.start : part.stop] for row in above], [table.head])]
        return sound if len(sound) > 1 else [range(len(rows[0]))]

    def downwards(self, rows: Rows, table: Table) -> list[Table]:
        """The table and those under it; one that goes on under its own headings said again is one table."""
        top = rows[: table.head]
        found: list[Table] = []
        open_: Table | None = table
        at = table.first
        while (start := self._heading(rows, at)) is not None:
            begin = beginning(rows, at, start)
            other = self.best(rows, [start], begin, top)
            if other is None or len(other.unknown) > len(other.columns):
                if open_ and self._only_headings(rows[start]):
                    found.append(replace(open_, rows=rows[:begin]))
                    self.lost += [] if any(one.head == start for one in self.lost) else [Lost(start)]
                    open_ = None
                at = start + 1
                continue
            at = other.first
            if open_ and (other.record, other.columns, other.facts) == (open_.record, open_.columns, open_.facts):
                open_ = replace(open_, gaps=(*open_.gaps, range(begin, at)))
                continue
            found += [replace(open_, rows=rows[:begin])] if open_ else []
            open_ = other
        return [*found, *([replace(open_, rows=rows)] if open_ else [])]

    def _only_headings(self, row: list[sheets.Cell]) -> bool:
        """Whether a row can be nothing else than headings: texts alone, and most of them known ones."""
        cells = [cell for cell in row if str(cell).strip()]
        known = [cell for cell in cells if isinstance(cell, str) and heading_key(cell) in self.words]
        return len(cells) > 2 and len(known) >= _MOSTLY * len(cells) and all(isinstance(cell, str) for cell in cells)

    def _heading(self, rows: Rows, at: int) -> int | None:
        """The next row that may begin a table: two cells are headings as they stand, or are when read with care."""
        broken = False
        for number in range(at, len(rows)):
            row = rows[number]
            said = len(self.words.intersection(row))
            if said > 1 or (broken and len({heading_key(str(cell)) for cell in row} & self.words) > 1):
                return number
            broken = row[0] == "" or row[0] == row[-1]
        return None

    def _of(
        self, one: RecordType, labels: dict[str, str], rows: Rows, blocks: list[Told], begin: int, top: Rows
    ) -> Iterator[tuple[Table, tuple[str, ...]]]:
        """The best table of a type, and the best that lacks what tells its rows apart, with the labels of that."""
        schema = self.reader.schema
        best: dict[bool, tuple[Table, tuple[str, ...]]] = {}
        for (start, depth, headings), words, periods in blocks:
            if not periods and len(words & labels.keys()) < 2:
                continue
            above = rows[begin:start]
            parts = periods_across(schema, one, labels, headings, self._title(above)) if periods else {}
            when, headings = next(iter(parts.items()), ("", headings))
            columns, money, unknown = matched(one, schema, labels, headings)
            if len(columns) < 2 or (True in best and len(columns) < len(best[True][0].columns)):
                continue
            title = "".join(str(cell) for row in above for cell in dict.fromkeys(row))
            facts = facts_above(self.reader, one, labels, columns, self.name, [*above, *top])
            if when and (key := period_of(one)) not in columns:
                facts[key] = said_in_full(when, str(facts.get(key, "")))
            named = self._named(one, title)
            if named or len(self.labels) == 1:
                columns |= _row_labels(one, schema, {*columns, *facts}, headings, rows, start + depth)
            lacks = lacking(one, {*columns, *facts})
            needed = sum(field.required and key in {*columns, *facts} for key, field in one.fields.items())
            own = sum("." not in path for path in columns)
            score = 100 * len(columns) + named + 60 * len(facts) + 20 * needed + own
            money = money_note(schema, one, columns, title) | money
            found = Table(one, start, start + depth, columns, facts, money, unknown, score)
            if not lacks or False not in best or len(columns) > len(best[False][0].columns):
                best[not lacks] = found, lacks
        yield from best.values()

    def _title(self, above: Rows) -> str:
        return self.name + "".join(str(cell) for row in above for cell in dict.fromkeys(row))

    def _named(self, one: RecordType, title: str) -> int:
        """What it is worth that the sheet or the title says the type's name."""
        name = match_key(one.title)
        return 150 if name == match_key(self.name) else 30 if name in match_key(self.name + title) else 0


def _row_labels(
    one: RecordType, schema: Schema, known: set[str], headings: list[Levels], rows: Rows, first: int
) -> dict[str, int]:
    """The first column, when it has no heading: what its rows are called, where nothing else tells them apart."""
    if not lacking(one, known) or headings[0] or first >= len(rows):
        return {}
    called = rows[first][0]
    link = one.fields[one.name]
    path = f"{one.name}.{schema.types[link.of].name}" if link.with_ else one.name
    return {path: 0} if isinstance(called, str) and called.strip() else {}
