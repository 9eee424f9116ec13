"""Measures: what is counted, by name. Stable for years, while the forms that ask for them change."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.grammar import worded
from models.kinds import Date, Period, Stored, Year
from models.kinds.dates import bounds
from models.library import Library, Unparsed
from models.register import Reader
from models.register.paths import expand, field_at, value
from models.schema import TYPE, RecordType, Schema
from models.words import Refusal


@dataclass(frozen=True)
class Measure:
    """One measure: rows of a type, a sum over them, and what dates each row. The grammar of `measures.toml`."""

    title: str
    unit: str = ""
    of: str = ""
    value: str = ""
    where: str = ""
    when: str = ""
    by: str = ""
    about: str = ""
    ratio: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Span:
    """The time that a return covers: its period, and the month and day on which its year begins."""

    period: str
    begins: str = "01-01"

    @property
    def bounds(self) -> tuple[str, str]:
        """First and last day."""
        return bounds(self.period, self.begins)


class Measures:
    """All measures of an office, each checked when opened."""

    def __init__(self, schema: Schema, known: dict[str, Measure]) -> None:
        self.schema = schema
        self.known = known

    @classmethod
    def load(cls, library: Library, schema: Schema) -> Measures:
        """The declared measures; refuses with the measure and the word."""
        try:
            path, words = library.declaration("measures")
        except Unparsed as error:
            raise Refusal("grammar.unparsed", file=error.path.name, why=error) from error
        known = {key: worded(Measure, table, path.name, key) for key, table in words.items()}
        for key, one in known.items():
            for other in one.ratio:
                if other not in known:
                    raise Refusal("measures.unknown", key=other)
            if not one.ratio and one.of not in schema.types:
                raise Refusal("schema.no_target", file=path.name, field=key, word=one.of)
        return cls(schema, known)

    def __getitem__(self, key: str) -> Measure:
        """The measure of that key; refused when there is none."""
        if key not in self.known:
            raise Refusal("measures.unknown", key=key)
        return self.known[key]

    def prove(self, understood: Reader) -> None:
        """Lets SQLite read every measure once; refuses one that it can't make out."""
        for one in self.known.values():
            if not one.ratio:
                self._ask(understood, one, Span("2025"), one.value, "limit 0")

    def total(self, understood: Reader, key: str, span: Span) -> Stored:
        """The measure over the whole office; None where nothing was reported: blank is not zero."""
        one = self[key]
        if one.ratio:
            part, whole = (self.total(understood, other, span) for other in one.ratio)
            return _ratio(part, whole)
        found: Stored = self._ask(understood, one, span, one.value)[0][0]
        return found

    def by_unit(self, understood: Reader, key: str, span: Span) -> dict[int, Stored]:
        """The measure for each unit that has rows."""
        one = self[key]
        if one.ratio:
            part, whole = (self.by_unit(understood, other, span) for other in one.ratio)
            return {unit: _ratio(count, whole.get(unit)) for unit, count in part.items()}
        record = self.schema[one.of]
        by = one.by or ("unit" if "unit" in record.fields else "id" if one.of == "unit" else "")
        if not by:
            raise Refusal("measures.not_by_unit", measure=one.title)
        group = f"{record.table}.id" if by == "id" else value(self.schema, record, by)
        rows = self._ask(understood, one, span, f"{group}, {one.value}", f"group by {group}")
        return {row[0]: row[1] for row in rows if isinstance(row[0], int)}

    def names(self, key: str, fields: Sequence[str]) -> bool:
        """Whether the measure hangs on one of those fields of its records."""
        one = self[key]
        words = set(re.findall(r"[a-z_]+", f"{one.value} {one.where}"))
        return bool(words & {*fields}) or any(self.names(other, fields) for other in one.ratio)

    def rows(self, understood: Reader, key: str, span: Span) -> dict[str, set[int]]:
        """The records that the measure counts, by type: what stands behind a number."""
        one = self[key]
        if one.ratio:
            found: dict[str, set[int]] = {}
            for other in one.ratio:
                for record, ids in self.rows(understood, other, span).items():
                    found.setdefault(record, set()).update(ids)
            return found
        return {one.of: {row[0] for row in self._ask(understood, one, span, f"{self.schema[one.of].table}.id")}}

    def _ask(self, understood: Reader, one: Measure, span: Span, picked: str, tail: str = "") -> list[tuple[Any, ...]]:
        record = self.schema[one.of]
        clauses = [f"{record.table}.{TYPE} = '{record.refinement}'"] if record.refinement else []
        clauses += [f"({expand(self.schema, record, one.where)})"] if one.where else []
        clauses += _dated(self.schema, record, one.when, span) if one.when else []
        where = " and ".join(clauses) or "true"
        sql = f"select {expand(self.schema, record, picked)} from {record.table} where {where} {tail}"
        try:
            return understood.ask(sql)
        except sqlite3.DatabaseError as error:
            raise Refusal("measures.bad", measure=one.title, why=error) from error


def _dated(schema: Schema, record: RecordType, when: str, span: Span) -> Sequence[str]:
    """Conditions that hold for rows within the span, by the kind of the field that dates them."""
    kind = field_at(schema, record, when).kind
    column = value(schema, record, when)
    first, last = span.bounds
    if isinstance(kind, Year):
        return [f"{column} between {first[:4]} and {last[:4]}" if first[5:] == "01-01" else f"{column} = {last[:4]}"]
    if isinstance(kind, Period):
        return [f"{column} = '{span.period}'"]
    if isinstance(kind, Date):
        return [f"substr({column} || '-01', 1, 10) between '{first}' and '{last}'"]
    raise Refusal("measures.undated", word=when)


def _ratio(part: Stored, whole: Stored) -> Stored:
    if isinstance(part, int | float) and isinstance(whole, int | float) and whole:
        return round(100 * part / whole, 10)
    return None
