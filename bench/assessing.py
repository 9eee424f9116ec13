"""Keying assessment sheets of 200 units over two years: a score's last key to repainted subtotals; opening the page."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.keying import Painted
from bench.measuring import Line
from models.office import Office
from ui.pages.assessments import AssessmentsPage
from ui.parts.look import dress
from ui.window import Window

UNITS, KEYED = 200, 80
_MOMENT = 0.15  # seconds between two scores: faster than anybody keys
ALLOWED = 0.05  # seconds from a key to repainted subtotals


def run(_: Path) -> list[Line]:
    """The 95th percentile and the worst, beside what is allowed."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app)
    with tempfile.TemporaryDirectory() as folder:
        window = Window(_office(Path(folder) / "office"))
        window.resize(1366, 728)
        window.show()
        start = time.perf_counter()
        page = window.open_page("assessments")
        assert isinstance(page, AssessmentsPage)
        while not page.all:
            app.processEvents()
        opened = time.perf_counter() - start
        page.card.tree.setFocus()
        taken = sorted(_keyed(app, page, at) for at in range(KEYED))
        window.close()
    p95, median = taken[int(KEYED * 0.95)], statistics.median(taken)
    told = f"{p95 * 1000:.1f} ms (median {median * 1000:.1f}, worst {taken[-1] * 1000:.1f})"
    allowed = f"allowed {ALLOWED * 1000:.0f} ms"
    return [
        Line(
            "assessment: key of a score to repainted subtotals, total and places, p95",
            told,
            allowed,
            p95 / ALLOWED,
            "≤ 1",
        ),
        Line("assessment: page of 400 sheets opened and ranked", f"{opened * 1000:.0f} ms", "-", 0.0, "-"),
    ]


def _office(folder: Path) -> Office:
    """Every unit with two sheets, one of them half done."""
    office = Office(folder)
    register, scheme = office.register, office.schemes.named("safety_cup")
    leaves = [leaf for leaf in scheme.sheet.leaves() if leaf.kind == "base"]
    with register.step("演示"):
        register.add("competition/safety", {"title": "安康杯", "year": 2025})
        register.add_many("unit", ["title"], [(f"第{at}单位",) for at in range(UNITS)])
        facts = ["competition", "unit", "round", "scheme", "version"]
        rows = [(1, 1 + at // 2, str(2024 + at % 2), scheme.title, scheme.version) for at in range(2 * UNITS)]
        register.add_many("assessment", facts, rows)
        fields = ["assessment", "item", "title", "full", "own_score", "score"]
        lines = [
            (1 + at, leaf.key, leaf.title, float(leaf.full or 0), 4, None if at % 2 and number > 9 else 4)
            for at in range(2 * UNITS)
            for number, leaf in enumerate(leaves)
        ]
        register.add_many("assessment_item", fields, lines)
    return office


def _keyed(app: QApplication, page: AssessmentsPage, at: int) -> float:
    """From Enter behind a digit until tree, sums and ranking have been repainted."""
    tree = page.card.tree
    QTest.keyClick(tree, Qt.Key(Qt.Key.Key_0 + at % 3 + 1 + at // 30 % 2))
    app.processEvents()
    line = tree.painter.open
    assert line is not None
    painted = Painted(tree.viewport())
    start = time.perf_counter()
    QTest.keyClick(line, Qt.Key.Key_Return)
    while not painted.yet:
        app.processEvents()
    taken = time.perf_counter() - start
    tree.viewport().removeEventFilter(painted)
    _rested(app)
    if tree.currentIndex().internalId() == len(page.card.items.items) - 3:  # before the vetoes: from the top again
        tree.setCurrentIndex(page.card.items.of_item(page.card.items.items[1], tree.currentIndex().column()))
    return taken


def _rested(app: QApplication) -> None:
    """A hand needs a moment for the next digit."""
    until = time.perf_counter() + _MOMENT
    while time.perf_counter() < until:
        app.processEvents()
