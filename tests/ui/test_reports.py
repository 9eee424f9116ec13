"""The figures of units, typed, pasted, undone and looked at as a clerk would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from models.kinds import Stored
from models.office import Office
from models.reporting import EMPTY, GIVEN, MISSING
from models.words import Refusal
from ui.pages.reports import ReportsPage
from ui.parts.look import colour, dress
from ui.parts.reports.model import FAULTY
from ui.window import Window

UNITS = ("甲厂", "乙厂", "丙厂", "丁校")
DOWN, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture
def office_with_units(office: Office) -> Office:
    """Four units, one of which returned its figures of 2024 and 2025."""
    names = ["title", "workers", "contact", "phone"]
    office.register.add_many("unit", names, [(name, 1000, "张", "02000000") for name in UNITS])
    fields = ["unit", "period", "workers", "participations"]
    office.register.add_many("unit_report", fields, [(1, "2024", 100, 200), (1, "2025", 120, 210)])
    return office


@pytest.fixture
def window(office_with_units: Office, qtbot: QtBot) -> Iterator[Window]:
    """The window on that office."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, "light")
    opened = Window(office_with_units)
    qtbot.addWidget(opened)
    opened.resize(1366, 728)
    opened.show()
    yield opened
    opened.close()


@pytest.fixture
def page(window: Window) -> ReportsPage:
    """The page of figures, the cursor on the first unit's workers."""
    made = window.open_page("reports:unit_report")
    assert isinstance(made, ReportsPage)
    made.table.setFocus()
    at(made, 0, "workers")
    return made


def at(page: ReportsPage, row: int, field: str) -> None:
    """Puts the cursor on a cell."""
    page.table.setCurrentIndex(page.model.index(row, column(page, field)))


def column(page: ReportsPage, field: str) -> int:
    """Where a field stands."""
    return [one.key for one in page.grid.columns].index(field)


def type_in(page: ReportsPage, qtbot: QtBot, *keys: str | Qt.Key) -> None:
    """Texts and keys as they reach whatever has the focus: the cell, or the line that is open in it."""
    for key in keys:
        for letter in key if isinstance(key, str) else [key]:
            target = page.table.painter.open or page.table
            if isinstance(letter, str):
                qtbot.keyClicks(target, letter)
            else:
                qtbot.keyClick(target, letter)


def kept(page: ReportsPage, field: str, period: str = "2025") -> dict[Stored, Stored]:
    """By unit, what the register keeps."""
    reader = page.desk.office.register
    return {who: value for _, who, value in reader.rows("unit_report", ["unit", field], "period = ?", [period])}


def shown(page: ReportsPage) -> list[str]:
    """The names that are listed."""
    return [page.model.line(row).name for row in range(page.model.rowCount())]


def latest(page: ReportsPage) -> str:
    """The sentence of the last step."""
    return page.desk.office.register.steps(1)[0].what


def test_the_report_has_its_place_in_the_window(window: Window) -> None:
    places = window.places.findItems("单位报表填报", Qt.MatchFlag.MatchRecursive)
    window.places.setCurrentItem(places[0])
    assert isinstance(window.stack.currentWidget(), ReportsPage)


def test_figures_are_typed_down_a_column_with_enter(page: ReportsPage, qtbot: QtBot) -> None:
    type_in(page, qtbot, "125", DOWN, "64", DOWN, DOWN, "80", DOWN)
    assert kept(page, "workers") == {1: 125, 2: 64, 4: 80}
    assert page.table.painter.open is None


def test_figures_are_typed_along_a_line_with_tab_and_arrows_go_up_and_down(page: ReportsPage, qtbot: QtBot) -> None:
    at(page, 1, "workers")
    type_in(page, qtbot, "6", RIGHT, "70", RIGHT, "1", Qt.Key.Key_Down, "2", Qt.Key.Key_Up, "3")
    page.keep()
    register = page.desk.office.register
    row = register.row("unit_report", register.ids("unit_report", within="unit = 2")[0])
    assert (row["workers"], row["participations"], row["migrant_participations"]) == (6, 70, 3)
    assert kept(page, "migrant_participations") == {1: None, 2: 3, 3: 2}


