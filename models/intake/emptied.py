"""Cells that an earlier sending had filled and this one leaves blank: offered to be cleared, never cleared unasked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from models.intake.understanding import Understood
from models.kinds import Stored
from models.register import Reader, origin
from models.register.origin import Brought
from models.schema import RecordType

Emptied = Mapping[int, Mapping[str, Stored]]
"""By record and field: what the register holds where a cell is blank now."""


def emptied(reader: Reader, tables: Sequence[Understood], came: Mapping[int, Sequence[Brought]]) -> Emptied:
    """Of records that came in workbooks as told; what was typed since by a clerk is no unit's to clear."""
    record = tables[0].record
    blank = {row: names for table in tables for row, names in _blank(table) if names and row in came}
    held = _held(reader, record, blank)
    filled = {
        (row, name): step
        for row, lacking in blank.items()
        for name in lacking
        if held[row][name] is not None and (step := _brought_by(came[row], name))
    }
    if not filled:
        return {}
    found: dict[int, dict[str, Stored]] = {}
    later = origin.changed_since(reader, record.table, {row for row, _ in filled}, min(filled.values()))
    for (row, name), step in filled.items():
        then = next((before for at, before in later.get(row, ()) if at > step), held[row])
        if then.get(name) == held[row][name]:
            found.setdefault(row, {})[name] = held[row][name]
    return found


def _blank(table: Understood) -> Iterable[tuple[int, set[str]]]:
    """Known records of a table's rows, with the fields whose cells are blank, not unread."""
    main = table.main
    told = [(at, name) for at, name in enumerate(main.names) if name in table.columns and name not in table.carried]
    for index, record in enumerate(main.ids):
        if record is not None and index not in main.repeated:
            row = main.rows[index]
            yield record, {name for at, name in told if row[at] is None and index not in main.unread.get(name, ())}


def _held(reader: Reader, record: RecordType, blank: Mapping[int, set[str]]) -> dict[int, dict[str, Stored]]:
    names = sorted(set().union(*blank.values()))
    within = f"{record.table}.id in (select value from json_each(?))"
    rows = reader.rows(record.key, names, within, [json.dumps([*blank])]) if names else []
    return {row: dict(zip(names, values, strict=True)) for row, *values in rows}


def _brought_by(ways: Sequence[Brought], name: str) -> int:
    """The latest step in which a workbook had that column; 0 where none had."""
    return next((how.step for how in reversed(ways) if name in how.fields), 0)
