"""Ledgers and blanks: the rows of a record type as a workbook, and the empty workbook that units fill in.

Both have the same headings, so what goes out comes in again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models import sheets
from models.kinds import Choice, Kind, Link, Stored, YesNo
from models.register import Reader
from models.register.paths import field_at
from models.schema import Field, RecordType, Schema
from models.words import say

_AT_ONCE = 2000


def paths(schema: Schema, one: RecordType) -> list[str]:
    """The columns of a workbook: the record's own fields, a carried link as the fields of the linked record."""
    found: list[str] = []
    for key, each in one.fields.items():
        found += [f"{key}.{name}" for name in each.with_] or [key]
    return found


def write_ledger(reader: Reader, key: str, target: Path) -> int:
    """Writes all rows of a type; returns how many."""
    one = reader.schema[key]
    ids = reader.ids(key)
    sheets.write_book(target, [sheets.Plan(one.title, _columns(reader.schema, one), _rows(reader, one, ids))])
    return len(ids)


def write_blank(reader: Reader, key: str, target: Path) -> None:
    """Writes an empty workbook with drop-downs and the text format where codes stand."""
    one = reader.schema[key]
    title = say("ledgers.blank_title", record=one.title)
    sheets.write_book(target, [sheets.Plan(title, _columns(reader.schema, one), blank=True)])


def _columns(schema: Schema, one: RecordType) -> list[sheets.Column]:
    return [_column(field_at(schema, one, path)) for path in paths(schema, one)]


def _column(each: Field) -> sheets.Column:
    kind = each.kind
    choices = kind.values if isinstance(kind, Choice) else ("是", "否") if isinstance(kind, YesNo) else ()
    heading = each.heading
    return sheets.Column(
        heading, max(kind.wide, len(heading) * 2 + 2), kind.text_in_excel, each.required, choices, each.help
    )


def _rows(reader: Reader, one: RecordType, ids: list[int]) -> Iterator[list[Stored]]:
    """Rows as they go into cells: numbers as numbers, links by name; a portion at a time."""
    columns = paths(reader.schema, one)
    kinds = [field_at(reader.schema, one, path).kind for path in columns]
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        for row in reader.table(one.key, part, columns):
            yield [_cell(kind, text) for kind, text in zip(kinds, row, strict=True)]


def _cell(kind: Kind, text: str) -> Stored:
    if not text:
        return None
    if isinstance(kind, Link) or not kind.numeric:
        return text
    read = kind.read(text)
    return text if read.trouble else kind.cell(read.value)
