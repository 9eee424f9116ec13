"""System calls as moments: each is counted before and after it is made, and at any one the program can be killed.

Python's own calls are heard by an audit hook, `fsync` is wrapped, and SQLite's are taken over through the table of
system calls that its own authors test with (`xSetSystemCall`), so that a kill falls inside a commit too.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_HEARD = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "sqlite3.connect"}
_WRITING = os.O_WRONLY | os.O_RDWR
_SIGNATURES = {
    "pwrite64": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    "pwrite": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    "write": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t),
    "ftruncate": (ctypes.c_int, ctypes.c_int, ctypes.c_int64),
    "fsync": (ctypes.c_int, ctypes.c_int),
    "unlink": (ctypes.c_int, ctypes.c_char_p),
}
"""What SQLite writes with, by its own names: the result, then what is handed over."""


class Moments:
    """Counts what a process does to the disk below a folder, from the call of `watch` on."""

    def __init__(self, kill_at: int = 0, fail_from: int = 0, error: int = errno.ENOSPC) -> None:
        self.count = 0
        self.kill_at, self.fail_from, self.error = kill_at, fail_from, error
        self._kept: list[Any] = []  # what C calls back must not be collected

    def pass_one(self) -> None:
        """One moment: the last one, if it is the one to be killed at."""
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    @property
    def failing(self) -> bool:
        """Whether the disk takes nothing any more."""
        return 0 < self.fail_from <= self.count

    def watch(self) -> None:
        """Begins to count; a process can't stop again."""
        sys.addaudithook(self._hear)
        self._wrap_fsync()
        self._take_over_sqlite()

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(given[2], int) and given[2] & _WRITING
        if event not in _HEARD and not writes:
            return
        self.pass_one()
        if self.failing and event not in ("os.remove", "os.rmdir", "sqlite3.connect") and _on_disk(given[0]):
            raise OSError(self.error, os.strerror(self.error))

    def _wrap_fsync(self) -> None:
        real = os.fsync

        def fsync(handle: int) -> None:
            self.pass_one()
            real(handle)
            self.pass_one()

        os.fsync = fsync

    def _take_over_sqlite(self) -> None:
        """The names of calls stand in a table of SQLite's way to the system; each may be another function."""
        loaded = ctypes.CDLL(_sqlite_library(), use_errno=True)
        loaded.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        vfs = loaded.sqlite3_vfs_find(None)
        for name, signature in _SIGNATURES.items():
            kind = ctypes.CFUNCTYPE(*signature, use_errno=True)
            real = vfs.contents.get_call(vfs, name.encode())
            if real:
                mine = kind(self._counted(kind(real), unlinks=name == "unlink"))
                self._kept.append(mine)
                vfs.contents.set_call(vfs, name.encode(), ctypes.cast(mine, ctypes.c_void_p))

    def _counted(self, real: Callable[..., int], unlinks: bool) -> Callable[..., int]:
        def call(*given: Any) -> int:
            self.pass_one()
            if self.failing and not unlinks:
                ctypes.set_errno(self.error)
                return -1
            result = real(*given)
            self.pass_one()
            return result

        return call


class _Vfs(ctypes.Structure):
    """`sqlite3_vfs` as sqlite3.h has it, as far as its table of system calls."""


_Vfs._fields_ = [
    *((name, ctypes.c_int) for name in ("version", "file_size", "longest_path")),
    *((name, ctypes.c_void_p) for name in ("next", "name", "data")),
    *((f"unused_{at}", ctypes.c_void_p) for at in range(13)),
    ("set_call", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Vfs), ctypes.c_char_p, ctypes.c_void_p)),
    ("get_call", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(_Vfs), ctypes.c_char_p)),
]


def _sqlite_library() -> str:
    """The library that Python's own module has loaded; itself, where it was built in."""
    lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    loaded = {line.split()[-1] for line in lines if "/" in line}
    return next(
        (one for one in sorted(loaded) if "libsqlite3" in one), next(one for one in loaded if "_sqlite3" in one)
    )


def _on_disk(path: object) -> bool:
    return isinstance(path, str | bytes | os.PathLike) and not os.fsdecode(path).startswith(("/dev", "/proc"))
