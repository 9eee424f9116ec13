"""The facts written above a table's headings: who reports, for which period, in which unit of money."""

from __future__ import annotations

import re
from itertools import groupby

from models import sheets
from models.intake.headings import MONEY, heading_key
from models.kinds import Money, Period, Year, match_key
from models.register import Reader
from models.register.paths import field_at
from models.schema import RecordType

_MONEY_NOTE = re.compile(r"(?:金额|计量)?单位[:：](千元|万元|亿元|元)")
_FACT = re.compile(r"([^\s:：]{2,20}?)\s*[:：]\s*(.*?)(?=\s{2,}[^\s:：]{2,20}[:：]|$)")
_PERIOD = re.compile(r"(\d{4})\s*年?\s*(?:度|上半年|下半年|第?[一二三四1-4]季度|\d{1,2}月)?")


def money_note(reader: Reader, one: RecordType, columns: dict[str, int], above: str) -> dict[str, str]:
    """`金额单位：元` above the headings holds for all money columns that do not say otherwise themselves."""
    said = _MONEY_NOTE.search(match_key(above))
    money = [path for path in columns if isinstance(field_at(reader.schema, one, path).kind, Money)]
    return dict.fromkeys(money, said[1]) if said else {}


def facts_above(
    reader: Reader, one: RecordType, labels: dict[str, str], name: str, above: list[list[sheets.Cell]]
) -> dict[str, sheets.Cell]:
    """`填报单位：…` above the headings; and a period or year that only the title tells."""
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
