"""The yearbook of a period: 大事记, what happened by date, and 获奖名录, who won what; as Word or as a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models import documents, sheets
from models.grammar import worded
from models.kinds import Choice, Date, Period, Stored
from models.measures import Span, year_begins
from models.register import Reader
from models.register.paths import field_at, leads, value
from models.resources import Resources
from models.schema import TYPE, RecordType, Schema
from models.summaries.clauses import Place, remaining
from models.words import Refusal, say

_FILE = "yearbook"
_WIDEST = 110  # columns of an event in a workbook
_FIELD = re.compile(r"\{\{(\w+(?:\.\w+)*)\}\}")


@dataclass(frozen=True)
class ChronicleWords:
    """What is told of each record of a type on the day that a field holds."""

    of: str
    on: str
    told: str


@dataclass(frozen=True)
class RollWords:
    """A list of records by what a field holds; of several paths to a column the first that holds anything."""

    title: str
    of: str
    on: str
    by: str
    columns: dict[str, list[str]]
    where: str = ""


@dataclass(frozen=True)
class Roll:
    """Who won what: rows of texts under headings, the first of which says where."""

    title: str
    headings: list[str]
    rows: list[list[str]]
    record: str
    ids: list[int]


@dataclass(frozen=True)
class Yearbook:
    """Everything of a period."""

    period: str
    federation: str
    events: list[tuple[str, str, str]] = field(default_factory=list)
    """Day (or month), type of record, what happened."""
    rolls: list[Roll] = field(default_factory=list)


def compile_yearbook(resources: Resources, reader: Reader, period: str) -> Yearbook:
    """Reads the yearbook of a period; refuses a declaration that leads nowhere, or to what is private."""
    path, tables = resources.declaration(_FILE)
    events: list[tuple[str, str, str]] = []
    for key, table in tables.get("chronicle", {}).items():
        words = worded(ChronicleWords, table, path.name, key)
        _check(reader.schema, words.of, [words.on, *_FIELD.findall(words.told)], path.name, key)
        events += _events(reader, words, period)
    rolls = []
    for key, table in tables.get("roll", {}).items():
        roll = worded(RollWords, table, path.name, key)
        named = [roll.on, roll.by, *(one for paths in roll.columns.values() for one in paths)]
        _check(reader.schema, roll.of, named, path.name, key)
        rolls.append(_roll(reader, roll, period))
    return Yearbook(period, reader.settings()["federation"], sorted(events), [one for one in rolls if one.rows])


def _check(schema: Schema, of: str, paths: Sequence[str], file: str, at: str) -> None:
    """A book that is printed holds no ID number and no telephone."""
    for path in paths:
        leads_on = leads(schema, schema[of], path)
        private = leads_on and field_at(schema, schema[of], path).kind.ends is not None
        if private or not leads_on:
            raise Refusal("yearbook.private" if private else "schema.no_field", file=file, record=at, word=path)


def _within(schema: Schema, of: str, path: str, span: Span) -> tuple[str, list[Stored]]:
    """A condition for rows of the period, by the kind of the field that dates them."""
    column = value(schema, schema[of], path)
    first, last = span.bounds
    if isinstance(field_at(schema, schema[of], path).kind, Date):
        return f"substr({column} || '-01', 1, 10) between ? and ?", [first, last]
    return f"{column} between ? and ?", [int(span.period[:4]), int(last[:4])]


def _events(reader: Reader, words: ChronicleWords, period: str) -> Iterator[tuple[str, str, str]]:
    where, values = _within(reader.schema, words.of, words.on, Span(period, year_begins(reader)))
    rows = reader.rows(words.of, [words.on], where, values)
    paths = _FIELD.findall(words.told)
    texts = reader.table(words.of, [row for row, _ in rows], paths)
    kinds = _kinds(reader, reader.schema[words.of])
    for (row, day), told in zip(rows, texts, strict=True):
        yield str(day), kinds.get(row, reader.schema[words.of].title), _told(words.told, told)


def _kinds(reader: Reader, one: RecordType) -> dict[int, str]:
    """What the records of a table with refinements are called, each by its own type."""
    if one.refinement or not reader.schema.is_refined(one.table):
        return {}
    rows = reader.ask(f"select id, {TYPE} from {one.table}")
    return {row: reader.schema.of_row(one.table, kind).title for row, kind in rows}


def _told(sentence: str, texts: Sequence[str]) -> str:
    """The sentence with its fields, without the clauses that have nothing to say."""
    found = list(_FIELD.finditer(sentence))
    places = [Place(one.start(), one.end(), not text) for one, text in zip(found, texts, strict=True)]
    values = {one[0]: text for one, text in zip(found, texts, strict=True)}
    kept = "".join(sentence[start:end] for start, end in remaining(sentence, places))
    return _FIELD.sub(lambda one: values[one[0]], kept)


def _roll(reader: Reader, words: RollWords, period: str) -> Roll:
    where, values = _within(reader.schema, words.of, words.on, Span(period, year_begins(reader)))
    where = f"({words.where}) and {where}" if words.where else where
    ids = [row[0] for row in reader.rows(words.of, [], where, values)]
    columns = [_column(reader, words.of, ids, paths) for paths in ([words.by], *words.columns.values())]
    by_first = _orders(reader.schema, words)
    rows = sorted(
        zip(*columns, ids, strict=True),
        key=lambda row: [order.get(text, (len(order), text)) for order, text in zip(by_first, row, strict=False)],
    )
    headings = [field_at(reader.schema, reader.schema[words.of], words.by).label, *words.columns]
    return Roll(words.title, headings, [list(row[:-1]) for row in rows], words.of, [row[-1] for row in rows])


def _column(reader: Reader, of: str, ids: list[int], paths: Sequence[str]) -> list[str]:
    return [next((text for text in texts if text), "") for texts in reader.table(of, ids, paths)]


def _orders(schema: Schema, words: RollWords) -> list[dict[str, tuple[int, str]]]:
    """For each column the places of its list's values; other texts stand in their own order."""
    found = []
    for path in (words.by, *(paths[0] for paths in words.columns.values())):
        kind = field_at(schema, schema[words.of], path).kind
        values = kind.values if isinstance(kind, Choice) else ()
        found.append({text: (at, "") for at, text in enumerate(values)})
    return found


