"""Two records that are one become one: what is taken from which, and what pointed at the one now points at the other.

A merge is planned first and shown; then it is one step, which one undo takes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from models.kinds import Link, Links, Stored
from models.kinds.links import listed, members
from models.register import Change, Reader, Register
from models.register.growth import OWN
from models.schema import TYPE, Field, RecordType
from models.words import Refusal, say


class Pair(NamedTuple):
    """A field that is filled in at least one of the two records, with what stands in each."""

    field: Field
    kept: Stored
    dropped: Stored

    @property
    def conflict(self) -> bool:
        """Whether the clerk has to choose."""
        return self.kept is not None and self.dropped is not None and self.kept != self.dropped


class Moved(NamedTuple):
    """Records of one type whose link will lead to the kept record."""

    record: RecordType
    field: Field
    ids: list[int]


class Doubled(NamedTuple):
    """Two records that will have the same natural key; `said` is what they share beside the merged record."""

    record: RecordType
    kept: int
    other: int
    said: str


@dataclass
class Merge:
    """A merge as planned; `taken` names the fields that the kept record gets from the other one."""

    record: RecordType
    keep: int
    drop: int
    pairs: list[Pair]
    moves: list[Moved]
    doubles: list[Doubled]
    issued: int
    taken: set[str] = field(default_factory=set)

    @property
    def conflicts(self) -> list[Pair]:
        """The fields that the clerk chooses for."""
        return [pair for pair in self.pairs if pair.conflict]

    def take(self, key: str, *, dropped: bool) -> None:
        """Chooses which record's value a field will have."""
        (self.taken.add if dropped else self.taken.discard)(key)


def preview(reader: Reader, key: str, keep: int, drop: int) -> Merge:
    """What a merge would do; refused for one record with itself, for a missing one, and for two different types."""
    record = _type_of_both(reader, key, keep, drop)
    kept, dropped = (_without_each_other(reader.row(record.key, row), record, (keep, drop)) for row in (keep, drop))
    pairs = [Pair(one, kept[name], dropped[name]) for name, one in record.fields.items()]
    return Merge(
        record,
        keep,
        drop,
        [pair for pair in pairs if (pair.kept, pair.dropped) != (None, None)],
        [Moved(reader.schema[table], one, list(rows)) for table, one, rows in _pointing(reader, record, keep, drop)],
        _doubles(reader, record.table, keep, drop),
        len(_notes(reader, "issued", record.table, drop)),
        {pair.field.key for pair in pairs if pair.kept is None and pair.dropped is not None},
    )


def merge(register: Register, plan: Merge) -> list[Change]:
    """Carries a plan out as one step; afterwards nothing points at the dropped record, which is gone."""
    record = _type_of_both(register, plan.record.key, plan.keep, plan.drop)
    told = [register.title(record.key, row) for row in (plan.drop, plan.keep)]
    what = say("merging.step", record=record.title, dropped=told[0], kept=told[1])
    with register.step(what):
        changes = [
            register.change_many(table, list(rows), [one.key], [(value,) for value in rows.values()])
            for table, one, rows in _pointing(register, record, plan.keep, plan.drop)
        ]
        for table in (table for table, words in OWN.items() if {"tbl", "row"} <= set(words)):
            if notes := _notes(register, table, record.table, plan.drop):
                changes.append(register.move_notes(table, notes, plan.keep, what))
        before = register.row(record.key, plan.keep)
        after = _without_each_other(dict(before), record, (plan.keep, plan.drop))
        after |= {pair.field.key: pair.dropped for pair in plan.pairs if pair.field.key in plan.taken}
        if changed := {name: value for name, value in after.items() if value != before[name]}:
            changes.append(register.change(record.key, plan.keep, changed))
        return [*changes, *register.delete(record.key, [plan.drop])]


def _type_of_both(reader: Reader, key: str, keep: int, drop: int) -> RecordType:
    table = reader.schema[key].table
    kind = TYPE if reader.schema.is_refined(table) else "''"
    found = {row[0]: row[1] for row in reader.ask(f"select id, {kind} from {table} where id in (?, ?)", [keep, drop])}
    if keep == drop:
        raise Refusal("merging.one")
    if len(found) < 2:
        raise Refusal("merging.gone")
    if found[keep] != found[drop]:
        raise Refusal("merging.types")
    return reader.schema.of_row(table, found[keep])


def _without_each_other(row: dict[str, Stored], record: RecordType, both: tuple[int, int]) -> dict[str, Stored]:
    """The values of one of the two, none of which points at the other: nothing can hang under itself."""
    for one in record.fields.values():
        if type(one.kind) is Links and one.of.partition("/")[0] == record.table:
            among = members(row[one.key])
            row[one.key] = listed([member for member in among if member not in both]) if among else None
        elif type(one.kind) is Link and one.of.partition("/")[0] == record.table and row[one.key] in both:
            row[one.key] = None
    return row


def _pointing(
    reader: Reader, record: RecordType, keep: int, drop: int
) -> Iterator[tuple[str, Field, dict[int, Stored]]]:
    """Table by table and field by field the records that point at the dropped one, with what the field will hold."""
    for table, one in reader.schema.pointing(record.table):
        column = f'"{one.key}"'
        if type(one.kind) is Links:
            inside = f"json_each(iif(json_valid({column}), {column}, '[]'))"
            held = f"exists (select 1 from {inside} where type = 'integer' and value = ?)"
        else:
            held = f"{column} = ?"
        rows = reader.ask(f"select id, {column} from {table} where {held}", [drop])
        found: dict[int, Stored] = {
            row: _replaced(value, keep, drop) if type(one.kind) is Links else keep
            for row, value in rows
            if table != record.table or row not in (keep, drop)
        }
        if found:
            yield table, one, found


def _replaced(kept: Stored, keep: int, drop: int) -> str | None:
    """An ordered list with the one record in the other's place; a record stands in it once, where it stood first."""
    return listed(list(dict.fromkeys(keep if member == drop else member for member in members(kept))))


def _doubles(reader: Reader, table: str, keep: int, drop: int) -> list[Doubled]:
    """Records that differ in nothing of a natural key but which of the two they point at; each two once."""
    found = {}
    for one in reader.schema.types.values():
        for words in one.same:
            for link in (word for word in words if one.fields[word].of.partition("/")[0] == table):
                for double in _alike(reader, one, link, [word for word in words if word != link], keep, drop):
                    found[one.table, double.kept, double.other] = double
    return list(found.values())


def _alike(reader: Reader, one: RecordType, link: str, others: list[str], keep: int, drop: int) -> Iterator[Doubled]:
    same = "".join(f' and a."{word}" = b."{word}"' for word in others)
    kind = f" and a.{TYPE} = '{one.refinement}' and b.{TYPE} = a.{TYPE}" if one.refinement else ""
    both = f'{one.table} as a join {one.table} as b on a."{link}" = ? and b."{link}" = ?{same}{kind}'
    pairs = reader.ask(f"select a.id, b.id from {both}", [keep, drop])
    said = reader.table(one.key, [row for row, _ in pairs], others) if pairs else []
    for (row, other), values in zip(pairs, said, strict=True):
        yield Doubled(one, row, other, "，".join(values))


def _notes(reader: Reader, note: str, table: str, row: int) -> list[int]:
    """Rows of one of the program's own tables that speak of a record."""
    return [found[0] for found in reader.ask(f"select id from {note} where tbl = ? and row = ?", [table, row])]
