"""What headings mean: the fields of a type that they lead to, with units, levels and other spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from models import sheets
from models.kinds import match_key
from models.register.paths import field_at
from models.schema import Field, RecordType, Schema

_UNIT = re.compile(r"\([^()]*\)$")
_ORNAMENT = re.compile(r"^[*#★]+|[*★:]+$|^其中[:,]?|^\(?[一二三四五六七八九十\d]+[、.)]")
_UNITS = (
    "人次",
    "场次",
    "万元",
    "亿元",
    "千元",
    "人",
    "名",
    "位",
    "项",
    "件",
    "条",
    "个",
    "家",
    "起",
    "支",
    "次",
    "场",
    "期",
    "元",
    "天",
    "日",
    "%",
    "年",
    "分",
)
_SAID_UNIT = re.compile(rf"(?:^|[(/])({'|'.join(_UNITS)})\)?$")
_ALIKE = ({"人", "名", "位"}, {"项", "件", "条", "个", "家", "起", "支"}, {"场次", "场", "期", "次"}, {"天", "日"})
MONEY = ("元", "千元", "万元", "亿元")

Levels = tuple[str, ...]
"""The heading of one column, level by level from the top."""


def identified(one: RecordType, known: set[str]) -> bool:
    """Whether these paths are enough to tell records of the type apart."""
    firsts = {path.partition(".")[0] for path in known}
    return any(set(words) <= firsts for words in one.same) if one.same else one.name in firsts


@lru_cache(maxsize=2)
def labels_by_type(schema: Schema) -> dict[str, dict[str, str]]:
    """`paths_by_label` of each declared type by its key, made once for an office."""
    return {key: paths_by_label(schema, one) for key, one in schema.types.items()}


class Words(NamedTuple):
    """What the headings of the types that may be meant can say."""

    labels: tuple[tuple[RecordType, dict[str, str]], ...]
    """The types, each with its paths by label."""
    known: frozenset[str]
    endings: frozenset[str]
    """What the last level of a known heading may be: the end of a known word, or a unit."""


@lru_cache(maxsize=64)
def words_of(schema: Schema, record: str = "") -> Words:
    """The words of one type, or of all that a sheet may hold where none is named.

    The type of a whole table that has refinements is never guessed: its refinements say more.
    """
    types = [schema[record]] if record else [one for one in schema.types.values() if not _general(schema, one)]
    labels = tuple((one, labels_by_type(schema)[one.key]) for one in types)
    known = frozenset(word for _, paths in labels for word in paths)
    return Words(labels, known, frozenset(word[at:] for word in known for at in range(len(word) + 1)).union(_UNITS))


def _general(schema: Schema, one: RecordType) -> bool:
    return one.single or (not one.refinement and schema.is_refined(one.table))


def paths_by_label(schema: Schema, one: RecordType) -> dict[str, str]:
    """Field paths by every heading that leads to them; exact headings before those without their unit."""
    found: dict[str, str] = {}
    labels = list(_labels(schema, one))
    for path, label in labels:
        for key in _exact(label):
            found.setdefault(key, path)
    for path, label in labels:
        found.setdefault(heading_key(label), path)
    return found


def _exact(heading: str) -> Iterator[str]:
    """A heading as it stands, and with the unit in its brackets as a level of its own."""
    yield match_key(heading)
    if unit := _unit_said((heading,)):
        yield f"{heading_key(heading)}/{unit}"


def _labels(schema: Schema, one: RecordType) -> Iterator[tuple[str, str]]:
    """Paths with the headings that lead to them: own labels, carried labels, own other headings, carried ones."""
    own = [(each.key, each) for each in one.fields.values() if not each.with_]
    links = [each for each in one.fields.values() if each.with_]
    carried = [(f"{link.key}.{key}", schema.types[link.of].fields[key]) for link in links for key in link.with_]
    yield from ((path, each.label) for path, each in [*own, *carried])
    yield from ((path, label) for path, each in [*own, *carried] for label in each.also)
    for link in links:
        name = f"{link.key}.{schema.types[link.of].name}"
        yield from ((name, label) for label in (link.label, *link.also))


def heading_key(text: str) -> str:
    """What two spellings of a heading share: no spaces, units in brackets, stars or numbering."""
    key = match_key(text)
    while (bare := _UNIT.sub("", _ORNAMENT.sub("", key))) and bare != key:
        key = bare
    return key


@lru_cache(maxsize=4096)
def _unit_said(levels: tuple[str, ...]) -> str:
    """The unit that a heading ends with: 参赛职工（人次）, or 人次 as its last level."""
    found = _SAID_UNIT.search(match_key(levels[-1])) if levels else None
    return found[1] if found else ""


def joined(rows: Sequence[Sequence[sheets.Cell]]) -> list[Levels]:
    """The levels of each column's heading, from the top, each once."""
    width = max(map(len, rows))
    texts = [[str(cell).strip() for cell in (*row, *[""] * (width - len(row)))] for row in rows]
    for above, below in pairwise(texts):
        _carry_right(above, below)
    return [tuple(text for text, _ in groupby(column) if text) for column in zip(*texts, strict=True)]


