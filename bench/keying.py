"""Keying into 100,000 entries: key press to painted character, a page of scrolling, a record opened, the longest stall.

Characters and scrolling stand beside bare Qt: a `QLineEdit` alone, a `QTableView` over a list in memory. The scripted
run keys an afternoon's cells and fields without a rest, while the audits that they start run beside it.
"""

from __future__ import annotations

import itertools
import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget

from bench.measuring import Line
from models.office import Office
from ui.pages.records import RecordsPage
from ui.parts.look import dress
from ui.window import Window

STALL = 0.1  # seconds that nobody should have to wait for a character, a page or a record
FIELD = "number"
PAGES, OPENED, TYPED = 60, 60, 60
CELLS, FIELDS = 300, 150  # of the scripted run
PATIENCE = 10  # seconds after which something has not been painted at all


def run(office: Path) -> list[Line]:
    """Medians beside bare Qt, 95th percentiles beside what is allowed, and the event loop's longest gap."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app)
    window = Window(Office(office))
    window.resize(1366, 728)
    window.show()
    page = window.open_page("records:entry")
    assert isinstance(page, RecordsPage)
    _settle(app, 1)
    hand = Hand(app, page)
    lines = [*_characters(hand), *_scrolling(hand), _opening(hand), _stall(hand)]
    window.close()
    return lines


class Painted(QObject):
    """Notes when a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.yet = False
        self.widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sees the widget's paint events, and lets everything pass."""
        self.yet = self.yet or event.type() == QEvent.Type.Paint
        return False


class Hand:
    """Keys into the page of entries as a clerk does, and waits for what is painted."""

    def __init__(self, app: QApplication, page: RecordsPage) -> None:
        self.app = app
        self.page = page
        self.column = page.model.columns.index(FIELD)

    def press(self, key: Any, seen: QWidget | None = None) -> float:
        """Seconds from a key press, given to the widget that has the focus, until `seen` or the editor is painted."""
        focus = QApplication.focusWidget()
        assert focus is not None
        return self.until_painted(lambda: QTest.keyClick(focus, key), lambda: seen or QApplication.focusWidget())

    def until_painted(self, act: Callable[[], object], seen: Callable[[], QWidget | None]) -> float:
        """Seconds from an act until the widget that is asked for after it has been painted."""
        start = time.perf_counter()
        act()
        widget = seen()
        assert widget is not None
        painted = Painted(widget)
        while not painted.yet:
            self.app.processEvents()
            if time.perf_counter() - start > PATIENCE:
                raise TimeoutError(f"{widget} was not painted")
        taken = time.perf_counter() - start
        widget.removeEventFilter(painted)
        return taken

    def to_cell(self, row: int) -> None:
        """Puts the cursor into a cell of the grid."""
        self.page.table.setCurrentIndex(self.page.model.index(row, self.column))
        self.page.table.setFocus()
        _settle(self.app, 0.01)

    def to_field(self, row: int) -> None:
        """Opens a record and puts the cursor into its field."""
        self.page.show_record(self.page.model.ids[row], FIELD)
        self.line.selectAll()
        _settle(self.app, 0.01)

    @property
    def line(self) -> QWidget:
        """The field's line in the form."""
        return self.page.form().boxes[FIELD].editor.box

    def key_cell(self, text: str) -> Iterator[float]:
        """Types over the current cell; Enter keeps it and goes down, until the grid shows that."""
        yield from (self.press(letter) for letter in text)
        yield self.press(Qt.Key.Key_Return, self.page.table.viewport())


