"""Steps: who did what and when, what each row was before, and the way back and forth.

Undo writes a step of its own that reverses another; nothing is ever taken out of the history.
"""

from __future__ import annotations

import datetime
import json
from sqlite3 import Connection
from typing import NamedTuple

from models.kinds import Stored
from models.register.growth import FROM_NAME, LASTING

_STEP = """
    select batch.id, at, who, what, undone, reverses,
           (select count(distinct tbl || row) from history where history.id between first and last)
    from batch
"""
_LATEST = "select coalesce(max(id), 0) from history"
_WITHIN = "id between (select first from batch where id = ?1) and (select last from batch where id = ?1)"
"""Steps come one after the other, so the history of each is one stretch."""


class Step(NamedTuple):
    """One sentence of the history."""

    id: int
    at: str
    who: str
    what: str
    undone: bool
    reverses: int | None
    rows: int


class Past(NamedTuple):
    """One change of one field of a record."""

    at: str
    who: str
    what: str
    field: str
    before: Stored
    after: Stored


def of_row(db: Connection, table: str, row: int, now: dict[str, Stored]) -> list[Past]:
    """Every change of a record's fields, the latest first; `now` is what it holds."""
    told = db.execute(
        "select at, who, what, before from history join batch on batch.id = history.batch "
        "where tbl = ? and row = ? order by history.id desc",
        [table, row],
    ).fetchall()
    found: list[Past] = []
    after = now
    for at, who, what, kept in told:
        before: dict[str, Stored] = json.loads(kept) if kept else {}
        changed = [field for field in now if before.get(field) != after.get(field)]
        found += [Past(at, who, what, field, before.get(field), after.get(field)) for field in changed]
        after = before
    return found


def begin(db: Connection, who: str, what: str) -> None:
    """Opens a step; what triggers remember from here on belongs to it."""
    now = datetime.datetime.now().isoformat(timespec="seconds")
    first = f"({_LATEST}) + 1"
    told = [now, who, what]
    batch = db.execute(f"insert into batch (at, who, what, first) values (?, ?, ?, {first})", told).lastrowid
    db.execute("update working set batch = ?", [batch])


def finish(db: Connection) -> None:
    """Closes the step; one that changed nothing is forgotten."""
    batch = _current(db)
    db.execute("update working set batch = null")
    db.execute(f"update batch set last = ({_LATEST}) where id = ?", [batch])
    db.execute("delete from batch where id = ? and last < first", [batch])


def steps(db: Connection, limit: int) -> list[Step]:
    """The latest steps first."""
    return [Step(*row) for row in db.execute(f"{_STEP} order by batch.id desc limit ?", [limit])]


def to_undo(db: Connection) -> Step | None:
    """The latest step that stands."""
    return _one(db, f"{_STEP} where reverses is null and not undone order by batch.id desc limit 1")


def to_redo(db: Connection) -> Step | None:
    """The step that was taken back last, unless a new one has been made since."""
    latest = "(select coalesce(max(id), 0) from batch where reverses is null and not undone)"
    return _one(db, f"{_STEP} where undone and batch.id > {latest} order by batch.id limit 1")


def lasts(db: Connection, step: Step) -> bool:
    """Whether the step did something that can't be taken back."""
    sql = f"select 1 from history where {_WITHIN} and ({LASTING}) limit 1"
    return db.execute(sql, [step.id]).fetchone() is not None


def tables(db: Connection, step: Step) -> set[str]:
    """The tables that a step touched."""
    return {row[0] for row in db.execute(f"select distinct tbl from history where {_WITHIN}", [step.id])}


def reverse(
    db: Connection,
    step: Step,
    columns: dict[str, list[str]],
    naming: dict[str, str],
    renamed: dict[tuple[str, str], str],
) -> None:
    """Takes a step back, or brings it back when it had been: every row becomes what it was before."""
    undone_by = "select max(id) from batch where reverses = ?"
    source = db.execute(undone_by, [step.id]).fetchone()[0] if step.undone else step.id
    for (table,) in db.execute(f"select distinct tbl from history where {_WITHIN}", [source]).fetchall():
        before = {name: _before(table, name, renamed) for name in columns[table]}
        if table in naming:
            before |= {key: f"{function}({before[naming[table]]})" for key, function in FROM_NAME.items()}
        _restore(db, table, before, source)
    db.execute("update batch set reverses = ? where id = ?", [step.id, _current(db)])
    db.execute("update batch set undone = ? where id = ?", [not step.undone, step.id])


def _restore(db: Connection, table: str, before: dict[str, str], batch: int) -> None:
    """The first `before` of each row in the batch is what the row was; none means that it was not there."""
    first = f"select row, before, min(id) from history where {_WITHIN} and tbl = ?2 group by row"
    db.execute(f"delete from {table} where id in (select row from ({first}) where before is null)", [batch, table])
    picked = ", ".join(before.values())
    quoted = ", ".join(f'"{name}"' for name in before)
    again = ", ".join(f'"{name}" = excluded."{name}"' for name in before)
    db.execute(
        f"insert into {table} (id, {quoted}) select row, {picked} from ({first}) where before is not null "
        f"on conflict (id) do update set {again}",
        [batch, table],
    )


def _before(table: str, name: str, renamed: dict[tuple[str, str], str]) -> str:
    value = f"json_extract(before, '$.{name}')"
    was = renamed.get((table, name))
    return f"coalesce({value}, json_extract(before, '$.{was}'))" if was else value


def _one(db: Connection, sql: str) -> Step | None:
    row = db.execute(sql).fetchone()
    return Step(*row) if row else None


def _current(db: Connection) -> int:
    return int(db.execute("select batch from working").fetchone()[0])
