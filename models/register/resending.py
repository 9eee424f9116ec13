"""Rows that a county sends again: which of them it has changed, and which of those are not its own alone any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from models.register.meeting import EDITED, RESENT, SHARED
from models.register.reader import Reader

KEPT = "m.id not in (select row from temp.edited where tbl = '{table}')"
"""SQL: nobody has edited the row here since a merge wrote it."""


def note_edited(db: Connection) -> None:
    """Makes a table of the rows whose latest change since the first merge was none of a merge, nor of its undoing.

    A step that touches a county's receipt is a merge, or takes one back.
    """
    db.execute("create temp table edited (tbl, row, primary key (tbl, row)) without rowid")
    db.execute(
        "with merges as materialized (select distinct batch from main.history where tbl = 'county') "
        "insert into temp.edited select tbl, row from (select tbl, row, batch, max(id) from main.history "
        "where batch >= (select min(batch) from merges) group by tbl, row) "
        "where batch not in (select batch from merges)"
    )


def differing(
    reader: Reader, table: str, receipt: int, fields: Sequence[str], values: Sequence[str]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Known rows that are no longer as they came: their id, ours, and whose they are by now.

    `values` is the SQL of what came in each field, of a row `x`; `receipt` one of the county's.
    """
    there, here = ", ".join(values), ", ".join(f'm."{key}"' for key in fields)
    others = (
        "exists (select 1 from share as s join county as c on c.id = s.county where s.tbl = j.tbl "
        "and m.id between s.first and s.last and c.name <> (select name from county where id = ?1))"
    )
    found = reader.ask(
        f"select j.theirs, j.ours, not {KEPT.format(table=table)}, {others} from temp.joined as j "
        f"cross join staged.{table} as x on x.id = j.theirs cross join main.{table} as m on m.id = j.ours "
        f"where j.tbl = ?2 and j.how = 'known' and ({there}) is not ({here}) order by j.ours",
        [receipt, table],
    )
    for theirs, ours, edited, shared in found:
        yield theirs, ours, EDITED if edited else SHARED if shared else RESENT
