"""How a clerk has said that a sheet is to be read: its type, its heading's rows, the field of each column.

What was said once of a heading is kept in the register and holds for every sheet under the same heading, in every
way that workbooks come in; forgetting it is a step like any other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.intake.facts import facts_above, money_note
from models.intake.headings import MONEY, Levels, joined, paths_by_label, unit_said
from models.intake.shapes import Rows, beginning
from models.intake.tables import Table
from models.kinds import Money, match_key
from models.kinds.base import as_typed
from models.register import Change, Reader, Register
from models.register.growth import HEADINGS
from models.register.paths import field_at, leads
from models.schema import Schema
from models.words import say

_DEEPEST = 3  # rows that a heading may have


@dataclass(frozen=True)
class Layout:
    """The type of a table's rows, its heading's first row and the row after it (from 0), a column for each path.

    What is remembered without columns leaves the heading to be read as it tells, and its unknown columns aside.
    """

    record: str
    head: int
    first: int
    columns: Mapping[str, int]


@dataclass(frozen=True)
class Known:
    """A heading that a clerk has explained: its row in the register, its text, and what it means."""

    id: int
    heading: str
    record: str
    columns: Mapping[str, int]


def heading_text(rows: Rows, head: int, first: int) -> str:
    """A heading as it is known again: the levels of each column, spaces and widths aside."""
    return "|".join("/".join(match_key(level) for level in levels) for levels in joined(rows[head:first])).rstrip("|")


def remembered(reader: Reader) -> list[Known]:
    """Every heading that was explained, as long as its type and fields are still declared."""
    found = []
    for row, heading, record, columns in reader.ask(f"select id, heading, record, columns from {HEADINGS} order by id"):
        one = reader.schema.types.get(record)
        if one:
            kept = {path: at for path, at in json.loads(columns).items() if leads(reader.schema, one, path)}
            found.append(Known(row, heading, record, kept))
    return found


def remember(register: Register, rows: Rows, layout: Layout) -> list[Change]:
    """Keeps what a heading means, in place of what was said of it before."""
    return _explain(register, heading_text(rows, layout.head, layout.first), layout.record, layout.columns)


def lay_aside(register: Register, heading: str, record: str) -> list[Change]:
    """Keeps that columns under a heading which lead nowhere are not wanted; the others are read as it tells."""
    return _explain(register, heading, record, {})


def _explain(register: Register, heading: str, record: str, columns: Mapping[str, int]) -> list[Change]:
    with register.step(say("step.layout", record=register.schema[record].title)):
        gone = [
            change for known in remembered(register) if known.heading == heading for change in forget(register, known)
        ]
        told: dict[str, int | float | str | None] = {
            "heading": heading,
            "record": record,
            "columns": json.dumps(dict(columns)),
        }
        return [*gone, register.note(HEADINGS, told, "")]


def forget(register: Register, known: Known) -> list[Change]:
    """What was said of a heading no longer holds."""
    title = register.schema[known.record].title
    return [register.drop_note(HEADINGS, known.id, say("step.layout_forgotten", record=title))]


def known_layouts(known: Sequence[Known], rows: Rows) -> list[tuple[Layout, Known]]:
    """The headings on a sheet that were explained before, from the top, with what was said of each."""
    by_text = {each.heading: each for each in known}
    tops = {level.partition("/")[0] for each in known for level in each.heading.split("|")}
    found: list[tuple[Layout, Known]] = []
    after = 0
    for head, row in enumerate(rows) if by_text else ():
        if head >= after and (match_key(as_typed(next(filter(None, row), ""))) in tops):
            for first in range(head + 1, min(head + _DEEPEST, len(rows)) + 1):
                if each := by_text.get(heading_text(rows, head, first)):
                    found.append((Layout(each.record, head, first, each.columns), each))
                    after = first
    return found


def tables_as_said(reader: Reader, name: str, rows: Rows, layouts: Sequence[Layout]) -> list[Table]:
    """The tables that a sheet holds according to its layouts, each down to the title of the next."""
    ordered = sorted(layouts, key=lambda one: one.head)
    begins = [0, *(beginning(rows, before.first, one.head) for before, one in pairwise(ordered))]
    ends = [*begins[1:], len(rows)]
    top = rows[: ordered[0].head]
    return [
        _table_as_said(reader, name, rows[:end], layout, [*rows[begin : layout.head], *(top if at else [])])
        for at, (layout, begin, end) in enumerate(zip(ordered, begins, ends, strict=True))
    ]


def units_told(schema: Schema, rows: Rows, layout: Layout, above: Rows) -> dict[str, str]:
    """The unit that the heading over each path names, for money else a note above; only where one is named."""
    headings: list[Levels] = joined(rows[layout.head : layout.first]) if layout.head < layout.first else []
    title = "".join(str(cell) for row in above for cell in dict.fromkeys(row))
    columns = {path: headings[at] for path, at in layout.columns.items() if at < len(headings)}
    own = {path: unit for path, levels in columns.items() if (unit := unit_said(levels))}
    return money_note(schema, schema[layout.record], layout.columns, title) | own


def _table_as_said(reader: Reader, name: str, rows: Rows, layout: Layout, above: Rows) -> Table:
    """One table; units of money and facts above are understood as ever. Its other columns are left out by will."""
    one = reader.schema[layout.record]
    columns = {path: at for path, at in layout.columns.items() if at < len(rows[0])}
    said = units_told(reader.schema, rows, layout, above)
    kinds = {path: field_at(reader.schema, one, path).kind for path in columns}
    labels = paths_by_label(reader.schema, one)
    return Table(
        one,
        layout.head,
        layout.first,
        columns,
        facts_above(reader, one, labels, columns, name, above),
        {path: said[path] for path, kind in kinds.items() if isinstance(kind, Money) and said.get(path) in MONEY},
        {},
        0,
        rows=rows,
    )
