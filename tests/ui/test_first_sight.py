"""What is seen first, what comes after it, and that nothing moves or is lost between the two."""

from __future__ import annotations

import gc
import importlib
import sys
import threading
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolBar
from pytestqt.qtbot import QtBot

from models.office import Office
from ui.opening import _take_names_as_they_are
from ui.pages.records import RecordsPage
from ui.parts.grid.cells import CellDelegate
from ui.parts.jobs import Job
from ui.parts.look import dress
from ui.window import Window


class Sight(NamedTuple):
    """Heights and places that an eye would follow."""

    bar: int
    table: int
    foot: int


def sight(page: RecordsPage, window: Window) -> Sight:
    """Where bar, table and status bar stand."""
    bar = page.findChild(QToolBar)
    assert isinstance(bar, QToolBar)
    page.layout().activate()
    return Sight(bar.height(), page.table.mapTo(page, page.table.rect().topLeft()).y(), window.statusBar().height())


@pytest.fixture
def window(demo: Office, qtbot: QtBot) -> Iterator[Window]:
    """A window that opens at the entries, not shown yet."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, "light")
    opened = Window(demo)
    opened.open_page("records:entry")
    qtbot.addWidget(opened)
    yield opened
    opened.close()


def entries(window: Window) -> RecordsPage:
    """The page that is open."""
    assert isinstance(window.shown, RecordsPage)
    return window.shown


def test_nothing_works_beside_the_first_painting_and_everything_after_it(window: Window, qtbot: QtBot) -> None:
    page = entries(window)
    assert not window.places.topLevelItemCount()
    assert not page.model.whole and len(page.model.ids) < 228
    with qtbot.waitSignal(window.seen, timeout=5000):
        window.show()
    qtbot.waitUntil(lambda: page.model.whole and len(page.model.ids) == 228, timeout=5000)
    assert window.places.topLevelItemCount()
    assert "228" in page.count.text()


def test_bar_table_and_foot_keep_their_places(window: Window, qtbot: QtBot) -> None:
    page, first = entries(window), []
    window.seen.connect(lambda: first.append(sight(page, window)))
    window.show()
    qtbot.waitUntil(lambda: window.places.topLevelItemCount() > 0, timeout=5000)
    qtbot.wait(50)
    assert first == [sight(page, window)]


def test_what_is_typed_before_all_is_there_arrives(window: Window, qtbot: QtBot) -> None:
    page = entries(window)
    window.show()
    qtbot.keyClicks(page.search, "DG-09")
    qtbot.waitUntil(lambda: len(page.model.ids) == 1, timeout=5000)
    assert page.search.text() == "DG-09"


def test_a_cell_typed_into_before_all_is_there_has_its_own_editor(window: Window, qtbot: QtBot) -> None:
    page = entries(window)
    page.table.setCurrentIndex(page.model.index(0, page.model.columns.index("delegation")))
    window.show()
    qtbot.keyClick(page.table, Qt.Key.Key_X)
    assert isinstance(page.table.itemDelegate(), CellDelegate)


def test_a_window_that_is_closed_unseen_ends_cleanly(window: Window) -> None:
    assert window.close()


def test_pyside_still_asks_whether_modules_spell_its_names_otherwise() -> None:
    feature = importlib.import_module("shibokensupport.feature")
    _take_names_as_they_are()
    assert feature._mod_uses_pyside(sys.modules[__name__]) is False


def test_circles_are_looked_for_on_the_windows_thread_alone(window: Window, qtbot: QtBot) -> None:
    died_on: list[int] = []

    class Circle:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            died_on.append(threading.get_ident())

    def work(_: object) -> None:
        kept = [Circle() for _ in range(10_000)]  # many times what Python would begin to look at
        kept.clear()

    with qtbot.waitSignal(window.seen, timeout=5000):
        window.show()
    QApplication.processEvents()
    done: list[object] = []
    window.desk.jobs.start(Job(work, done.append))
    qtbot.waitUntil(lambda: bool(done), timeout=5000)
    assert not died_on
    qtbot.waitUntil(lambda: len(died_on) == 10_000, timeout=5000)
    assert {*died_on} == {threading.get_ident()}
    window.close()
    assert gc.isenabled()


def test_a_job_that_is_over_holds_nothing(window: Window, qtbot: QtBot) -> None:
    done: list[object] = []
    jobs = [Job(lambda _: 1, done.append), Job(lambda _: 1 // 0, done.append, failed=done.append)]
    called_off = Job(lambda _: 2, done.append, topic="twice")
    for job in (*jobs, called_off, Job(lambda _: 3, done.append, topic="twice")):
        window.desk.jobs.start(job)
    window.show()
    qtbot.waitUntil(lambda: 3 in done, timeout=5000)
    assert done[0] == 1 and len(done) == 3
    assert len({one.work for one in (*jobs, called_off)} | {one.done for one in (*jobs, called_off)}) == 1
