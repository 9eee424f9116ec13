"""Typing into the filter of 100,000 entries: key press to repainted table, and the longest stall of the window."""

from __future__ import annotations

import itertools
import os
import statistics
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.measuring import Line
from models.office import Office
from ui.pages.records import RecordsPage
from ui.window import Window

STALL = 0.1  # seconds


def run(office: Path) -> list[Line]:
    """Median and 95th percentile, and the longest gap between two beats of the event loop."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    window = Window(Office(office))
    window.resize(1366, 728)
    window.show()
    page = window.open_page("records:entry")
    assert isinstance(page, RecordsPage)
    beats: list[float] = []
    heart = QTimer(interval=1)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    _settle(app, 1)
    heart.start()
    taken = [_type(app, page, letter) for letter in "09931 0100 77"]
    heart.stop()
    gaps = [after - before for before, after in itertools.pairwise(beats)]
    window.close()
    taken.sort()
    p95 = taken[int(len(taken) * 0.95)]
    told = f"{statistics.median(taken) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"
    return [
        Line(
            "filter: key press to repainted table / longest stall allowed",
            told,
            f"stall {max(gaps) * 1000:.0f} ms",
            max(gaps) / STALL,
            "≤ 1",
        )
    ]


def _type(app: QApplication, page: RecordsPage, letter: str) -> float:
    """Types one character and waits until the table shows what it should."""
    done = []
    page.model.settled.connect(lambda: done.append(True))
    start = time.perf_counter()
    QTest.keyClicks(page.search, letter)
    while not done:
        app.processEvents()
        time.sleep(0.0005)
    page.table.viewport().repaint()
    return time.perf_counter() - start


def _settle(app: QApplication, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        app.processEvents()
        time.sleep(0.005)
