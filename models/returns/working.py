"""Works out what belongs in the cells of a return: measures narrowed and rounded, facts, fields of listed records."""

from __future__ import annotations

import datetime
import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from models.kinds import Choice, Links, Period, Stored
from models.kinds.choices import quoted
from models.kinds.numbers import exact
from models.measures import Measures, Span, dated
from models.register import Reader
from models.register.paths import expand, field_at
from models.reporting import year_before
from models.returns.grammar import NUMBERED, CellWords, EachWords, ListWords
from models.schema import TYPE, RecordType, Schema
from models.targets import Standing, behind, standings
from models.words import Refusal, say

_SCALES = {"万元": 10**4, "亿元": 10**8, "万人": 10**4, "万人次": 10**4, "千元": 1000, "百万元": 10**6, "万件": 10**4}
_PLACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Sources:
    """What a return is worked out from; `understood` sees only what could be read."""

    measures: Measures
    reader: Reader
    understood: Reader
    span: Span

    @property
    def schema(self) -> Schema:
        """What is recorded."""
        return self.reader.schema

    @cached_property
    def facts(self) -> dict[str, str]:
        """What a text of the form may name: the office's settings, the period and its days."""
        first, last = self.span.bounds
        told = {"period": Period().show(self.span.period), "first_day": first, "last_day": last}
        today = datetime.date.today()
        told |= {"year": self.span.period[:4], "today": f"{today.year}年{today.month}月{today.day}日"}
        return self.reader.settings() | told

    def over(self, meaning: CellWords) -> Span:
        """The time that a cell asks for."""
        period = self.span.period
        for _ in range(meaning.back):
            period = year_before(period) or period
        return replace(self.span, period=period)


def single(meaning: CellWords, sources: Sources) -> Stored:
    """What belongs in a cell that tells of the whole office."""
    if meaning.measure:
        known = narrowed(sources.measures, meaning)
        return rounded(known.total(sources.understood, meaning.measure, sources.over(meaning)), meaning)
    if meaning.fact:
        return sources.facts.get(meaning.fact) or None
    return worded_text(meaning.text, sources.facts) or None


def worded_text(text: str, facts: Mapping[str, object]) -> str:
    """A text with its {places} filled."""
    return _PLACES.sub(lambda found: str(facts.get(found[1], found[0])), text)


def records(words: ListWords | EachWords, sources: Sources, row: int = 0) -> list[int]:
    """The records listed, in their order; `row` is the record that the form is filled for, if it is for each."""
    one = sources.schema[words.of]
    clauses = [narrow for narrow in [condition(sources.schema, one, words.only)] if narrow]
    clauses += dated(sources.schema, one, words.when, sources.span) if words.when else []
    if words.where:
        clauses.append(
            f"({worded_text(words.where, {'period': sources.span.period, 'record': row} | _days(sources.span))})"
        )
    within = " and ".join(clauses)
    try:
        return sources.understood.ids(words.of, order=words.order, descending=words.descending, within=within)
    except sqlite3.DatabaseError as error:
        raise Refusal("returns.bad_value", value=words.where, why=error) from error


def _days(span: Span) -> dict[str, str]:
    first, last = span.bounds
    return {"first_day": first, "last_day": last, "year": span.period[:4]}


def columns(
    meanings: Mapping[str, CellWords], record: str, ids: Sequence[int], sources: Sources
) -> dict[str, Sequence[Stored]]:
    """What each column holds for those records, in their order; nothing where it is keyed or kept."""
    one = sources.schema[record]
    paths = [each.field_ for each in meanings.values() if each.field_ not in ("", NUMBERED)]
    kept = dict(zip(paths, zip(*sources.reader.named(record, ids, paths), strict=True), strict=True)) if ids else {}
    found = {}
    for letters, meaning in meanings.items():
        values = kept.get(meaning.field_)
        found[letters] = _of_field(meaning, one, values, sources) if values else _column(meaning, one, ids, sources)
    return found


def _of_field(meaning: CellWords, one: RecordType, values: Sequence[Stored], sources: Sources) -> Sequence[Stored]:
    field = field_at(sources.schema, one, meaning.field_)
    if isinstance(field.kind, Links):
        return [sources.reader.names(field.of, kept) or None for kept in values]
    if meaning.unit or meaning.scale or meaning.decimals is not None:
        return [kept if isinstance(kept, str) else rounded(kept, meaning) for kept in values]
    return [field.kind.cell(kept) for kept in values]