def write(book: Yearbook, like: Path, target: Path) -> None:
    """Writes it: as a workbook where the target's name ends so, else as a Word document in the look of `like`."""
    if target.suffix.lower() == ".xlsx":
        sheets.write_book(target, list(_plans(book)))
    else:
        documents.make(like, target, _parts(book))


def _plans(book: Yearbook) -> Iterator[sheets.Plan]:
    longest = max((2 * len(told) for _, _, told in book.events), default=0)
    across = {"day": 14, "kind": 32, "event": min(max(66, longest), _WIDEST)}
    columns = [sheets.Column(say(f"yearbook.{name}"), width) for name, width in across.items()]
    yield sheets.Plan(_title(book), columns, book.events, say("yearbook.chronicle"))
    for roll in book.rolls:
        widths = [max([12, *(min(2 * len(row[at]) + 2, 44) for row in roll.rows)]) for at in range(len(roll.headings))]
        heads = [sheets.Column(heading, width) for heading, width in zip(roll.headings, widths, strict=True)]
        yield sheets.Plan(f"{_title(book)}　{roll.title}", heads, roll.rows, roll.title)


def _parts(book: Yearbook) -> Iterator[documents.Text | documents.Table]:
    yield documents.Text(_title(book), "Title")
    yield documents.Text(say("yearbook.chronicle"), "Heading 1")
    for day, _, told in book.events:
        year = f"{day[:4]}年" if len(book.period) == len("2021-2025") else ""
        yield documents.Text(f"{year}{_spoken(day)}　{told}")
    for roll in book.rolls:
        yield documents.Text(say("yearbook.roll", title=roll.title), "Heading 1", stays=True)
        for name in dict.fromkeys(row[0] for row in roll.rows):
            rows = [row for row in roll.rows if row[0] == name]
            filled = [at for at in range(1, len(roll.headings)) if any(row[at] for row in rows)]
            yield documents.Text(name, stays=True)
            yield documents.Table([roll.headings[at] for at in filled], [[row[at] for at in filled] for row in rows])


def _title(book: Yearbook) -> str:
    return say("yearbook.book", federation=book.federation, period=Period().show(book.period))


def _spoken(day: str) -> str:
    """9月28日; a month where no more is known."""
    _, month, *rest = day.split("-")
    return f"{int(month)}月" + (f"{int(rest[0])}日" if rest else "")
