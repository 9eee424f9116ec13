"""Which backups are worth keeping as they age."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

_DAYS, _WEEKS, _MONTHS = 7, 4, 12


def worth_keeping(made: Iterable[datetime.datetime], now: datetime.datetime) -> set[datetime.datetime]:
    """All of the last 24 hours, then the last one of each of 7 days, 4 weeks and 12 months that have any.

    What is dated later than now stays: the clock has been set back, and nobody knows how old it is.
    """
    stamps = sorted(made, reverse=True)
    past = [one for one in stamps if one <= now]
    kept = {one for one in stamps if one > now - datetime.timedelta(days=1)}
    ages: list[tuple[int, Callable[[datetime.datetime], tuple[int, ...]]]] = [
        (_DAYS, lambda at: (at.year, at.month, at.day)),
        (_WEEKS, lambda at: tuple(at.isocalendar()[:2])),
        (_MONTHS, lambda at: (at.year, at.month)),
    ]
    for count, span in ages:
        latest: dict[tuple[int, ...], datetime.datetime] = {}
        for one in past:
            latest.setdefault(span(one), one)
        kept.update(list(latest.values())[:count])
    return kept
