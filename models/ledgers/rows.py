"""The rows of a record type as a workbook, under headings that lead back in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from models import sheets
from models.kinds import Choice, Links, Stored, YesNo
from models.register import Reader
from models.register.paths import field_at, paths
from models.schema import Field, RecordType

_AT_ONCE = 2000
_ONE_LINE = 6  # letters of a heading that stand in one line; a longer one takes two


def write_ledger(reader: Reader, key: str, target: Path, private: bool = True) -> int:
    """Writes all rows of a type, with ID numbers and telephones or without; returns how many rows."""
    one = reader.schema[key]
    ids = reader.ids(key)
    columns = [path for path in paths(reader.schema, one) if private or path not in hidden(reader, one)]
    headed = [column(field_at(reader.schema, one, path)) for path in columns]
    sheets.write_book(target, [sheets.Plan(one.title, headed, rows(reader, one, ids, columns))])
    return len(ids)


def hidden(reader: Reader, one: RecordType) -> list[str]:
    """The columns of a type's ledger that tell ID numbers or telephones."""
    return [path for path in paths(reader.schema, one) if field_at(reader.schema, one, path).kind.ends]


def column(each: Field) -> sheets.Column:
    """How a field stands in a workbook."""
    kind = each.kind
    choices = kind.values if isinstance(kind, Choice) else ("是", "否") if isinstance(kind, YesNo) else ()
    return sheets.Column(each.heading, _width(each), kind.text_in_excel, each.required, choices, each.help)


def _width(each: Field) -> int:
    letters = len(each.heading)
    return max(each.kind.wide, 2 * (letters if letters <= _ONE_LINE else letters // 2 + 1) + 2)


def rows(reader: Reader, one: RecordType, ids: Sequence[int], columns: Sequence[str]) -> Iterator[tuple[Stored, ...]]:
    """Rows as they go into cells: numbers as numbers, links by name; a portion at a time, equal cells once."""
    fields = [field_at(reader.schema, one, path) for path in columns]
    for start in range(0, len(ids), _AT_ONCE):
        kept = zip(*reader.named(one.key, ids[start : start + _AT_ONCE], columns), strict=True)
        yield from zip(*(_cells(reader, *each) for each in zip(fields, kept, strict=True)), strict=True)


def _cells(reader: Reader, each: Field, kept: Sequence[Stored]) -> list[Stored]:
    if isinstance(each.kind, Links):
        return [reader.names(each.of, value) or None for value in kept]
    known = {value: each.kind.cell(value) for value in set(kept)}
    return [known[value] for value in kept]
