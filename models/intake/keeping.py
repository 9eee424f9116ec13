"""Keeps what was understood: one step for all files, so that one undo takes it all back."""

from __future__ import annotations

from collections.abc import Sequence

from models.intake.matching import Part, StandIn
from models.intake.understanding import Understood
from models.kinds import Stored
from models.register import Change, Register


def keep(register: Register, found: Sequence[Understood], what: str) -> list[Change]:
    """Writes new records and changed values; carried records first, for the others point at them."""
    changes: list[Change] = []
    with register.step(what):
        for one in found:
            for part in one.carried.values():
                changes += _keep(register, part, {})
            ids = {part.stand_in(at): record for part in one.carried.values() for at, record in enumerate(part.ids)}
            changes += _keep(register, one.main, ids)
    return changes


def _keep(register: Register, part: Part, ids: dict[StandIn, int | None]) -> list[Change]:
    changes: list[Change] = []
    if part.new:
        defaults = {
            key: each.default
            for key, each in part.record.fields.items()
            if each.default is not None and key not in part.names
        }
        rows = [(*_settled(part.rows[index], ids), *defaults.values()) for index in part.new]
        added = register.add_many(part.record.key, [*part.names, *defaults], rows)
        for index, record in zip(part.new, added.ids, strict=True):
            part.ids[index] = record
        changes.append(added)
    for names, places in _alike(part).items():
        rows = [
            _settled(tuple(part.changes[index][name][1] for name in names), ids) for index in places
        ]
        changes.append(
            register.change_many(part.record.key, [part.ids[index] or 0 for index in places], names, rows)
        )
    return changes


def _settled(row: tuple[Stored, ...], ids: dict[StandIn, int | None]) -> tuple[Stored, ...]:
    """The row with the ids that its stand-ins have got."""
    if not ids:
        return row
    return tuple(ids[value] if isinstance(value, StandIn) else value for value in row)


def _alike(part: Part) -> dict[tuple[str, ...], list[int]]:
    """Changed rows by the fields that changed."""
    found: dict[tuple[str, ...], list[int]] = {}
    for index, changed in part.changes.items():
        found.setdefault(tuple(changed), []).append(index)
    return found
