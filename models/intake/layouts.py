"""How a clerk has said that a sheet is to be read: its type, its heading's rows, the field of each column.

What was said once of a heading is kept in the register and holds for every sheet under the same heading, in every
way that workbooks come in; forgetting it is a step like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.intake.facts import facts_above, money_note
from models.intake.headings import joined, matched, paths_by_label
from models.intake.tables import Rows, Table
from models.kinds import match_key
from models.register import Change, Reader, Register
from models.register.growth import HEADINGS
from models.register.paths import leads
from models.words import say

_SEARCHED, _DEEPEST = 20, 3  # rows in which a known heading may begin, and rows that it may have


@dataclass(frozen=True)
class Layout:
    """The type of a sheet's rows, its heading's first row and the row after it (from 0), a column for each path."""

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
    heading = heading_text(rows, layout.head, layout.first)
    title = register.schema[layout.record].title
    with register.step(say("step.layout", record=title)):
        gone = [
            change for known in remembered(register) if known.heading == heading for change in forget(register, known)
        ]
        told: dict[str, int | float | str | None] = {
            "heading": heading,
            "record": layout.record,
            "columns": json.dumps(dict(layout.columns)),
        }
        return [*gone, register.note(HEADINGS, told, "")]


def forget(register: Register, known: Known) -> list[Change]:
    """What was said of a heading no longer holds."""
    title = register.schema[known.record].title
    return [register.drop_note(HEADINGS, known.id, say("step.layout_forgotten", record=title))]


def known_layout(known: Sequence[Known], rows: Rows) -> tuple[Layout, Known] | None:
    """The layout of the first heading on a sheet that was explained before."""
    by_text = {each.heading: each for each in known}
    for head, first in _places(rows) if by_text else ():
        if each := by_text.get(heading_text(rows, head, first)):
            return Layout(each.record, head, first, each.columns), each
    return None


def _places(rows: Rows) -> Iterator[tuple[int, int]]:
    for head in range(min(_SEARCHED, len(rows))):
        for depth in range(1, min(_DEEPEST, len(rows) - head) + 1):
            yield head, head + depth


def table_as_said(reader: Reader, name: str, rows: Rows, layout: Layout) -> Table:
    """The table that a sheet holds according to a layout; units of money and facts above are understood as ever."""
    one = reader.schema[layout.record]
    headings = joined(rows[layout.head : layout.first]) if layout.head < layout.first else []
    labels = paths_by_label(reader.schema, one)
    above = rows[: layout.head]
    title = "".join(str(cell) for row in above for cell in dict.fromkeys(row))
    columns = {path: at for path, at in layout.columns.items() if at < len(rows[0])}
    used = set(columns.values())
    unknown = {at: "/".join(levels) for at, levels in enumerate(headings) if levels and at not in used}
    money = money_note(reader, one, columns, title) | matched(one, reader.schema, labels, headings)[1]
    facts = facts_above(reader, one, labels, name, above)
    return Table(
        one,
        layout.head,
        layout.first,
        columns,
        {path: fact for path, fact in facts.items() if path not in columns},
        {path: unit for path, unit in money.items() if path in columns},
        unknown,
        0,
        rows=rows,
    )
