"""What is typed into a form's fields or a table's cells becomes values: kept in one step, as typed where unreadable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.kinds import Link, Links, Stored
from models.kinds.links import listed, members
from models.register import Change, Reader, Register
from models.schema import Field, RecordType
from models.words import say


class Typed(NamedTuple):
    """A text typed into a field of a record."""

    row: int
    field: str
    text: str


def understood(reader: Reader, field: Field, texts: Sequence[str]) -> list[Stored]:
    """The values of typed texts; a name becomes the one record that bears it, or stays as typed."""
    values, _ = field.kind.read_column(texts)
    if not isinstance(field.kind, Link):
        return values
    known = _sole(reader, field.of, {str(name) for value in values for name in _names(field, value)})
    if isinstance(field.kind, Links):
        return [listed([known.get(str(name), name) for name in members(value)]) for value in values]
    return [known.get(str(value), value) for value in values]


def _names(field: Field, value: Stored) -> list[int | str]:
    if isinstance(field.kind, Links):
        return members(value)
    return [] if value is None else [str(value)]


def _sole(reader: Reader, key: str, names: set[str]) -> dict[str, int]:
    """The records that alone bear one of the names, or a code that tells records apart, by what was typed."""
    one = reader.schema[key]
    by_name = reader.bearing(one.table, names)
    sole = {name: found[0] for name in names if len(found := by_name.get(name, [])) == 1}
    for (word,) in (words for words in one.same if len(words) == 1 and words[0] != one.name):
        codes = reader.sharing(one.table, [f'"{word}"'], [(name,) for name in names if name not in sole])
        sole |= {str(code): found[0] for (code,), found in codes.items() if len(found) == 1}
    return sole


def put(register: Register, key: str, cells: Sequence[Typed]) -> list[Change]:
    """Keeps what was typed into cells of records of a type, as one step; what a value tells fills blank fields."""
    one = register.schema[key]
    rows: dict[int, dict[str, Stored]] = {}
    for name in dict.fromkeys(cell.field for cell in cells):
        column = [cell for cell in cells if cell.field == name]
        values = understood(register, one.fields[name], [cell.text for cell in column])
        for cell, value in zip(column, values, strict=True):
            rows.setdefault(cell.row, {})[name] = value
    _fill_blanks(register, one, rows)
    groups: dict[tuple[str, ...], list[int]] = {}
    for row, given in rows.items():
        groups.setdefault(tuple(given), []).append(row)
    with register.step(_sentence(register, one, cells)):
        return [
            register.change_many(key, ids, names, [tuple(rows[row].values()) for row in ids])
            for names, ids in groups.items()
        ]


def _fill_blanks(register: Register, one: RecordType, rows: dict[int, dict[str, Stored]]) -> None:
    for name in {name for given in rows.values() for name in given if one.fields[name].fills}:
        telling = [row for row, given in rows.items() if given.get(name) is not None]
        targets = [target for _, target in one.fields[name].fills]
        inside = f"{one.table}.id in ({', '.join(map(str, telling))})"
        for row, *kept in register.rows(one.key, targets, inside) if telling else ():
            told = told_by(one.fields[name], rows[row][name])
            blank = [target for target, value in zip(targets, kept, strict=True) if value is None]
            rows[row] = {target: told[target] for target in blank if target in told} | rows[row]


def told_by(field: Field, value: Stored) -> dict[str, Stored]:
    """What a field's value says of other fields: the ID number of birth and sex."""
    told = field.kind.tells(value) if field.fills else {}
    return {target: told[word] for word, target in field.fills if word in told}


def _sentence(register: Register, one: RecordType, cells: Sequence[Typed]) -> str:
    """One cell is told with its name and value, several are counted."""
    if len(cells) != 1:
        return say("step.cells", record=one.title, count=len(cells))
    cell = cells[0]
    name = register.title(one.key, cell.row)
    return say("step.cell", record=one.title, name=name, field=one.fields[cell.field].label, value=cell.text)


def add(
    register: Register, key: str, rows: Sequence[Mapping[str, str]], presets: Mapping[str, Stored] | None = None
) -> Change:
    """Keeps new records from typed texts by field; `presets` hold for all of them, defaults where nothing was typed."""
    one = register.schema[key]
    defaults = {name: field.default for name, field in one.fields.items() if field.default is not None}
    common = defaults | dict(presets or {})
    names = list(dict.fromkeys([*common, *(name for row in rows for name in row)]))
    columns = [
        [
            value if row.get(name, "").strip() else common.get(name)
            for row, value in zip(
                rows, understood(register, one.fields[name], [row.get(name, "") for row in rows]), strict=True
            )
        ]
        for name in names
    ]
    return register.add_many(key, names, list(zip(*columns, strict=True)))
