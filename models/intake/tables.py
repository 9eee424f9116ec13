"""Finds the tables of a sheet: one under another, side by side, under titles and merged headings, page after page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from models import sheets
from models.intake.facts import facts_above, money_note
from models.intake.headings import Levels, heading_key, hopeful, identified, joined, matched, promising, ways, words_of
from models.kinds import match_key
from models.register import Reader
from models.schema import RecordType, Schema

WIDEST = 500  # columns; what stands further right is no table that a unit sends
_DEEPEST = 3
_SEARCHED = 20
_LONG_TEXT = 8  # letters; what stands alone in a row and is shorter may be a name with nothing beside it
_TITLE = re.compile(r"[表册账单]|情况|统计|汇总|年度|[:：]|^[一二三四五六七八九十]+、")

Rows = list[list[sheets.Cell]]
Block = tuple[int, int, list[Levels]]
"""First row, number of rows and the headings that these rows make, column by column."""
Said = tuple[int, int, list[Levels], frozenset[str]]
"""The same, with all that the headings may say."""


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
    left: int = 0
    """How many columns of the sheet stand before it."""
    gaps: tuple[range, ...] = ()
    """Rows among its rows that say its headings again, as printed pages do."""
    rows: Rows = field(default_factory=list, compare=False, repr=False)
    """The sheet's rows up to its last, in its own columns."""


def find_tables(reader: Reader, sheet: sheets.Sheet, record: RecordType | None = None) -> list[Table]:
    """The tables that a sheet most probably holds, of a given type or of any; none when there is none."""
    search = _Search(reader, sheet.name, record)
    rows = sheet.spread()
    if len(rows[0]) > WIDEST:
        rows = [row[:WIDEST] for row in rows]
    first = search.first(rows)
    if first is None:
        return []
    found = []
    for part in search.side_by_side(rows, first):
        whole = len(part) == len(rows[0])
        cut = rows if whole else [row[part.start : part.stop] for row in rows]
        if table := first if whole else search.best(cut, [first.head]):
            found += [replace(one, left=part.start) for one in search.downwards(cut, table)]
    return found


