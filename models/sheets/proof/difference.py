"""One thing that is not as in the blank."""

from __future__ import annotations

from typing import NamedTuple


class Difference(NamedTuple):
    """A part that is not as in the blank, or a cell of it, and whether its `value` or its `formula`."""

    part: str
    cell: str
    what: str = ""
