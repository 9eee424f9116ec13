"""Tries faults and writes what came of them: python -m tests.faults [KILLS] [--brief]."""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import account, clock
from tests.faults.killing import Tried, in_child, run_kills, undisturbed
from tests.faults.operations import OPERATIONS, seed
from tests.faults.refusing import (
    FAILING,
    run_failing,
    run_full,
    run_limited,
    run_locked,
    run_read_only,
    run_verbs,
)
from tests.faults.spoiling import KINDS, run_damage

_SEED = 20261121
_PLACE = "/dev/shm" if Path("/dev/shm").is_dir() else None  # a kill is no power cut: nothing needs a real disk


def main() -> int:
    """All kinds of fault; 1 when anything was lost. The account is written only by a whole run."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=500)
    parser.add_argument("--brief", action="store_true", help="a few of each kind, no account")
    asked = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=_PLACE) as place:
        tried = _try_all(Path(place), asked.kills, asked.brief)
    for kind, one in tried.items():
        print(f"{kind}: {one.tries} tried, {one.struck} struck, {len(one.losses)} lost")
        for loss in one.losses:
            print(f"  {loss}")
    if not asked.brief:
        account.write(tried, time.perf_counter() - start)
    return int(any(one.losses for one in tried.values()))


def _try_all(place: Path, kills: int, brief: bool) -> dict[str, Tried]:
    origin, work, chance = place / "seed", place / "work", random.Random(_SEED)
    in_child(lambda: seed(origin))
    known = {name: undisturbed(name, origin, work) for name in OPERATIONS}
    each = -(-kills // len(OPERATIONS))
    tried = {f"killed: {name}": run_kills(name, known[name], origin, work, each, chance) for name in OPERATIONS}
    names = [name for name in OPERATIONS if name != "window"][:: 4 if brief else 1]  # its refusal waits for a hand
    for kind in FAILING:
        tried[kind] = _sum(
            run_failing(kind, name, known[name], origin, work, 1 if brief else 5, chance) for name in names
        )
    for kind, run in _WHOLE.items():
        tried[kind] = _sum(run(name, known[name], origin, work) for name in names)
    tried["verbs of the command line"] = run_verbs(origin, work)
    tried["clock set back"] = clock.run(origin, work)
    for kind in KINDS:
        tried[f"damage: {kind}"] = run_damage(kind, origin, work, 20 if brief else 100, chance)
    return tried


_WHOLE = {
    "file-size limit": run_limited,
    "small disk filled": run_full,
    "disk mounted read-only": run_read_only,
    "output held by another program": run_locked,
}


def _sum(ones: object) -> Tried:
    total = Tried()
    for one in ones:
        total.tries, total.struck = total.tries + one.tries, total.struck + one.struck
        total.losses += one.losses
    return total


if __name__ == "__main__":
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}
    sys.exit(main())
