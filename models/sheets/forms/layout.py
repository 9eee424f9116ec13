"""Where the rows of a blank sheet stand in the result, when some of them come several times, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.sheets.forms.references import LAST_ROW


class Repeat(NamedTuple):
    """Rows first..last of the blank come once for each of `copies`, which says what repeats within that copy."""

    first: int
    last: int
    copies: Sequence[Sequence[Repeat]]


class Span(NamedTuple):
    """First and last row of an area of the result."""

    first: int
    last: int


class Repeated(NamedTuple):
    """A repeat as it was laid out."""

    first: int
    last: int
    scopes: list[Scope]


class Scope:
    """One copy of some rows of the blank, from its row `start` of the result; the outermost is the sheet itself.

    What stands in a copy sees that copy: a subtotal reaches the rows of its own group, a total below all groups.
    """

    __slots__ = ("end", "first", "last", "parent", "repeated", "start")

    def __init__(
        self,
        repeats: Sequence[Repeat],
        first: int = 1,
        last: int = LAST_ROW,
        start: int = 1,
        parent: Scope | None = None,
    ) -> None:
        self.parent, self.first, self.last, self.start = parent, first, last, start
        self.end: int
        self.repeated: list[Repeated] = []
        shift = start - first
        for one in sorted(repeats):
            at = one.first + shift
            scopes = []
            for copy in one.copies:
                scope = Scope(copy, one.first, one.last, at, self)
                scopes.append(scope)
                at = scope.end + 1
            self.repeated.append(Repeated(one.first, one.last, scopes))
            shift = at - one.last - 1
        self.end = last + shift

    @property
    def is_single_row(self) -> bool:
        """Whether it is one copy of a list's row, whose formulas go along as Excel fills them down."""
        return self.first == self.last

    def holding(self, first: int, last: int) -> Scope:
        """The innermost scope around this one that holds those rows of the blank."""
        return (
            self
            if self.parent is None or self.first <= first <= last <= self.last
            else self.parent.holding(first, last)
        )

    def top(self, row: int) -> int:
        """Where a row of the blank first stands; of one that is gone, the row that came after it."""
        return self._edge(row, 0)

    def bottom(self, row: int) -> int:
        """Where a row of the blank last stands; of one that is gone, the row that came before it."""
        return self._edge(row, -1)

    def _edge(self, row: int, side: int) -> int:
        shift = self.start - self.first
        for one in self.repeated:
            if row < one.first:
                break
            if row <= one.last:
                gone = one.first + shift + side
                return one.scopes[side]._edge(row, side) if one.scopes else gone
            shift = one.scopes[-1].end - one.last if one.scopes else shift - (one.last - one.first + 1)
        return row + shift

    def instances(self, first: int, last: int) -> Iterator[Span]:
        """The area of those rows of the blank, as often as it comes; none when its rows are gone."""
        for one in self.repeated:
            if one.first <= first <= last <= one.last:
                for scope in one.scopes:
                    yield from scope.instances(first, last)
                return
        found = Span(self.top(first), last if last == LAST_ROW else self.bottom(last))
        if found.first <= found.last:
            yield found

    def pieces(self, first: int, last: int) -> list[Span]:
        """The same, with neighbours put together."""
        for one in self.repeated:
            if (one.first, one.last) == (first, last):
                return [Span(one.scopes[0].start, one.scopes[-1].end)] if one.scopes else []
        found: list[Span] = []
        for span in self.instances(first, last):
            if found and found[-1].last + 1 == span.first:
                found[-1] = Span(found[-1].first, span.last)
            else:
                found.append(span)
        return found

    def first_of(self, row: int) -> Scope:
        """The innermost scope of the first copy of a row of the blank."""
        for one in self.repeated:
            if one.first <= row <= one.last and one.scopes:
                return one.scopes[0].first_of(row)
        return self
