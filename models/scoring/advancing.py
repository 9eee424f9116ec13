"""Who goes on from a stage to the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor

from models.scoring.decisions import Decided, Decision, decision
from models.scoring.entrants import Entrant
from models.scoring.exact import Column
from models.scoring.ranking import Run
from models.scoring.rules import Advance

WHOLE: dict[str, Callable[[Fraction], int]] = {
    "up": ceil,
    "down": floor,
    "half": lambda number: floor(number + Fraction(1, 2)),
}

ADVANCE = "advance"


class Cut:
    """Walks down the order of one group and fills the seats of the next stage."""

    def __init__(self, advance: Advance, entrants: Sequence[Entrant], path: str, decided: Decided) -> None:
        self.advance, self.entrants, self.path, self.decided = advance, entrants, path, decided
        self.units: Counter[str] = Counter()
        self.chosen: list[int] = []
        self.decisions: list[Decision] = []

    def walk(self, runs: Sequence[Run], totals: Column, count: int) -> None:
        """Fills `chosen` with rows that go on; `count` entrants stand behind a share."""
        left = self._seats(count)
        for run in runs:
            total = totals.at(run.rows[0])
            if left <= 0 or (self.advance.line is not None and (total is None or total < self.advance.line)):
                return
            left -= self._seat(run, left)

    def _seats(self, count: int) -> int:
        one = self.advance
        seats = [one.first] if one.first else []
        if one.share is not None:
            seats.append(WHOLE[one.round](count * one.share / 100))
        return min(seats, default=count)

    def _seat(self, run: Run, left: int) -> int:
        """Seats the equals of one run, or asks who of them; says how many seats are used up."""
        able = [row for row in run.rows if self._room(row)]
        units = Counter(self.entrants[row].unit for row in able)
        seats = min(left, sum(min(count, self._room_of(unit)) for unit, count in units.items()))
        if seats < len(able) and self.advance.ties == "ask":
            return self._ask(able, seats, units)
        going = able if seats == len(able) or self.advance.ties == "all" else []
        self._take(going)
        return seats if not going else len(going)

    def _ask(self, able: list[int], seats: int, units: Counter[str]) -> int:
        names = {self.entrants[row].key: row for row in able}
        key = f"{self.path}/{len(self.decisions) + 1}"
        one = decision(key, ADVANCE, list(names), seats, self.decided)
        self.decisions.append(one)
        if one.chosen is not None:
            self._take([names[key] for key in one.chosen])
            return len(one.chosen)
        for unit, count in units.items():  # whoever it will be, these seats of the unit are spoken for
            self.units[unit] += min(count, self._room_of(unit))
        return seats

    def _take(self, rows: Sequence[int]) -> None:
        self.chosen += rows
        self.units.update(self.entrants[row].unit for row in rows)

    def _room(self, row: int) -> bool:
        return self._room_of(self.entrants[row].unit) > 0

    def _room_of(self, unit: str) -> int:
        """Seats that a unit still has; entrants without a unit are not limited."""
        limit = self.advance.per_unit
        return max(limit - self.units[unit], 0) if limit and unit else len(self.entrants)