def test_tab_at_the_end_of_a_line_goes_to_the_next(page: ReportsPage, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(page.model.index(0, page.model.columnCount() - 1))
    type_in(page, qtbot, "5", RIGHT, "7", DOWN)
    first = page.grid.columns[0].key
    assert kept(page, first)[2] == 7


def test_each_edit_is_a_step_with_a_sentence_and_undo_takes_back_one_at_a_time(page: ReportsPage, qtbot: QtBot) -> None:
    type_in(page, qtbot, "125", DOWN, "64", DOWN)
    assert latest(page) == "填报 乙厂 2025年 参赛职工（人） = 64"
    page.desk.step_back()
    assert kept(page, "workers") == {1: 125}
    assert page.model.line(1).state == MISSING
    page.desk.step_back()
    assert kept(page, "workers") == {1: 120}
    page.desk.step_forward()
    assert page.model.data(page.model.index(0, column(page, "workers"))) == "125"


def test_undo_with_its_keys_leaves_the_cursor_where_it_is(window: Window, page: ReportsPage, qtbot: QtBot) -> None:
    window._furnish()
    type_in(page, qtbot, "125", DOWN)
    where = page.table.currentIndex().row()
    undo = next(
        one for menu in window.menus._bar.values() for one in menu.actions() if one.shortcut().toString() == "Ctrl+Z"
    )
    undo.trigger()
    assert kept(page, "workers") == {1: 120}
    assert page.table.currentIndex().row() == where


def test_typing_what_stands_there_already_makes_no_step(page: ReportsPage, qtbot: QtBot) -> None:
    before = len(page.desk.office.register.steps())
    type_in(page, qtbot, "120", DOWN)
    at(page, 2, "workers")
    type_in(page, qtbot, "5", Qt.Key.Key_Backspace, DOWN)
    assert len(page.desk.office.register.steps()) == before


def test_escape_leaves_a_cell_as_it_was(page: ReportsPage, qtbot: QtBot) -> None:
    type_in(page, qtbot, "9", Qt.Key.Key_Escape)
    assert kept(page, "workers") == {1: 120}
    assert page.table.painter.open is None


@pytest.mark.parametrize("composed", [("y", "yue", ""), ("",)])
def test_the_first_letter_of_an_input_method_begins_to_edit(
    page: ReportsPage, qtbot: QtBot, composed: tuple[str, ...]
) -> None:
    for at_work in composed:
        event = QInputMethodEvent(at_work, [])
        event.setCommitString("" if at_work else "约")
        QApplication.sendEvent(page.table, event)
    line = page.table.painter.open
    assert line is not None
    assert line.text() == "约"
    type_in(page, qtbot, "5", DOWN)
    assert kept(page, "workers") == {1: "约5"}


def test_what_cannot_be_read_is_kept_pointed_at_and_not_summed(page: ReportsPage, qtbot: QtBot) -> None:
    at(page, 1, "workers")
    type_in(page, qtbot, "about 30", DOWN)
    assert kept(page, "workers")[2] == "about 30"
    at(page, 1, "workers")
    index = page.table.currentIndex()
    assert "不是整数" in page.details.told[0].text()
    assert page.details.told[0].property("role") == "finding-error"
    assert "不是整数" in page.model.data(index, Qt.ItemDataRole.ToolTipRole)
    picture = page.table.grab(page.table.visualRect(index).translated(page.table.viewport().pos()))
    image = picture.toImage()
    assert QColor(image.pixel(1, 1)).name() == colour("error").name()
    assert QColor(image.pixel(9, image.height() - 6)).name() != colour("error").name()
    sums = page.view.totals.model().figure(page.view.totals.model().index(0, index.column()))
    assert (sums.text, sums.beside) == ("120", "1 格未计入")


def test_rules_are_run_on_the_line_as_one_types(page: ReportsPage, qtbot: QtBot) -> None:
    at(page, 2, "suggestions_proposed")
    type_in(page, qtbot, "10", DOWN)
    at(page, 2, "suggestions_implemented")
    type_in(page, qtbot, "20", DOWN)
    at(page, 2, "suggestions_implemented")
    qtbot.waitUntil(lambda: "实施建议 20 件多于提出 10 件" in page.details.told[0].text(), timeout=5000)
    assert page.filters.chips.states[FAULTY].text() == "有问题 1"
    type_in(page, qtbot, "8", DOWN)
    qtbot.waitUntil(lambda: page.filters.chips.states[FAULTY].text() == "有问题 0", timeout=5000)


def test_findings_that_come_in_do_not_overwrite_what_is_being_typed(page: ReportsPage, qtbot: QtBot) -> None:
    type_in(page, qtbot, "125", DOWN, "6")
    with qtbot.waitSignal(page.model.checked, timeout=5000):
        page.model.check([1, 2])
    page.model.dataChanged.emit(page.model.index(0, 0), page.model.index(3, 30))
    type_in(page, qtbot, "4", DOWN)
    assert kept(page, "workers")[2] == 64


def test_the_earlier_figure_stands_beside_with_the_change(page: ReportsPage) -> None:
    figure = page.model.figure(page.table.currentIndex())
    assert (figure.text, figure.beside, figure.notable) == ("120", "100 +20%", False)
    page.model.fill({0: {column(page, "workers"): "140"}}, "x")
    assert page.model.figure(page.table.currentIndex()).notable
    assert "2024年 100 +40%" in page.details.head.text()
    page.periods.with_.setCurrentIndex(page.periods.with_.findData("none"))
    assert page.model.figure(page.table.currentIndex()).beside == ""
    assert page.table.rowHeight(0) < 40


def test_filters_count_and_show_who_has_not_returned(page: ReportsPage, qtbot: QtBot) -> None:
    at(page, 1, "workers")
    page.note_empty()
    assert latest(page) == "记为空报 1 个单位：2025年单位报表"
    texts = {state: button.text() for state, button in page.filters.chips.states.items()}
    assert texts == {"": "全部 4", GIVEN: "已报 1", MISSING: "未报 2", EMPTY: "空报 1", FAULTY: "有问题 0"}
    page.filters.chips.states[MISSING].click()
    assert shown(page) == ["丙厂", "丁校"]
    page.filters.search.insert("校")
    assert shown(page) == ["丁校"]
    page.filters.chips.states[EMPTY].click()
    assert shown(page) == []
    page.filters.search.clear()
    assert shown(page) == ["乙厂"]


def test_a_line_that_is_typed_into_stays_in_sight(page: ReportsPage, qtbot: QtBot) -> None:
    page.filters.chips.states[MISSING].click()
    page.table.setCurrentIndex(page.model.index(0, 0))
    type_in(page, qtbot, "3", DOWN)
    assert shown(page) == ["乙厂", "丙厂", "丁校"]
    assert page.filters.chips.states[MISSING].text() == "未报 2"


def test_an_emptied_return_stays_as_an_empty_one(page: ReportsPage, qtbot: QtBot) -> None:
    page.table.selectRow(0)
    type_in(page, qtbot, Qt.Key.Key_Delete)
    assert page.model.line(0).state == EMPTY
    assert kept(page, "workers") == {1: None}
    page.desk.step_back()
    assert kept(page, "workers") == {1: 120}


def test_another_period_is_typed_stepped_to_and_remembered(window: Window, page: ReportsPage, qtbot: QtBot) -> None:
    page.periods.box.lineEdit().selectAll()
    qtbot.keyClicks(page.periods.box.lineEdit(), "2025Q1")
    qtbot.keyClick(page.periods.box.lineEdit(), Qt.Key.Key_Return)
    assert (page.model.period, page.model.earlier) == ("2025Q1", "2024Q4")
    page.periods.stepped.emit(-1)
    assert page.periods.box.currentText() == "2024年第4季度"
    page.periods.with_.setCurrentIndex(page.periods.with_.findData("year"))
    assert page.model.earlier == "2023Q4"
    again = ReportsPage(window.desk, page.grid.record)
    assert (again.model.period, again.model.earlier) == ("2024Q4", "2023Q4")
    again.deleteLater()


def test_what_is_no_period_is_told_and_goes_nowhere(page: ReportsPage, qtbot: QtBot) -> None:
    page.periods.typed.emit("soon")
    assert page.model.period == "2025"
    assert "“soon”不是报告期" in page.details.told[0].text()
    assert page.periods.box.currentText() == "2025年"


def test_a_block_from_excel_is_pasted_as_one_step(page: ReportsPage, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("1,200\t300\r\n约5人\t\r\n7\t8\r\n9\t10\r\n11\t12\r\n")
    QGuiApplication.clipboard().setMimeData(data)
    said: list[str] = []
    page.desk.said.connect(said.append)
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert kept(page, "workers") == {1: 1200, 2: "约5人", 3: 7, 4: 9}
    assert kept(page, "participations") == {1: 300, 2: None, 3: 8, 4: 10}
    assert (latest(page), said) == ("粘贴 8 格：2025年单位报表", ["有 2 格超出表格范围，没有粘贴"])
    page.desk.step_back()
    assert kept(page, "workers") == {1: 120}


def test_one_value_fills_the_selection_and_a_block_is_copied(page: ReportsPage, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("5")
    QGuiApplication.clipboard().setMimeData(data)
    selection = page.table.selectionModel()
    first = column(page, "workers")
    for row in range(3):
        for at_column in (first, first + 1):
            selection.select(page.model.index(row, at_column), selection.SelectionFlag.Select)
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert kept(page, "participations") == {1: 5, 2: 5, 3: 5}
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "5\t5\n5\t5\n5\t5"


def test_the_reminder_is_copied_and_written(
    page: ReportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page.filters.text_wanted.emit()
    text = QGuiApplication.clipboard().text()
    assert "以下 3 个单位尚未报送" in text and "1. 乙厂　联系人：张　联系电话：02000000" in text
    target = tmp_path / "reminder.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(page.desk.said, timeout=5000):
        page.filters.workbook_wanted.emit()
    assert openpyxl.load_workbook(target).worksheets[0]["B3"].value == "乙厂"


def test_a_unit_added_elsewhere_has_its_line_when_the_page_is_seen_again(window: Window, page: ReportsPage) -> None:
    window.open_page("home")
    register = page.desk.office.register
    page.desk.touched([register.add("unit", {"title": "戊厂"})])
    assert len(shown(page)) == 4
    window.open_page("reports:unit_report")
    assert shown(page)[-1] == "戊厂"


def test_a_change_from_elsewhere_waits_until_a_cell_is_typed(page: ReportsPage, qtbot: QtBot) -> None:
    type_in(page, qtbot, "77")
    page.desk.touched([page.desk.office.register.add("unit", {"title": "戊厂"})])
    assert page.table.painter.open is not None
    type_in(page, qtbot, "8", DOWN)
    assert kept(page, "workers") == {1: 778}
    qtbot.waitUntil(lambda: shown(page)[-1] == "戊厂", timeout=2000)


def test_what_the_register_cannot_take_stays_in_its_line(
    page: ReportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    page.desk.troubled.disconnect()
    page.desk.troubled.connect(told.append)

    def full(*_: object) -> None:
        raise Refusal("register.disk", folder="D:")

    with monkeypatch.context() as patched:
        patched.setattr(page.desk.office.register, "change", full)
        type_in(page, qtbot, "77", DOWN)
        assert "磁盘已满" in told[0]
        assert page.table.painter.open is not None
    type_in(page, qtbot, DOWN)
    assert kept(page, "workers") == {1: 77}


def test_a_filter_that_nothing_fits_and_an_empty_office_say_what_to_do(page: ReportsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.filters.search, "zzz")
    assert "没有符合筛选条件的行" in page.details.head.text()
    page.filters.search.clear()
    page.desk.touched(page.desk.office.register.delete("unit_report", [1, 2]))
    page.desk.touched(page.desk.office.register.delete("unit", [1, 2, 3, 4]))
    assert "还没有登记单位" in page.details.head.text()


def test_leaving_the_page_keeps_what_stands_in_the_cell(window: Window, page: ReportsPage, qtbot: QtBot) -> None:
    type_in(page, qtbot, "77")
    window.open_page("home")
    assert kept(page, "workers") == {1: 77}


def test_a_cell_is_told_whole_to_who_listens(page: ReportsPage) -> None:
    told = page.model.data(page.table.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "甲厂　参赛职工（人）　120　2024年 100 +20%"
