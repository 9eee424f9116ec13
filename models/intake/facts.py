"""The facts written above a table's headings: who reports, for which period, in which unit of money."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import groupby

from models import sheets
from models.intake.headings import MONEY, heading_key
from models.kinds import Kind, Link, Money, Period, Year, match_key
from models.kinds.dates import in_digits
from models.register import Reader
from models.register.paths import field_at
from models.schema import RecordType, Schema

UNIT = "unit"
_MONEY_NOTE = re.compile(r"(?:金额|计量)?单位[:：](千元|万元|亿元|元)")
_FACT = re.compile(r"([^\s:：]{2,20}?)\s*[:：]\s*(.*?)(?=\s{2,}[^\s:：]{2,20}[:：]|$)")
_YEAR = r"(?<!\d)(?:19|20)\d{2}(?!\d)"
_PERIOD = re.compile(
    rf"(?P<years>{_YEAR}\s*年?\s*[-—–~至]+\s*{_YEAR}\s*年?)"
    rf"|(?P<year>{_YEAR})\s*年?\s*(?:度|上半年|下半年|第?[一二三四1-4]季度|(?:\d{{1,2}}月?[-—–~至]+)?\d{{1,2}}月)?"
)
_NO_PERIOD = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}|[〔\[(（]\d{4}[〕\])）]\s*第?\d+\s*号")
"""A day, as a table is filled in on one; the number of a document."""


def money_note(schema: Schema, one: RecordType, columns: Collection[str], above: str) -> dict[str, str]:
    """`金额单位：元` above the headings holds for all money columns that do not say otherwise themselves."""
    said = _MONEY_NOTE.search(match_key(above))
    money = [path for path in columns if isinstance(field_at(schema, one, path).kind, Money)]
    return dict.fromkeys(money, said[1]) if said else {}


def facts_above(
    reader: Reader,
    one: RecordType,
    labels: dict[str, str],
    columns: Collection[str],
    name: str,
    above: list[list[sheets.Cell]],
) -> dict[str, sheets.Cell]:
    """`填报单位：…` above the headings; and what no column but the title tells: a period, a year, a competition."""
    facts: dict[str, sheets.Cell] = {}
    for row in above:
        cells = [cell for cell, _ in groupby(row) if str(cell).strip()]
        for at, cell in enumerate(cells):
            for label, value in _FACT.findall(str(cell)):
                following = cells[at + 1] if not value and at + 1 < len(cells) else value
                path = labels.get(heading_key(label))
                if path and str(following).strip() not in ("", *MONEY) and not _FACT.match(str(following)):
                    facts.setdefault(path, following)
    told = " ".join([*(str(cell) for row in above for cell in dict.fromkeys(row)), name])
    facts = _told_by_title(reader, one, columns, told) | facts
    return {path: fact for path, fact in facts.items() if path not in columns}


def _told_by_title(reader: Reader, one: RecordType, columns: Collection[str], title: str) -> dict[str, sheets.Cell]:
    """The year or period in a title, and the record or unit that the rows belong to when the title names it."""
    told: dict[str, sheets.Cell] = {}
    when = _PERIOD.search(_NO_PERIOD.sub(" ", in_digits(title)))
    telling = {word for words in one.same for word in words}
    for key, each in one.fields.items():
        if key in columns:
            continue
        if isinstance(each.kind, Period | Year) and each.required and when:
            told |= _at(key, each.kind, when)
        elif key == one.parent or (each.of == UNIT and key in telling and type(each.kind) is Link):
            named = reader.named_in(each.of, title)
            told |= {key: named} if named else {}
    return told


def _at(key: str, kind: Kind, when: re.Match[str]) -> dict[str, sheets.Cell]:
    """The period; a year only where there are not two of them."""
    if not isinstance(kind, Year):
        return {key: when[0]}
    return {key: when["year"]} if when["year"] else {}
