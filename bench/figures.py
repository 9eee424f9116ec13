"""The figures of 2,000 units over 12 months: opening the page, typing into it, and turning it page by page."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.measuring import Line
from models import reporting
from models.office import Office
from ui.pages.reports import ReportsPage
from ui.window import Window

UNITS, MONTHS, TIMES = 2_000, 12, 40
OPENED, TYPED, TURNED = 0.2, 0.1, 0.1  # seconds allowed


def run(office: Path) -> list[Line]:
    """The 95th percentile of each, beside what is allowed."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    window = Window(Office(_made(office.parent / "figures")))
    window.resize(1366, 728)
    window.show()
    opened = [_taken(lambda: _open(window)) for _ in range(5)]
    page = window.open_page("reports:unit_report")
    assert isinstance(page, ReportsPage)
    until = time.perf_counter() + 2
    while time.perf_counter() < until:
        app.processEvents()
    typed = [_taken(lambda at=at: _type(page, at)) for at in range(TIMES)]
    turned = [_taken(lambda at=at: _turn(page, at)) for at in range(TIMES)]
    window.close()
    return [
        _line(f"figures: page of {UNITS:,} units opened and painted / allowed", opened, OPENED),
        _line("figures: two keys and Enter to kept and repainted / allowed", typed, TYPED),
        _line("figures: one page further, painted / allowed", turned, TURNED),
    ]


def _made(folder: Path) -> Path:
    with Office(folder) as office, office.register.step("演示"):
        register = office.register
        register.add_many("unit", ["title", "workers"], [(f"第{at}单位", 500) for at in range(UNITS)])
        grid = reporting.grid_of(register.schema["unit_report"])
        assert grid is not None
        names = ["unit", "period", *(column.key for column in grid.columns)]
        for month in range(1, MONTHS + 1):
            figures = ([at % 300 + month] * len(grid.columns) for at in range(UNITS))
            rows = [(at + 1, f"2025-{month:02}", *row) for at, row in enumerate(figures)]
            register.add_many("unit_report", names, rows)
    return folder


def _open(window: Window) -> None:
    window.pages.pop("reports:unit_report", None)
    window.open_page("reports:unit_report")
    window.repaint()


def _type(page: ReportsPage, at: int) -> None:
    for key in (Qt.Key.Key_1 + at % 9, Qt.Key.Key_0, Qt.Key.Key_Return):
        QTest.keyClick(page.table.painter.open or page.table, Qt.Key(key))
    page.view.repaint()


def _turn(page: ReportsPage, at: int) -> None:
    page.table.verticalScrollBar().setValue(at * 10)
    page.table.viewport().repaint()


def _taken(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _line(what: str, taken: list[float], allowed: float) -> Line:
    p95 = sorted(taken)[int(len(taken) * 0.95)]
    return Line(what, f"{p95 * 1000:.0f} ms", f"{allowed * 1000:.0f} ms", p95 / allowed, "≤ 1")
