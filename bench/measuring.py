"""Times of pieces of work, as medians; and the lines of the table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Line(NamedTuple):
    """One line of the table: what, ours, the peer's, their ratio, and the limit we hold ourselves to."""

    what: str
    ours: str
    peer: str
    ratio: float
    limit: str

    def text(self) -> str:
        """As a row of the table."""
        return f"| {self.what} | {self.ours} | {self.peer} | {self.ratio:.2f} | {self.limit} |"


HEAD = "| what | ours | peer | ratio | limit |\n|---|---|---|---|---|"


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Median of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def compared(what: str, ours: float, peer: float, limit: str, unit: str = "ms", scale: float = 1000) -> Line:
    """A line of two figures of one unit."""
    return Line(what, f"{ours * scale:.0f} {unit}", f"{peer * scale:.0f} {unit}", ours / peer, limit)
