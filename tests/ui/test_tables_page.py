"""统计表 by keys: chosen, counted, sorted, traced to its rows, exported, kept under a name and deleted."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from ui.commands import main
from ui.pages.tables import TablesPage
from ui.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> TablesPage:
    """The page of the demonstration office, its first table counted."""
    page = window.open_page("tables")
    assert isinstance(page, TablesPage)
    page.chooser.period.setText("2025")
    choose(page, "competitions_by_level")
    qtbot.waitUntil(lambda: texts(page)[-1:] == [["合计", "35", "35"]])
    return page


def choose(page: TablesPage, name: str) -> None:
    """Opens a table that is kept, as its list does."""
    page.saved.setCurrentIndex(page.saved.findData(name))
    page.saved.activated.emit(page.saved.currentIndex())


def texts(page: TablesPage) -> list[list[str]]:
    """What stands in the table."""
    return page.table.pivots.texts


def test_a_column_is_sorted_by_key_up_and_down(page: TablesPage) -> None:
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.pivots.index(2, 1))
    QTest.keyClick(page, Qt.Key.Key_T, CONTROL)
    assert [int(row[1]) for row in texts(page)] == [15, 12, 2, 2, 2, 1, 1, 35]
    QTest.keyClick(page, Qt.Key.Key_T, CONTROL)
    assert [int(row[1]) for row in texts(page)] == [1, 1, 2, 2, 2, 12, 15, 35]


def test_a_number_leads_to_its_rows_and_a_row_to_its_page(page: TablesPage, window: Window, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(page.table.pivots.index(1, 1))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.behind.count() == 12)
    with qtbot.waitSignal(page.desk.wanted) as wanted:
        QTest.keyClick(page.behind, Qt.Key.Key_Return)
    assert wanted.args[0] == "competition"
    assert window.page == "records:competition/skills"


def test_what_is_ticked_is_counted_at_once(page: TablesPage, qtbot: QtBot) -> None:
    chooser = page.chooser
    chooser.search.setText("登记参赛 人次")
    shown = [item for item in chooser._items() if not item.isHidden()]
    assert [item.text() for item in shown] == ["登记参赛（人次）"]
    shown[0].setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: page.table.pivots.pivot.table.measures == ["competitions", "registered_entries"])
    assert texts(page)[-1][-1] == "228"


def test_every_shipped_table_is_shown_as_it_is_declared(page: TablesPage, qtbot: QtBot) -> None:
    for name, table in page.known.items():
        choose(page, name)
        qtbot.waitUntil(lambda table=table: page.table.pivots.pivot.table.title == table.title)
        shown = page.table.pivots.pivot.table
        assert len(shown.paths) == len(table.paths) and sorted(shown.measures) == sorted(table.measures)


def test_without_a_measure_the_page_says_what_to_do(page: TablesPage) -> None:
    for item in page.chooser._items():
        item.setCheckState(Qt.CheckState.Unchecked)
    assert texts(page) == [] and "至少选一个指标" in page.told.text()


def test_a_period_that_can_not_be_read_is_pointed_at(page: TablesPage) -> None:
    page.chooser.period.setFocus()
    QTest.keyClicks(page.chooser.period, "x")
    QTest.keyClick(page.chooser.period, Qt.Key.Key_Tab)
    assert "看不懂" in page.told.text()


def test_tab_through_the_choice_keeps_the_order_of_the_lines(page: TablesPage) -> None:
    page.sort_by(1)
    for each in (*page.chooser.axes.values(), page.chooser.period):
        each.setFocus()
        QTest.keyClick(each, Qt.Key.Key_Tab)
    assert page.table.hasFocus() and page.sorting == (0, True)


def test_a_table_goes_to_a_workbook(
    page: TablesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    target = tmp_path / "表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(page.desk.said):
        QTest.keyClick(page, Qt.Key.Key_E, CONTROL)
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None and sheet["A1"].value == "各类竞赛分级别统计" and sheet.cell(11, 2).value == 35


def test_a_table_is_kept_and_deleted(page: TablesPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("我的表", True))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    QTest.keyClick(page, Qt.Key.Key_S, CONTROL)
    assert page.saved.currentText() == "我的表" and "我的表" in page.desk.office.tables
    QTest.keyClick(page, Qt.Key.Key_Delete, CONTROL)
    assert page.saved.findText("我的表") < 0 and "我的表" not in page.desk.office.tables
    with qtbot.waitSignal(page.desk.troubled) as told:
        monkeypatch.setattr(QMessageBox, "warning", lambda *_: None)
        QTest.keyClick(page, Qt.Key.Key_Delete, CONTROL)
    assert "随程序带来" in told.args[0]


def test_the_verb_prints_a_table_or_writes_it(
    demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(demo_folder, copy)
    asked = ["table", "各类竞赛分级别统计", "--year", "2025", "--office", str(copy)]
    assert main(asked) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "合计\t35\t35"
    assert main([*asked, "-o", str(tmp_path / "a.xlsx")]) == 0
    assert (tmp_path / "a.xlsx").exists()
    assert main(["table", "没有", "--office", str(copy)]) == 2
    assert "没有名为“没有”的统计表" in capsys.readouterr().err
