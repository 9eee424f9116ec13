"""Computes what belongs in each cell of a return, and writes it into the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from models import sheets
from models.audit import Audit
from models.findings import Finding
from models.kinds import Link, Links, Period, Stored
from models.kinds.numbers import exact
from models.measures import Measures, Span
from models.register import Reader
from models.returns.declared import CellWords, ListWords, Return

_SCALES = {"万元": 10**4, "亿元": 10**8, "万人": 10**4, "万人次": 10**4, "千元": 1000}


@dataclass(frozen=True)
class Sources:
    """What a return is computed from."""

    measures: Measures
    reader: Reader
    understood: Reader
    span: Span


def findings(one: Return, audit: Audit, measures: Measures, reader: Reader, period: str) -> list[Finding]:
    """The open findings on rows that the return counts, and on fields that it lists: each stops it."""
    understood = reader.understood()
    try:
        counted = _counted(one, measures, understood, Span(period, one.begins))
    finally:
        understood.close()
    listed = {(words.of, field) for key, words in one.lists.items() for field in one.list_columns[key].values()}
    tables = {*counted, *(words.of for words in one.lists.values())}
    found = [each for key in audit.schema.types if key.split("/")[0] in tables for each in audit.run(reader, key)]
    return [
        each
        for each in found
        if not each.settled
        and (each.row in counted.get(each.record.split("/")[0], ()) or (each.record, each.field) in listed)
    ]


def _counted(one: Return, measures: Measures, understood: Reader, span: Span) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for key in one.measures():
        for record, ids in measures.rows(understood, key, span).items():
            found.setdefault(record.split("/")[0], set()).update(ids)
    return found


def resting_on(
    one: Return, measures: Measures, reader: Reader, period: str, record: str, words: Sequence[str]
) -> set[int]:
    """The records of a type that it counts by one of those fields, or lists with one of them."""
    understood, span = reader.understood(), Span(period, one.begins)
    try:
        told = [key for key in one.measures() if measures.names(key, words)]
        found = {row for key in told for row in measures.rows(understood, key, span).get(record, ())}
        for key, each in one.lists.items():
            if each.of == record and {*words} & {*one.list_columns[key].values()}:
                found.update(reader.ids(record, within=each.where.format(period=period)))
    finally:
        understood.close()
    return found


def write(one: Return, measures: Measures, reader: Reader, period: str, target: Path) -> list[sheets.Difference]:
    """Fills the form for a period and proves it: what differs from the blank."""
    understood = reader.understood()
    try:
        filled = _values(one, Sources(measures, reader, understood, Span(period, one.begins)))
    finally:
        understood.close()
    return sheets.fill(one.form, target, filled)


def _values(one: Return, sources: Sources) -> dict[str, sheets.Filled]:
    cells: dict[str, dict[str, Stored]] = {}
    lists: dict[str, list[sheets.Rows]] = {}
    for address, meaning in one.cells.items():
        sheet, cell = address.rsplit("!", 1)
        cells.setdefault(sheet, {})[cell] = _cell(meaning, sources)
    for key, words in one.lists.items():
        sheet, row, until = words.place
        columns = one.list_columns[key]
        rows = sheets.Rows(row, list(columns), _list(words, columns, sources), until, words.spare)
        lists.setdefault(sheet, []).append(rows)
    return {sheet: sheets.Filled(cells.get(sheet, {}), lists.get(sheet, [])) for sheet in {**cells, **lists}}


def _cell(meaning: CellWords, sources: Sources) -> Stored:
    if meaning.measure:
        return rounded(sources.measures.total(sources.understood, meaning.measure, sources.span), meaning)
    return meaning.text.format(**_facts(sources))


def _facts(sources: Sources) -> dict[str, str]:
    """What a text of the form may name: the office's settings, the period and its days."""
    first, last = sources.span.bounds
    told = {"period": Period().show(sources.span.period), "first_day": first, "last_day": last}
    return sources.reader.settings() | told


def _list(words: ListWords, columns: dict[str, CellWords | str], sources: Sources) -> list[list[Stored]]:
    """One row for each record listed, in the list's order."""
    reader = sources.reader
    one = reader.schema[words.of]
    ids = reader.ids(words.of, order=words.order, within=words.where.format(period=sources.span.period))
    made = [_column(meaning, one.key, ids, sources) for meaning in columns.values()]
    return [list(row) for row in zip(*made, strict=True)]


def _column(meaning: CellWords | str, record: str, ids: list[int], sources: Sources) -> Sequence[Stored]:
    if meaning == "#":
        return range(1, len(ids) + 1)
    if isinstance(meaning, str):
        kind = sources.reader.schema[record].fields[meaning].kind
        if isinstance(kind, Link | Links):
            return [row[0] for row in sources.reader.table(record, ids, [meaning])]
        kept = {row[0]: row[1] for row in sources.reader.rows(record, [meaning])}
        return [kind.cell(kept[one]) for one in ids]
    values = sources.measures.by_unit(sources.understood, meaning.measure, sources.span)
    return [rounded(values.get(one), meaning) for one in ids]


def rounded(kept: Stored, meaning: CellWords) -> Stored:
    """A measure in the unit of the cell and with its decimals, halves away from zero as offices round."""
    if not isinstance(kept, int | float):
        return None
    number = Decimal(repr(kept)) / _SCALES.get(meaning.unit, 1)
    if meaning.decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-meaning.decimals), ROUND_HALF_UP)
    return exact(number)
