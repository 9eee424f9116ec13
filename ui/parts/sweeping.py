"""Memory that dead objects in a circle hold is given back on the window's thread alone.

Python looks for such circles on whichever thread has just made many objects. A dialog among them would be taken apart
beside the window's thread, which may be at work on it: the program would fall. So while a window is open nobody looks
unasked; a clock does, when as much has been made as Python would have waited for.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

_LOOK = 1000  # milliseconds


class Sweeper(QTimer):
    """Looks from time to time, as long as its window is open."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, interval=_LOOK)
        gc.disable()
        self.timeout.connect(self.sweep)
        self.start()

    def sweep(self) -> None:
        """Looks through what is young; through older objects the more seldom."""
        due = [made > enough for made, enough in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(age for age, one in enumerate(due) if one))

    def end(self) -> None:
        """The window has gone, and with it the threads beside it."""
        self.stop()
        gc.enable()