def _characters(hand: Hand) -> Iterator[Line]:
    """A character in the grid, the first one opening an editor, and in the form; beside a line alone in a window."""
    bare = QLineEdit()
    bare.show()
    bare.activateWindow()
    bare.setFocus()
    _settle(hand.app, 0.1)
    alone = [hand.until_painted(lambda: QTest.keyClick(bare, "7"), lambda: bare) for _ in range(TYPED)]
    bare.close()
    hand.page.window().activateWindow()
    hand.to_cell(5)
    cells = [list(hand.key_cell(f"A{at:04}")) for at in range(TYPED)]
    hand.to_field(200)
    field = [hand.press("7", hand.line) for _ in range(TYPED)]
    cell = list(itertools.chain.from_iterable(one[1:-1] for one in cells))
    for where, taken in (("grid", cell), ("form", field)):
        yield _beside(f"{where}: key press to painted character, median / bare QLineEdit", taken, alone)
        yield _within(f"{where}: key press to painted character, p95", taken)
    yield _within("grid: first key press to opened editor, p95", [one[0] for one in cells])
    yield _within("grid: Enter to kept and repainted, p95", [one[-1] for one in cells])


class Listed(QAbstractTableModel):
    """Texts in memory."""

    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: object = None) -> int:
        """All of them."""
        return len(self.rows)

    def columnCount(self, parent: object = None) -> int:
        """As many as the first row has."""
        return len(self.rows[0])

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text."""
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def _scrolling(hand: Hand) -> Iterator[Line]:
    """Page Down from row to row that nobody has looked at yet, beside a bare table of the same size."""
    hand.to_cell(1000)
    ours = [hand.press(Qt.Key.Key_PageDown, hand.page.table.viewport()) for _ in range(PAGES)]
    table, columns = QTableView(), hand.page.model.columnCount()
    table.setModel(listed := Listed([[f"{row} {column}" for column in range(columns)] for row in range(100_000)]))
    table.resize(hand.page.table.size())
    table.verticalHeader().setDefaultSectionSize(hand.page.table.verticalHeader().defaultSectionSize())
    table.show()
    table.activateWindow()
    table.setFocus()
    table.setCurrentIndex(listed.index(1000, 0))
    _settle(hand.app, 0.3)
    bare = [hand.press(Qt.Key.Key_PageDown, table.viewport()) for _ in range(PAGES)]
    table.close()
    hand.page.window().activateWindow()
    yield _beside("grid: a page of scrolling, median / bare QTableView over a list", ours, bare)
    yield _within("grid: a page of scrolling, p95", ours)


def _opening(hand: Hand) -> Line:
    """A record that was not looked at yet, asked for from elsewhere, until the form shows it."""
    ids = hand.page.model.ids
    wanted = [ids[at] for at in range(20_000, 80_000, 60_000 // OPENED)]
    taken = []
    for row in wanted:
        taken.append(hand.until_painted(lambda row=row: hand.page.show_record(row, FIELD), lambda: hand.line))  # type: ignore[misc]
        _settle(hand.app, 0.02)
    return _within("form: a record opened until it is painted, p95", taken)


def _stall(hand: Hand) -> Line:
    """Cells and fields keyed without a rest, the event loop's heart listened to."""
    beats: list[float] = []
    heart = QTimer(interval=1)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    heart.start()
    hand.to_cell(40_000)
    for at in range(CELLS):
        list(hand.key_cell(f"B{at:04}"))
    for at in range(FIELDS):
        hand.to_field(60_000 + at)
        for letter in f"C{at:04}":
            hand.press(letter, hand.line)
    hand.page.keep()
    _settle(hand.app, 3)
    heart.stop()
    longest = max(after - before for before, after in itertools.pairwise(beats))
    what = f"keying {CELLS} cells and {FIELDS} fields: longest stall / allowed"
    return Line(what, f"{longest * 1000:.0f} ms", f"{STALL * 1000:.0f} ms", longest / STALL, "≤ 1")


def _beside(what: str, ours: list[float], bare: list[float]) -> Line:
    mine, its = statistics.median(ours), statistics.median(bare)
    return Line(what, f"{mine * 1000:.2f} ms", f"{its * 1000:.2f} ms", mine / its, "≤ 3")


def _within(what: str, ours: list[float]) -> Line:
    p95 = sorted(ours)[int(len(ours) * 0.95)]
    return Line(f"{what} / allowed", f"{p95 * 1000:.1f} ms", f"{STALL * 1000:.0f} ms", p95 / STALL, "≤ 1")


def _settle(app: QApplication, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        app.processEvents()
        time.sleep(0.001)
