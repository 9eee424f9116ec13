"""Sheets laid out in breadth: towns or units down, years or what is asked of them across, a value in each cell.

A type says by `wide` which field the cells hold and what their headings tell. Each column of values becomes a table of
its own on the same rows, so that every cell keeps its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models import sheets
from models.intake.facts import facts_above
from models.intake.headings import Levels, heading_key, joined, lacking, matched, paths_by_label, unit_said
from models.intake.shapes import Rows
from models.intake.tables import Table
from models.kinds import Number, match_key
from models.register import Reader
from models.schema import RecordType

_SEARCHED, _DEEPEST = 20, 3  # rows in which a heading may begin, and rows that it may have
_YEARS = re.compile(r"(20\d\d)年?[-—－–~～至到]+(20\d\d)年?度?")
_YEAR = re.compile(r"(20\d\d)年?度?")
_PLANS = {"十三五": "2016-2020", "十四五": "2021-2025", "十五五": "2026-2030", "十六五": "2031-2035"}
_OF_PLAN = re.compile("五年|规划|总目标|总任务|合计|期末")
_OF_YEAR = re.compile("年度|本年|当年|今年|年目标|年任务")
_GENERIC = re.compile("(五年|规划|年度|本年|当年|今年|年|总|合计|期末|分|各|下达|分解|计划|目标|任务|指标|数|值|度)*")
_NO_VALUE = re.compile("完成|实绩|实际|上年|去年|基数|备注|序号|排名|说明|负责|电话|进度|措施|增长|增幅")
_TOTALS = {"合计", "总计", "共计", "全旗", "全县", "全市", "全区", "全盟", "全省", "本级", "本级合计", "总目标"}
_NOTHING = {"", "-", "—", "－", "——", "/", "／"}


@dataclass(frozen=True)
class _Told:
    """What the heading of a column of values says: a name, a period (each may be empty), the unit in its brackets."""

    name: str
    period: str
    unit: str


def spread_tables(reader: Reader, sheet: sheets.Sheet, asked: RecordType | None) -> list[Table]:
    """A table for each column of values, where the sheet is laid out in breadth and says of which type; else none."""
    for one in [asked] if asked else reader.schema.types.values():
        if one.wide and (asked or _is_named(one, sheet.name, sheet.rows)):
            rows = sheet.spread()
            places = [*_places(rows)]
            if any(_is_long(reader, one, joined(rows[head:first])) for head, first in places):
                return []
            return max((_tables(reader, sheet.name, one, rows, *place) for place in places), key=len, default=[])
    return []


def _is_long(reader: Reader, one: RecordType, headings: list[Levels]) -> bool:
    """Whether each row says its own period: one record a row, as any other sheet."""
    value, _, when, _ = one.wide
    columns = matched(one, reader.schema, paths_by_label(reader.schema, one), headings)[0]
    return value in columns and when in columns


def _is_named(one: RecordType, name: str, rows: Rows) -> bool:
    """Whether the sheet's name or what stands near its top says the type's title."""
    return match_key(one.title) in match_key(name + _text(rows[:_SEARCHED]))


def _places(rows: Rows) -> Iterator[tuple[int, int]]:
    for head in range(min(_SEARCHED, len(rows))):
        if len({str(cell).strip() for cell in rows[head]} - {""}) > 1:
            for depth in range(1, min(_DEEPEST, len(rows) - head) + 1):
                yield head, head + depth


def _tables(reader: Reader, name: str, one: RecordType, rows: Rows, head: int, first: int) -> list[Table]:
    """The tables under a heading in those rows; none where it is no such heading."""
    value, named, when, _ = one.wide
    headings = joined(rows[head:first])
    labels = paths_by_label(reader.schema, one)
    columns, _, unknown = matched(one, reader.schema, labels, headings)
    plain = columns.pop(value, None)
    if not columns:
        return []
    across = sorted(unknown if plain is None else [*unknown, plain])
    told = _values(headings, across, _text(rows[:head]) + name)
    facts = facts_above(reader, one, labels, columns, name, rows[:head])
    facts.pop(when, None)
    is_named = named in {*columns, *facts}
    told = {at: each for at, each in told.items() if _is_value(rows[first:], at) and bool(each.name) != is_named}
    left = {at: heading for at, heading in unknown.items() if at not in told}
    base = Table(one, head, first, columns, facts, {}, {}, 0, rows=_wholes(rows, first, columns, named))
    made = [_table(base, one, at, each) for at, each in told.items()]
    made += _without(base, one, [*told], _text(rows[:head]) + name)
    sound = [table for table in made if not lacking(one, {*table.columns, *table.facts})]
    return [replace(sound[0], unknown=left), *sound[1:]] if sound else []


def _table(base: Table, one: RecordType, at: int, told: _Told) -> Table:
    """The table of one column: lines without a value there are none of it."""
    value, named, when, unit = one.wide
    facts = {named: told.name, when: told.period, unit: told.unit}
    blank = (row for row in range(base.first, len(base.rows)) if str(base.rows[row][at]).strip() in _NOTHING)
    known = {path: fact for path, fact in facts.items() if fact and path not in base.columns}
    return replace(base, columns=base.columns | {value: at}, facts=base.facts | known, gaps=tuple(_ranges(blank)))


def _without(base: Table, one: RecordType, across: list[int], title: str) -> list[Table]:
    """The lines that ask something without a value in any of those columns, such as a growth, for the whole plan."""
    numbers = [at for path, at in base.columns.items() if isinstance(one.fields[path].kind, Number)]
    rows = range(base.first, len(base.rows))
    told = [row for row in rows if any(_held(base.rows[row], numbers)) and not any(_held(base.rows[row], across))]
    period = next(filter(None, _periods(match_key(title))), "")
    gaps = tuple(_ranges(row for row in rows if row not in told))
    return [replace(base, facts=base.facts | {one.wide[2]: period}, gaps=gaps)] if told and period else []


def _held(row: list[sheets.Cell], columns: Iterable[int]) -> list[bool]:
    return [str(row[at]).strip() not in _NOTHING for at in columns]


def _values(headings: Sequence[Levels], columns: Iterable[int], title: str) -> dict[int, _Told]:
    """What the headings of values say; those that tell no period are of the title's."""
    plan, year = _periods(match_key(title))
    years = [told.period for at in columns if len((told := _told(headings[at], "", "")).period) == len("2025")]
    plan = plan or (f"{min(years)}-{max(years)}" if len(years) > 1 else "")
    found = {at: _told(headings[at], plan, year) for at in columns if not _NO_VALUE.search("".join(headings[at]))}
    return {at: told for at, told in found.items() if told.period}


