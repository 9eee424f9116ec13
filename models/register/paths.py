"""From a field's path to SQL: `worker.unit.title` follows links; a link is shown by the name of what it points at."""

from __future__ import annotations

import re

from models.kinds import Link
from models.patterns import pattern
from models.schema import Field, RecordType, Schema

_FURTHEST = 3  # links that one follows from a record to what it hangs on
_WORD = pattern(r"'[^']*'|\b[a-z_]\w*(?:\.[a-z_]\w*)+")


def _known(schema: Schema, one: RecordType) -> dict[str, Field]:
    """The fields that a row may have: of a table's general type also those of its refinements."""
    return one.fields if one.refinement else schema.tables[one.table]


def field_at(schema: Schema, one: RecordType, path: str) -> Field:
    """The field that a dotted path ends at."""
    first, _, rest = path.partition(".")
    field = _known(schema, one)[first]
    return field_at(schema, schema.types[field.of], rest) if rest else field


def paths(schema: Schema, one: RecordType) -> list[str]:
    """The columns of a workbook: the record's own fields, a carried link as the fields of the linked record."""
    found: list[str] = []
    for key, each in one.fields.items():
        found += [f"{key}.{name}" for name in each.with_] or [key]
    return found


def value(schema: Schema, one: RecordType, path: str, row: str = "") -> str:
    """SQL of what is kept at a path of a row of that type; `row` is the row's name in the query."""
    row = row or one.table
    first, _, rest = path.partition(".")
    if not rest:
        return f'{row}."{first}"'
    target = schema.types[_known(schema, one)[first].of]
    inner = f"{row}_{first}"
    wanted = value(schema, target, rest, inner)
    return f'(select {wanted} from {target.table} as {inner} where {inner}.id = {row}."{first}")'


def shown(schema: Schema, one: RecordType, path: str, row: str = "") -> str:
    """SQL of a path as people name it: a link by its record's name, or by what was typed."""
    field = field_at(schema, one, path)
    if type(field.kind) is not Link:
        return value(schema, one, path, row)
    target = schema.types[field.of]
    if target.name == path.rpartition(".")[2] and target.table == one.table:
        return value(schema, one, path, row)  # a name that is a link to its own table would never end
    kept = value(schema, one, path, row)
    inner = f"{row or one.table}_{path.replace('.', '_')}"
    name = shown(schema, target, target.name, inner)
    return f"coalesce((select {name} from {target.table} as {inner} where {inner}.id = {kept}), {kept})"


def expand(schema: Schema, one: RecordType, expression: str) -> str:
    """A declared condition or sum with its `link.field` paths as SQL; anything else is left to SQLite."""

    def follow(found: re.Match[str]) -> str:
        path = found[0]
        if path.startswith("'") or not leads(schema, one, path):
            return path
        return value(schema, one, path)

    return _WORD.sub(follow, expression)


def way_to(schema: Schema, one: RecordType, table: str) -> str:
    """The shortest path of links from a record to one of a table; empty where none leads there, or several do."""
    ways = [("", one)]
    for _ in range(_FURTHEST):
        ways = [
            (f"{path}.{link.key}".removeprefix("."), schema.types[link.of]) for path, at in ways for link in at.links()
        ]
        found = [path for path, at in ways if at.table == table]
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def leads(schema: Schema, one: RecordType, path: str) -> bool:
    """Whether a dotted path ends at a field."""
    first, _, rest = path.partition(".")
    field = _known(schema, one).get(first)
    if field is None or (rest and type(field.kind) is not Link):
        return False
    if not rest:
        return True
    target = schema.types[field.of]
    return rest in _known(schema, target) or leads(schema, target, rest)
