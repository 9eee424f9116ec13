"""What headings mean: the fields of a type that they lead to, with units, levels and other spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from models import sheets
from models.kinds import match_key
from models.register.paths import field_at
from models.schema import RecordType, Schema

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
_NO_LEVELS = {*_UNITS, "计量单位"}
_SAID_UNIT = re.compile(rf"(?:^|[(/]|单位:)({'|'.join(_UNITS)})\)?$")
_OTHER = re.compile(
    r"上年|去年|上期|同期|同比|环比|增减|增长|比上|较上|计划|目标|预计|累计|占比|比重|新增"
    r"|其中.|(?<!含)农民工|(?<![/男])女(职工|性)?$|^男(职工|性)?$"
    r"|季度?$|[上下]半年|[\d一二三四五六七八九十]月份?$|^\d{4}年?度?$"
)
"""What makes figures others than those of the heading that it stands over or behind: of another time, of some only."""
_WHOLE = {"合计", "小计", "总计", "总数", "人数", "数量"}
_ALIKE = ({"人", "名", "位"}, {"项", "件", "条", "个", "家", "起", "支"}, {"场次", "场", "期", "次"}, {"天", "日"})
MONEY = ("元", "千元", "万元", "亿元")

Levels = tuple[str, ...]
"""The heading of one column, level by level from the top."""


def lacking(one: RecordType, known: set[str]) -> tuple[str, ...]:
    """The labels of the fewest fields without which nothing tells records of the type apart; none where they are."""
    firsts = {path.partition(".")[0] for path in known}
    ways = one.same or [(one.name,)]
    missing = min((tuple(word for word in words if word not in firsts) for words in ways), key=len)
    return tuple(one.fields[word].label for word in missing)


@lru_cache(maxsize=2)
def labels_by_type(schema: Schema) -> dict[str, dict[str, str]]:
    """`paths_by_label` of each declared type by its key, made once for an office."""
    return {key: paths_by_label(schema, one) for key, one in schema.types.items()}


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
    if unit := unit_said((heading,)):
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
    while (bare := _UNIT.sub(_if_other, _ORNAMENT.sub("", key))) and bare != key:
        key = bare
    return key


def _if_other(bracket: re.Match[str]) -> str:
    """A bracket stays where it speaks of other figures: 参赛人数(上年)."""
    return bracket[0] if _OTHER.search(bracket[0][1:-1]) else ""


@lru_cache(maxsize=4096)
def unit_said(levels: tuple[str, ...]) -> str:
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


def leading(words: frozenset[str], headings: list[Levels]) -> frozenset[str]:
    """The words by which headings may lead to a field."""
    return words.intersection(key for levels in headings for key in _candidates(levels))


def matched(
    one: RecordType, schema: Schema, labels: dict[str, str], headings: list[Levels]
) -> tuple[dict[str, int], dict[str, str], dict[int, str]]:
    """The column of each path, the money unit that its heading names, and the headings that lead nowhere."""
    columns: dict[str, int] = {}
    money: dict[str, str] = {}
    unknown: dict[int, str] = {}
    for at, levels in enumerate(headings):
        path, unit = field_of(schema, one, labels, levels)
        if path and path not in columns:
            columns[path] = at
            money |= {path: unit} if unit else {}
        elif levels:
            unknown[at] = "/".join(levels)
    return columns, money, unknown


def field_of(schema: Schema, one: RecordType, labels: dict[str, str], levels: Levels) -> tuple[str, str]:
    """The path that a heading leads to, empty where there is none; and the unit of money that it names."""
    unit = unit_said(levels)
    paths = (labels[key] for key in _candidates(levels) if key in labels)
    path = next((path for path in paths if goes_with(field_at(schema, one, path).unit, unit)), "")
    return path, unit if unit in MONEY else ""


def is_unit(text: str) -> bool:
    """Whether a cell says nothing but what numbers count."""
    return match_key(text).strip("()") in _UNITS


def goes_with(own: str, unit: str) -> bool:
    """Whether figures in a unit can be those of a field in its own: person-times are not people."""
    if not unit or not own or unit == own or (own in MONEY and unit in MONEY):
        return True
    return any(unit in alike and own in alike for alike in _ALIKE)


@lru_cache(maxsize=4096)
def _candidates(levels: tuple[str, ...]) -> tuple[str, ...]:
    """Ways to name a column of several levels, the most exact first."""
    return tuple(dict.fromkeys(_ways(levels)))


def _ways(levels: tuple[str, ...]) -> Iterator[str]:
    exact = [match_key(level) for level in levels]
    unit = unit_said(levels)
    bare = [heading_key(level) for level in levels if match_key(level).strip("()") not in _NO_LEVELS]
    yield from ("/".join(exact[start:]) for start in _starts(exact))
    ways = ["/".join(bare[start:]) for start in _starts(bare)]
    if len(bare) > 2 and len(ways) == len(bare):
        ways.append(f"{bare[0]}/{bare[-1]}")
    if len(bare) > 1 and bare[-1] in _WHOLE:
        ways += ["/".join(bare[start:-1]) for start in _starts(bare[:-1])]
    for way in ways:
        if unit:
            yield f"{way}/{unit}"
        yield way
        yield way.replace("/", "")


def _starts(levels: list[str]) -> range:
    """The levels that a heading may be told from: not below one that speaks of other figures."""
    return range(next((at + 1 for at, level in enumerate(levels) if _OTHER.search(level)), len(levels)))
