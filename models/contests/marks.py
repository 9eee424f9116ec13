"""Marks as the register keeps them, one row each, read into columns for the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from models.contests.items import Item
from models.kinds import Stored
from models.register import Reader
from models.scoring import Marks

MARK, ABSENT, RECUSED = "mark", "缺考", "回避"
_LEAST = 2  # decimals that a column has room for, so that most marks typed later fit in


@dataclass
class Gathered:
    """The marks of one contest by path, and what can't be made use of."""

    columns: dict[str, Marks] = field(default_factory=dict)
    counts: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    """By number: how often each bonus or penalty was recorded, by its path."""
    absent: dict[str, set[str]] = field(default_factory=dict)
    recused: dict[str, dict[str, set[int]]] = field(default_factory=dict)
    unknown: list[tuple[str, int]] = field(default_factory=list)
    """Names of items and judges that the rules don't have."""
    strangers: set[str] = field(default_factory=set)
    """Numbers that no entrant bears."""
    unread: list[tuple[str, str]] = field(default_factory=list)
    """Item and number of marks kept as typed, or below zero."""


def gather(reader: Reader, competition: int, things: Sequence[Item], numbers: Sequence[str], seats: int) -> Gathered:
    """All marks of a competition; `numbers` are those of its entrants in order, `seats` its judges."""
    found = Gathered()
    kept = reader.ask("select distinct component, judge from mark where competition = ?", [competition])
    given: dict[str, list[int]] = {}
    for label, judge in kept:
        given.setdefault(str(label), []).append(judge)
    for item in things:
        judges = given.pop(item.label, [])
        width = width_of(item, judges, seats)
        found.unknown += [(item.label, judge) for judge in judges if judge not in range(1, width + 1)]
        columns = [
            _column(reader, competition, item, judge, numbers, found) if judge in judges else [None] * len(numbers)
            for judge in range(1, width + 1)
        ]
        if item.counted:
            _count(item, columns[0], numbers, found)
        else:
            found.columns[item.path] = whole(columns)
    found.unknown += [(label, judge) for label, judges in given.items() for judge in judges]
    return found


def width_of(item: Item, judges: Sequence[Any], seats: int) -> int:
    """How many judges mark an item: as the rules say, else as many as the contest has, or have marked."""
    return item.judges or max([seats, 1, *(judge for judge in judges if isinstance(judge, int))])


def _column(
    reader: Reader, competition: int, item: Item, judge: int, numbers: Sequence[str], found: Gathered
) -> list[Stored]:
    """What one judge gave everyone. Whatever is no mark is text, and rare: it is looked at one by one."""
    sql = (
        "select number, iif(status is null, value, status) from mark where competition = ? and component = ? "
        "and judge = ?"
    )
    given: dict[str, Stored] = dict(reader.ask(sql, [competition, item.label, judge]))
    odd = {number: one for number, one in given.items() if isinstance(one, str) or (one is not None and one < 0)}
    for number, one in odd.items():
        given[number] = None
        _note(item, judge, number, one, found)
    column = [given.get(number) for number in numbers]
    if len(given) > len(numbers) - column.count(None):
        found.strangers |= given.keys() - set(numbers)
    return column


def _note(item: Item, judge: int, number: str, said: Stored, found: Gathered) -> None:
    if said == ABSENT:
        found.absent.setdefault(number, set()).add(item.path)
    elif said == RECUSED:
        found.recused.setdefault(number, {}).setdefault(item.path, set()).add(judge - 1)
    else:
        found.unread.append((item.label, number))


def _count(item: Item, column: Sequence[Stored], numbers: Sequence[str], found: Gathered) -> None:
    for number, value in zip(numbers, column, strict=True):
        if value is not None:
            found.counts.setdefault(number, {})[item.path] = Decimal(str(value))


def whole(columns: Sequence[Sequence[Stored]]) -> Marks:
    """Columns in whole units of the finest mark; equal marks are understood once."""
    known = {one: Decimal(str(one)) for column in columns for one in set(column) if one is not None}
    finest = max((-int(one.normalize().as_tuple().exponent) for one in known.values()), default=0)
    decimals = max(finest, _LEAST)
    units: dict[Stored, int | None] = {one: int(number.scaleb(decimals)) for one, number in known.items()}
    units[None] = None
    return Marks([[units[one] for one in column] for column in columns], decimals)
