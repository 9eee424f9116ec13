"""What a picture shows: labels and figures, whatever draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["bars", "course", "shares"]


@dataclass(frozen=True)
class Chart:
    """Figures side by side: lengths to compare, a course over years, or parts of a whole (in per cent of it)."""

    title: str
    kind: Kind
    unit: str
    labels: tuple[str, ...]
    values: tuple[int | float, ...]
    last: tuple[int | float | None, ...] = ()
    """The same figures of the year before, where they are compared."""


def brief(value: float) -> str:
    """A figure as one looks at it: exact up to 100,000 and with one decimal at most, beyond in 万 and 亿."""
    number, mark = float(value), ""
    for size, name in ((1e8, "亿"), (1e4, "万")):
        if abs(number) >= 10 * size:
            number, mark = number / size, name
            break
    return f"{round(number, 1):,.12g}{mark}"
