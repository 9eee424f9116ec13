"""Lists in a summary: the leading units, the names of what is counted, a measure by the values of a list."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.kinds import Choice, Period
from models.kinds.numbers import decimal
from models.register.paths import field_at, value
from models.schema import TYPE, RecordType, Schema
from models.summaries.language import Asked
from models.summaries.sources import Sources
from models.summaries.telling import PERCENT, amount, rounded
from models.words import Refusal, say
from models.yearly import WHOLE, by_year

_BETWEEN = "、"
_RATE = 1  # decimals of a per cent


def leading(sources: Sources, asked: Asked, key: str) -> str:
    """The units with the largest numbers: 甲公司（120人次）、乙公司（80人次）."""
    shares = sources.measures.by_record(sources.understood, key, sources.span)
    numbers = {unit: number for unit, number in shares.items() if isinstance(number, int | float) and number > 0}
    first = sorted(numbers, key=lambda unit: (-numbers[unit], unit))[: asked.most]
    return _BETWEEN.join(
        say(
            "summaries.of_unit",
            unit=sources.reader.title("unit", unit),
            amount=amount(decimal(numbers[unit]), sources.measures[key].unit, asked),
        )
        for unit in first
    )


def reached(sources: Sources, asked: Asked, key: str, now: Decimal) -> str:
    """How far the target for just this period was reached; empty where none was set."""
    plan, unit = sources.plans.get(key, Decimal()), sources.measures[key].unit
    if plan <= 0:
        return ""
    told = amount(plan, unit, asked)
    if unit != PERCENT:
        return say("summaries.reached", plan=told, rate=rounded(now * 100 / plan, asked.decimals, _RATE))
    short = rounded(plan - now, asked.decimals, _RATE)
    return say("summaries.met", plan=told) if now >= plan else say("summaries.short", plan=told, number=short)


def by_years(sources: Sources, asked: Asked, key: str) -> str:
    """The measure in each year of a period of several: 2021年1.50万人次、2022年1.88万人次."""
    if not sources.span.is_long:
        return ""
    years = range(int(sources.period[:4]), int(sources.period[5:]) + 1)
    found = by_year(sources.measures, sources.understood, key, years, WHOLE, sources.begins)
    unit = sources.measures[key].unit
    return _BETWEEN.join(
        f"{Period().show(str(year))}{amount(decimal(kept), unit, asked)}"
        for year in years
        if isinstance(kept := found.get((year, None)), int | float) and kept
    )


def names(sources: Sources, asked: Asked, key: str) -> str:
    """The names of what is counted, each once; 等 behind those that are told when there are more."""
    found: dict[str, None] = {}
    for record, rows in sources.measures.rows(sources.understood, key, sources.span).items():
        one = sources.reader.schema[record]
        found |= dict.fromkeys(texts[0] for texts in sources.reader.table(record, sorted(rows), [one.name]))
    known = [name for name in found if name]
    told = _BETWEEN.join(known[: asked.most or len(known)])
    return say("summaries.and_more", names=told) if asked.most and len(known) > asked.most else told


def split(sources: Sources, asked: Asked, key: str, file: str) -> str:
    """The measure by the values of a list, in the list's order: 一等奖2人次、二等奖4人次."""
    measure, schema = sources.measures[key], sources.measures.schema
    record = None if measure.made_of else schema[measure.of]
    path = _path(schema, record, asked.by) if record else ""
    if record is None or not path:
        raise Refusal("summaries.no_split", file=file, field=asked, word=asked.by)
    column = value(schema, record, path)
    question = sources.measures.sql(measure, sources.span, f"{column}, {measure.value}", f"group by {column}")
    shares = {name: number for name, number in sources.understood.ask(question) if name and number}
    return _BETWEEN.join(
        f"{title}{amount(decimal(shares[name]), measure.unit, asked)}"
        for name, title in _values(schema, record, path).items()
        if name in shares
    )


def _path(schema: Schema, record: RecordType, label: str) -> str:
    """The list of values of that label: the types of a record, its own lists, or those of what it points at."""
    if label == say("summaries.type") and schema.refinements(record.table):
        return TYPE
    return next((path for path in _lists(schema, record) if field_at(schema, record, path).label == label), "")


def _lists(schema: Schema, record: RecordType) -> Iterator[str]:
    yield from (key for key, one in record.fields.items() if type(one.kind) is Choice)
    for link in record.links():
        yield from (f"{link.key}.{key}" for key, one in schema[link.of].fields.items() if type(one.kind) is Choice)


def _values(schema: Schema, record: RecordType, path: str) -> dict[str, str]:
    """The values of a list in its order, and how each is called."""
    if path == TYPE:
        return {one.refinement: one.title for one in schema.refinements(record.table)}
    kind = field_at(schema, record, path).kind
    return {value: value for value in kind.values} if isinstance(kind, Choice) else {}
