"""Keeps what was understood: one step for all files, so that one undo takes it all back."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from models.intake.matching import Part
from models.intake.understanding import Understood
from models.kinds import Stored
from models.register import Change, Register
from models.register.origin import Source, remember

Row = tuple[Stored, ...]
Carried = dict[str, list[int | None]]
"""For each link that carries records along: the records that its part's rows have become."""


@contextmanager
def without_collecting() -> Iterator[None]:
    """A large workbook is a million small objects in no circle: looking for circles among them costs a fifth more.

    Afterwards they count as old ones, which are looked through when the next large work has come, not at once.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was:
            gc.enable()


def keep(register: Register, found: Sequence[Understood], what: str, workbook: str = "") -> list[Change]:
    """Writes new records and changed values; carried records first, for the others point at them.

    `workbook` is where the office keeps the workbook itself. A table is understood anew when something was kept
    before it: the same new record in two tables is one.
    """
    changes: list[Change] = []
    with register.step(what), without_collecting():
        for each in found:
            one = each.again(register) if changes else each
            kept: dict[str, list[int | None]] = {}
            for link, part in one.carried.items():
                kept[link], done = _keep(register, part, {}, _source(one, workbook, link))
                changes += done
            changes += _keep(register, one.main, kept, _source(one, workbook))[1]
    return changes


def _source(one: Understood, workbook: str, link: str = "") -> Source:
    """Where the fields of the table's own records stood, or of those that a link carries along.

    A link that carries a record stands in the first column of that record.
    """
    columns: dict[str, int] = {}
    for path, at in one.columns.items():
        first, _, rest = path.partition(".")
        if not link or (first == link and rest):
            columns.setdefault(rest if link else first, at)
    return Source(one.file, one.sheet, columns, workbook, one.heading, one.unknown)


def _keep(register: Register, part: Part, carried: Carried, source: Source) -> tuple[list[int | None], list[Change]]:
    """Writes one part and remembers where it came from; returns the record of each of its rows, and the changes."""
    changes: list[Change] = []
    ids = list(part.ids)
    if new := part.new:
        defaults = {
            key: each.default
            for key, each in part.record.fields.items()
            if each.default is not None and key not in part.names
        }
        rows = _settled(part.names, [part.rows[index] for index in new], carried)
        if more := tuple(defaults.values()):
            rows = [(*row, *more) for row in rows]
        added = register.add_many(part.record.key, [*part.names, *defaults], rows)
        for index, record in zip(new, added.ids, strict=True):
            ids[index] = record
        remember(register, added, source, [part.lines[index] for index in new])
        changes.append(added)
    for names, places in _alike(part).items():
        values = [tuple([part.changes[index][name][1] for name in names]) for index in places]
        records = [ids[index] or 0 for index in places]
        changed = register.change_many(part.record.key, records, names, _settled(names, values, carried))
        remember(register, changed, source.only(names), [part.lines[index] for index in places])
        changes.append(changed)
    return ids, changes


def _settled(names: Sequence[str], rows: list[Row], carried: Carried) -> list[Row]:
    """The rows with the ids that their stand-ins have got."""
    for link in carried.keys() & set(names):
        at, ids = names.index(link), carried[link]
        column = [row[at] for row in rows]
        links = [ids[-1 - value] if type(value) is int and value < 0 else value for value in column]
        rows = [(*row[:at], value, *row[at + 1 :]) for row, value in zip(rows, links, strict=True)]
    return rows


def _alike(part: Part) -> dict[tuple[str, ...], list[int]]:
    """Changed rows by the fields that changed."""
    found: dict[tuple[str, ...], list[int]] = {}
    for index, changed in part.changes.items():
        found.setdefault(tuple(changed), []).append(index)
    return found
