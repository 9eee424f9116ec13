"""Every page and dialog works by keyboard and by ear: what takes the keys has a name, Tab goes through it as one reads,

and whatever the mouse can press a key does as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    QDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from models.merging import preview
from models.register import Register
from models.resources import SHIPPED
from models.words import say
from ui.pages.adopt import AdoptPage
from ui.pages.records import RecordsPage
from ui.pages.returns import ReturnsPage
from ui.pages.security.sheet import SheetDialog
from ui.parts.adding import AddDialog
from ui.parts.editors import Editor
from ui.parts.form import RecordForm
from ui.parts.form.sections import Section
from ui.parts.keylist import KeyList, keys_of
from ui.parts.manual import read as read_manual
from ui.parts.merging import MergeDialog
from ui.parts.passphrase import PassphraseDialog
from ui.parts.past import PastDialog
from ui.parts.unlocking import UnlockDialog
from ui.parts.welcome import Welcome
from ui.window import Window

BLANK = SHIPPED / "returns" / "competition_statistics" / "form.xlsx"
_MOST = 400  # presses of Tab: more than any page has places for the cursor
_REST = 80  # milliseconds after which a page has been laid out
_ROW = 14  # pixels between two tops that still stand side by side


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


def tour(window: QWidget, first: QWidget) -> list[QWidget]:
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


def _stands_for(one: QWidget, other: QWidget, page: QWidget) -> QWidget:
    """Where it is seen from outside: what scrolls it, unless that scrolls the other one along."""
    areas = [area for area in page.findChildren(QScrollArea) if area.isAncestorOf(one) and not area.isAncestorOf(other)]
    return areas[0] if areas else one


def _reads_on(page: QWidget, one: QWidget, other: QWidget) -> bool:
    """Below, or further right in the same row, or in the next pane at the right."""
    one, other = _stands_for(one, other, page), _stands_for(other, one, page)
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


def by_mouse_only(page: QWidget) -> list[str]:
    """Buttons that neither Tab comes to nor an action with a key stands for."""
    return [
        f"{type(one.parent()).__name__} {name_of(one)}"
        for one in page.findChildren(QAbstractButton)
        if one.isVisibleTo(page) and not one.focusPolicy() & Qt.FocusPolicy.TabFocus and not _by_key(page, one)
    ]


def _by_key(page: QWidget, button: QAbstractButton) -> bool:
    """Whether a key does the same: its action's, the page menu's, its line's, or that of the form it folds."""
    if isinstance(button.parent(), QLineEdit | QAbstractItemView):
        return True  # Qt's own: what they do, the keys of a line and of a table do
    action = button.defaultAction() if isinstance(button, QToolButton) else None
    if action:
        return not action.shortcut().isEmpty() or action in page.actions()
    if button.group():
        return any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in button.group().buttons())  # then arrows
    place, wanted = button.parent(), "folds its section" if isinstance(button.parent(), Section) else name_of(button)
    if isinstance(place, Section):
        place = next(one for one in _above(place) if isinstance(one, RecordForm))
        return len(place.sections) == 1 or say("form.fold") in _texts(place)
    return isinstance(place, Editor) and wanted in _texts(place.box)


def _above(widget: QWidget) -> Iterator[QWidget]:
    while (widget := widget.parentWidget()) is not None:
        yield widget


def _texts(owner: QWidget) -> list[str]:
    return [one.text() for one in owner.actions() if not one.shortcut().isEmpty()]


def test_what_the_mouse_can_press_a_key_does_too(window: Window, qtbot: QtBot) -> None:
    found = {key: by_mouse_only(visit(window, key, qtbot)) for key in places(window)}
    assert {key: buttons for key, buttons in found.items() if buttons} == {}


def keys_at(*places: QWidget) -> list[str]:
    """The keys of the actions that widgets hold."""
    return [one.toString() for place in places for act in place.actions() for one in act.shortcuts()]


def test_every_key_is_listed_with_its_place_and_its_work_and_means_one_thing(window: Window, qtbot: QtBot) -> None:
    wrong = {}
    for key in places(window):
        page = visit(window, key, qtbot)
        nameless = [told for told in keys_of(window, page) if not all(told)]
        everywhere, inside = keys_at(window, page), set(keys_at(*page.findChildren(QWidget)))
        twice = {one for one in everywhere if everywhere.count(one) > 1} | set(keys_at(window)) & inside
        if doubled := nameless or sorted(twice):
            wrong[key] = doubled
    assert wrong == {}


def test_the_page_s_own_keys_work_while_the_places_have_the_cursor(window: Window, qtbot: QtBot) -> None:
    page = visit(window, "records:unit", qtbot)
    assert isinstance(page, RecordsPage)
    window.places.setFocus()
    QTest.keyClick(window.places, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.form().row is None and page.form().boxes["title"].editor.box.hasFocus()


DIALOGS: dict[str, Callable[[Window], QDialog]] = {
    "adding": lambda window: AddDialog(window, window.desk, window.desk.office.schema["worker"], "王一"),
    "keys": lambda window: KeyList(window, window.shown),
    "manual": lambda window: read_manual(window, "home"),
    "merging": lambda window: MergeDialog(window, reader(window), preview(reader(window), "worker", 1, 2)),
    "past": lambda window: PastDialog(window, window.desk, "worker", 1),
    "passphrase": lambda window: PassphraseDialog(
        window, "口令", say("security.honest_new"), say("security.understood")
    ),
    "sheet": lambda window: SheetDialog(window, window.desk, "5C33N-2H1TM-NNDQS-T3P5W-02TYV-01WVQ"),
    "unlock": lambda _: UnlockDialog("赛报", lambda _: None),
    "welcome": lambda window: Welcome(window, window.desk),
}


def reader(window: Window) -> Register:
    """The office's register."""
    return window.desk.office.register


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_gone_through_with_tab_and_left_with_escape(window: Window, name: str, qtbot: QtBot) -> None:
    dialog = DIALOGS[name](window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.focusWidget() is not None, timeout=5000)
    assert dialog.windowTitle()
    wanted = [one for one in takes_keys(dialog) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [type(one).__name__ for one in takes_keys(dialog) if not name_of(one) and not _only_scrolls(one)] == []
    here = dialog.focusWidget()
    passed = tour(dialog, here if here in wanted else wanted[0])
    assert [name_of(one) for one in wanted if one not in passed and not _beside(one, passed)] == []
    assert out_of_order(dialog, passed) == [] and by_mouse_only(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
