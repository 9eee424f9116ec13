"""Numbers in the words of reports: 213.40万人次, 26项, 同比增长5.2%, 比上年提高1.2个百分点, 与上年持平."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from models.kinds.numbers import written
from models.summaries.language import Asked
from models.words import say

PERCENT = "%"
_SCALES = ((10**8, "亿"), (10**4, "万"))
_SCALED, _RATE, _MONEY = 2, 1, 2  # decimals where a field does not say


def amount(number: Decimal, unit: str, asked: Asked) -> str:
    """A number with its unit, rounded half up: in 万 and 亿 with two decimals when it is large, else exact."""
    if unit == PERCENT:
        return f"{rounded(number, asked.decimals, _RATE)}{unit}"
    worth, name = _scale(number, asked)
    if name:
        return f"{rounded(number / worth, asked.decimals, _SCALED)}{name}{unit}"
    places = _MONEY if asked.decimals is None and unit == "元" else asked.decimals
    return f"{written(number) if places is None else rounded(number, places, places)}{unit}"


def bare(number: Decimal, unit: str, asked: Asked) -> str:
    """The digits alone, in the same scale."""
    return amount(number, unit, asked).removesuffix(unit)


def _scale(number: Decimal, asked: Asked) -> tuple[int, str]:
    if asked.scale == "用万":
        return _SCALES[1]
    large = () if asked.scale == "精确" else _SCALES
    return next((one for one in large if abs(number) >= one[0]), (1, ""))


def growth(now: Decimal, before: Decimal, unit: str, asked: Asked, period: str) -> str:
    """By how many per cent more or less than the year before; of a rate by how many 个百分点. Empty from nothing."""
    if now == before:
        return say("summaries.same", base=base_of(period))
    if unit != PERCENT and before <= 0:
        return ""
    change = now - before if unit == PERCENT else (now - before) / before * 100
    told = rounded(abs(change), asked.decimals, _RATE)
    if not Decimal(told):
        return say("summaries.nearly_same", base=base_of(period))
    way = ("risen" if change > 0 else "sunk") if unit == PERCENT else ("grown" if change > 0 else "shrunk")
    return say(f"summaries.{way}", number=told, than=_than(period))


def difference(now: Decimal, before: Decimal, unit: str, asked: Asked, period: str) -> str:
    """By how many more or less than the year before."""
    if now == before:
        return say("summaries.same", base=base_of(period))
    if unit == PERCENT:
        return growth(now, before, unit, asked, period)
    told = amount(abs(now - before), unit, asked)
    return say("summaries.more" if now > before else "summaries.less", amount=told, base=base_of(period))


def base_of(period: str) -> str:
    """What a period is compared with: 上年, 上年同期, 上一周期."""
    return say(f"summaries.{'base_year' if len(period) == 4 else 'base_span' if _is_span(period) else 'base_part'}")


def _than(period: str) -> str:
    return say("summaries.than_span") if _is_span(period) else say("summaries.than")


def _is_span(period: str) -> bool:
    """Whether it is years, such as 2024-2025."""
    return len(period) == len("2024-2025")


def rounded(number: Decimal, decimals: int | None, otherwise: int) -> str:
    """Half up, with all its decimals."""
    places = otherwise if decimals is None else decimals
    return f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
