"""Times of pieces of work, as medians, and the memory they need; and the lines of the table."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_TELL = "print(open('/proc/self/status').read() if sys.platform == 'linux' else '')"


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


def peak(work: Callable[..., object], *paths: Path) -> float:
    """Memory in MB that a process of its own needs at most for a module's function, as Linux tells."""
    asked = f"import sys; from {work.__module__} import {work.__name__} as work; work(*sys.argv[1:]); {_TELL}"
    done = subprocess.run([sys.executable, "-c", asked, *map(str, paths)], capture_output=True, text=True, check=True)
    found = re.search(r"VmHWM:\s*(\d+) kB", done.stdout)
    return int(found[1]) / 1024 if found else 0.0


def compared(what: str, ours: float, peer: float, limit: str, unit: str = "ms", scale: float = 1000) -> Line:
    """A line of two figures of one unit."""
    return Line(what, f"{ours * scale:.0f} {unit}", f"{peer * scale:.0f} {unit}", ours / peer, limit)
