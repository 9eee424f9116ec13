"""Tables whose periods stand side by side: 一季度 and 二季度 over the same columns, or 1月 to 12月 as the columns."""

from __future__ import annotations

import re
from functools import lru_cache

from models.intake.headings import Levels
from models.kinds import Period, match_key
from models.kinds.dates import in_digits
from models.register.paths import field_at
from models.schema import RecordType, Schema

_WHEN = re.compile(r"(\d{4}年?)?(第?[一二三四1-4]季度?|上半年|下半年|全年|\d{1,2}月份?)|\d{4}年度?")
_YEAR = re.compile(r"\d{4}")


def period_of(one: RecordType) -> str:
    """The field that says which period a record of the type is of; empty where none must."""
    return next((key for key, each in one.fields.items() if each.required and isinstance(each.kind, Period)), "")


def periods_across(
    schema: Schema, one: RecordType, labels: dict[str, str], headings: list[Levels], title: str
) -> dict[str, list[Levels]]:
    """For each period, the headings of its columns and of those that all periods share; none where none is told."""
    told = [next((when for level in levels if (when := _when(level))), "") for levels in headings]
    if not period_of(one) or not any(told):
        return {}
    bare = [tuple(level for level in levels if not _when(level)) for levels in headings]
    measure = () if all(bare) else _measure(schema, one, labels, title)
    return {
        when: [
            levels if not of else (rest or measure) if of == when else ()
            for levels, rest, of in zip(headings, bare, told, strict=True)
        ]
        for when in dict.fromkeys(filter(None, told))
    }


def columns_with_period(headings: list[Levels]) -> int:
    """How many of the headings are of some period."""
    return sum(any(_when(level) for level in levels) for levels in headings)


def said_in_full(when: str, told: str) -> str:
    """A period with the year that only the title, or the first of the periods, tells."""
    year = _YEAR.search(told)
    return when if _YEAR.match(when) or not year else f"{year[0]}年{when}"


def _measure(schema: Schema, one: RecordType, labels: dict[str, str], title: str) -> Levels:
    """The heading that a title says for columns that say nothing but their period."""
    text = match_key(title)
    told = (label for label, path in labels.items() if label in text and field_at(schema, one, path).kind.numeric)
    longest = max(told, key=len, default="")
    return (longest,) if longest else ()


@lru_cache(maxsize=4096)
def _when(level: str) -> str:
    """The period that a level of a heading is, as periods are read; empty where it is none."""
    text = in_digits(match_key(level))
    if not _WHEN.fullmatch(text):
        return ""
    return text.removesuffix("份") + ("度" if text.endswith("季") else "")
