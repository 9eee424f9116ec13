"""What the same unit sent before in the same form, for the same period or competition if that is told; what is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.intake.emptied import Emptied, emptied
from models.intake.senders import UNIT, senders, unit_paths
from models.intake.understanding import Understood
from models.kinds import Period, Stored, Year
from models.register import Reader, origin
from models.register.origin import Brought
from models.schema import RecordType

_ALIKE = 0.7  # of the columns of two sendings that must be the same
_Scope = tuple[Stored, ...]


@dataclass(frozen=True)
class Earlier:
    """One unit's earlier sending: from which file and when; records of it that the new one does not hold any more."""

    record: str
    unit: str
    file: str
    at: str
    gone: tuple[int, ...]
    emptied: Emptied
    """What of the records that it still holds is blank now."""


def earlier(reader: Reader, tables: Sequence[Understood]) -> list[Earlier]:
    """Earlier sendings that those of a workbook's tables would replace; none where its rows came for the first time."""
    by_type: dict[str, list[Understood]] = {}
    for one in tables:
        by_type.setdefault(one.record.key, []).append(one)
    return [found for same in by_type.values() for found in _of_type(reader, same)]


def overtaken(reader: Reader, tables: Sequence[Understood], came: str, digest: str) -> Brought | None:
    """The last workbook that was kept since another came, when it brought all that this one would change.

    None where that would bring anything else; what was kept of the workbook itself, known by its digest, is not newer.
    """
    parts = [part for table in tables for part in (table.main, *table.carried.values())]
    if any(part.new for part in parts):
        return None
    last = None
    for part in parts:
        ids = {at: part.ids[at] or 0 for at in part.changes}
        ways = origin.brought(reader, part.record.table, ids.values()) if ids else {}
        for at, changed in part.changes.items():
            newer = [how for how in ways.get(ids[at], ()) if how.at > came and digest not in how.kept]
            if not changed.keys() <= frozenset[str]().union(*(how.fields for how in newer)):
                return None
            last = max([*newer, *([last] if last else [])], key=lambda how: how.at)
    return last


def scope_of(one: RecordType) -> list[str]:
    """The fields that say what a sending is for: a competition and a period or year that its records need."""
    when = [key for key, each in one.fields.items() if isinstance(each.kind, Period | Year) and each.required]
    told = {word for words in one.same for word in words}
    return [key for key in [*([one.parent] if one.parent else []), *when] if key in told]


def _of_type(reader: Reader, tables: Sequence[Understood]) -> list[Earlier]:
    one = tables[0].record
    wanted = {key for table in tables for key in _sendings(reader, table)}
    paths = unit_paths(reader.schema, one, _paths(tables))
    matched = {row for table in tables for row in table.main.ids if row}
    kept = _kept(reader, one, paths, wanted)
    ways = origin.brought(reader, one.table, kept)
    came = _in_this_form(tables, ways)
    by_name = {tables[0].file} if scope_of(one) else set()  # the same name next year is another sending
    known = {came[row].file for row in matched if row in came} | by_name
    theirs: dict[_Scope, list[int]] = {}
    for row, scope in kept.items():
        if row in came and came[row].file in known:
            theirs.setdefault(scope, []).append(row)
    blank = emptied(reader, tables, {row: ways[row] for rows in theirs.values() for row in rows})
    return [
        _sending(reader, one, scope, {row: came[row] for row in rows}, matched, blank) for scope, rows in theirs.items()
    ]


def _sending(
    reader: Reader, one: RecordType, scope: _Scope, came: Mapping[int, Brought], matched: set[int], blank: Emptied
) -> Earlier:
    last = max(came.values(), key=lambda how: how.at)
    gone = tuple(sorted(came.keys() - matched))
    cleared = {row: blank[row] for row in came if row in blank}
    return Earlier(one.key, reader.title(UNIT, scope[-1]), last.file, last.at, gone, cleared)


def _in_this_form(tables: Sequence[Understood], ways: Mapping[int, Sequence[Brought]]) -> dict[int, Brought]:
    """How records came last in a table of nearly the same columns."""
    forms = [frozenset(path.partition(".")[0] for path in table.columns) for table in tables]
    alike: dict[frozenset[str], bool] = {}
    found = {}
    for row, known in ways.items():
        for how in known:
            if how.fields not in alike:
                alike[how.fields] = any(_same_form(how.fields, form) for form in forms)
            if alike[how.fields]:
                found[row] = how
    return found


def _same_form(fields: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two tables have nearly the same columns: a list of results is no new list of entrants."""
    return len(fields & others) >= _ALIKE * len(fields | others)


def _paths(tables: Sequence[Understood]) -> list[str]:
    own = [name for table in tables for name in table.main.names if name not in table.carried]
    carried = [f"{link}.{name}" for table in tables for link, part in table.carried.items() for name in part.names]
    return list(dict.fromkeys([*own, *carried]))


def _sendings(reader: Reader, table: Understood) -> set[_Scope]:
    """What the table's rows are for, and of which unit; only where all of that is known."""
    main = table.main
    columns: dict[str, Sequence[Stored]] = {
        name: [row[at] for row in main.rows] for at, name in enumerate(main.names) if name not in table.carried
    }
    for link, part in table.carried.items():
        for at, name in enumerate(part.names):
            columns[f"{link}.{name}"] = [None if place is None else part.rows[place][at] for place in part.at]
    scope = scope_of(table.record)
    if any(name not in columns for name in scope):
        return set()
    units = senders(columns, unit_paths(reader.schema, table.record, columns), len(main.rows))
    told = zip(*(columns[name] for name in scope), units, strict=True)
    return {key for key in told if isinstance(key[-1], int) and None not in key}


def _kept(reader: Reader, one: RecordType, paths: Sequence[str], wanted: set[_Scope]) -> dict[int, _Scope]:
    """Records of the register that are for the same, of the same units."""
    scope = scope_of(one)
    if not wanted or not paths:
        return {}
    of_units = " or ".join(_of_units(reader, one, path, {key[-1] for key in wanted}) for path in paths)
    values = sorted({key[0] for key in wanted}, key=str) if scope else []
    told = f'{one.table}."{scope[0]}" in ({", ".join("?" * len(values))}) and ' if scope else ""
    within = f"{told}({of_units})"
    found: dict[int, _Scope] = {}
    for row, *kept in reader.rows(one.key, [*scope, *paths], within, values):
        unit = next((value for value in kept[len(scope) :] if value is not None), None)
        key = (*kept[: len(scope)], unit)
        if key in wanted:
            found[row] = key
    return found


def _of_units(reader: Reader, one: RecordType, path: str, units: set[Stored]) -> str:
    """SQL: the path leads to one of those units; each of its links is looked up in an index."""
    first, _, rest = path.partition(".")
    if not rest:
        return f'{one.table}."{first}" in ({", ".join(str(unit) for unit in units)})'
    target = reader.schema.types[one.fields[first].of]
    return f'{one.table}."{first}" in (select id from {target.table} where {_of_units(reader, target, rest, units)})'
