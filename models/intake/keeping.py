"""Keeps what was understood: one step for all files, so that one undo takes it all back."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from models.intake.matching import Part, StandIn
from models.intake.understanding import Understood
from models.kinds import Stored
from models.register import Change, Register


@contextmanager
def without_collecting() -> Iterator[None]:
    """A large workbook is a million small objects in no circle: looking for circles among them costs a fifth more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def keep(register: Register, found: Sequence[Understood], what: str) -> list[Change]:
    """Writes new records and changed values; carried records first, for the others point at them."""
    changes: list[Change] = []
    with register.step(what), without_collecting():
        for one in found:
            stand_ins: dict[StandIn, int | None] = {}
            for part in one.carried.values():
                kept, ids = _keep(register, part, {})
                changes += kept
                stand_ins |= {part.stand_in(at): record for at, record in enumerate(ids)}
            changes += _keep(register, one.main, stand_ins)[0]
    return changes


def _keep(
    register: Register, part: Part, stand_ins: dict[StandIn, int | None]
) -> tuple[list[Change], list[int | None]]:
    """Writes one part; returns the changes, and the record of each of its rows."""
    changes: list[Change] = []
    ids = list(part.ids)
    if part.new:
        defaults = {
            key: each.default
            for key, each in part.record.fields.items()
            if each.default is not None and key not in part.names
        }
        common = tuple(defaults.values())
        rows = [_settled(part.rows[index], stand_ins) + common for index in part.new]
        added = register.add_many(part.record.key, [*part.names, *defaults], rows)
        for index, record in zip(part.new, added.ids, strict=True):
            ids[index] = record
        changes.append(added)
    for names, places in _alike(part).items():
        rows = [_settled(tuple(part.changes[index][name][1] for name in names), stand_ins) for index in places]
        changes.append(register.change_many(part.record.key, [ids[index] or 0 for index in places], names, rows))
    return changes, ids


def _settled(row: tuple[Stored, ...], stand_ins: dict[StandIn, int | None]) -> tuple[Stored, ...]:
    """The row with the ids that its stand-ins have got."""
    if not stand_ins:
        return row
    return tuple([stand_ins[value] if type(value) is StandIn else value for value in row])


def _alike(part: Part) -> dict[tuple[str, ...], list[int]]:
    """Changed rows by the fields that changed."""
    found: dict[tuple[str, ...], list[int]] = {}
    for index, changed in part.changes.items():
        found.setdefault(tuple(changed), []).append(index)
    return found
