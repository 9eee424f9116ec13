"""The targets of a year: from a target to its figures and the records behind them, typed over, read in, written out."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from models.targets import HEADINGS
from models.words import say
from ui.pages.intake import IntakePage
from ui.pages.targets import TargetsPage
from ui.pages.targets.model import PLAN
from ui.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> TargetsPage:
    """The targets of 2025 in the demonstration office: participations as a whole, and of its first unit."""
    register = window.desk.office.register
    register.delete("target", register.ids("target"))
    rows = [("参赛人次", "2025", None, 24000), ("参赛人次", "2025", 1, 3000), ("合理化建议提出", "2025", None, 2000)]
    register.add_many("target", ["measure", "period", "unit", "amount"], rows)
    made = window.open_page("targets")
    assert isinstance(made, TargetsPage)
    made.year.setCurrentText("2025")
    made._read()
    qtbot.waitUntil(lambda: len(made.model.shown) == 3, timeout=5000)
    made.table.setFocus()
    return made


def cell(page: TargetsPage, row: int, heading: str) -> str:
    """What a cell shows."""
    return str(page.model.data(page.model.index(row, HEADINGS.index(heading))))


def at(page: TargetsPage, row: int, qtbot: QtBot) -> None:
    """Puts the cursor on a plan and waits for what stands behind it."""
    page.table.setCurrentIndex(page.model.index(row, PLAN))
    one = page.model.shown[row].target
    qtbot.waitUntil(lambda: f"{one.name}　{one.theirs}" in page.said.text(), timeout=5000)


def test_targets_are_typed_as_a_sheet(window: Window, page: TargetsPage, qtbot: QtBot) -> None:
    register = window.desk.office.register
    at(page, 0, qtbot)
    page.lay(True)
    sheet, table = page.laying.model, page.laying.table
    qtbot.waitUntil(lambda: sheet.laid is not None and page.is_laid, timeout=5000)
    assert (page.laying.measure.currentText(), page.laying.plan.currentText()) == ("参赛人次", "2025年")
    assert sheet.headerData(0, Qt.Orientation.Vertical) == "本级合计"
    table.setCurrentIndex(sheet.index(2, 0))
    table.setFocus()
    QTest.keyClicks(table, "1")
    line = table.painting.open
    assert line is not None
    QTest.keyClicks(line, "200")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.text(sheet.index(2, 0)) == "1200", timeout=5000)
    assert table.currentIndex().row() == 3
    assert register.ask("select amount from target where unit = 2 and period = '2025' and amount = 1200")
    QGuiApplication.clipboard().setText("10\n20")
    table.paste()
    qtbot.waitUntil(lambda: sheet.text(sheet.index(4, 0)) == "20", timeout=5000)
    table.setCurrentIndex(sheet.index(4, 0))
    table.clear_cells()
    qtbot.waitUntil(lambda: sheet.text(sheet.index(4, 0)) == "", timeout=5000)
    page.lay(False)
    assert not page.is_laid


def test_a_target_shows_how_far_it_has_got(page: TargetsPage) -> None:
    told = [cell(page, 0, heading) for heading in HEADINGS[3:10]]
    assert told == ["累计达到", "24,000", "21,553", "89.8", "21,553", "临界", "20,620"]  # 21553 / 24000 = 0.89804


def test_a_figure_leads_to_its_records(window: Window, page: TargetsPage, qtbot: QtBot) -> None:
    at(page, 1, qtbot)
    register = window.desk.office.register
    reports = register.ids("unit_report", within="unit = 1 and period = '2025'")
    rows = [page.behind.item(row).data(Qt.ItemDataRole.UserRole) for row in range(page.behind.count())]
    assert rows == [("unit_report", row) for row in reports]
    told = sum(register.row("unit_report", row)["participations"] or 0 for row in reports)  # type: ignore[misc]
    assert cell(page, 1, "actual") == f"{told:,}"
    page.behind.setFocus()
    QTest.keyClick(page.behind, Qt.Key.Key_Return)
    assert window.page == "records:unit_report"


def test_the_shares_of_a_whole_are_added_up(page: TargetsPage, qtbot: QtBot) -> None:
    at(page, 0, qtbot)
    assert "3,000" in page.said.text() and "24000" in page.said.text()


def test_a_plan_is_typed_over_in_its_place(window: Window, page: TargetsPage, qtbot: QtBot) -> None:
    at(page, 0, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    line = page.table.findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "20000")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(page, 0, "light") == say("targets.green"), timeout=5000)
    assert cell(page, 0, "rate") == "107.8"  # 21553 / 20000
    window.travel(back=True)
    qtbot.waitUntil(lambda: cell(page, 0, "plan") == "24,000", timeout=5000)


def test_keys_lead_to_the_target_and_through_the_years(window: Window, page: TargetsPage, qtbot: QtBot) -> None:
    at(page, 2, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_PageDown, CONTROL)
    assert page.year.currentText() != "2025"
    QTest.keyClick(page.table, Qt.Key.Key_PageUp, CONTROL)
    qtbot.waitUntil(lambda: len(page.model.shown) == 3, timeout=5000)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return, CONTROL)
    assert window.page == "records:target"


def test_the_table_is_exported(
    page: TargetsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "t.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    QTest.keyClick(page.table, Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(target.exists, timeout=5000)
    cells = [*openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True)]
    assert cells[2][:6] == ("参赛人次", "本级合计", "2025", "累计达到", 24000, 21553)


def test_a_table_of_shares_is_read_in(window: Window, page: TargetsPage, qtbot: QtBot, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2025年度目标任务分解表"])
    sheet.append(["序号", "指标名称", "年度", "责任单位", "苏木乡镇", "目标方式", "目标数", "计量单位"])
    title = window.desk.office.register.title("unit", 2)
    sheet.append([1, "参赛人次", "2025年", title, None, "每年不低于", 1500, "人次"])
    sheet.append([2, "参赛人次", "2025年", None, "东镇", None, 400, "人次"])
    book.save(tmp_path / "目标任务分解表.xlsx")
    intake = window.open_page("intake")
    assert isinstance(intake, IntakePage)
    intake.take_files([tmp_path / "目标任务分解表.xlsx"], "target")
    qtbot.waitUntil(lambda: bool(intake.inbox.entries and intake.inbox.entries[0].understood), timeout=10_000)
    intake.keep_rows(whole=False)
    register = window.desk.office.register
    qtbot.waitUntil(lambda: register.count("target") == 5, timeout=10_000)
    shared, placed = register.ids("target")[-2:]
    kept = register.row("target", shared)
    assert (kept["unit"], kept["demand"], kept["amount"]) == (2, "不低于", 1500)
    assert register.row("target", placed)["region"] == "东镇"
