"""Finds the record that a clerk means by a few letters: its name or part of it, pinyin initials, or the end of a code.

Each way is one short query over an index; the next is asked only while the list has room.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from models.kinds import CreditCode, IdNumber, Link, Links, Stored, match_key
from models.kinds.base import plain
from models.register import Reader
from models.register.growth import INITIALS, SOUGHT
from models.schema import TYPE, Field, RecordType

EXACT, START, CODE, LETTERS, PART, RECENT = "exact", "start", "code", "letters", "part", "recent"
"""Why a record is offered: it bears the name, its name begins so, its code or the end of it, its initials, any part."""

_LAST = chr(0x10FFFF)  # behind everything that can follow a prefix
_SHORTEST_CODE = 4
_LATELY = 1000  # changes in which links are looked for when nothing has been typed
_HINTS = 2


class Found(NamedTuple):
    """A record offered: what tells it from its namesakes, and why it is here."""

    id: int
    title: str
    hint: str
    why: str


def seek(reader: Reader, key: str, text: str, most: int = 30) -> list[Found]:
    """The records of a type that a text may mean, the likeliest first; without any text those linked lately."""
    one = reader.schema[key]
    found: dict[int, str] = {}
    ways = _ways(reader, one, text, most) if text.strip() else _lately(reader, one, most)
    for record, why in ways:
        found.setdefault(record, why)
        if len(found) == most:
            break
    return describe(reader, one, found)


def _ways(reader: Reader, one: RecordType, text: str, most: int) -> Iterator[tuple[int, str]]:
    """Records with the reason for each, the likeliest first; a query is made when the list comes to it."""
    if type(one.fields[one.name].kind) is Link:
        yield from ((record, PART) for record in reader.ids(one.key, text, most=most))
        return
    typed = match_key(text)
    yield from ((row, EXACT if name == typed else START) for row, name in _beginning(reader, one, SOUGHT, typed, most))
    code = plain(text)
    if len(code) >= _SHORTEST_CODE and code.isascii() and any(map(str.isdigit, code)):
        for column in codes(one):
            yield from ((row, CODE) for row, _ in _beginning(reader, one, column, code, most))
            ends = f"substr({column}, -{len(code)}) = ?"
            yield from ((row, CODE) for row, _ in _asked(reader, one, column, ends, [code], most))
    if typed.isascii():
        letters = "".join(filter(str.isalnum, typed))
        yield from ((row, LETTERS) for row, _ in _beginning(reader, one, INITIALS, letters, most))
        parts = _asked(reader, one, INITIALS, f"instr({INITIALS}, ?)", [letters], most)
        read_so = {row for row, ways in parts if f" {letters}" in ways}  # another way to read the name begins so
        yield from ((row, LETTERS) for row, _ in parts if row in read_so)
        yield from ((row, PART) for row, _ in parts)
    else:
        dotless = f"instr(replace({SOUGHT}, '·', ''), ?)"
        yield from ((row, PART) for row, _ in _asked(reader, one, SOUGHT, dotless, [typed.replace("·", "")], most))


def codes(one: RecordType) -> list[str]:
    """The fields that tell a record of the type apart alone, its name aside: ID numbers, codes."""
    return [words[0] for words in one.same if len(words) == 1 and words[0] != one.name]


def _beginning(reader: Reader, one: RecordType, column: str, start: str, most: int) -> list[tuple[Any, ...]]:
    """Ids and values that begin so, in their order: the value itself comes first."""
    within = f"{column} >= ? and {column} < ?"
    return _asked(reader, one, column, within, [start, start + _LAST], most, f"order by {column}") if start else []


def _asked(
    reader: Reader, one: RecordType, column: str, where: str, values: list[Stored], most: int, order: str = ""
) -> list[tuple[Any, ...]]:
    """Ids and values of a column that has an index: nothing else is read, and no row after the last wanted."""
    kind = f" and {TYPE} = '{one.refinement}'" if one.refinement else ""
    sql = f"select id, {column} from {one.table} where {column} is not null and {where}{kind} {order} limit {most}"
    return reader.ask(sql, values)


def _lately(reader: Reader, one: RecordType, most: int) -> Iterator[tuple[int, str]]:
    """The records that links were set to last, then the newest."""
    times: dict[int, int] = {}
    for table, field in reader.schema.pointing(one.table):
        for record, at in reader.ask(_linked_lately(table, field), [most]):
            times[record] = max(at, times.get(record, 0))
    recent = sorted(times, key=lambda record: -times[record])
    kind = f"where {TYPE} = '{one.refinement}'" if one.refinement else ""
    newest = reader.ask(f"select id from {one.table} {kind} order by id desc limit ?", [most])
    standing = f"select id from {one.table} {kind or 'where true'} and id in (select value from json_each(?))"
    known = {row[0] for row in reader.ask(standing, [json.dumps(recent)])}
    yield from ((record, RECENT) for record in recent if record in known)
    yield from ((row[0], RECENT) for row in newest)


def _linked_lately(table: str, field: Field) -> str:
    """SQL: records that a field was set to in the latest changes, and when."""
    kept = f't."{field.key}"'
    each, only = kept, f"typeof({kept}) = 'integer'"
    members = ""
    if type(field.kind) is Links:
        members = f"join json_each(iif(json_valid({kept}), {kept}, '[]')) as member"
        each, only = "member.value", "member.type = 'integer'"
    return (
        f"select {each}, max(history.id) as at from history join {table} as t on t.id = history.row {members} "
        f"where history.id > (select max(id) from history) - {_LATELY} and history.tbl = '{table}' and {only} "
        f"group by 1 order by at desc limit ?"
    )


def describe(reader: Reader, one: RecordType, found: dict[int, str]) -> list[Found]:
    """Those records as they are offered, with the reasons given."""
    hints = list(dict.fromkeys([*(word for words in reversed(one.same) for word in words), *one.columns]))
    paths = [one.name, *(path for path in hints if path != one.name)][: 2 + _HINTS]
    rows = reader.table(one.key, list(found), paths)
    kinds = [one.fields[path].kind for path in paths[1:]]
    told = []
    for (record, why), (title, *values) in zip(found.items(), rows, strict=True):
        ends = (
            f"…{text[-_SHORTEST_CODE:]}" if isinstance(kind, IdNumber | CreditCode) else text
            for kind, text in zip(kinds, values, strict=True)
            if text
        )
        told.append(Found(record, title, "　".join(islice(ends, _HINTS)), why))
    return told
