"""Guesses what the columns of an unknown heading are: by how alike headings are, and by what stands under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from models.intake.headings import Levels, heading_key, joined, matched, paths_by_label
from models.intake.layouts import Layout
from models.intake.shapes import Rows
from models.intake.tables import guessed
from models.kinds import CreditCode, Date, IdNumber, Kind, Phone
from models.kinds.base import as_typed
from models.register.paths import field_at, paths
from models.schema import RecordType, Schema

_SEARCHED = 12  # rows among which the heading is looked for
_SAMPLE = 20  # cells of a column that are looked at
_ALIKE = 0.6  # of two headings, as difflib measures it; less is no likeness
_MOBILE = re.compile(r"1\d{10}")
_TELLING = (IdNumber, CreditCode, Phone, Date)
"""Kinds that few other texts can be taken for, the most telling first."""
_MOSTLY = 0.6  # of the cells of a column that must be of a kind


def guess_heading(rows: Rows) -> tuple[int, int]:
    """First row of the heading and the row after it: the first row near the top with most different texts."""
    best = max(range(min(_SEARCHED, len(rows))), key=lambda at: (_texts(rows[at]), -at), default=0)
    return best, min(best + 1, len(rows))


def _texts(row: Sequence[object]) -> int:
    return len({cell.strip() for cell in row if isinstance(cell, str) and cell.strip()})


def guess_columns(schema: Schema, one: RecordType, rows: Rows, head: int, first: int) -> dict[str, int]:
    """A column for each path that one is likely for: exact headings, then kinds of content, then alike headings."""
    blank: list[Levels] = [()] * len(rows[0])
    headings = joined(rows[head:first]) if head < first else blank
    labels = paths_by_label(schema, one)
    columns = dict(matched(one, schema, labels, headings)[0])
    for at, path in [*_by_content(schema, one, rows[first:], len(headings)), *_by_likeness(labels, headings)]:
        if path not in columns and at not in columns.values():
            columns[path] = at
    return columns


def guess_layout(schema: Schema, rows: Rows) -> Layout:
    """The type whose fields most columns are likely for, and those columns."""
    head, first = guess_heading(rows)
    found = {one.key: guess_columns(schema, one, rows, head, first) for one in guessed(schema)}
    key = max(found, key=lambda each: (len(found[each]), sum("." not in path for path in found[each])))
    return Layout(key, head, first, found[key])


def _by_content(schema: Schema, one: RecordType, rows: Rows, width: int) -> Iterator[tuple[int, str]]:
    """Columns whose cells are mostly of a telling kind, with the fields of that kind."""
    kinds = {path: field_at(schema, one, path).kind for path in paths(schema, one)}
    samples = [[row[at] for row in rows[:_SAMPLE] if at < len(row) and row[at] != ""] for at in range(width)]
    for telling in _TELLING:
        for path, kind in kinds.items():
            if isinstance(kind, telling):
                yield from ((at, path) for at, cells in enumerate(samples) if _mostly(kind, cells))


def _mostly(kind: Kind, cells: Sequence[object]) -> bool:
    fitting = sum(_fits(kind, cell) for cell in cells)
    return bool(cells) and fitting >= _MOSTLY * len(cells)


def _fits(kind: Kind, cell: object) -> bool:
    """A number may be a day as Excel counts days, or any other number; a telephone is mostly a mobile one."""
    if isinstance(kind, Phone):
        return bool(_MOBILE.fullmatch(as_typed(cell).strip()))
    if isinstance(kind, Date) and isinstance(cell, int | float):
        return False
    return kind.read(cell).trouble is None


def _by_likeness(labels: dict[str, str], headings: list[Levels]) -> list[tuple[int, str]]:
    """Columns with the paths whose headings are like theirs, the most alike first."""
    found = []
    for at, levels in enumerate(headings):
        matcher = SequenceMatcher(b=heading_key("".join(levels)), autojunk=False)
        for label, path in labels.items() if levels else ():
            matcher.set_seq1(label)
            if matcher.quick_ratio() >= _ALIKE and (likeness := matcher.ratio()) >= _ALIKE:
                found.append((likeness, at, path))
    return [(at, path) for _, at, path in sorted(found, key=lambda each: (-each[0], each[1]))]
