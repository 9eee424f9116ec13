"""A file that one process at a time may hold; the system lets it go when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Holds the file from the start; raises BlockingIOError when another holds it."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _hold(self._handle)
        except BlockingIOError:
            os.close(self._handle)
            raise

    def release(self) -> None:
        """Lets it go; a second time does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
