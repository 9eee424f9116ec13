"""Tells which rows of a workbook are records that the register already holds, and what differs in those."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.kinds import Link, Stored, match_key
from models.register import Reader
from models.register.growth import SOUGHT
from models.register.paths import shown
from models.schema import RecordType

Key = tuple[Stored, ...]


def stand_in(index: int) -> int:
    """In place of the id of a record that is new in the same workbook and has none yet: no id is below one."""
    return -1 - index


@dataclass
class Part:
    """Records of one type distilled from a sheet's rows."""

    record: RecordType
    names: list[str]
    rows: list[tuple[Stored, ...]]
    at: Sequence[int | None]
    """For each data row of the sheet, its place in `rows`."""
    lines: list[int] = field(default_factory=list)
    """For each of `rows`, the line of the sheet it came from (from 0)."""
    unread: dict[str, set[int]] = field(default_factory=dict)
    ids: list[int | None] = field(default_factory=list)
    """For each of `rows`, the record that it is; None when it is new."""
    changes: dict[int, dict[str, tuple[Stored, Stored]]] = field(default_factory=dict)
    rejected: dict[int, str] = field(default_factory=dict)
    """Lines that can't be placed, and why (a sentence of `intake`)."""
    repeated: set[int] = field(default_factory=set)

    @property
    def new(self) -> list[int]:
        """Places of the records that the register does not hold."""
        out = self.repeated | {index for index, line in enumerate(self.lines) if line in self.rejected}
        return [index for index, found in enumerate(self.ids) if found is None and index not in out]


def distil(record: RecordType, columns: dict[str, list[Stored]], lines: Sequence[int], unique: bool = True) -> Part:
    """Rows from columns; equal rows once where `unique`, rows without any value never."""
    places: dict[tuple[Stored, ...], int] = {}
    part = Part(record, list(columns), [], [])
    blank = (None,) * len(columns)
    at: list[int | None] = []
    for line, row in zip(lines, zip(*columns.values(), strict=True), strict=True):
        if unique and (row in places or row == blank):
            at.append(places.get(row))
            continue
        places[row] = len(part.rows)
        at.append(len(part.rows))
        part.rows.append(row)
        part.lines.append(line)
    part.at = at
    return part


def match(reader: Reader, part: Part, ways: Sequence[tuple[str, ...]] = ()) -> None:
    """Finds the record that each row is, by the first way of telling records apart for which the row has values."""
    part.ids = [None] * len(part.rows)
    ways = [words for words in ways or part.record.same or [(part.record.name,)] if set(words) <= set(part.names)]
    keyed = [_keys(part, words) for words in ways]
    for at, (words, keys) in enumerate(zip(ways, keyed, strict=True)):
        open_keys = {key for key, found in zip(keys, part.ids, strict=True) if key and found is None}
        known = _known(reader, part.record, words, open_keys) if open_keys else {}
        sole = {key: ids[0] for key, ids in known.items() if len(ids) == 1}
        places = zip(part.ids, keys, strict=True)
        found_now = {index: sole[key] for index, (found, key) in enumerate(places) if found is None and key in sole}
        for earlier, codes in zip(ways[:at], keyed[:at], strict=True):
            if len(earlier) == 1:
                found_now = _without_namesakes(reader, part.record, earlier[0], codes, found_now)
        for index, record in found_now.items():
            part.ids[index] = record
    _sort_out(part, keyed)
    _compare(reader, part)


def _keys(part: Part, words: tuple[str, ...]) -> list[Key | None]:
    """What each row shares with the record it may be; None where a value is blank or could not be read."""
    columns = []
    for word in words:
        at = part.names.index(word)
        unread = {part.at[index] for index in part.unread.get(word, ())}
        named = word == part.record.name and type(part.record.fields[word].kind) is not Link
        column = [_comparable(row[at], named) for row in part.rows] if named else [row[at] for row in part.rows]
        columns.append([None if index in unread else value for index, value in enumerate(column)] if unread else column)
    return [None if None in key else key for key in zip(*columns, strict=True)]


