"""Measures: what is counted, by name. Stable for years, while the forms that ask for them change."""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from models.grammar import worded
from models.kinds import Date, Period, Stored, Year
from models.kinds.dates import bounds
from models.register import Reader
from models.register.paths import expand, field_at, value, way_to
from models.resources import Resources, Unparsed
from models.schema import TYPE, RecordType, Schema
from models.words import Refusal


@dataclass(frozen=True)
class Measure:
    """One measure: rows of a type, a sum over them, and what dates each row. The grammar of `measures.toml`.

    `like` another one: its words, where none stand here, and of its rows those that also meet `where` (其中).
    `cumulative`: from the beginning to the end of the span. `yearly`: the figure of one year, which does not add up;
    over several years that of the last stands. `either`: from two sources; of a unit that has both the one that `wins`
    counts.
    """

    title: str
    unit: str = ""
    of: str = ""
    value: str = ""
    where: str = ""
    when: str = ""
    by: str = ""
    about: str = ""
    ratio: list[str] = field(default_factory=list)
    like: str = ""
    cumulative: bool = False
    yearly: bool = False
    either: list[str] = field(default_factory=list)
    wins: Literal["first", "larger"] = "first"

    @property
    def made_of(self) -> list[str]:
        """The measures that it follows from, and has no rows of its own beside."""
        return self.ratio or self.either


@dataclass(frozen=True)
class Span:
    """The time that a return covers: its period, and the month and day on which its year begins."""

    period: str
    begins: str = "01-01"

    @property
    def bounds(self) -> tuple[str, str]:
        """First and last day."""
        return bounds(self.period, self.begins)

    @property
    def is_part(self) -> bool:
        """Whether it is a part of one year."""
        return len(self.period) > len("2025") and not self.is_long

    @property
    def is_long(self) -> bool:
        """Whether it is several years."""
        return len(self.period) == len("2021-2025")

    def of(self, one: Measure) -> Span:
        """The time that a measure is told of: of several years the last where it doesn't add up."""
        return replace(self, period=self.period[5:]) if one.yearly and self.is_long else self


def year_begins(reader: Reader) -> str:
    """Month and day on which the office's own year begins: 10-01 for the union statistics year."""
    month = next((month for _, month in reader.rows("settings", ["year_month"])), None)
    return f"{month:02}-01" if isinstance(month, int) and 1 <= month <= 12 else "01-01"


def year_at(day: datetime.date, begins: str) -> int:
    """The year that a day falls into; one that begins in autumn is named after the year in which it ends."""
    return day.year + (begins > "01-01" and f"{day:%m-%d}" >= begins)


class Measures:
    """All measures of an office, each checked when opened."""

    def __init__(self, schema: Schema, known: dict[str, Measure]) -> None:
        self.schema = schema
        self.known = known

    @classmethod
    def load(cls, resources: Resources, schema: Schema) -> Measures:
        """The declared measures; refuses with the measure and the word."""
        try:
            path, words = resources.declaration("measures")
        except Unparsed as error:
            raise Refusal("grammar.unparsed", file=error.path.name, why=error) from error
        known = {key: worded(Measure, _whole(words, table), path.name, key) for key, table in words.items()}
        for key, one in known.items():
            for other in one.made_of:
                if other not in known:
                    raise Refusal("measures.unknown", key=other)
            if not one.made_of and one.of not in schema.types:
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
            if not one.made_of:
                self._ask(understood, one, Span("2025"), one.value, "limit 0")

    def total(self, understood: Reader, key: str, span: Span) -> Stored:
        """The measure over the whole office; None where nothing was reported: blank is not zero."""
        one = self[key]
        span = span.of(one)
        if one.ratio:
            part, whole = (self.total(understood, other, span) for other in one.ratio)
            return ratio_of(part, whole)
        if one.either:
            return self._either_total(understood, one, span)
        found: Stored = self._ask(understood, one, span, one.value)[0][0]
        return found

    def by_record(self, understood: Reader, key: str, span: Span, table: str = "unit") -> dict[int, Stored]:
        """The measure for each record of a table that has rows; refused where its rows don't lead there."""
        one = self[key]
        span = span.of(one)
        if one.ratio:
            part, whole = (self.by_record(understood, other, span, table) for other in one.ratio)
            return {record: ratio_of(count, whole.get(record)) for record, count in part.items()}
        if one.either:
            return self._either(understood, one, span, table)
        rows = self._ask(understood, one, span, *self.grouped(one, table))
        return {row[0]: row[1] for row in rows if isinstance(row[0], int)}

    def tells_each(self, key: str, table: str) -> bool:
        """Whether the measure can be told for each record of a table: its rows lead there, by one way."""
        one = self[key]
        return (
            all(self.tells_each(other, table) for other in one.made_of) if one.made_of else bool(self._way(one, table))
        )

    def split(
        self, understood: Reader, key: str, span: Span, by: Callable[[Measure], Sequence[str]]
    ) -> dict[tuple[Stored, ...], Stored]:
        """The measure over each group of its rows; `by` gives the SQL that tells apart those of a measure."""
        one = self[key]
        span = span.of(one)
        if one.ratio:
            part, whole = (self.split(understood, other, span, by) for other in one.ratio)
            return {group: ratio_of(part.get(group), whole.get(group)) for group in part | whole}
        groups = by(one)
        tail = f"group by {', '.join(groups)}" if groups else ""
        return {row[:-1]: row[-1] for row in self._ask(understood, one, span, ", ".join([*groups, one.value]), tail)}

    def grouped(self, one: Measure, table: str = "unit") -> tuple[str, str]:
        """What is picked of a measure's rows, and the tail of the question, to have it for each record of a table."""
        record, by = self.schema[one.of], self.owner(one, table)
        group = f"{record.table}.id" if by == "id" else value(self.schema, record, by)
        return f"{group}, {one.value}", f"group by {group}"

    def owner(self, one: Measure, table: str = "unit") -> str:
        """The path from a measure's rows to the record that they belong to (`id`: they are it); refused without one."""
        by = self._way(one, table)
        if not by:
            raise Refusal("measures.not_by", measure=one.title, record=self.schema[table].title)
        return by

    def _way(self, one: Measure, table: str) -> str:
        record = self.schema[one.of]
        if table == "unit":  # a row may name several: the one that it is counted for is declared
            return one.by or ("unit" if "unit" in record.fields else "id" if one.of == "unit" else "")
        return "id" if record.table == table else way_to(self.schema, record, table)

    def _either(self, understood: Reader, one: Measure, span: Span, table: str = "unit") -> dict[int, Stored]:
        """For each record what its winning source says."""
        found: dict[int, Stored] = {}
        for other in one.either:
            for row, number in self.by_record(understood, other, span, table).items():
                found[row] = winning(one.wins, found.get(row), number)
        return found

    def _either_total(self, understood: Reader, one: Measure, span: Span) -> Stored:
        """The winning sources of all units together; None where no unit has any."""
        shares = [share for share in self._either(understood, one, span).values() if isinstance(share, int | float)]
        return sum(shares) if shares else None

    def names(self, key: str, fields: Sequence[str]) -> bool:
        """Whether the measure hangs on one of those fields of its records."""
        one = self[key]
        words = set(re.findall(r"[a-z_]+", f"{one.value} {one.where}"))
        return bool(words & {*fields}) or any(self.names(other, fields) for other in one.made_of)

    def rows(self, understood: Reader, key: str, span: Span) -> dict[str, set[int]]:
        """The records that the measure counts, by type: what stands behind a number."""
        one = self[key]
        span = span.of(one)
        if one.made_of:
            found: dict[str, set[int]] = {}
            for other in one.made_of:
                for record, ids in self.rows(understood, other, span).items():
                    found.setdefault(record, set()).update(ids)
            return found
        return {one.of: {row[0] for row in self._ask(understood, one, span, f"{self.schema[one.of].table}.id")}}

    def _ask(self, understood: Reader, one: Measure, span: Span, picked: str, tail: str = "") -> list[tuple[Any, ...]]:
        try:
            return understood.ask(self.sql(one, span, picked, tail))
        except sqlite3.DatabaseError as error:
            raise Refusal("measures.bad", measure=one.title, why=error) from error

    def sql(self, one: Measure, span: Span, picked: str, tail: str = "") -> str:
        """The question that a measure with rows of its own asks."""
        record = self.schema[one.of]
        clauses = [f"{record.table}.{TYPE} = '{record.refinement}'"] if record.refinement else []
        clauses += [f"({expand(self.schema, record, one.where)})"] if one.where else []
        clauses += dated(self.schema, record, one.when, span, one.cumulative) if one.when else []
        where = " and ".join(clauses) or "true"
        return f"select {expand(self.schema, record, picked)} from {record.table} where {where} {tail}"


