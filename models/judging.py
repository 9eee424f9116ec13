"""What is to be said of a record while it stands in a form: what the rules find, and the values that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.audit import Audit
from models.findings import Finding
from models.kinds import Stored
from models.register import BadSql, Reader, Supposed
from models.register.paths import expand
from models.schema import TYPE, Computed, RecordType, Schema
from models.words import Refusal

NEW = -1
"""The id of a record that has none yet."""


@dataclass(frozen=True)
class Judged:
    """The rules' findings, and the computed values by key."""

    findings: list[Finding]
    computed: dict[str, Any]


def judge(audit: Audit, reader: Reader, key: str, row: int, values: dict[str, Stored]) -> Judged:
    """Judges a record as if it held these values; nothing is written."""
    one = reader.schema[key]
    kind: dict[str, Stored] = {TYPE: one.refinement} if one.refinement else {}
    understood = reader.understood(Supposed(one.table, row, kind | values))
    try:
        return Judged(audit.judge(understood, key, row), _computed(understood, one, row))
    finally:
        understood.close()


def _computed(understood: Reader, one: RecordType, row: int) -> dict[str, Any]:
    if not one.computed:
        return {}
    picked = ", ".join(f"({expand(understood.schema, one, each.value)})" for each in one.computed)
    found = understood.ask(f"select {picked} from {one.table} where {one.table}.id = ?", [row])
    return dict(zip((each.key for each in one.computed), found[0], strict=True)) if found else {}


def prove(schema: Schema, understood: Reader) -> None:
    """Lets SQLite read every computed value once; refuses one that it can't make out."""
    for one in schema.types.values():
        for each in one.computed:
            _prove(understood, one, each)


def _prove(understood: Reader, one: RecordType, each: Computed) -> None:
    try:
        understood.ask(f"select ({expand(understood.schema, one, each.value)}) from {one.table} where false")
    except BadSql as error:
        raise Refusal("judging.bad_value", record=one.title, field=each.label, why=error) from error
