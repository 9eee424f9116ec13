"""From which row of the blank each row of the result comes, worked out from what was asked for and nothing else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import NamedTuple

from models.sheets.forms.requests import Filled, Groups, Rows

LAST = 1_048_576


class Extent(NamedTuple):
    """First and last row."""

    first: int
    last: int


class Origins:
    """A sheet's rows told by the rows of the blank; `groups` are the rows of the result that each group takes."""

    def __init__(self, filled: Filled | None) -> None:
        self.rows: list[int] = [0]  # by row of the result; row 0 does not exist
        self.groups: list[Extent] = []
        self.repeated: set[int] = set()
        self.blocks: list[Extent] = []
        following = 1
        for one in sorted(filled.lists if filled else (), key=lambda each: each.row):
            first = one.row if isinstance(one, Rows) else one.first
            self.rows += range(following, first)
            following = one.last + 1
            if isinstance(one, Rows):
                self._list(one)
            else:
                self._groups(one)
        self.following = following
        self.shift = len(self.rows) - following
        self._places: dict[int, list[int]] = defaultdict(list)
        for at, row in enumerate(self.rows):
            self._places[row].append(at)

    def _list(self, one: Rows) -> None:
        ready = list(range(one.row, one.last + 1))
        count = len(one.values)
        if count > len(ready):
            self.rows += ready + [one.last] * (count - len(ready))
            self.repeated.add(one.last)
        else:
            self.rows += ready if one.spare == "kept" else ready[:count]

    def _groups(self, one: Groups) -> None:
        self.blocks.append(Extent(one.first, one.last))
        self.repeated.add(one.row)
        for count in [len(group.values) for group in one.groups] or [0]:
            start = len(self.rows)
            for row in range(one.first, one.last + 1):
                self.rows += [row] * (max(count, 1) if row == one.row else 1)
            self.groups.append(Extent(start, len(self.rows) - 1))

    def of(self, row: int) -> int:
        """The row of the blank that a row of the result comes from."""
        if row < len(self.rows):
            return self.rows[row]
        return row if row == LAST else row - self.shift

    def places(self, row: int) -> list[int]:
        """Where a row of the blank stands in the result."""
        if row >= self.following:
            return [row if row == LAST else row + self.shift]
        return self._places.get(row, [])

    def kept(self, first: int, last: int) -> Extent | None:
        """Those rows of the blank without what was to be removed at their ends; none when nothing is left."""
        while first <= last and not self.places(first):
            first += 1
        while last >= first and not self.places(last):
            last -= 1
        return Extent(first, last) if first <= last else None

    def times(self, first: int, last: int) -> int:
        """How often something within those rows of the blank is to be found in the result."""
        if first == last and first in self.repeated:
            return len(self.places(first))
        for block in self.blocks:
            if block.first <= first and last <= block.last:
                return len(self.places(block.first if block.first not in self.repeated else block.last))
        return 1

    def is_whole(self, found: Extent, blank: Extent, inside: int | None) -> bool:
        """Whether rows of the result are all that came of those of the blank: of the sheet's, or of one group's.

        `inside`: the row in which it is said; what stands in a group may speak of that group only.
        """
        own = [one for one in self.groups if inside is not None and one.first <= inside <= one.last]
        for first, last in [Extent(1, LAST), *(own or self.groups)]:
            tops, ends = self._within(blank.first, first, last), self._within(blank.last, first, last)
            if tops and ends and (tops[0], ends[-1]) == found:
                return True
        return False

    def _within(self, row: int, first: int, last: int) -> list[int]:
        places = self.places(row)
        return places[bisect_left(places, first) : bisect_right(places, last)]
