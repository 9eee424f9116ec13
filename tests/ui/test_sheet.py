"""A form as a sheet: walked through by keys, merged cells as one, marks told, typed into where a page allows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from models.sheets import DrawnCell, Look, Picture
from ui.parts.sheet import Mark, SheetView

BOXED = Look(border=("thin",) * 4)
FIRST = Picture(
    "表1",
    {
        (1, 1): DrawnCell(1, 1, "统计表", columns=4),
        (2, 1): DrawnCell(2, 1, "填报单位（盖章）："),
        (3, 1): DrawnCell(3, 1, "项目", look=BOXED, rows=2),
        (3, 2): DrawnCell(3, 2, "合计", look=BOXED),
        (4, 2): DrawnCell(4, 2, "", look=BOXED),
    },
    {1: 40, 3: 0},
    {1: 36},
    last_row=4,
    last_column=4,
)
SECOND = Picture("附表", {(1, 1): DrawnCell(1, 1, "说明")}, {}, {}, last_row=1, last_column=1)


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    """Two sheets."""
    made = SheetView()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show_pictures([FIRST, SECOND])
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=5000)
    made.table.setFocus()
    return made


def press(view: SheetView, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> str:
    """Keys on the sheet; the address where the cursor is then."""
    for key in keys:
        QTest.keyClick(view.table, key, held)
    return view.current()


def test_keys_walk_as_in_a_spreadsheet_and_a_merged_cell_is_one(view: SheetView) -> None:
    assert view.current() == "表1!A1"
    assert press(view, Qt.Key.Key_Down, Qt.Key.Key_Down) == "表1!A3"
    assert press(view, Qt.Key.Key_Tab, Qt.Key.Key_Down) == "表1!B4"
    assert press(view, Qt.Key.Key_Left) == "表1!A3"
    assert press(view, Qt.Key.Key_Home, held=Qt.KeyboardModifier.ControlModifier) == "表1!A1"


def test_a_range_is_chosen_with_its_merged_cells_once(view: SheetView) -> None:
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Right, held=Qt.KeyboardModifier.ShiftModifier)
    assert view.chosen() == ["表1!A3", "表1!B3", "表1!B4"]


def test_enter_asks_for_the_current_cell(view: SheetView, qtbot: QtBot) -> None:
    view.go("表1!B4")
    with qtbot.waitSignal(view.opened) as asked:
        press(view, Qt.Key.Key_Return)
    assert asked.args == ["表1!B4"]


def test_sheets_are_turned_by_keys_and_each_keeps_its_place(view: SheetView, qtbot: QtBot) -> None:
    view.go("表1!B3")
    view.step(1)
    assert view.current() == "附表!A1"
    view.step(-1)
    assert view.current() == "表1!B3"
    view.go("附表!A1")
    assert view.tabs.currentIndex() == 1


def test_only_cells_that_a_page_opens_are_typed_into(view: SheetView, qtbot: QtBot) -> None:
    view.mark({"表1!B4": Mark("12", "accent", says="手工填写", typed=True)})
    view.go("表1!B3")
    QTest.keyClicks(view.table, "5")
    assert view.table.findChild(QLineEdit) is None
    view.go("表1!B4")
    QTest.keyClicks(view.table, "3")
    line = view.table.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "4")
    with qtbot.waitSignal(view.typed) as typed:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert typed.args == ["表1!B4", "34"]


def test_marks_are_told_to_those_who_do_not_see_them(view: SheetView) -> None:
    view.mark({"表1!B4": Mark("12", "accent", says="竞赛项数")})
    index = view.table.sheet.index(3, 1)
    assert "B4 12 竞赛项数" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "竞赛项数"


def test_zoom_changes_widths_and_hidden_columns_stay_hidden(view: SheetView) -> None:
    assert view.table.columnWidth(0) == 40
    assert view.table.isColumnHidden(2)
    view.table.step_zoom(1)
    assert view.zooms.currentText() == "125%"
    assert (view.table.columnWidth(0), view.table.rowHeight(0)) == (50, 45)
    assert view.table.isColumnHidden(2)


def test_a_long_text_runs_over_the_empty_cells_beside_it(view: SheetView) -> None:
    painter = view.table.painter
    assert painter._runs_on(2, 1)
    view.mark({"表1!B2": Mark("云泽旗总工会", "accent")})
    assert not painter._runs_on(2, 1)


def test_the_same_form_anew_keeps_its_place_and_none_shows_nothing(view: SheetView) -> None:
    view.go("表1!B4")
    view.show_pictures([FIRST, SECOND])
    assert view.current() == "表1!B4"
    view.show_pictures([])
    assert (view.current(), view.table.sheet.rowCount()) == ("", 0)