class _Search:
    """Looks for the headings of all types that may be meant."""

    def __init__(self, reader: Reader, name: str, record: RecordType | None) -> None:
        self.reader, self.name = reader, name
        self.words = words_of(reader.schema, record.key if record else "")

    def first(self, rows: Rows) -> Table | None:
        """The uppermost table: that of the best headings near the top, or one with rows of its own above it."""
        found = self.best(rows, range(min(_SEARCHED, len(rows))))
        while found:
            above = rows[: _above(rows, 0, found.head)]
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
        hopeful_starts = (at for at in starts if _wide(rows[at]) and hopeful(self.words, rows[at : at + _DEEPEST]))
        every = (block for start in hopeful_starts for block in _blocks(rows, start))
        blocks = [(*block, ways(block[2])) for block in every if promising(self.words.known, block[2])]
        found = (self._best_of(one, labels, rows, blocks, begin, top or []) for one, labels in self.words.labels)
        return max((one for one in found if one), key=lambda one: one.score, default=None)

    def side_by_side(self, rows: Rows, table: Table) -> list[range]:
        """The columns of each table where several stand side by side; all columns when there is one."""
        above = rows[: table.first]
        parts = list(_parts(joined(above[table.head :])))
        if len(parts) < 2:
            return [range(len(rows[0]))]
        sound = [part for part in parts if self.best([row[part.start : part.stop] for row in above], [table.head])]
        return sound if len(sound) > 1 else [range(len(rows[0]))]

    def downwards(self, rows: Rows, table: Table) -> list[Table]:
        """The table and those under it; one that goes on under its own headings said again is one table."""
        top = rows[: table.head]
        found: list[Table] = []
        at = table.first
        while (start := self._heading(rows, at)) is not None:
            begin = _above(rows, at, start)
            other = self.best(rows, [start], begin, top)
            if other is None or len(other.unknown) > len(other.columns):
                at = start + 1
                continue
            at = other.first
            if (other.record, other.columns, other.facts) == (table.record, table.columns, table.facts):
                table = replace(table, gaps=(*table.gaps, range(begin, at)))
            else:
                found.append(replace(table, rows=rows[:begin]))
                table = other
        return [*found, replace(table, rows=rows)]

    def _heading(self, rows: Rows, at: int) -> int | None:
        """The next row that may begin a table: two cells are headings as they stand, or are when read with care."""
        broken = False
        for number in range(at, len(rows)):
            row = rows[number]
            said = len(self.words.known.intersection(row))
            if said > 1 or (broken and len({heading_key(str(cell)) for cell in row} & self.words.known) > 1):
                return number
            broken = row[0] == "" or row[0] == row[-1]
        return None

    def _best_of(
        self, one: RecordType, labels: dict[str, str], rows: Rows, blocks: list[Said], begin: int, top: Rows
    ) -> Table | None:
        schema = self.reader.schema
        best: Table | None = None
        for start, depth, headings, said in blocks:
            least = max(2, len(best.columns) if best else 0)
            if len(labels.keys() & said) < least:  # no path is led to by less than a word of its own
                continue
            columns, money, unknown = matched(one, schema, labels, headings)
            if len(columns) < least:
                continue
            above = rows[begin:start]
            title = "".join(str(cell) for row in above for cell in dict.fromkeys(row))
            facts = facts_above(self.reader, one, labels, self.name, [*above, *top])
            named = self._named(one, title)
            if named or len(self.words.labels) == 1:
                columns |= _row_labels(one, schema, {*columns, *facts}, headings, rows, start + depth)
            if not identified(one, {*columns, *facts}):
                continue
            needed = sum(field.required and key in {*columns, *facts} for key, field in one.fields.items())
            own = sum("." not in path for path in columns)
            score = 100 * len(columns) + named + 60 * len(facts) + 20 * needed + own
            money = money_note(self.reader, one, columns, title) | money
            best = Table(one, start, start + depth, columns, facts, money, unknown, score)
        return best

    def _named(self, one: RecordType, title: str) -> int:
        """What it is worth that the sheet or the title says the type's name."""
        name = match_key(one.title)
        return 150 if name == match_key(self.name) else 30 if name in match_key(self.name + title) else 0


def _blocks(rows: Rows, start: int) -> Iterator[Block]:
    """The headings that begin in a row, of one level and more, as long as none is said again."""
    for depth in range(1, min(_DEEPEST, len(rows) - start) + 1):
        headings = joined(rows[start : start + depth])
        if any(len(set(levels)) < len(levels) for levels in headings):
            return
        yield start, depth, headings


def _row_labels(
    one: RecordType, schema: Schema, known: set[str], headings: list[Levels], rows: Rows, first: int
) -> dict[str, int]:
    """The first column, when it has no heading: what its rows are called, where nothing else tells them apart."""
    if identified(one, known) or headings[0] or first >= len(rows):
        return {}
    called = rows[first][0]
    link = one.fields[one.name]
    path = f"{one.name}.{schema.types[link.of].name}" if link.with_ else one.name
    return {path: 0} if isinstance(called, str) and called.strip() else {}


def _parts(headings: list[Levels]) -> Iterator[range]:
    """Columns with headings, parted where one has none or where the first heading comes again."""
    begin = 0
    for at, levels in enumerate(headings):
        if not levels or (at > begin and levels == headings[begin]):
            if at > begin:
                yield range(begin, at)
            begin = at if levels else at + 1
    if begin < len(headings):
        yield range(begin, len(headings))


def _above(rows: Rows, low: int, head: int) -> int:
    """Where the title, the facts and the blank rows above a heading begin."""
    while head > low and _is_title(rows[head - 1]):
        head -= 1
    return head


def _is_title(row: list[sheets.Cell]) -> bool:
    texts = [text for cell in row if (text := str(cell).strip())]
    if len(set(texts)) == 1:
        return len(texts) > 1 or len(texts[0]) >= _LONG_TEXT or bool(_TITLE.search(texts[0]))
    return all(":" in match_key(text) for text in texts)


def _wide(row: list[sheets.Cell]) -> bool:
    return len({str(cell).strip() for cell in row} - {""}) > 1