def _carry_right(above: list[str], below: list[str]) -> None:
    """A group's heading stands over all its columns, though it is written over the first and not merged."""
    for at in range(1, len(above)):
        if not above[at] and below[at] and below[at - 1] and below[at - 1] != above[at - 1]:
            above[at] = above[at - 1]


def hopeful(words: Words, rows: Sequence[Sequence[sheets.Cell]]) -> bool:
    """Whether two columns of these rows end as known headings may: of other rows no headings are made to be looked at.

    `promising` could say no other: a way to name a column ends with its last level, or with the one before a unit.
    """
    ends = {at for row in rows for at, cell in enumerate(row) if not words.endings.isdisjoint(_endings(str(cell)))}
    return len(ends) > 1


@lru_cache(maxsize=4096)
def _endings(cell: str) -> tuple[str, ...]:
    """How the ways to name a column end whose last level this is; none for a blank cell."""
    if not (text := cell.strip()):
        return ()
    exact, bare = match_key(text), heading_key(text)
    return exact, exact.strip("()"), bare, bare.replace("/", "")


def promising(known: frozenset[str], headings: list[Levels]) -> bool:
    """Whether two of the headings, or more, may lead to something: most rows of a sheet are told by that alone."""
    found = (levels for levels in headings if not known.isdisjoint(_candidates(levels)))
    return next(found, None) is not None and next(found, None) is not None


def ways(headings: list[Levels]) -> frozenset[str]:
    """All ways to name one of those columns."""
    return frozenset(chain.from_iterable(map(_candidates, headings)))


def matched(
    one: RecordType, schema: Schema, labels: dict[str, str], headings: list[Levels]
) -> tuple[dict[str, int], dict[str, str], dict[int, str]]:
    """The column of each path, the money unit that its heading names, and the headings that lead nowhere."""
    columns: dict[str, int] = {}
    money: dict[str, str] = {}
    unknown: dict[int, str] = {}
    for at, levels in enumerate(headings):
        unit = _unit_said(levels)
        paths = (labels[key] for key in _candidates(levels) if key in labels)
        path = next((path for path in paths if _goes_with(field_at(schema, one, path), unit)), None)
        if path and path not in columns:
            columns[path] = at
            money |= {path: unit} if unit in MONEY else {}
        elif levels:
            unknown[at] = "/".join(levels)
    return columns, money, unknown


def _goes_with(each: Field, unit: str) -> bool:
    """Whether figures in that unit can be the field's: person-times are not people."""
    own = each.unit
    if not unit or not own or unit == own or (own in MONEY and unit in MONEY):
        return True
    return any(unit in alike and own in alike for alike in _ALIKE)


@lru_cache(maxsize=4096)
def _candidates(levels: tuple[str, ...]) -> tuple[str, ...]:
    """Ways to name a column of several levels, the most exact first."""
    return tuple(dict.fromkeys(_ways(levels)))


def _ways(levels: tuple[str, ...]) -> Iterator[str]:
    exact = [match_key(level) for level in levels]
    unit = _unit_said(levels)
    bare = [heading_key(level) for level in levels if match_key(level).strip("()") not in _UNITS]
    for start in range(len(exact)):
        yield "/".join(exact[start:])
    ways = ["/".join(bare[start:]) for start in range(len(bare))]
    if len(bare) > 2:
        ways.append(f"{bare[0]}/{bare[-1]}")
    for way in ways:
        if unit:
            yield f"{way}/{unit}"
        yield way
        yield way.replace("/", "")
