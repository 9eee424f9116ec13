"""What the rules say of rows that are not kept yet: each is judged as the record that it would be."""

from __future__ import annotations

import json
from collections.abc import Iterator

from models import sheets
from models.audit import Audit
from models.findings import Finding
from models.intake.matching import Part, stand_in
from models.intake.understanding import Understood
from models.kinds import Stored
from models.register import Reader, Supposed
from models.schema import TYPE


def judged(audit: Audit, reader: Reader, table: Understood) -> Iterator[Finding]:
    """What is to be said of the new and changed rows of a table, and of those that they carry along, at its cell."""
    for link, part in {"": table.main, **table.carried}.items():
        would = _would_be(reader, part)
        if not would:
            continue
        records = {row: record for row, (_, record) in would.items()}
        understood = reader.understood(Supposed(part.record.table, records))
        try:
            found = audit.judge_supposed(understood, part.record.key)
        finally:
            understood.close()
        yield from (_placed(table, link, part.lines[would[one.row][0]], one) for one in found)


def _would_be(reader: Reader, part: Part) -> dict[int, tuple[int, dict[str, Stored]]]:
    """By id, or a stand-in for it: the place of each row that is new or changed, and the record that it would be."""
    one = part.record
    changed = [at for at in part.changes if at not in part.repeated]
    ids = [part.ids[at] for at in changed]
    where = f"{one.table}.id in (select value from json_each(?))"
    kept = {row[0]: row[1:] for row in reader.rows(one.key, [*one.fields], where, [json.dumps(ids)])} if ids else {}
    fresh = [each.default for each in one.fields.values()]
    kind: dict[str, Stored] = {TYPE: one.refinement} if one.refinement else {}
    found = {}
    for at in (*part.new, *changed):
        told = {name: value for name, value in zip(part.names, part.rows[at], strict=True) if value is not None}
        before = dict(zip(one.fields, kept.get(part.ids[at], fresh), strict=True))
        found[part.ids[at] or stand_in(at)] = at, kind | before | told
    return found


def _placed(table: Understood, link: str, line: int, one: Finding) -> Finding:
    """A finding at the cell that it speaks of; at its line where that is no cell of the sheet."""
    path = f"{link}.{one.field}" if link else one.field
    column = table.columns.get(path)
    place = (line, column) if column is not None else table.places.get(path)
    cell = sheets.address(*place) if place else f"A{line + 1}"
    told = path if place else ""
    return Finding(one.rule, one.level, table.record.key, 0, told, one.say, "", "", table.file, table.sheet, cell)
