"""Every page works by keyboard and by ear: what takes the keys has a name, and Tab goes through it as one reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from models.library import SHIPPED
from models.office import Office
from ui.pages.adopt import AdoptPage
from ui.pages.records import RecordsPage
from ui.pages.returns import ReturnsPage
from ui.window import Window

BLANK = SHIPPED / "returns" / "competition_statistics" / "form.xlsx"
_MOST = 400  # presses of Tab: more than any page has places for the cursor
_REST = 80  # milliseconds after which a page has been laid out
_ROW = 14  # pixels between two tops that still stand side by side


@pytest.fixture
def window(demo: Office, qtbot: QtBot) -> Iterator[Window]:
    """The window on a copy of the demonstration office."""
    opened = Window(demo)
    qtbot.addWidget(opened)
    opened.resize(1366, 728)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow, timeout=5000)
    yield opened
    opened.close()


def places(window: Window) -> list[str]:
    """Every page that the tree at the left leads to, and the one that the page of returns leads to."""
    return [*window.places._items, "adopt"]


def visit(window: Window, key: str, qtbot: QtBot) -> QWidget:
    """A page as it stands when its background work has come to rest."""
    page = window.open_page(key)
    if isinstance(page, RecordsPage):
        page.form()
    if isinstance(page, AdoptPage) and page.work.adoption is None:
        with qtbot.waitSignal(page.work.opened, timeout=10_000):
            page.open_blank(BLANK)
    qtbot.wait(_REST)
    return page


def test_a_return_that_is_open_has_names_and_an_order(window: Window, qtbot: QtBot) -> None:
    page = window.open_page("returns")
    assert isinstance(page, ReturnsPage)
    with qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
        page.open_return("competition_statistics", "2025")
    nameless = [one for one in takes_keys(page) if not name_of(one) and not _only_scrolls(one)]
    assert nameless == []
    assert out_of_order(page, tour(window, window.places)) == []


def takes_keys(page: QWidget) -> list[QWidget]:
    """The widgets that Tab or a click gives the cursor to, without the inner parts of boxes."""
    return [
        one
        for one in page.findChildren(QWidget)
        if one.isVisibleTo(page)
        and one.isEnabled()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and one.focusProxy() is None
        and not isinstance(one.parent(), QComboBox | QAbstractSpinBox | QAbstractItemView)
    ]


def name_of(widget: QWidget) -> str:
    """What a screen reader says of it: its name, its own text, its tabs' or its label's."""
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    tabs = widget.tabText(0) if isinstance(widget, QTabBar) else ""
    labels = [one.text() for one in widget.window().findChildren(QLabel) if one.buddy() is widget]
    return widget.accessibleName() or own or tabs or "".join(labels)


def test_whatever_takes_the_keys_has_a_name(window: Window, qtbot: QtBot) -> None:
    nameless = [
        (key, type(one).__name__, type(one.parent()).__name__)
        for key in places(window)
        for one in takes_keys(visit(window, key, qtbot))
        if not name_of(one) and not _only_scrolls(one)
    ]
    assert nameless == []
    assert name_of(window.places)


def _only_scrolls(widget: QWidget) -> bool:
    """A scrolled body that Tab passes by: there is nothing to say of it."""
    passed = not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return passed and isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QAbstractItemView)


def tour(window: Window, first: QWidget) -> list[QWidget]:
    """Where the cursor comes by, from one widget until it is there again; a table is left by Ctrl+Tab."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    passed: list[QWidget] = []
    for _ in range(_MOST):
        now = QApplication.focusWidget()
        assert now is not None
        if passed and now is passed[0]:
            return passed
        assert now not in passed, f"Tab turns about {now} and never comes round"
        passed.append(now)
        held = Qt.KeyboardModifier.ControlModifier if _keeps_tab(now) else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(now, Qt.Key.Key_Tab, held)
    raise AssertionError("Tab never comes round")


def _keeps_tab(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractItemView) and widget.tabKeyNavigation()


def _beside(widget: QWidget, passed: list[QWidget]) -> bool:
    """One of several buttons of which one is always down: Tab comes to that, the arrows to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(one in passed for one in group.buttons())


def out_of_order(page: QWidget, passed: list[QWidget]) -> list[tuple[str, str]]:
    """Neighbours on the tour, within one column of the page, of which the second stands before the first."""
    inside = [one for one in passed if page.isAncestorOf(one)]
    return [(name_of(one), name_of(other)) for one, other in pairwise(inside) if not _reads_on(page, one, other)]


def _reads_on(page: QWidget, one: QWidget, other: QWidget) -> bool:
    """Below, or further right in the same row, or in the next pane at the right."""
    here, there = one.mapTo(page, QPoint(0, 0)), other.mapTo(page, QPoint(0, 0))
    if abs(here.y() - there.y()) <= _ROW:
        return there.x() > here.x()
    return there.y() > here.y() or there.x() >= here.x() + one.width()


def test_tab_goes_through_every_page_in_the_order_of_reading_and_comes_round(window: Window, qtbot: QtBot) -> None:
    wrong = {}
    for key in places(window):
        page = visit(window, key, qtbot)
        wanted = [one for one in takes_keys(page) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        passed = tour(window, window.places)
        if missed := [name_of(one) for one in wanted if one not in passed and not _beside(one, passed)]:
            wrong[key] = [("never reached", name) for name in missed]
        elif turned := out_of_order(page, passed):
            wrong[key] = turned
    assert wrong == {}
