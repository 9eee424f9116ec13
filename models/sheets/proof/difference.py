"""One thing that is not as in the blank."""

from __future__ import annotations

from typing import NamedTuple


class Difference(NamedTuple):
    """A part that is not as in the blank, or a cell of it, and whether its `value` or its `formula`.

    `until` is the last row where the same is true of all cells below; 0 for one cell.
    """

    part: str
    cell: str
    what: str = ""
    until: int = 0

    @property
    def cells(self) -> list[str]:
        """The addresses of all cells that it is about; none where it is about the part."""
        if not self.until:
            return [self.cell] if self.cell else []
        letters = self.cell.rstrip("0123456789")
        return [f"{letters}{row}" for row in range(int(self.cell[len(letters) :]), self.until + 1)]
