"""What is to be said of a record while it stands in a form: what the rules find, and the values that follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from models.audit import Audit
from models.findings import Finding
from models.keying import trouble
from models.kinds import Link, Stored
from models.register import BadSql, Reader, Supposed
from models.register.paths import expand
from models.schema import TYPE, Computed, RecordType, Schema
from models.seeking import CODE
from models.twins import twins
from models.words import Refusal, say

NEW = -1
"""The id of a record that has none yet."""


@dataclass(frozen=True)
class Judged:
    """The rules' findings, and the computed values by key."""

    findings: list[Finding]
    computed: dict[str, Any]
    known: dict[str, tuple[int, str]] = field(default_factory=dict)
    """A kept record that may be the same, by the field that says so: its id, and what tells it apart."""


def judge(audit: Audit, reader: Reader, key: str, row: int, values: dict[str, Stored]) -> Judged:
    """Judges a record as if it held these values; nothing is written."""
    one = reader.schema[key]
    kind: dict[str, Stored] = {TYPE: one.refinement} if one.refinement else {}
    understood = reader.understood(Supposed(one.table, {row: kind | values}))
    try:
        known = _known(reader, key, values) if row == NEW else {}
        findings = [*audit.judge(understood, key, row), *_unfound(one, row, values)]
        return Judged(findings, _computed(understood, one, row), known)
    finally:
        understood.close()


def _unfound(one: RecordType, row: int, values: dict[str, Stored]) -> Iterator[Finding]:
    """Names that no record bears, or more than one."""
    for key, field_ in one.fields.items():
        kept = values.get(key)
        if isinstance(field_.kind, Link) and isinstance(kept, str) and (found := trouble(field_, kept)):
            shown = field_.kind.show(kept)
            yield Finding(found.key, found.level, one.key, row, key, say(found.key, label=field_.label, value=shown))


def _known(reader: Reader, key: str, values: dict[str, Stored]) -> dict[str, tuple[int, str]]:
    """Who may be the same as a record that is not kept yet, at the field that says so."""
    one, plain = reader.schema[key], reader.look()
    try:
        likely = twins(plain, key, values, 1)
    finally:
        plain.close()
    coded = [words[0] for words in one.same if len(words) == 1 and values.get(words[0]) is not None]
    return {
        coded[0] if found.why == CODE and coded else one.name: (found.id, f"{found.title} {found.hint}".strip())
        for found in likely
    }


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
