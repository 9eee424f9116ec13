"""What the rows of a measure can be told apart by: values of lists, links, yes and no, and times, also over links.

A path may begin with the table's own name (`competition.level` of a competition) or with `unit`, where the measure
says by which link a row belongs to one: so one path serves measures over several types of record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.kinds import Choice, Choices, Date, Link, Links, Period, Stored, Year, YesNo
from models.measures import Measure, Measures
from models.register import Reader
from models.register.paths import field_at, leads, value
from models.schema import TYPE, Field, RecordType, Schema
from models.words import Refusal, say

_PARTS = {"year": 4, "month": 7}  # of a date as it is kept, the letters that tell them
_KINDS = (Choice, YesNo, Link, Date, Year, Period)
_DEPTH = 3  # fields in a path: worker.unit.industry


@dataclass(frozen=True)
class Axis:
    """One way to tell rows apart: a path, a date's with `.year` or `.month` behind it."""

    schema: Schema
    path: str

    def resolved(self, one: Measure) -> tuple[RecordType, str]:
        """The type of the measure's records, and the path from there; refused where it leads nowhere."""
        record = self.schema[one.of]
        first, _, rest = self.path.partition(".")
        own = f"{one.by}.{rest}" if first == "unit" and one.by not in ("", "id") else rest * (first == record.table)
        for path in (own.removesuffix("."), self.path):
            if path and _stands(self.schema, record, _bare(path)):
                return record, path
        if self.path == record.table:
            return record, "id"
        raise Refusal("pivots.no_path", measure=one.title, word=self.path)

    def leads(self, one: Measure) -> bool:
        """Whether the rows of a measure can be told apart so."""
        try:
            self.resolved(one)
        except Refusal:
            return False
        return True

    def sql(self, one: Measure) -> str:
        """SQL of the group that a row of the measure belongs to."""
        record, path = self.resolved(one)
        kept = value(self.schema, record, _bare(path))
        part = path.rpartition(".")[2] if path != _bare(path) else ""
        return f"substr({kept}, 1, {_PARTS[part]})" if part else kept

    def label(self, one: Measure) -> str:
        """What it is called."""
        record, path = self.resolved(one)
        return record.title if path == "id" else _label(self.schema, record, path)

    def named(self, one: Measure, reader: Reader, keys: Sequence[Stored]) -> dict[Stored, str]:
        """The groups as people read them, in their order: that of the list of values, else of the names."""
        record, path = self.resolved(one)
        told = [key for key in keys if key is not None]
        if path.rpartition(".")[2] == TYPE:
            table = _end(self.schema, record, path).table
            titles = {each.refinement: each.title for each in self.schema.refinements(table)}
            return {key: titles[key] for key in titles if key in told}
        field = None if path == "id" else field_at(self.schema, record, _bare(path))
        if field is None or isinstance(field.kind, Link):
            return _titles(reader, self.schema[field.of] if field else record, told)
        order = list(field.kind.values) if isinstance(field.kind, Choice) else []
        ranked = sorted(told, key=lambda key: (order.index(key) if key in order else len(order), str(key)))
        return {key: field.kind.show(key) for key in ranked}


def axes(measures: Measures, keys: Sequence[str]) -> dict[str, str]:
    """The paths that tell apart the rows of all these measures, with what each is called."""
    parts = [measures[part] for key in keys for part in sources(measures, key)]
    if not parts:
        return {}
    record = measures.schema[parts[0].of]
    found: dict[str, str] = {}
    for near in ("", *_offered(measures.schema, record, _DEPTH)):
        for path in (near, f"{record.table}.{near}".removesuffix(".")):
            axis = Axis(measures.schema, path)
            if path and all(axis.leads(one) for one in parts) and axis.label(parts[0]) not in found.values():
                found[path] = axis.label(parts[0])
    return found


def sources(measures: Measures, key: str) -> list[str]:
    """The measures with rows of their own that one is worked out from; refused for one from two sources."""
    one = measures[key]
    if one.either:
        raise Refusal("pivots.either", measure=one.title)
    return [part for other in one.ratio for part in sources(measures, other)] if one.ratio else [key]


def counted_from(measures: Measures, key: str) -> Measure:
    """The measure with rows of its own that names the groups of one: itself, or the first part of a ratio."""
    return measures[sources(measures, key)[0]]


def _titles(reader: Reader, record: RecordType, keys: Sequence[Stored]) -> dict[Stored, str]:
    """The names of records, a name as typed where there is none; namesakes stay apart."""
    ids = [key for key in keys if isinstance(key, int)]
    names = dict(zip(ids, (row[0] for row in reader.table(record.key, ids, [record.name])), strict=True))
    told: dict[Stored, str] = {key: names.get(key, "") if isinstance(key, int) else str(key) for key in keys}
    return dict(sorted(told.items(), key=lambda item: (item[1], str(item[0]))))


def _bare(path: str) -> str:
    """A path without the part of a date."""
    first, _, last = path.rpartition(".")
    return first if last in _PARTS and first and first.rpartition(".")[2] not in _PARTS else path


def _stands(schema: Schema, record: RecordType, path: str) -> bool:
    """Whether a path leads to a field that tells rows apart, or to the type of a table that has refinements."""
    before, _, last = path.rpartition(".")
    if last == TYPE and (not before or leads(schema, record, before)):
        return schema.is_refined(_end(schema, record, path).table)
    return leads(schema, record, path) and _tells(field_at(schema, record, path))


def _end(schema: Schema, record: RecordType, path: str) -> RecordType:
    """The type of record that the last word of a path is a field of."""
    before = path.rpartition(".")[0]
    return schema[field_at(schema, record, before).of] if before else record


def _tells(field: Field) -> bool:
    return isinstance(field.kind, _KINDS) and not isinstance(field.kind, Choices | Links)


def _label(schema: Schema, record: RecordType, path: str) -> str:
    """The labels along a path."""
    first, _, rest = path.partition(".")
    if first == TYPE:
        return say("pivots.type")
    field = field_at(schema, record, first)
    if not rest:
        return field.label
    behind = say(f"pivots.{rest}") if rest in _PARTS else _label(schema, schema[field.of], rest)
    return f"{field.label} › {behind}"


def _offered(schema: Schema, record: RecordType, depth: int) -> Iterator[str]:
    """Every path from a type; what lies nearer comes first."""
    if schema.is_refined(record.table) and not record.refinement:
        yield TYPE
    told = [field for field in record.fields.values() if _tells(field)]
    for field in told:
        yield from [f"{field.key}.{part}" for part in _PARTS] if isinstance(field.kind, Date) else [field.key]
    for field in told if depth > 1 else []:
        if isinstance(field.kind, Link):
            yield from (f"{field.key}.{path}" for path in _offered(schema, schema[field.of], depth - 1))
