"""What is typed into a form's fields or a table's cells becomes values: kept in one step, as typed where unreadable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.kinds import Link, Links, Stored, Trouble
from models.kinds.links import listed, members
from models.register import Change, Reader, Register
from models.schema import Field, RecordType
from models.words import say

Given = Mapping[str, Stored]
"""Values by field."""


def understood(reader: Reader, field: Field, texts: Sequence[str]) -> list[Stored]:
    """The values of typed texts; a name becomes the one record that bears it, or stays as typed."""
    values, _ = field.kind.read_column(texts)
    if not isinstance(field.kind, Link):
        return values
    known = reader.called(field.of, {str(name) for value in values for name in _names(field, value)})
    if isinstance(field.kind, Links):
        return [listed([known.get(str(name), name) for name in members(value)]) for value in values]
    return [known.get(str(value), value) for value in values]


def _names(field: Field, value: Stored) -> list[int | str]:
    if isinstance(field.kind, Links):
        return members(value)
    return [] if value is None else [str(value)]


def trouble(field: Field, kept: str) -> Trouble | None:
    """Why a kept text is no value of its field, if it is none."""
    if isinstance(field.kind, Links):
        return Trouble("audit.not_found") if any(isinstance(one, str) for one in members(kept)) else None
    return Trouble("audit.not_found") if isinstance(field.kind, Link) else field.kind.read(kept).trouble


def put(register: Register, key: str, rows: Mapping[int, Given]) -> list[Change]:
    """Keeps values in fields of records of a type, by record; what a value tells fills fields that are blank."""
    given = _with_told(register, register.schema[key], rows)
    groups: dict[tuple[str, ...], list[int]] = {}
    for row, values in given.items():
        groups.setdefault(tuple(values), []).append(row)
    return [
        register.change_many(key, ids, names, [tuple(given[row].values()) for row in ids])
        for names, ids in groups.items()
    ]


def add(register: Register, key: str, rows: Sequence[Given], presets: Given | None = None) -> Change:
    """Keeps new records; `presets` and then defaults hold where a row has no value."""
    one = register.schema[key]
    common: dict[str, Stored] = {name: field.default for name, field in one.fields.items() if field.default is not None}
    common |= dict(presets or {})
    told = [
        {key: value for name, kept in row.items() for key, value in told_by(one.fields[name], kept).items()}
        for row in rows
    ]
    whole = [
        common | more | {key: value for key, value in row.items() if value is not None}
        for row, more in zip(rows, told, strict=True)
    ]
    names = list(dict.fromkeys(name for row in whole for name in row))
    return register.add_many(key, names, [tuple(row.get(name) for name in names) for row in whole])


def _with_told(register: Register, one: RecordType, rows: Mapping[int, Given]) -> dict[int, Given]:
    given = dict(rows)
    for name in {name for values in rows.values() for name in values if one.fields[name].fills}:
        telling = [row for row, values in rows.items() if values.get(name) is not None]
        targets = [target for _, target in one.fields[name].fills]
        inside = f"{one.table}.id in ({', '.join(map(str, telling))})"
        for row, *kept in register.rows(one.key, targets, inside) if telling else ():
            told = told_by(one.fields[name], rows[row][name])
            blank = [target for target, value in zip(targets, kept, strict=True) if value is None]
            given[row] = {target: told[target] for target in blank if target in told} | dict(given[row])
    return given


def told_by(field: Field, value: Stored) -> dict[str, Stored]:
    """What a field's value says of other fields: the ID number of birth and sex."""
    told = field.kind.tells(value) if field.fills else {}
    return {target: told[word] for word, target in field.fills if word in told}


def change(register: Register, key: str, row: int, values: Given) -> Change:
    """Keeps values of one record, as one step that tells them."""
    with register.step(sentence(register, register.schema[key], {row: values})):
        return register.change(key, row, dict(values))


def sentence(reader: Reader, one: RecordType, rows: Mapping[int, Given], new: Sequence[Given] = ()) -> str:
    """What a step of typing is called: one cell is told with its name and value, several are counted."""
    cells = sum(map(len, rows.values()))
    if new:
        return say("step.rows", record=one.title, count=len(new), cells=cells) if rows else _added(one, len(new))
    if cells != 1:
        return say("step.cells", record=one.title, count=cells)
    ((row, values),) = rows.items()
    ((name, value),) = values.items()
    field = one.fields[name]
    linked = isinstance(field.kind, Link)
    shown = reader.names(field.of, value) if isinstance(field.kind, Links) else field.kind.show(value)
    told = reader.title(field.of, value) if linked and not isinstance(field.kind, Links) else shown
    return say("step.cell", record=one.title, name=reader.title(one.key, row), field=field.label, value=told)


def _added(one: RecordType, count: int) -> str:
    return say("step.add", record=one.title, count=count)