def _told(levels: Levels, plan: str, year: str) -> _Told:
    """Name and period of a heading: what is left when years, units and words for a target are taken away."""
    keys = [match_key(level) for level in levels]
    own_plan, own_year = _periods("".join(keys))
    bare = [_YEAR.sub("", _YEARS.sub("", heading_key(level))) for level in levels]
    name = "".join(text for text in bare if not _GENERIC.fullmatch(text) and text != unit_said(levels))
    said = "".join(keys)
    given = own_plan or own_year
    if not given:
        given = plan if _OF_PLAN.search(said) else year if _OF_YEAR.search(said) else year or plan
    return _Told(name, given, unit_said(levels))


def _periods(text: str) -> tuple[str, str]:
    """The plan and the single year that a text speaks of; each empty where it speaks of none."""
    span = _YEARS.search(text)
    plan = f"{span[1]}-{span[2]}" if span else next((years for name, years in _PLANS.items() if name in text), "")
    years = _YEAR.findall(_YEARS.sub("", text))
    return plan, years[0] if years else ""


def _is_value(rows: Rows, at: int) -> bool:
    """Whether a column holds numbers and little else."""
    cells = [row[at] for row in rows if at < len(row) and str(row[at]).strip() not in _NOTHING]
    numbers = sum(any(letter.isdigit() for letter in str(cell)) for cell in cells)
    return numbers > 0 and 2 * numbers >= len(cells)


def _wholes(rows: Rows, first: int, columns: dict[str, int], named: str) -> Rows:
    """The rows; a total under towns or units is the whole office's own value and no sum to leave out."""
    if named in columns:
        return rows
    return [row if at < first else _whole(row, columns) for at, row in enumerate(rows)]


def _whole(row: list[sheets.Cell], columns: dict[str, int]) -> list[sheets.Cell]:
    named = any(heading_key(str(row[at])) in _TOTALS for at in columns.values())
    return ["" if heading_key(str(cell)) in _TOTALS else cell for cell in row] if named else row


def _ranges(rows: Iterable[int]) -> Iterator[range]:
    """Neighbouring rows as one."""
    told = [*rows]
    breaks = [0, *(at for at, (row, after) in enumerate(pairwise(told), 1) if after != row + 1), len(told)]
    yield from (range(told[low], told[high - 1] + 1) for low, high in pairwise(breaks) if low < high)


def _text(rows: Rows) -> str:
    return "".join(str(cell) for row in rows for cell in dict.fromkeys(row))