def _column(meaning: CellWords, one: RecordType, ids: Sequence[int], sources: Sources) -> Sequence[Stored]:
    if meaning.field_ == NUMBERED:
        return range(1, len(ids) + 1)
    if meaning.measure:
        known = narrowed(sources.measures, meaning)
        each = known.by_record(sources.understood, meaning.measure, sources.over(meaning), one.table)
        return [rounded(each.get(row), meaning) for row in ids]
    if meaning.reached:
        told = {one.target.row: one.reckoned.actual for one in _standings(sources)}
        return [rounded(told.get(row), meaning) for row in ids]
    if meaning.value:
        given = _given(meaning.value, one, ids, sources)
        return [kept if isinstance(kept, str) else rounded(kept, meaning) for kept in given]
    return [single(meaning, sources) if meaning.text or meaning.fact else None] * len(ids)


def _standings(sources: Sources) -> list[Standing]:
    return standings(sources.reader, sources.measures, int(sources.span.period[:4]), datetime.date.today())


def reached_by(row: int, sources: Sources) -> dict[str, list[int]]:
    """The records that the actual figure of a target counts, by type."""
    year = int(sources.span.period[:4])
    target = next((one.target for one in _standings(sources) if one.target.row == row), None)
    return behind(sources.reader, sources.measures, target, year) if target else {}


def _given(value: str, one: RecordType, ids: Sequence[int], sources: Sources) -> list[Stored]:
    """SQL over each record."""
    sql = (
        f"select id, {expand(sources.schema, one, value)} from {one.table} where id in (select value from json_each(?))"
    )
    try:
        found = dict(sources.understood.ask(sql, [json.dumps(list(ids))]))
    except sqlite3.DatabaseError as error:
        raise Refusal("returns.bad_value", value=value, why=error) from error
    return [found.get(row) for row in ids]


def narrowed(measures: Measures, meaning: CellWords) -> Measures:
    """The measures, the one that a cell asks for (or the parts of its ratio) narrowed to what the cell says."""
    if not meaning.only and not meaning.where:
        return measures
    known = dict(measures.known)
    for key in _parts(measures, meaning.measure):
        one = known[key]
        record = measures.schema[one.of]
        clauses = [one.where, meaning.where, condition(measures.schema, record, meaning.only)]
        known[key] = replace(one, where=" and ".join(f"({clause})" for clause in clauses if clause))
    return Measures(measures.schema, known)


def _parts(measures: Measures, key: str) -> list[str]:
    one = measures[key]
    return [part for other in one.ratio for part in _parts(measures, other)] if one.ratio else [key]


def condition(schema: Schema, one: RecordType, only: Mapping[str, Any]) -> str:
    """SQL of paths and the value, or values, that they must have; empty for none."""
    return " and ".join(_condition(schema, one, path, said) for path, said in only.items())


def _condition(schema: Schema, one: RecordType, path: str, said: object) -> str:
    values = said if isinstance(said, list) else [said]
    if path == TYPE:
        keys = {each.title: each.refinement for each in schema.refinements(one.table)}
        return f"{one.table}.{TYPE} in ({', '.join(quoted(keys.get(str(value), str(value))) for value in values)})"
    column = expand(schema, one, path if "." in path else f"{one.table}.{path}")
    told = ", ".join(quoted(value) if isinstance(value, str) else repr(value) for value in values)
    return f"{column} in ({told})"


def groups(by: str, record: str, ids: Sequence[int], sources: Sources) -> dict[str, list[int]]:
    """The records by what they hold at a path, in the order of its list of values; those without it last."""
    one = sources.schema[record]
    found: dict[str, list[int]] = {}
    for row, (kept,) in zip(ids, sources.reader.named(record, ids, [by]), strict=True):
        found.setdefault("" if kept is None else str(kept), []).append(row)
    kind = field_at(sources.schema, one, by).kind
    order = list(kind.values) if isinstance(kind, Choice) else sorted(found)
    ranked = sorted(found, key=lambda name: (not name, order.index(name) if name in order else len(order)))
    return {name or say("returns.no_group"): found[name] for name in ranked}


def rounded(kept: Stored, meaning: CellWords) -> Stored:
    """A measure in the unit of the cell and with its decimals, halves away from zero as offices round."""
    if not isinstance(kept, int | float):
        return None
    scale = meaning.scale or _SCALES.get(meaning.unit, 1)
    number = Decimal(repr(kept)) / Decimal(repr(scale))
    if meaning.decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-meaning.decimals), ROUND_HALF_UP)
    return exact(number)
