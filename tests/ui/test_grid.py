"""The grid is typed into like a sheet: keys, input methods, blocks from Excel; every edit is one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.logging import _QtMessageCapture
from pytestqt.qtbot import QtBot

from tests.ui.test_clipboard import EXCEL
from ui.pages.records import RecordsPage
from ui.window import Window


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> RecordsPage:
    """The page of the entries, its cursor on the first 参赛号."""
    made = window.open_page("records:entry")
    assert isinstance(made, RecordsPage)
    qtbot.waitUntil(lambda: len(made.model.ids) == 228, timeout=5000)
    choose(made, 0, "number")
    return made


def choose(page: RecordsPage, row: int, field: str) -> None:
    """Puts the cursor on a cell."""
    page.table.setCurrentIndex(page.model.index(row, page.model.columns.index(field)))
    page.table.setFocus()


def kept(page: RecordsPage, row: int, field: str) -> object:
    """What the register holds."""
    return page.desk.office.register.row("entry", page.model.ids[row])[field]


def press(page: RecordsPage, *keys: str) -> None:
    """Presses keys on whatever has the cursor, as a hand does."""
    for key in keys:
        target = QApplication.focusWidget() or page.table
        QTest.keySequence(target, QKeySequence(key))


def typed(page: RecordsPage, text: str) -> None:
    """Types letters on whatever has the cursor."""
    for letter in text:
        QTest.keyClick(QApplication.focusWidget() or page.table, letter)


@pytest.mark.parametrize("key", ["Return", "Escape", "Ctrl+Return", "Tab"])
def test_a_cell_ends_once(page: RecordsPage, key: str, qtlog: _QtMessageCapture) -> None:
    typed(page, "A-1")
    press(page, key)
    assert not [one.message for one in qtlog.records if "does not belong to this view" in (one.message or "")]


def test_typing_replaces_a_cell_enter_goes_down_and_it_is_one_step(page: RecordsPage) -> None:
    typed(page, "A-1")
    press(page, "Return")
    typed(page, "A-2")
    press(page, "Return")
    assert [kept(page, row, "number") for row in (0, 1)] == ["A-1", "A-2"]
    assert page.table.currentIndex().row() == 2
    what = [step.what for step in page.desk.office.register.steps(2)]
    assert what[1].endswith("参赛号 = A-1")
    page.desk.step_back()
    assert kept(page, 1, "number") != "A-2"
    assert kept(page, 0, "number") == "A-1"


def test_tab_goes_on_and_escape_leaves_what_was(page: RecordsPage) -> None:
    before = kept(page, 0, "number")
    typed(page, "zzz")
    press(page, "Escape")
    assert kept(page, 0, "number") == before
    column = page.table.currentIndex().column()
    typed(page, "B")
    press(page, "Tab")
    assert kept(page, 0, "number") == "B"
    assert page.table.currentIndex().column() == column + 1


def test_the_first_letter_of_an_input_method_is_not_lost(page: RecordsPage) -> None:
    choose(page, 0, "delegation")
    for composing in ("w", "wl"):
        QApplication.sendEvent(page.table, QInputMethodEvent(composing, []))
    editor = page.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    composed = QInputMethodEvent()
    composed.setCommitString("乌兰代表队")
    QApplication.sendEvent(page.table, composed)
    assert editor.text() == "乌兰代表队"
    press(page, "Return")
    assert kept(page, 0, "delegation") == "乌兰代表队"


def test_what_can_not_be_read_is_kept_and_pointed_at(page: RecordsPage) -> None:
    choose(page, 0, "place")
    typed(page, "first?")
    press(page, "Return")
    assert kept(page, 0, "place") == "first?"
    index = page.model.index(0, page.model.columns.index("place"))
    assert page.model.data(index, Qt.ItemDataRole.BackgroundRole) is not None
    assert "first?" in page.model.data(index, Qt.ItemDataRole.ToolTipRole)


def test_a_block_from_excel_is_pasted_at_the_corner_and_undone_at_once(page: RecordsPage) -> None:
    data = QMimeData()
    data.setHtml(EXCEL)
    QGuiApplication.clipboard().setMimeData(data)
    choose(page, 0, "delegation")
    before = [page.desk.office.register.row("entry", page.model.ids[row]) for row in (0, 1)]
    press(page, "Ctrl+V")
    assert kept(page, 0, "delegation") == "乌兰其其格"
    assert kept(page, 1, "delegation") == "合并 & 单元格"
    page.desk.step_back()
    assert [page.desk.office.register.row("entry", page.model.ids[row]) for row in (0, 1)] == before


def test_one_value_fills_the_selection_and_fill_down_copies_the_top(page: RecordsPage) -> None:
    QGuiApplication.clipboard().setText("三队")
    choose(page, 0, "delegation")
    press(page, "Shift+Down", "Shift+Down", "Ctrl+V")
    assert [kept(page, row, "delegation") for row in range(4)][:3] == ["三队"] * 3
    choose(page, 2, "delegation")
    typed(page, "x")
    press(page, "Return")
    choose(page, 2, "delegation")
    press(page, "Shift+Down", "Shift+Down", "Ctrl+D")
    assert [kept(page, row, "delegation") for row in (2, 3, 4)] == ["x"] * 3
    steps = len(page.desk.office.register.steps())
    press(page, "Delete")
    assert [kept(page, row, "delegation") for row in (2, 3, 4)] == [None] * 3
    assert len(page.desk.office.register.steps()) == steps + 1


def test_ctrl_enter_puts_what_is_typed_into_every_chosen_cell(page: RecordsPage) -> None:
    choose(page, 0, "delegation")
    press(page, "Shift+Down")
    typed(page, "q")
    press(page, "Ctrl+Return")
    assert [kept(page, row, "delegation") for row in (0, 1)] == ["q", "q"]


def test_rows_pasted_below_the_end_are_new_records(page: RecordsPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("N-1\nN-2\n")
    choose(page, len(page.model.ids), "number")
    press(page, "Ctrl+V")
    assert page.model.rowCount() == 231
    assert [kept(page, row, "number") for row in (228, 229)] == ["N-1", "N-2"]
    qtbot.waitUntil(lambda: page.pane.current is not None and page.pane.current.row == page.model.ids[228])
    page.desk.step_back()
    assert page.desk.office.register.count("entry") == 228


def test_what_is_copied_goes_back_the_same(page: RecordsPage) -> None:
    choose(page, 0, "number")
    press(page, "Shift+Down", "Ctrl+C")
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied == [kept(page, 0, "number"), kept(page, 1, "number")]


def test_a_column_is_filtered_hidden_and_both_are_seen(page: RecordsPage, qtbot: QtBot) -> None:
    page.model.filter("place", "<=3")
    qtbot.waitUntil(lambda: 0 < len(page.model.ids) < 228, timeout=5000)
    assert all(int(str(kept(page, row, "place"))) <= 3 for row in range(len(page.model.ids)))
    assert "▾" in page.model.headerData(page.model.columns.index("place"), Qt.Orientation.Horizontal)
    page.table.headings.lift_all()
    qtbot.waitUntil(lambda: len(page.model.ids) == 228, timeout=5000)


def test_chosen_columns_are_remembered_for_the_office(page: RecordsPage, window: Window) -> None:
    page.table.headings.show(["worker", "number", "remark"])
    del window.pages["records:entry"]
    again = window.open_page("records:entry")
    assert isinstance(again, RecordsPage)
    assert again.model.columns == ["worker", "number", "remark"]
    page.table.headings.show(list(page.record.columns))


def test_children_typed_in_the_blank_row_belong_to_the_parent(window: Window, qtbot: QtBot) -> None:
    page = window.open_page("records:competition/skills")
    assert isinstance(page, RecordsPage)
    qtbot.waitUntil(lambda: page.pane.current is not None, timeout=5000)
    tabs = page.form().children_tabs
    table = next(tabs.widget(at) for at in range(tabs.count()) if tabs.widget(at).record.key == "entry")
    column = table.model.columns.index("number")
    table.model.enter({(len(table.model.ids), column): "C-1"})
    register = window.desk.office.register
    newest = register.row("entry", max(register.ids("entry")))
    assert (newest["number"], newest["competition"]) == ("C-1", page.form().row)


def test_a_mark_committed_without_composing_begins_to_edit(page: RecordsPage) -> None:
    choose(page, 0, "delegation")
    committed = QInputMethodEvent()
    committed.setCommitString("《")
    QApplication.sendEvent(page.table, committed)
    press(page, "Return")
    assert kept(page, 0, "delegation") == "《"
