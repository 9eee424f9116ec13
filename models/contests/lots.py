"""Drawing lots: numbers, batches and stations in an order that follows from a recorded seed and nothing else."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from models.contests.contest import COMPETITION
from models.contests.roster import ENTRY, NUMBER, STATUS
from models.kinds import Stored
from models.register import Change, Reader, Register
from models.words import say

SEED = "draw_seed"
BATCH, STATION = "batch", "station"


def new_seed() -> str:
    """A seed that nobody could have chosen."""
    return secrets.token_hex(8)


def drawn(entries: Sequence[int], seed: str) -> list[int]:
    """The entries in the order of the lot: that of the SHA-256 of `seed/id`. Anyone can check it with any tool."""
    return sorted(entries, key=lambda entry: hashlib.sha256(f"{seed}/{entry}".encode()).hexdigest())


def draw(register: Register, competition: int, seed: str, stations: int, renumber: bool) -> list[Change]:
    """Gives every entry its batch and station, and its number where it has none or all shall have new ones."""
    kept = dict(register.rows(ENTRY, [NUMBER], "competition = ?", [competition]))
    order = drawn(list(kept), seed)
    width = max(len(str(len(order))), 3)
    free = iter(_free(set() if renumber else {str(one) for one in kept.values()}, len(order), width))
    rows: list[tuple[Stored, ...]] = [
        (next(free) if renumber or kept[entry] is None else kept[entry], *_seat(at, stations))
        for at, entry in enumerate(order)
    ]
    what = say("contests.step_draw", title=register.title(COMPETITION, competition), count=len(order), seed=seed)
    with register.step(what):
        return [
            register.change_many(ENTRY, order, [NUMBER, BATCH, STATION], rows, what),
            register.change(COMPETITION, competition, {SEED: seed}),
        ]


def _seat(at: int, stations: int) -> tuple[Stored, Stored]:
    return (at // stations + 1, at % stations + 1) if stations else (None, None)


def _free(taken: set[str], count: int, width: int) -> list[str]:
    found = (f"{number:0{width}}" for number in range(1, count + len(taken) + 1))
    return [number for number in found if number not in taken]


def as_drawn(reader: Reader, competition: int) -> bool:
    """Whether batches and stations are still those that the recorded seed gives."""
    seed = reader.row(COMPETITION, competition)[SEED]
    rows = reader.rows(ENTRY, [BATCH, STATION], "competition = ?", [competition])
    seats = {entry: (batch or 0, station or 0) for entry, batch, station in rows}
    order = drawn(list(seats), str(seed))
    return seed is not None and order == sorted(order, key=lambda entry: seats[entry])


LISTED = (NUMBER, BATCH, STATION, "worker", "category", "unit", "delegation", STATUS)
"""What a list of who comes when and where tells, in the fields of an entry."""


def listed(reader: Reader, competition: int) -> list[tuple[int, list[str]]]:
    """Every entry with those fields as shown, in the order of the draw; a blank unit is the person's."""
    ids = [row[0] for row in reader.rows(ENTRY, [], "competition = ?", [competition])]
    rows = reader.table(ENTRY, ids, [*LISTED, "team", "worker.unit"])
    merged = []
    for entry, (*cells, team, works_at) in zip(ids, rows, strict=True):
        cells[LISTED.index("worker")] = cells[LISTED.index("worker")] or team
        cells[LISTED.index("unit")] = cells[LISTED.index("unit")] or works_at
        merged.append((entry, cells))
    return sorted(merged, key=lambda one: _order(one[1]))


def _order(cells: Sequence[str]) -> tuple[int, int, str]:
    number, batch, station, *_ = cells
    return (int(batch) if batch.isdecimal() else 0, int(station) if station.isdecimal() else 0, number)
