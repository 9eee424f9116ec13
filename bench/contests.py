"""A mark keyed with 500 entrants on screen: two digits and Enter, kept, worked out and repainted."""

from __future__ import annotations

import os
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.measuring import Line
from bench.ranking import made
from models.office import Office
from ui.pages.contests import ContestsPage
from ui.window import Window

ENTRANTS, TIMES, ALLOWED = 500, 60, 0.05


def run(office: Path) -> list[Line]:
    """The 95th percentile, beside what is allowed."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    window = Window(Office(made(office.parent / "contest", ENTRANTS)))
    window.resize(1366, 728)
    window.show()
    page = window.open_page("contests")
    assert isinstance(page, ContestsPage)
    page.desk.sit("张录入")
    page.steps.setCurrentWidget(page.keying)
    _rest(app, 3)
    page.keying.table.go_to(0)
    taken = sorted(_key(app, page, at) for at in range(TIMES))
    window.close()
    p95 = taken[int(TIMES * 0.95)]
    what = f"contest of {ENTRANTS} entrants: two digits and Enter to repainted places / allowed"
    return [Line(what, f"{p95 * 1000:.0f} ms", f"{ALLOWED * 1000:.0f} ms", p95 / ALLOWED, "≤ 1")]


def _key(app: QApplication, page: ContestsPage, at: int) -> float:
    table = page.keying.table
    start = time.perf_counter()
    for key in (Qt.Key.Key_6 + at % 4, Qt.Key.Key_0 + at % 7, Qt.Key.Key_Return):
        QTest.keyClick(table.focusWidget() or table, Qt.Key(key))
    app.processEvents()
    return time.perf_counter() - start


def _rest(app: QApplication, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        app.processEvents()
        time.sleep(0.01)
