"""Kills the program at a system call or at a random moment, opens its office anew, and holds it against one that was
not killed.

A child that has everything loaded already is forked for each kill, so that one costs a fraction of a second.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.moments import Moments
from tests.faults.operations import OPERATIONS, Step, Work
from tests.faults.standing import faults, standing

LONGEST = 120
"""Seconds that a child may live: the system ends one that hangs, whatever it waits for."""


@dataclass
class Undisturbed:
    """One run without a kill: how the office stood before the first step and after each, how long, how many calls."""

    stood: list[str]
    seconds: float
    moments: int


@dataclass
class Tried:
    """What came of one kind of fault: how often it was tried, how often the program was struck, what was lost."""

    tries: int = 0
    struck: int = 0
    losses: list[str] = field(default_factory=list)


def run_kills(
    name: str, known: Undisturbed, seed: Path, work: Path, count: int, chance: random.Random, longest: int = LONGEST
) -> Tried:
    """Kills an operation that often: half at system calls spread evenly, half at random moments."""
    steps, tried = OPERATIONS[name], Tried()
    calls = (count + 1) // 2
    for at in range(count):
        call = 1 + (known.moments * at) // calls + chance.randrange(max(known.moments // calls, 1)) if at < calls else 0
        after = chance.random() * known.seconds
        folder = fresh(seed, work)
        tried.tries += 1
        when = f"{name}: killed at {f'call {call}' if call else f'{after:.3f} s'}"
        try:
            acknowledged, killed = _killed(steps, folder, call, after, longest)
        except ChildProcessError as error:
            tried.losses.append(f"{when}: {error}")
            continue
        tried.struck += killed
        found = held(steps, folder, acknowledged, known.stood)
        tried.losses += [f"{when} after {acknowledged} steps: {one}" for one in found]
    return tried


def fresh(seed: Path, work: Path) -> Path:
    shutil.rmtree(work, ignore_errors=True)
    return Path(shutil.copytree(seed, work / "office"))


def undisturbed(name: str, seed: Path, work: Path) -> Undisturbed:
    """How it goes when nothing happens."""
    steps = OPERATIONS[name]
    stood = in_child(lambda: _stood(steps, fresh(seed, work)))
    folder = fresh(seed, work)

    def count() -> tuple[float, int]:
        moments, start = Moments(), time.perf_counter()
        moments.watch()
        _go(steps, folder, lambda: None)
        return time.perf_counter() - start, moments.count

    return Undisturbed(stood, *in_child(count))


def _stood(steps: Sequence[Step], folder: Path) -> list[str]:
    made = Work(folder)
    found = [standing(made.office)]
    for step in steps:
        step(made)
        found.append(standing(made.office))
    return found


def _go(steps: Sequence[Step], folder: Path, acknowledge: Callable[[], object]) -> None:
    made = Work(folder)
    for step in steps:
        step(made)
        acknowledge()
    made.office.close()


def _killed(steps: Sequence[Step], folder: Path, call: int, after: float, longest: int) -> tuple[int, bool]:
    """How many steps were acknowledged before the end, and whether it was killed before it had done all.

    Raises ChildProcessError when it ends in another way.
    """
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        _live_and_die(lambda: (Moments(call).watch(), _go(steps, folder, lambda: os.write(said, b"."))), longest)
    os.close(said)
    if not call:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(heard, "rb") as pipe:
        acknowledged = len(pipe.read())
    code = _end_of(child)
    if code not in (0, -signal.SIGKILL):
        raise ChildProcessError(f"the operation itself ends with {code}")
    return acknowledged, code != 0


def held(steps: Sequence[Step], folder: Path, acknowledged: int, stood: Sequence[str]) -> list[str]:
    """What is lost or wrong in the office as it is opened again, and after the rest has been done."""

    def look() -> list[str]:
        made = Work(folder)
        found = list(faults(made.office))
        now, rest = standing(made.office), range(acknowledged, len(steps) + 1)
        at = next((at for at in (acknowledged + 1, acknowledged) if at in rest and stood[at] == now), None)
        if at is None:
            return [*found, "it stands as at no step that may be"]
        for step in steps[at:]:
            step(made)
        if standing(made.office) != stood[-1]:
            found.append("done again, it comes to something else")
        made.office.close()
        return found + list(faults(Work(folder).office))

    try:
        return in_child(look)
    except ChildProcessError as error:
        return [str(error)]


def in_child(ask: Callable[[], Any], longest: int = LONGEST) -> Any:
    """What a function returns, asked in a process of its own; raises ChildProcessError with its trace if it fails,
    or if it takes more than so many seconds.
    """
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:

        def answer() -> None:
            try:
                told = {"told": ask()}
            except BaseException:
                told = {"failed": traceback.format_exc()}
            with os.fdopen(said, "w") as pipe:
                json.dump(told, pipe)

        _live_and_die(answer, longest)
    os.close(said)
    with os.fdopen(heard) as pipe:
        answered = pipe.read()
    code = _end_of(child)
    told = json.loads(answered) if answered else {"failed": f"the child has ended with {code}"}
    if "failed" in told:
        raise ChildProcessError(told["failed"])
    return told["told"]


def _end_of(child: int) -> int:
    """Its exit code, or the signal that ended it as a negative number; raises ChildProcessError when it hung."""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == -signal.SIGALRM:
        raise ChildProcessError("it hung and was ended")
    return code


def _live_and_die(act: Callable[[], object], longest: int = LONGEST) -> None:
    """The rest of a forked child's life: nothing of its parent's is run at its end."""
    signal.alarm(longest)
    try:
        act()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
