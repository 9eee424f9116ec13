"""Numbers as a workbook shows them: a format's decimals, thousands, per cent, dates and words around the number."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from models.kinds.numbers import decimal, written

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    31: 'yyyy"年"m"月"d"日"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""The formats that a workbook names by their number alone, as the Chinese Excel has them."""

_UNSEEN = re.compile(r"\[[^\]]*\]|_.|\*.")
_WORDS = re.compile(r'"([^"]*)"|\\(.)')
_NUMBER = re.compile(r"[#?0][#?0,]*(?:\.[#?0]*)?|\.[#?0]+")
_DATE = re.compile(r"y+|m+|d+|h+|s+", re.IGNORECASE)
_UNKNOWN = re.compile(r"@|general|E[+-]|[#?0] ?/", re.IGNORECASE)
_FIRST_DAY = datetime(1899, 12, 30)
_LAST_DAY = 2_958_465  # 31 December 9999


def shown(value: float, code: str) -> str:
    """A number in its format; as it is where the format says nothing, or something that no form was seen to use."""
    part, number = _part(value, code)
    plain = _WORDS.sub("", part)
    if not code or _UNKNOWN.search(plain):
        return written(decimal(value))
    if _DATE.search(plain) and 0 <= value <= _LAST_DAY:
        return _dated(value, part)
    found = _NUMBER.search(_masked(part))
    if not found:
        return _bare(part)
    before, digits, after = part[: found.start()], found.group(), part[found.end() :]
    scaled = number * 100 ** plain.count("%")
    return f"{_bare(before)}{_in_digits(scaled, digits)}{_bare(after)}"


def _part(value: float, code: str) -> tuple[str, Decimal]:
    """The section for this number, and the number that goes into it: a section for losses says its own sign."""
    parts = _sections(code)
    if value < 0 and len(parts) > 1:
        return parts[1], -decimal(value)
    if value == 0 and len(parts) > 2:
        return parts[2], decimal(value)
    return parts[0], decimal(value)


@cache
def _sections(code: str) -> list[str]:
    return [_UNSEEN.sub("", part) for part in code.split(";")]


def _masked(part: str) -> str:
    """The same length, its quoted words made blank."""
    return _WORDS.sub(lambda found: " " * len(found.group()), part)


def _bare(part: str) -> str:
    return _WORDS.sub(lambda found: found[1] or found[2] or "", part)


def _in_digits(number: Decimal, digits: str) -> str:
    whole, _, places = digits.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole.rstrip(",") else f"{rounded:f}"
    for mark in reversed(places):
        if mark == "0" or not text.endswith("0"):
            break
        text = text[:-1]
    least = whole.count("0")
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    front, point, behind = text.partition(".")
    front = "" if front == "0" and not least else front.zfill(least)
    return f"{sign}{front}{point if behind else ''}{behind}"


def _dated(value: float, part: str) -> str:
    day = _FIRST_DAY + timedelta(days=value)
    told = {"y": f"{day:%Y}", "d": day.day, "h": day.hour, "s": day.second}
    pieces: list[str] = []
    hours = False
    for quoted, escaped, letters, other in re.findall(r'"([^"]*)"|\\(.)|(y+|m+|d+|h+|s+)|(.)', part, re.IGNORECASE):
        kind = letters[:1].lower()
        if not letters:
            pieces.append(quoted or escaped or other)
            continue
        number = (day.minute if hours else day.month) if kind == "m" else told[kind]
        hours = kind == "h"
        pieces.append(str(number).zfill(len(letters) if kind != "y" else 4) if letters != "yy" else f"{day:%y}")
    return "".join(pieces)
