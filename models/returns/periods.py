"""The periods that a return may be filled for."""

from __future__ import annotations

import datetime

from models.reporting import shifted

_EARLIER = 7


def due(kind: str, today: datetime.date) -> list[str]:
    """The period that is returned now, then those before it."""
    first = _first(kind, today)
    return [period for back in range(_EARLIER + 1) if (period := shifted(first, -back))]


def _first(kind: str, today: datetime.date) -> str:
    """The period that is returned now: a year from its last quarter on, others in the month after they end."""
    if kind in ("year", "years"):
        year = today.year if today.month >= 10 else today.year - 1
        return str(year) if kind == "year" else f"{year - 1}-{year}"
    before = today.replace(day=1) - datetime.timedelta(days=1)
    if kind == "month":
        return f"{before.year}-{before.month:02}"
    parts, mark = (2, "H") if kind == "half" else (4, "Q")
    at = before.month * parts // 12
    year, place = (before.year, at) if at else (before.year - 1, parts)
    return f"{year}{mark}{place}"
