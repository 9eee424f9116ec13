"""Numbers and dates as certificates write them: 二〇二五年十月八日, 2025年10月8日, 第二名."""

from __future__ import annotations

import datetime
import re

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_DATE = re.compile(r"(\d{4})[-年./](\d{1,2})(?:[-月./](\d{1,2}))?\D*")


def chinese(told: str) -> str:
    """A date or a whole number in Chinese numerals; anything else as it is."""
    if found := _DATE.fullmatch(told):
        return _dated("".join(_DIGITS[int(digit)] for digit in found[1]), *map(_counted, _month_and_day(found)))
    return _counted(int(told)) if told.isdecimal() and len(told) <= len(_UNITS) else told


def arabic(told: str) -> str:
    """A date with 年 月 日 between its figures; anything else as it is."""
    if found := _DATE.fullmatch(told):
        return _dated(found[1], *map(str, _month_and_day(found)))
    return told


def chinese_date(day: datetime.date) -> str:
    """二〇二五年十月八日, as certificates are dated."""
    return chinese(day.isoformat())


def _month_and_day(found: re.Match[str]) -> list[int]:
    return [int(part) for part in found.groups()[1:] if part]


def _dated(year: str, month: str, day: str = "") -> str:
    return f"{year}年{month}月" + (f"{day}日" if day else "")


def _counted(number: int) -> str:
    """As it is spoken: 十二, 一百〇三 written 一百零三."""
    figures = str(number)
    spoken = "".join(
        "零" if figure == "0" else _DIGITS[int(figure)] + _UNITS[len(figures) - at - 1]
        for at, figure in enumerate(figures)
    )
    spoken = re.sub("零+", "零", spoken)
    return re.sub("^一十", "十", spoken.rstrip("零") or "零")
