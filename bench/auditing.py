"""All findings of a large office, beside the same conditions as bare SQL."""

from __future__ import annotations

from pathlib import Path

from bench.measuring import Line, compared, seconds
from models.audit import conditions
from models.office import Office
from models.register.paths import expand
from models.schema import TYPE


def run(office: Path) -> list[Line]:
    """The whole audit against the sum of its conditions."""
    with Office(office) as opened:
        opened.audit.run(opened.register)
        ours = seconds(lambda: opened.audit.run(opened.register), 3)
        statements = _statements(opened)
        bare = seconds(lambda: [opened.register.ask(sql) for sql in statements], 3)
    return [compared(f"audit of everything / {len(statements)} conditions as bare SQL", ours, bare, "≤ 3")]


def _statements(opened: Office) -> list[str]:
    found = []
    for rule in opened.audit.rules:
        one = rule.record
        only = f"{one.table}.{TYPE} = '{one.refinement}' and " if one.refinement else ""
        found.append(f"select id from {one.table} where {only}not ({expand(opened.schema, one, rule.must)})")
    for one in opened.schema.types.values():
        if not one.refinement:
            for field in one.fields.values():
                found += [f"select id from {one.table} where {sql}" for _, sql in conditions(opened.schema, field)]
    return found