def _whole(words: dict[str, dict[str, Any]], table: dict[str, Any]) -> dict[str, Any]:
    """The words of a table over those of the one that it is like; both conditions hold."""
    if "like" not in table:
        return table
    if table["like"] not in words:
        raise Refusal("measures.unknown", key=table["like"])
    base = _whole(words, words[table["like"]])
    conditions = [one["where"] for one in (base, table) if one.get("where")]
    return base | table | {"where": " and ".join(f"({one})" for one in conditions)}


def dated(schema: Schema, record: RecordType, when: str, span: Span, cumulative: bool = False) -> list[str]:
    """Conditions that hold for rows within the span, by the kind of the field that dates them."""
    kind = field_at(schema, record, when).kind
    column = value(schema, record, when)
    first, last = span.bounds
    if isinstance(kind, Year):
        if span.is_part and (day := _day_beside(schema, record, when)):
            return [_between(value(schema, record, day), "" if cumulative else first, last)]
        begins = "0" if cumulative else span.period[:4]
        return [f"{column} between {begins} and {span.period[:4] if span.is_part else span.period[-4:]}"]
    if isinstance(kind, Period):
        if cumulative:
            return [f"{column} <= '{span.period}'", f"length({column}) = {len(span.period)}"]
        if span.is_long:
            return [f"length({column}) = 4", f"{column} between '{span.period[:4]}' and '{span.period[5:]}'"]
        return [f"{column} = '{span.period}'"]
    if isinstance(kind, Date):
        return [_between(column, "" if cumulative else first, last)]
    raise Refusal("measures.undated", word=when)


def _between(column: str, first: str, last: str) -> str:
    """Days and months from one day to another; a month stands for its first."""
    return f"substr({column} || '-01', 1, 10) between '{first}' and '{last}'"


def _day_beside(schema: Schema, record: RecordType, path: str) -> str:
    """The first date of the record that a year stands in, which tells parts of a year; empty where it has none."""
    before = path.rpartition(".")[0]
    held = schema[field_at(schema, record, before).of] if before else record
    day = next((key for key, one in held.fields.items() if isinstance(one.kind, Date)), "")
    return f"{before}.{day}".removeprefix(".") if day else ""


def winning(wins: str, one: Stored, other: Stored) -> Stored:
    """Of two numbers the first, or the larger; a blank is beaten by any number."""
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return other if one is None else one
    return max(one, other) if wins == "larger" else one


def ratio_of(part: Stored, whole: Stored) -> Stored:
    """The part in per cent of the whole; None where either is blank or the whole nothing."""
    if isinstance(part, int | float) and isinstance(whole, int | float) and whole:
        return round(100 * part / whole, 10)
    return None
