"""The harness held against a program that is broken on purpose: python -m tests.faults.broken WAY ends with 1, as it
must, because the harness tells a loss; 0 would say that it is blind.
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models import files
from models.register import file as register_file
from tests.faults.killing import in_child, run_kills, undisturbed
from tests.faults.operations import OPERATIONS, seed


class _Lazy(sqlite3.Connection):
    """A connection that says it has kept what it only keeps when it is closed."""

    def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
        late = sql == "commit" or (sql.startswith("begin") and self.in_transaction)
        return super().execute("select 1" if late else sql, *given)

    def close(self) -> None:
        if self.in_transaction:
            super().execute("commit")
        super().close()


def _commit_late() -> None:
    def lazy(path: Path, read_only: bool) -> sqlite3.Connection:
        made = _Lazy if not read_only else sqlite3.Connection
        return sqlite3.connect(path, isolation_level=None, timeout=1, factory=made)

    register_file._plain = lazy


def _copy_in_place() -> None:
    """A finished file is written over the old one piece by piece, where it should take its name at once."""

    def copied(beside: Path, target: Path) -> None:
        content = beside.read_bytes()
        with target.open("wb", buffering=0) as file:
            for part in (content[: len(content) // 2], content[len(content) // 2 :]):
                file.write(part)
                os.fsync(file.fileno())

    files._replace = copied


def _hang() -> None:
    OPERATIONS["export"] = [lambda _: time.sleep(1000)]


WAYS: dict[str, tuple[str, Callable[[], None]]] = {
    "commits late": ("keying", _commit_late),
    "writes in place": ("export", _copy_in_place),
    "hangs": ("export", _hang),
}


def main(way: str) -> int:
    """Kills the broken program, at each of its system calls once and as often at random, and prints what was lost."""
    name, spoil = WAYS[way]
    with tempfile.TemporaryDirectory() as place:
        origin, work = Path(place) / "seed", Path(place) / "work"
        in_child(lambda: seed(origin))
        known = undisturbed(name, origin, work)
        spoil()
        if way == "hangs":  # no kill comes before the system ends it
            known.moments, count, longest = 10**9, 1, 5
        else:
            count, longest = 2 * min(known.moments, 40), 30
        tried = run_kills(name, known, origin, work, count, random.Random(1), longest)
    print("\n".join(tried.losses))
    return int(bool(tried.losses))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
