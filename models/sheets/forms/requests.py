"""What is to be put into a form: cells, lists and groups of lists, in addresses of the blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from models.kinds import Stored
from models.sheets.forms.layout import Repeat, Scope
from models.sheets.forms.references import column_number, split

Line = dict[int, Stored]  # what goes into a row: values by column, 1 for A


@dataclass(frozen=True)
class Rows:
    """A list: the values of its columns, row by row, into the rows that the blank has ready and as many more as needed.

    The blank has rows `row`..`until` ready (`until` 0: only the one); rows put in look like the last of them. Ready
    rows that nothing fills are `kept`, emptied, or `removed`.
    """

    row: int
    columns: Sequence[str]
    values: Sequence[Sequence[Stored]]
    until: int = 0
    spare: Literal["kept", "removed"] = "kept"

    @property
    def last(self) -> int:
        """The last of the rows that the blank has ready."""
        return max(self.until, self.row)

    def repeats(self) -> list[Repeat]:
        """What of the blank does not come exactly once."""
        ready, wanted = self.last - self.row + 1, len(self.values)
        if wanted > ready:
            return [Repeat(self.last, self.last, [()] * (wanted - ready + 1))]
        if wanted < ready and self.spare == "removed":
            return [Repeat(self.row + wanted, self.last, ())]
        return []

    def lines(self, layout: Scope) -> Iterator[tuple[int, Line]]:
        """Rows of the result and what goes into them."""
        columns = [column_number(letters) for letters in self.columns]
        start = layout.top(self.row)
        for number, values in enumerate(self.values, start):
            yield number, dict(zip(columns, values, strict=True))
        if self.spare == "kept":
            for number in range(start + len(self.values), start + self.last - self.row + 1):
                yield number, dict.fromkeys(columns)


@dataclass(frozen=True)
class Group:
    """One copy of a group: values of its own cells (addresses of the blank) and the rows of its list."""

    cells: dict[str, Stored]
    values: Sequence[Sequence[Stored]]


@dataclass(frozen=True)
class Groups:
    """Rows `first`..`last` of the blank, once for each group; row `row` among them repeats within the group."""

    first: int
    last: int
    row: int
    columns: Sequence[str]
    groups: Sequence[Group]

    def repeats(self) -> list[Repeat]:
        """What of the blank does not come exactly once."""
        groups = self.groups or [Group({}, [])]
        return [Repeat(self.first, self.last, [self._inner(one) for one in groups])]

    def _inner(self, one: Group) -> list[Repeat]:
        return [Repeat(self.row, self.row, [()] * max(len(one.values), 1))]

    def lines(self, layout: Scope) -> Iterator[tuple[int, Line]]:
        """Rows of the result and what goes into them."""
        columns = [column_number(letters) for letters in self.columns]
        scopes = next(each.scopes for each in layout.repeated if each.first == self.first)
        for one, scope in zip(self.groups or [Group({}, [])], scopes, strict=True):
            for address, value in one.cells.items():
                letters, row = split(address)
                yield scope.top(row), {column_number(letters): value}
            for number, values in enumerate(one.values or [[None] * len(columns)], scope.top(self.row)):
                yield number, dict(zip(columns, values, strict=True))


@dataclass(frozen=True)
class Filled:
    """What goes into one sheet."""

    cells: dict[str, Stored] = field(default_factory=dict)
    lists: Sequence[Rows | Groups] = ()

    def layout(self) -> Scope:
        """Where the rows of the blank will stand."""
        return Scope([repeat for one in self.lists for repeat in one.repeats()])

    def lines(self, layout: Scope) -> dict[int, Line]:
        """All that goes in, by row of the result."""
        found: dict[int, Line] = {}
        for address, value in self.cells.items():
            letters, row = split(address)
            found.setdefault(layout.top(row), {})[column_number(letters)] = value
        for one in self.lists:
            for number, line in one.lines(layout):
                found.setdefault(number, {}).update(line)
        return found
