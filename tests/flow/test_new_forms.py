"""Three blanks that nobody has seen before: adopted on the page by mouse and keys, filled, handed up as they came."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from models.returns.instances import AUDITED, HANDED_UP
from tests import new_forms
from ui.pages.adopt import AdoptPage
from ui.pages.returns import ReturnsPage
from ui.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Clerk:
    """Hands on mouse and keys."""

    def __init__(self, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window, self.qtbot, self.monkeypatch = window, qtbot, monkeypatch
        page = window.open_page("adopt")
        assert isinstance(page, AdoptPage)
        self.page = page

    def opens(self, blank: Path) -> None:
        """Ctrl+Shift+N, and the blank is chosen in the dialog."""
        self.window.open_page("adopt")
        self.monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(blank), ""))
        with self.qtbot.waitSignal(self.page.work.proposed, timeout=10_000):
            self.presses(Qt.Key.Key_N, CONTROL | SHIFT)

    def presses(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """A key on the sheet."""
        table = self.page.sheet.table
        table.setFocus()
        QTest.keyClick(table, key, held)

    def clicks(self, row: int, column: int) -> None:
        """The mouse on a cell, counted from 1."""
        table = self.page.sheet.table
        table.scrollTo(table.sheet.index(row - 1, column - 1))
        at = table.visualRect(table.sheet.index(row - 1, column - 1)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, NONE, at)

    def saves(self) -> str:
        """Ctrl+S, and yes, what is not explained stays empty; the name of the new form."""
        self.monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
        self.presses(Qt.Key.Key_S, CONTROL)
        assert self.page.work.saved
        return self.page.work.form.name

    def fills(self, name: str) -> ReturnsPage:
        """Opens the return of 2025 on the page of returns."""
        page = self.window.open_page("returns")
        assert isinstance(page, ReturnsPage)
        with self.qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
            page.open_return(name, "2025")
        return page

    def hands_up(self, page: ReturnsPage, target: Path) -> None:
        """Audits and hands up, with keys."""
        self.monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        instances, row = self.window.desk.office.instances, page.view.instance.row
        with self.qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
            QTest.keyClick(page.view.sheet.table, Qt.Key.Key_A, CONTROL | SHIFT)
        assert instances.get(row).state == AUDITED
        with self.qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
            QTest.keyClick(page.view.sheet.table, Qt.Key.Key_U, CONTROL)
        assert instances.get(row).state == HANDED_UP


@pytest.fixture
def clerk(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """At the page of adoption."""
    return Clerk(window, qtbot, monkeypatch)


def test_a_form_of_single_figures(clerk: Clerk, qtbot: QtBot, tmp_path: Path) -> None:
    clerk.opens(new_forms.figures(tmp_path / "new.xlsx"))
    clerk.clicks(4, 4)
    clerk.presses(Qt.Key.Key_Return, CONTROL)
    clerk.presses(Qt.Key.Key_Return, CONTROL | SHIFT)
    clerk.presses(Qt.Key.Key_F8)
    assert clerk.page.sheet.current() == "表1!D9"
    clerk.presses(Qt.Key.Key_4, CONTROL)
    clerk.page.pane.setCurrentWidget(clerk.page.checks)
    QTest.keyClicks(clerk.page.checks.must, "D8=D5+D6")
    QTest.keyClick(clerk.page.checks.must, Qt.Key.Key_Return)
    page = clerk.fills(clerk.saves())
    table = page.view.sheet.table
    page.view.sheet.go("表1!D9")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_7)
    line = table.findChild(QLineEdit)
    assert line is not None
    with qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
        QTest.keyClick(line, Qt.Key.Key_Return)
    clerk.hands_up(page, tmp_path / "up.xlsx")
    filled = load_workbook(tmp_path / "up.xlsx", data_only=True)["表1"]
    assert filled["A2"].value == "填报单位（盖章）：云泽旗总工会"
    assert filled["D9"].value == 7
    assert filled["D8"].value == filled["D5"].value + filled["D6"].value


def test_a_form_with_a_line_for_each_unit(clerk: Clerk, tmp_path: Path) -> None:
    clerk.opens(new_forms.units(tmp_path / "new.xlsx"))
    clerk.presses(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert list(clerk.page.work.form.lists)
    page = clerk.fills(clerk.saves())
    clerk.hands_up(page, tmp_path / "up.xlsx")
    filled = load_workbook(tmp_path / "up.xlsx", data_only=True)["表1"]
    rows = [row for row in filled.iter_rows(min_row=5, values_only=True) if isinstance(row[0], int)]
    total = next(row for row in filled.iter_rows(values_only=True) if row[0] == "合计")
    assert len(rows) > 10
    assert total[2] == sum(row[2] or 0 for row in rows)


def test_a_form_of_two_years_on_the_second_sheet(clerk: Clerk, tmp_path: Path) -> None:
    clerk.opens(new_forms.two_years(tmp_path / "new.xlsx"))
    clerk.presses(Qt.Key.Key_PageDown, CONTROL)
    assert clerk.page.sheet.current() == "对比表!A1"
    clerk.presses(Qt.Key.Key_Return, CONTROL | SHIFT)
    cells = clerk.page.work.form.cells
    assert cells["对比表!B5"].back == 1
    assert cells["对比表!D4"].unit == "万元"
    page = clerk.fills(clerk.saves())
    clerk.hands_up(page, tmp_path / "up.xlsx")
    filled = load_workbook(tmp_path / "up.xlsx")["对比表"]
    assert isinstance(filled["B4"].value, int)
    assert filled["B5"].value == 8534  # the year before
