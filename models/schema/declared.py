"""Reads `resources/records` and `resources/codes`; refuses an unknown word, kind or link with file, field and word.

The dataclasses ending in `Words` are the whole grammar.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.grammar import worded
from models.kinds import KINDS, Choice, Kind, Link
from models.resources import Resources, Unparsed
from models.schema.types import Computed, Field, RecordType, Schema
from models.words import Refusal

RULE_SETS = "rule_sets"  # the list of values that is made of the titles in `resources/scoring`
_LAST = 10_000  # where a type stands that does not say


@dataclass(eq=False, repr=False)
class FieldWords:
    """The words that a field may use, with the type each must have."""

    label: str
    kind: str
    of: str = ""
    required: bool = False
    default: str | int | float | bool | None = None
    section: str = ""
    help: str = ""
    also: list[str] = field(default_factory=list)
    was: str = ""
    unit: str = ""
    shown: str = ""
    decimals: int | None = None
    with_: list[str] = field(default_factory=list)
    carry: bool = False
    ours: bool = False
    fills: dict[str, str] = field(default_factory=dict)


@dataclass(eq=False, repr=False)
class ComputedWords:
    """The words of a value that follows from others."""

    label: str
    value: str
    unit: str = ""
    section: str = ""


@dataclass(eq=False, repr=False)
class RecordWords:
    """The words that a record type may use."""

    title: str
    fields: dict[str, dict[str, Any]]
    about: str = ""
    rank: int = 0
    group: str = ""
    icon: str = "table"
    name: str = "title"
    same: list[list[str]] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    parent: str = ""
    under: list[str] = field(default_factory=list)
    reach: list[str] = field(default_factory=list)
    single: bool = False
    ours: bool = False
    place: bool = True
    computed: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(eq=False, repr=False)
class CodeWords:
    """The words that a list of values may use."""

    title: str
    values: list[str]
    also: dict[str, str] = field(default_factory=dict)


def load(resources: Resources) -> Schema:
    """The schema of an office, every declaration checked; refuses with file, field and word."""
    try:
        lists = {
            key: worded(CodeWords, words, path.name) for key, (path, words) in resources.declarations("codes").items()
        }
        lists[RULE_SETS] = CodeWords(RULE_SETS, _titles(resources))
        found = resources.declarations("records")
    except Unparsed as error:
        raise Refusal("grammar.unparsed", file=error.path.name, why=error) from error
    types: dict[str, RecordType] = {}
    for key, (path, words) in sorted(found.items()):
        types[key] = _record(key, words, types.get(key.rpartition("/")[0]), lists, path)
    titles = [one.title for one in types.values()]
    for key, one in types.items():
        if titles.count(one.title) > 1:
            raise Refusal("schema.same_title", file=found[key][0].name, word=one.title)
    schema = Schema(dict(sorted(types.items(), key=lambda item: (item[1].rank, item[0]))))
    for key, (path, _) in found.items():
        _check(schema, schema[key], path.name)
    return schema


def _titles(resources: Resources) -> list[str]:
    return [str(words.get("title", name)) for name, (_, words) in resources.declarations("scoring").items()]


def _record(
    key: str, words: dict[str, Any], base: RecordType | None, lists: dict[str, CodeWords], path: Path
) -> RecordType:
    told = worded(RecordWords, words, path.name)
    inherited = base.fields if base else {}
    own = {name: _field(name, field_words, lists, path.name) for name, field_words in told.fields.items()}
    return RecordType(
        key=key,
        title=told.title,
        fields=inherited | own,
        about=told.about,
        rank=told.rank or (base.rank + 1 if base else _LAST),
        group=told.group or (base.group if base else ""),
        icon=told.icon,
        name=base.name if base else told.name,
        same=tuple(map(tuple, told.same)) or (base.same if base else ()),
        apart=tuple(told.apart),
        wide=tuple(told.wide),
        columns=tuple(told.columns) or (base.columns if base else tuple(own)[:8]),
        parent=told.parent,
        under=tuple(told.under),
        reach=tuple(told.reach) or (base.reach if base else ()),
        single=told.single,
        ours=told.ours,
        place=told.place,
        computed=(*(base.computed if base else ()), *_computed(told.computed, path.name)),
    )


def _computed(told: dict[str, dict[str, Any]], file: str) -> Iterator[Computed]:
    for key, words in told.items():
        each = worded(ComputedWords, words, file, key)
        yield Computed(key, each.label, each.value, each.unit, each.section)


def _field(key: str, words: dict[str, Any], lists: dict[str, CodeWords], file: str) -> Field:
    told = worded(FieldWords, words, file, key)
    return Field(
        key=key,
        label=told.label,
        kind=_kind(key, told, lists, file),
        of=told.of,
        required=told.required,
        default=told.default,
        section=told.section,
        help=told.help,
        also=tuple(told.also),
        was=told.was,
        with_=tuple(told.with_),
        carry=told.carry,
        ours=told.ours,
        fills=tuple(told.fills.items()),
    )


def _kind(key: str, told: FieldWords, lists: dict[str, CodeWords], file: str) -> Kind:
    """The kind a field names, with the field's own unit, list or target."""
    made = KINDS.get(told.kind)
    if made is None:
        raise Refusal("schema.no_kind", file=file, field=key, word=told.kind, known=" ".join(KINDS))
    options: dict[str, Any] = {}
    if issubclass(made, Choice):
        if told.of not in lists:
            raise Refusal("schema.no_codes", file=file, field=key, word=told.of)
        options = {"values": tuple(lists[told.of].values), "also": tuple(lists[told.of].also.items())}
    elif issubclass(made, Link):
        options = {"of": told.of}
    else:
        asked = {"unit": told.unit, "shown": told.shown, "decimals": told.decimals}
        options = {word: value for word, value in asked.items() if value not in ("", None)}
        if unknown := [word for word in options if word not in made.__dataclass_fields__]:
            raise Refusal("grammar.unknown", file=file, at=key, word=unknown[0], known=told.kind)
    return made(**options)


def _check(schema: Schema, one: RecordType, file: str) -> None:
    """Everything that a type refers to exists."""
    named = [
        *one.columns,
        *one.reach,
        *(word for words in one.same for word in words),
        *one.apart,
        *one.wide,
        one.name,
        *([one.parent] * bool(one.parent)),
        *(filled for each in one.fields.values() for _, filled in each.fills),
    ]
    for word in named:
        if word not in one.fields:
            raise Refusal("schema.no_field", file=file, record=one.title, word=word)
    for record in one.under:
        if record not in schema.types:
            raise Refusal("schema.no_target", file=file, field="under", word=record)
    for each in one.fields.values():
        target = schema.types.get(each.of)
        if isinstance(each.kind, Link) and target is None:
            raise Refusal("schema.no_target", file=file, field=each.key, word=each.of)
        for word in each.with_:
            if target is None or word not in target.fields:
                raise Refusal("schema.no_field", file=file, record=each.label, word=word)
    _check_labels(one, file)


def _check_labels(one: RecordType, file: str) -> None:
    seen: dict[str, str] = {}
    for each in one.fields.values():
        if seen.setdefault(each.label, each.key) != each.key:
            raise Refusal("schema.same_label", file=file, field=each.key, word=each.label)
