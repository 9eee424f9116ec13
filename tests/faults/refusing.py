"""Disks that take nothing any more, folders that turn read-only, files that another program holds: each is refused
with one sentence, nothing is lost, and the work can be done again when the fault is gone.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import random
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from models.words import Refusal
from tests.faults.killing import Tried, Undisturbed, fresh, held, in_child
from tests.faults.moments import Moments
from tests.faults.operations import DEMO, OPERATIONS, Work
from ui.commands import REFUSED, main

Fault = Callable[[Path], object]
"""Strikes the process that it is called in; the folder is the office's."""

FAILING = {"disk full at a system call": errno.ENOSPC, "read-only at a system call": errno.EROFS}
_ROOM = 64 * 1024  # bytes that a file may still grow


def run_failing(
    kind: str, name: str, known: Undisturbed, seed: Path, work: Path, count: int, chance: random.Random
) -> Tried:
    """Lets the disk take nothing any more from a system call on, that often, spread over an operation."""
    tried = Tried()
    for at in range(count):
        call = 1 + (known.moments * at) // count + chance.randrange(max(known.moments // count, 1))

        def strike(_: Path, call: int = call) -> None:
            Moments(fail_from=call, error=FAILING[kind]).watch()

        _try(tried, name, known, fresh(seed, work), strike)
    return tried


def run_limited(name: str, known: Undisturbed, seed: Path, work: Path) -> Tried:
    """No file may grow beyond a limit that the register has almost reached."""
    tried = Tried()
    _try(tried, name, known, fresh(seed, work), _limit)
    return tried


def run_full(name: str, known: Undisturbed, seed: Path, work: Path) -> Tried:
    """A small disk in memory with a few pages free; none is tried where it can't be mounted."""
    tried = Tried()
    with _small_disk(work) as mounted:
        if mounted:
            folder = Path(shutil.copytree(seed, work / "office"))
            _try(tried, name, known, folder, _fill, _make_room)
    return tried


def run_read_only(name: str, known: Undisturbed, seed: Path, work: Path) -> Tried:
    """The office stands on a disk that is mounted read-only; a disk with open files can't be turned so."""
    tried = Tried()
    with _small_disk(work) as mounted:
        if mounted:
            folder = Path(shutil.copytree(seed, work / "office"))
            _remount(work, "ro")
            _try(tried, name, known, folder, lambda _: None, lambda _: _remount(work, "rw"))
    return tried


def run_locked(name: str, known: Undisturbed, seed: Path, work: Path) -> Tried:
    """Another program holds what is to be replaced, as Windows tells it."""
    tried = Tried()
    _try(tried, name, known, fresh(seed, work), _hold)
    return tried


def run_verbs(seed: Path, work: Path) -> Tried:
    """Verbs of the command line end with 2 and one sentence."""
    tried, book = Tried(), str(DEMO / "01_单位名册.xlsx")
    for words in (["intake", book], ["export", "unit", "-o", "out/a.xlsx"], ["backup"], ["undo"]):
        folder = fresh(seed, work)
        given = [word.replace("out/", f"{folder}/out/") for word in words]

        def go(folder: Path = folder, given: list[str] = given) -> tuple[int, str]:
            _fail_at_once(folder)
            told = io.StringIO()
            with contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
                return main(["--office", str(folder), *given]), told.getvalue()

        code, said = in_child(go)
        tried.tries, tried.struck = tried.tries + 1, tried.struck + 1
        if code != REFUSED or len(said.strip().splitlines()) != 1:
            tried.losses.append(f"{words[0]}: ended with {code} and said {said}")
    return tried


def _try(tried: Tried, name: str, known: Undisturbed, folder: Path, strike: Fault, lift: Fault | None = None) -> None:
    steps = OPERATIONS[name]

    def go() -> tuple[int, str]:
        done = 0
        try:
            made = Work(folder)
            strike(folder)
            for step in steps:
                step(made)
                done += 1
            made.office.close()
            return done, ""
        except Refusal as refusal:
            return done, str(refusal)

    tried.tries += 1
    try:
        done, said = in_child(go)
    except ChildProcessError as error:
        tried.losses.append(f"{name}: no refusal but {error}")
        return
    finally:
        if lift:
            lift(folder)
    tried.struck += bool(said)
    tried.losses += [f"{name}: after “{said}”: {one}" for one in held(steps, folder, done, known.stood)]


def _limit(folder: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    most = (folder / "register.db").stat().st_size + _ROOM
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def _fail_at_once(folder: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _fill(folder: Path) -> None:
    """Leaves a few pages."""
    free = shutil.disk_usage(folder).free
    (folder / "ballast").write_bytes(bytes(max(free - _ROOM, 0)))


def _make_room(folder: Path) -> None:
    (folder / "ballast").unlink(missing_ok=True)


def _remount(place: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(place)], check=True)


@contextlib.contextmanager
def _small_disk(place: Path) -> Iterator[bool]:
    """Some megabytes of memory as a disk, for root only."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(place)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def _hold(_: Path) -> None:
    """Nothing that exists can be replaced, and no folder be renamed."""
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).exists() and Path(target).suffix != ".seal":
            raise PermissionError(errno.EACCES, "held by another program", str(target))
        return real(self, target)

    Path.replace = replace