def _comparable(value: Stored, named: bool) -> Stored:
    return match_key(str(value)) if named and value is not None else value


def _known(reader: Reader, record: RecordType, words: tuple[str, ...], wanted: set[Key]) -> dict[Key, list[int]]:
    """Ids of the records that share those values, each looked up in the index of its way."""
    named = type(record.fields[record.name].kind) is not Link
    columns = [SOUGHT if word == record.name and named else f'"{word}"' for word in words]
    carrying = [at for at, word in enumerate(words) if record.fields[word].with_]
    keys = [key for key in wanted if all(int(key[at] or 0) > 0 for at in carrying)] if carrying else [*wanted]
    return reader.sharing(record.table, columns, keys)


def _without_namesakes(
    reader: Reader, record: RecordType, word: str, codes: list[Key | None], found: dict[int, int]
) -> dict[int, int]:
    """Two records with different codes are two, though name and unit be the same: a code is never put over another.

    A kept code that can't be read is no such code: the sheet may be its correction.
    """
    coded = [id_ for index, id_ in found.items() if codes[index]]
    if not coded:
        return found
    column = f'{record.table}."{word}"'
    sound = f"{column} is not null and not {record.fields[word].kind.unread(column) or 'false'}"
    sql = f"select id from {record.table} where id in (select value from json_each(?)) and {sound}"
    others = {row[0] for row in reader.ask(sql, [json.dumps(coded)])}
    return {index: id_ for index, id_ in found.items() if not (codes[index] and id_ in others)}


def _sort_out(part: Part, keyed: list[list[Key | None]]) -> None:
    """Rows that nothing names are rejected; a second row of one record is left out, and told of when it differs."""
    first: dict[object, int] = {}
    for index, row in enumerate(part.rows):
        key = part.ids[index] or next((keys[index] for keys in keyed if keys[index]), None)
        if key is None:
            if not _named(part, row):
                part.rejected[part.lines[index] if part.lines else index] = "nothing_names_it"
            continue
        earlier = first.setdefault(key, index)
        if earlier != index:
            part.repeated.add(index)
            if part.rows[earlier] != row and part.lines:
                part.rejected[part.lines[index]] = "repeated"
    if part.repeated:
        _lead_to_first(part, first, keyed)


def _lead_to_first(part: Part, first: dict[object, int], keyed: list[list[Key | None]]) -> None:
    """Rows of the sheet that named a left-out record name the first one of its key instead."""
    leads = {
        index: first[part.ids[index] or next(keys[index] for keys in keyed if keys[index])] for index in part.repeated
    }
    part.at = [leads.get(place, place) if place is not None else None for place in part.at]


def _named(part: Part, row: tuple[Stored, ...]) -> bool:
    """Whether the row has at least the record's name."""
    return part.record.name in part.names and row[part.names.index(part.record.name)] is not None


def _compare(reader: Reader, part: Part) -> None:
    """What differs from the register; a blank cell says nothing, and a name stands for the record that bears it."""
    ids = [found for found in part.ids if found]
    if not ids or not part.names:
        return
    links = {name for name in part.names if type(part.record.fields[name].kind) is Link}
    names = [shown(reader.schema, part.record, name) for name in links]
    kept = [f'{part.record.table}."{name}"' for name in part.names]
    sql = (
        f"select id, {', '.join([*kept, *names])} from {part.record.table} where id in (select value from json_each(?))"
    )
    found = {row[0]: row[1:] for row in reader.ask(sql, [json.dumps(ids)])}
    for index, record in enumerate(part.ids):
        if record is None or index in part.repeated or found[record][: len(part.names)] == part.rows[index]:
            continue
        old = dict(zip(part.names, found[record], strict=False))
        called = dict(zip(links, found[record][len(part.names) :], strict=True))
        changed: dict[str, tuple[Stored, Stored]] = {
            name: (old[name], new)
            for name, new in zip(part.names, part.rows[index], strict=True)
            if new is not None and new != old[name] and not (name in links and new == called[name])
        }
        if changed:
            part.changes[index] = changed
