"""Tells which rows of a workbook are records that the register already holds, and what differs in those."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.kinds import Link, Stored, match_keys
from models.register import Reader
from models.register.growth import SOUGHT
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
    def out(self) -> set[int]:
        """Places of the rows that bring nothing: said before, or not to be placed."""
        rejected = self.rejected
        return self.repeated | ({at for at, line in enumerate(self.lines) if line in rejected} if rejected else set())

    @property
    def new(self) -> list[int]:
        """Places of the records that the register does not hold."""
        unknown, out = [at for at, found in enumerate(self.ids) if found is None], self.out
        return [at for at in unknown if at not in out] if out else unknown


def distil(record: RecordType, columns: dict[str, list[Stored]], lines: Sequence[int], unique: bool = True) -> Part:
    """Rows from columns; equal rows once where `unique`, rows without any value never."""
    rows = list(zip(*columns.values(), strict=True))
    if not unique:
        return Part(record, list(columns), rows, range(len(rows)), list(lines))
    blank = (None,) * len(columns)
    firsts: dict[tuple[Stored, ...], int] = {}
    for line, row in zip(lines, rows, strict=True):
        if row != blank:
            firsts.setdefault(row, line)
    places = {row: place for place, row in enumerate(firsts)}
    return Part(record, list(columns), list(firsts), [*map(places.get, rows)], list(firsts.values()))


def match(reader: Reader, part: Part) -> None:
    """Finds the record that each row is, and what differs; rows that name none, or one again, are put aside."""
    _sort_out(part, identify(reader, part, part.record.same or [(part.record.name,)]))
    _compare(reader, part)


def identify(reader: Reader, part: Part, ways: Sequence[tuple[str, ...]]) -> list[list[Key | None]]:
    """Finds the record that each row is, by the first way of telling records apart for which the row has values.

    Gives what each row has for each of the ways.
    """
    part.ids = [None] * len(part.rows)
    ways = [words for words in ways if set(words) <= set(part.names)]
    keyed = [_keys(part, words) for words in ways]
    for at, (words, keys) in enumerate(zip(ways, keyed, strict=True)):
        open_keys = {key for key, found in zip(keys, part.ids, strict=True) if key and found is None}
        sole = _known(reader, part.record, words, open_keys)
        if not sole:
            continue
        places = zip(part.ids, keys, strict=True)
        found_now = {index: sole[key] for index, (found, key) in enumerate(places) if found is None and key in sole}
        for earlier, codes in zip(ways[:at], keyed[:at], strict=True):
            if len(earlier) == 1:
                found_now = _without_namesakes(reader, part.record, earlier[0], codes, found_now)
        for index, record in found_now.items():
            part.ids[index] = record
    return keyed


def _keys(part: Part, words: tuple[str, ...]) -> list[Key | None]:
    """What each row shares with the record it may be; None where a value is blank or could not be read."""
    columns = []
    for word in words:
        at = part.names.index(word)
        unread = {part.at[index] for index in part.unread.get(word, ())}
        column = [row[at] for row in part.rows]
        if word == part.record.name and type(part.record.fields[word].kind) is not Link:
            keys = match_keys(["" if name is None else str(name) for name in column])
            column = [None if name is None else key for name, key in zip(column, keys, strict=True)]
        columns.append([None if index in unread else value for index, value in enumerate(column)] if unread else column)
    more = [part.names.index(word) for word in part.record.blank_for(words) if word in part.names]
    told = [None if None in key else key for key in zip(*columns, strict=True)]
    if not more:
        return told
    return [None if any(row[at] is not None for at in more) else key for key, row in zip(told, part.rows, strict=True)]


def _known(reader: Reader, record: RecordType, words: tuple[str, ...], wanted: set[Key]) -> dict[Key, int]:
    """The record that alone has each of those values, looked up in the index of its way."""
    named = type(record.fields[record.name].kind) is not Link
    columns = [SOUGHT if word == record.name and named else f'"{word}"' for word in words]
    keys = [*wanted]
    for at, word in enumerate(words):
        if record.fields[word].with_:  # a record that is new in the sheet is known to nobody yet
            keys = [key for key in keys if isinstance(known := key[at], int) and known > 0]
    return reader.sole(record.table, columns, keys, record.blank_for(words))


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
    leads: dict[int, int] = {}
    first: dict[object, int] = {}
    taken_by = _identities(part, keyed)
    if None not in (distinct := set(taken_by)) and len(distinct) == len(taken_by):
        return
    for index, (row, key) in enumerate(zip(part.rows, taken_by, strict=True)):
        if key is None:
            if not _named(part, row):
                part.rejected[part.lines[index] if part.lines else index] = "nothing_names_it"
            continue
        earlier = first.setdefault(key, index)
        if earlier != index:
            part.repeated.add(index)
            if part.rows[earlier] != row and part.lines:
                part.rejected[part.lines[index]] = "repeated"
            leads[index] = earlier
    if leads:  # rows of the sheet that named a left-out record name the first one of its key instead
        part.at = [leads.get(place, place) if place is not None else None for place in part.at]


def _identities(part: Part, keyed: list[list[Key | None]]) -> list[object]:
    """What each row is taken by: the record that it is, else its key in the first way that it has values for."""
    found: list[object] = [*part.ids]
    for keys in keyed:
        found = [one or key for one, key in zip(found, keys, strict=True)]
    return found


def _named(part: Part, row: tuple[Stored, ...]) -> bool:
    """Whether the row has at least the record's name."""
    return part.record.name in part.names and row[part.names.index(part.record.name)] is not None


def _compare(reader: Reader, part: Part) -> None:
    """What differs from the register; a blank cell says nothing, and a name stands for the record that bears it."""
    ids = [found for found in part.ids if found]
    if not ids or not part.names:
        return
    links = {
        at: each.of
        for at, each in enumerate(part.record.fields[name] for name in part.names)
        if type(each.kind) is Link
    }
    kept = ", ".join(f'"{name}"' for name in part.names)
    sql = f"select id, {kept} from {part.record.table} where id in (select value from json_each(?))"
    found = {row[0]: row[1:] for row in reader.ask(sql, [json.dumps(ids)])}
    for index, record in enumerate(part.ids):
        if record is None or index in part.repeated:
            continue
        old = found[record]
        for at, new in enumerate(part.rows[index]):
            if new == old[at] or new is None:
                continue
            if not (type(new) is str and at in links and new == reader.title(links[at], old[at])):
                part.changes.setdefault(index, {})[part.names[at]] = (old[at], new)
