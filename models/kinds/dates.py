"""Days, months, years and the periods of returns, as they are written in China."""

from __future__ import annotations

import datetime
import re
from typing import ClassVar

from models.kinds.base import Kind, Raw, Stored, Trouble, plain
from models.patterns import pattern

_DAY = pattern(r"(\d{4})(?:[-./年])(\d{1,2})(?:[-./月])(\d{1,2})[日号]?(?:T?00:00:00(?:\.0+)?)?")
_DIGITS = pattern(r"(\d{4})(\d{2})(\d{2})?")
_MONTH = pattern(r"(\d{4})(?:[-./年])(\d{1,2})月?份?")
_EXCEL_EPOCH = datetime.date(1899, 12, 30)
_SERIALS = range(18264, 73051)  # 1950 to 2099, as Excel counts days
_YEARS = range(1900, 2101)

_HALVES = {"上半年": "H1", "下半年": "H2", "H1": "H1", "H2": "H2"}
_QUARTER = pattern(r"(?:第?([一二三四1-4])季度|Q([1-4]))")
_PERIOD = pattern(r"(\d{4})年?度?(.*)")
_MONTHS = pattern(r"(\d{1,2})月?(?:-|—|–|~|至|到)+(\d{1,2})月份?")
_SPANS = {
    ("1", "12"): "",
    ("1", "6"): "H1",
    ("7", "12"): "H2",
    ("1", "3"): "Q1",
    ("4", "6"): "Q2",
    ("7", "9"): "Q3",
    ("10", "12"): "Q4",
}
_CHINESE = pattern(r"[〇○O零一二三四五六七八九十]+(?=[年月日号])")
_NUMERALS = str.maketrans("〇○O零一二三四五六七八九", "0000123456789")
_SPAN = pattern(r"(\d{4})年?(?:-|—|–|~|至|/)+(\d{4})年?度?")


def _date(year: str, month: str, day: str | None) -> str | None:
    if int(year) not in _YEARS:
        return None
    try:
        return datetime.date(int(year), int(month), int(day or 1)).isoformat()[: 10 if day else 7]
    except ValueError:
        return None


def _from_serial(number: float) -> str | None:
    days = int(number)
    return (_EXCEL_EPOCH + datetime.timedelta(days)).isoformat() if days in _SERIALS else None


def in_digits(text: str) -> str:
    """二〇二五年十二月三十一日 as 2025年12月31日."""
    return _CHINESE.sub(lambda found: _numeral(found[0]), text)


def _numeral(text: str) -> str:
    """Digit by digit, as years are told; or with tens, as months and days are."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return text.translate(_NUMERALS)
    return f"{tens.translate(_NUMERALS) or 1}{ones.translate(_NUMERALS) or 0}"


class Date(Kind):
    """A day, or a month where no more is known: 2025-03-01 or 2025-03."""

    wide: ClassVar[int] = 13

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Dots, dashes, slashes, 年月日, eight digits, and the day numbers of Excel."""
        if isinstance(raw, datetime.datetime | datetime.date):
            return _date(str(raw.year), str(raw.month), str(raw.day)) or Trouble("kinds.date")
        if isinstance(raw, float) and not raw.is_integer() and raw < 3000:
            return Trouble("kinds.date_as_number")  # 2025.1 typed as a number may have been 2025.10
        typed = in_digits(plain(text))
        parts = _DAY.fullmatch(typed) or _DIGITS.fullmatch(typed) or _MONTH.fullmatch(typed)
        if parts is not None:
            groups = parts.groups()
            return _date(str(groups[0]), str(groups[1]), groups[2] if len(groups) > 2 else None) or Trouble(
                "kinds.date"
            )
        if re.fullmatch(r"\d{5}(\.\d+)?", typed):
            return _from_serial(float(typed)) or Trouble("kinds.date")
        return Trouble("kinds.date")

    def unread(self, column: str) -> str:
        """What SQLite does not know as that very day or month."""
        day = f"{column} || iif(length({column}) = 7, '-01', '')"
        return f"(date({day}) is not {day} or {column} not between '{_YEARS.start}' and '{_YEARS.stop}')"


