"""Finds what a sheet records: its headings under titles and merged rows, and the facts written above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from models import sheets
from models.kinds import Money, Period, Year, match_key
from models.register import Reader
from models.register.paths import field_at
from models.schema import Field, RecordType, Schema

_DEEPEST = 3
_SEARCHED = 20
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
_MONEY_NOTE = re.compile(r"(?:金额|计量)?单位[:：](千元|万元|亿元|元)")
_MONEY = ("元", "千元", "万元", "亿元")
_FACT = re.compile(r"([^\s:：]{2,20}?)\s*[:：]\s*(.*?)(?=\s{2,}[^\s:：]{2,20}[:：]|$)")
_PERIOD = re.compile(r"(\d{4})\s*年?\s*(?:度|上半年|下半年|第?[一二三四1-4]季度|\d{1,2}月)?")

Block = tuple[int, int, list[tuple[str, ...]]]
"""First row, number of rows and the headings that these rows make, column by column."""


@dataclass(frozen=True)
class Table:
    """Where a table begins on a sheet and what its columns are; `facts` hold for every row of it."""

    record: RecordType
    first: int
    columns: dict[str, int]
    facts: dict[str, sheets.Cell]
    money: dict[str, str] = field(default_factory=dict)
    """Columns whose heading, or a note above, names another money unit than the field's own."""
    unknown: tuple[str, ...] = ()
    score: int = field(default=0, compare=False)


def find_table(reader: Reader, sheet: sheets.Sheet, record: RecordType | None = None) -> Table | None:
    """The table that the sheet most probably holds, of a given type or of any; None when there is none."""
    schema, rows = reader.schema, sheet.spread()
    levels = [
        (start, depth)
        for start in range(min(_SEARCHED, len(rows)))
        for depth in range(1, min(_DEEPEST, len(rows) - start) + 1)
    ]
    blocks = [(start, depth, _joined(rows[start : start + depth])) for start, depth in levels if _wide(rows[start])]
    asked = [record] if record else [one for one in schema.types.values() if not _general(schema, one)]
    found = [_best(reader, one, sheet, rows, blocks) for one in asked]
    return max((one for one in found if one), key=lambda one: one.score, default=None)


def _general(schema: Schema, one: RecordType) -> bool:
    """The type of a whole table that has refinements is never guessed: its refinements say more."""
    return one.single or (not one.refinement and schema.is_refined(one.table))


def _best(
    reader: Reader,
    one: RecordType,
    sheet: sheets.Sheet,
    rows: list[list[sheets.Cell]],
    blocks: list[Block],
) -> Table | None:
    labels = paths_by_label(reader.schema, one)
    best: Table | None = None
    for start, depth, headings in blocks:
        columns, money, unknown = _matched(one, reader.schema, labels, headings)
        if len(columns) < 2 or (best and len(columns) < len(best.columns)):
            continue
        facts = _facts(reader, one, labels, sheet, rows[:start])
        if not identified(one, {*columns, *facts}):
            continue
        title = "".join(str(cell) for row in rows[:start] for cell in dict.fromkeys(row))
        name = match_key(one.title)
        named = 150 if name == match_key(sheet.name) else 30 if name in match_key(sheet.name + title) else 0
        needed = sum(field.required and key in {*columns, *facts} for key, field in one.fields.items())
        own = sum("." not in path for path in columns)
        score = 100 * len(columns) + named + 60 * len(facts) + 20 * needed + own
        best = Table(
            one, start + depth, columns, facts, _money_note(reader, one, columns, title) | money, unknown, score
        )
    return best


def identified(one: RecordType, known: set[str]) -> bool:
    """Whether these paths are enough to tell records of the type apart."""
    firsts = {path.partition(".")[0] for path in known}
    return any(set(words) <= firsts for words in one.same) if one.same else one.name in firsts


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


def _joined(rows: Sequence[Sequence[sheets.Cell]]) -> list[tuple[str, ...]]:
    """The levels of each column's heading, from the top, each once."""
    width = max(map(len, rows))
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = zip(*padded, strict=True)
    return [tuple(text for text, _ in groupby(str(cell).strip() for cell in column) if text) for column in columns]


def _matched(
    one: RecordType, schema: Schema, labels: dict[str, str], headings: list[tuple[str, ...]]
) -> tuple[dict[str, int], dict[str, str], tuple[str, ...]]:
    """The column of each path, the money unit that its heading names, and the headings that lead nowhere."""
    columns: dict[str, int] = {}
    money: dict[str, str] = {}
    unknown = []
    for at, levels in enumerate(headings):
        unit = _unit_said(levels)
        paths = (labels[key] for key in _candidates(levels) if key in labels)
        path = next((path for path in paths if _goes_with(field_at(schema, one, path), unit)), None)
        if path and path not in columns:
            columns[path] = at
            money |= {path: unit} if unit in _MONEY else {}
        elif levels:
            unknown.append("/".join(levels))
    return columns, money, tuple(unknown)


def _goes_with(each: Field, unit: str) -> bool:
    """Whether figures in that unit can be the field's: person-times are not people."""
    own = each.unit
    if not unit or not own or unit == own or (own in _MONEY and unit in _MONEY):
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


def _money_note(reader: Reader, one: RecordType, columns: dict[str, int], above: str) -> dict[str, str]:
    """`金额单位：元` above the headings holds for all money columns that do not say otherwise themselves."""
    said = _MONEY_NOTE.search(match_key(above))
    money = [path for path in columns if isinstance(field_at(reader.schema, one, path).kind, Money)]
    return dict.fromkeys(money, said[1]) if said else {}


def _wide(row: list[sheets.Cell]) -> bool:
    return len({str(cell).strip() for cell in row} - {""}) > 1


def _facts(
    reader: Reader, one: RecordType, labels: dict[str, str], sheet: sheets.Sheet, above: list[list[sheets.Cell]]
) -> dict[str, sheets.Cell]:
    """`填报单位：…` above the headings; and a period or year that only the title tells."""
    facts: dict[str, sheets.Cell] = {}
    for row in above:
        cells = [cell for cell, _ in groupby(row) if str(cell).strip()]
        for at, cell in enumerate(cells):
            for label, value in _FACT.findall(str(cell)):
                following = cells[at + 1] if not value and at + 1 < len(cells) else value
                path = labels.get(heading_key(label))
                if path and str(following).strip() not in ("", *_MONEY) and not _FACT.match(str(following)):
                    facts.setdefault(path, following)
    told = " ".join([*(str(cell) for row in above for cell in dict.fromkeys(row)), sheet.name])
    return _told_by_title(reader, one, told) | facts


def _told_by_title(reader: Reader, one: RecordType, title: str) -> dict[str, sheets.Cell]:
    """The year or period in a title, and the record that the rows belong to when the title names it."""
    told: dict[str, sheets.Cell] = {}
    for key, each in one.fields.items():
        if isinstance(each.kind, Period | Year) and each.required and (when := _PERIOD.search(title)):
            told[key] = when[1] if isinstance(each.kind, Year) else when[0]
        elif key == one.parent:
            named = reader.named_in(each.of, title)
            told |= {key: named} if named else {}
    return told
