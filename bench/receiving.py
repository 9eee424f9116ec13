"""A roster of 20,000 rows on 收表: read, shown, kept and compared again, while the window's thread is listened to."""

from __future__ import annotations

import itertools
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bench.intake import ROWS, roster
from bench.measuring import Line
from models.intake.received import DONE
from models.office import Office
from ui.pages.intake.page import IntakePage
from ui.window import Window

STALL = 0.1  # seconds


def run(office: Path) -> list[Line]:
    """The longest gap between two beats of the event loop while the rows are read, and while they are kept."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    copy = Path(shutil.copytree(office, office.parent / "receiving"))
    window = Window(Office(copy))
    window.resize(1366, 728)
    window.show()
    page = window.open_page("intake")
    assert isinstance(page, IntakePage)
    _listen(app, lambda: window.desk.office.register.sound.found_whole)
    page.take_files([roster(office.parent / "received.xlsx")], "")
    reading = _listen(app, lambda: page.inbox.entries[0].reading is not None and not page.inbox.busy)
    page.keep_rows(whole=True)
    keeping = _listen(app, lambda: page.inbox.entries[0].standing == DONE and not page.inbox.busy)
    window.close()
    return [_line("read and shown", reading), _line("kept and compared again", keeping)]


def _listen(app: QApplication, ready: Callable[[], bool]) -> float:
    """Seconds of the longest stall until it is ready, and a second more."""
    beats: list[float] = []
    heart = QTimer(interval=1)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    heart.start()
    until = 0.0
    while not until or time.perf_counter() < until:
        app.processEvents()
        time.sleep(0.0005)
        if not until and ready():
            until = time.perf_counter() + 1
    heart.stop()
    return max(after - before for before, after in itertools.pairwise(beats))


def _line(what: str, stall: float) -> Line:
    named = f"收表: {ROWS:,} rows {what}: longest stall / allowed"
    return Line(named, f"{stall * 1000:.0f} ms", f"{STALL * 1000:.0f} ms", stall / STALL, "≤ 1")