class Year(Kind):
    """A year of four digits."""

    wide: ClassVar[int] = 8
    numeric: ClassVar[bool] = True

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """With or without 年, 年度."""
        typed = in_digits(plain(text)).removesuffix("度").removesuffix("年")
        if typed.isdecimal() and typed.isascii() and len(typed) == 4 and int(typed) in _YEARS:
            return int(typed)
        return Trouble("kinds.year")

    def cell(self, value: Stored) -> Stored:
        """A number stays one in a workbook."""
        return value

    def unread(self, column: str) -> str:
        """Any text."""
        return f"typeof({column}) = 'text'"


class Period(Kind):
    """What a return covers: 2025, 2025H1, 2025Q3, 2025-03, or years 2024-2025."""

    wide: ClassVar[int] = 14
    text_in_excel: ClassVar[bool] = True

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """2025年, 2025年上半年, 2025年第一季度, 2025年3月, 2025年1-6月, 2024—2025年; what Excel makes of a month."""
        if isinstance(raw, datetime.date):
            return f"{raw:%Y-%m}" if raw.day == 1 and raw.year in _YEARS else Trouble("kinds.period")
        if isinstance(raw, float) and not raw.is_integer():
            return Trouble("kinds.date_as_number")
        typed = in_digits(plain(text))
        if span := _SPAN.fullmatch(typed):
            known = span[1] < span[2] and int(span[1]) in _YEARS
            return f"{span[1]}-{span[2]}" if known else Trouble("kinds.period")
        if month := re.fullmatch(r"(\d{4})[-./年](\d{1,2})月?份?", typed):
            return _date(month[1], month[2], None) or Trouble("kinds.period")
        parts = _PERIOD.fullmatch(typed)
        if parts is None or int(parts[1]) not in _YEARS:
            return Trouble("kinds.period")
        tail = self._tail(parts[2])
        return Trouble("kinds.period") if tail is None else parts[1] + tail

    def _tail(self, text: str) -> str | None:
        if text in ("", "全年"):
            return ""
        if months := _MONTHS.fullmatch(text):
            return _SPANS.get((months[1].lstrip("0"), months[2].lstrip("0")))
        if quarter := _QUARTER.fullmatch(text):
            named = quarter[1] or quarter[2]
            return f"Q{'一二三四'.find(named) + 1 or named}"
        return _HALVES.get(text)

    def show(self, value: Stored) -> str:
        """In words: 2025年第3季度."""
        text = "" if value is None else str(value)
        if not re.fullmatch(r"\d{4}(H[12]|Q[1-4]|-\d{2}|-\d{4})?", text):
            return text
        year, tail = text[:4], text[4:]
        if tail.startswith("H"):
            return f"{year}年{'上' if tail == 'H1' else '下'}半年"
        if tail.startswith("Q"):
            return f"{year}年第{tail[1]}季度"
        if len(tail) == 5:
            return f"{year}—{tail[1:]}年"
        return f"{year}年{int(tail[1:])}月" if tail else f"{year}年"

    def unread(self, column: str) -> str:
        """What has none of the five shapes."""
        year = "[12][0-9][0-9][0-9]"
        shapes = [year, f"{year}H[12]", f"{year}Q[1-4]", f"{year}-0[1-9]", f"{year}-1[0-2]"]
        told = " or ".join(f"{column} glob '{shape}'" for shape in shapes)
        years = f"{column} glob '{year}-{year}' and substr({column}, 1, 4) < substr({column}, 6)"
        within = f"{column} >= '{_YEARS.start}' and {column} < '{_YEARS.stop}'"
        return f"not (({told} or {years}) and {within})"


def bounds(period: str, begins: str = "01-01") -> tuple[str, str]:
    """First and last day of a period; `begins` is the month and day on which its year starts.

    A union statistics year that begins on 10-01 is named after the year in which it ends.
    """
    year, tail = int(period[:4]), period[4:]
    first, months = _first_month(tail)
    length = 12 * (int(tail[1:]) - year + 1) if len(tail) == 5 else months
    month0 = (year - (begins > "01-01")) * 12 + int(begins[:2]) - 1 + first
    start = datetime.date(month0 // 12, month0 % 12 + 1, int(begins[3:]))
    after = month0 + length
    end = datetime.date(after // 12, after % 12 + 1, int(begins[3:])) - datetime.timedelta(1)
    return start.isoformat(), end.isoformat()


def _first_month(tail: str) -> tuple[int, int]:
    if tail.startswith("H"):
        return 6 * (int(tail[1]) - 1), 6
    if tail.startswith("Q"):
        return 3 * (int(tail[1]) - 1), 3
    if len(tail) == 3:
        return int(tail[1:]) - 1, 1
    return 0, 12
