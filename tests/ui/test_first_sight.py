"""What is seen first, what comes after it, and that nothing moves or is lost between the two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolBar
from pytestqt.qtbot import QtBot

from models.office import Office
from ui.pages.records import RecordsPage
from ui.parts.grid.cells import CellDelegate
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
