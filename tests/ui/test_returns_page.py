"""Returns of a period on their page: opened, keyed, changed with a reason, looked behind, handed up."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from models import suite
from models.office import Office
from models.returns.grammar import CellWords, CheckWords
from models.returns.instances import AUDITED, DRAFT, HANDED_UP, SENT_BACK
from tests import new_forms
from tests.returns_made import adopted
from ui.pages.returns import ReturnsPage
from ui.window import Window


@pytest.fixture
def page(demo: Office, qtbot: QtBot, tmp_path: Path) -> Iterator[ReturnsPage]:
    """The page, on a demonstration office that has adopted the first of the new forms."""
    adopted(
        demo, new_forms.figures(tmp_path / "new.xlsx"), {"表1!D9": CellWords(keyed=True)}, {"J01": CheckWords("D9≥1")}
    )
    window = Window(demo)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    opened = window.open_page("returns")
    assert isinstance(opened, ReturnsPage)
    yield opened
    window.close()


def open_form(page: ReturnsPage, qtbot: QtBot) -> None:
    """The adopted form of 2025, worked out."""
    with qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
        page.open_return("劳动和技能竞赛主要指标年报表", "2025")


def text(page: ReturnsPage, address: str) -> str:
    """What stands in a cell of the form."""
    page.view.sheet.go(address)
    table = page.view.sheet.table
    return str(table.sheet.data(table.currentIndex()))


def key_in(page: ReturnsPage, qtbot: QtBot, address: str, typed: str) -> None:
    """Types into a cell as a clerk does, and waits until all is worked out anew."""
    page.view.sheet.go(address)
    table = page.view.sheet.table
    QTest.keyClicks(table, typed[0])
    line = table.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, typed[1:])
    with qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
        QTest.keyClick(line, Qt.Key.Key_Return)


def test_the_list_tells_what_is_due(page: ReturnsPage) -> None:
    titles = [one.title for one in page.model.entries]
    assert "劳动和技能竞赛主要指标年报表" in titles
    page.search.setText("主要指标")
    assert page.model.rowCount() == 1
    assert page.model.index(0, 2).data() == "未开始"


def test_enter_begins_a_return_and_esc_leads_back(page: ReturnsPage, qtbot: QtBot) -> None:
    page.search.setText("主要指标")
    with qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
        page.table.activated.emit(page.model.index(0, 0))
    assert page.currentWidget() is page.view
    key_in(page, qtbot, "表1!D9", "3")
    page.reload()
    page.view.left.emit()
    assert page.model.index(0, 2).data() == "草稿"


def test_the_form_shows_computed_values_and_takes_keyed_ones(page: ReturnsPage, qtbot: QtBot) -> None:
    open_form(page, qtbot)
    assert text(page, "表1!A2") == "填报单位（盖章）：云泽旗总工会"
    assert text(page, "表1!D4").isdecimal()
    assert int(text(page, "表1!D8")) == int(text(page, "表1!D5")) + int(text(page, "表1!D6"))
    key_in(page, qtbot, "表1!D9", "12")
    assert text(page, "表1!D9") == "12"
    page.desk.step_back()
    qtbot.waitUntil(lambda: text(page, "表1!D9") == "", timeout=10_000)


def test_a_computed_value_is_changed_only_with_a_reason(page: ReturnsPage, qtbot: QtBot) -> None:
    told: list[str] = []
    page.desk.troubled.disconnect()
    page.desk.troubled.connect(told.append)
    open_form(page, qtbot)
    before = text(page, "表1!D4")
    page.view._override()
    page.view.figure.value.setText("999")
    page.view.figure.put_value()
    assert "原因" in told[0]
    page.view.figure.value.setText("999")
    page.view.figure.why.setText("补报两个单位")
    with qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
        page.view.figure.put_value()
    assert text(page, "表1!D4") == "999"
    with qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
        page.view.figure.take_back()
    assert text(page, "表1!D4") == before


def test_a_number_leads_to_its_records(page: ReturnsPage, qtbot: QtBot) -> None:
    open_form(page, qtbot)
    page.view.sheet.go("表1!D4")
    page.view.figure.look_behind()
    qtbot.waitUntil(lambda: page.view.figure.rows.count() > 0, timeout=10_000)
    asked: list[tuple[str, int, str]] = []
    page.desk.wanted.disconnect()
    page.desk.wanted.connect(lambda *told: asked.append(told))
    page.view.figure.rows.itemActivated.emit(page.view.figure.rows.item(0))
    assert asked[0][0] == "unit_report"


def test_what_fails_is_listed_and_leads_to_its_cell(page: ReturnsPage, qtbot: QtBot) -> None:
    open_form(page, qtbot)
    key_in(page, qtbot, "表1!D9", "0")
    points = page.view.points
    assert "J01" in points.list.item(0).text()
    assert page.view.sheet.table.sheet.marks[9, 4].tone == "error"
    points.list.itemActivated.emit(points.list.item(0))
    assert page.view.sheet.current() == "表1!D9"


def test_from_draft_to_handed_up_and_back(
    page: ReturnsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_form(page, qtbot)
    key_in(page, qtbot, "表1!D9", "3")
    open_points = page.view.instance.standing
    assert open_points is not None and open_points.open == []
    target = tmp_path / "上报.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target.with_suffix("")), ""))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("数字有误", True))
    instances, row = page.desk.office.instances, page.view.instance.row
    assert instances.get(row).state == DRAFT
    assert "可以审核" in page.view.told.text()
    page.view.out.pass_to(AUDITED)
    qtbot.waitUntil(lambda: instances.get(row).state == AUDITED, timeout=10_000)
    page.view.out.hand_up()
    qtbot.waitUntil(lambda: instances.get(row).state == HANDED_UP, timeout=10_000)
    assert load_workbook(target)["表1"]["D9"].value == 3
    qtbot.waitUntil(target.with_suffix(".zip").exists, timeout=10_000)
    with zipfile.ZipFile(target.with_suffix(".zip")) as pack:
        assert any(name.endswith(".xlsx") for name in pack.namelist())
    qtbot.waitUntil(lambda: not page.view.instance.is_open, timeout=10_000)
    page.view.out.send_back()
    qtbot.waitUntil(lambda: instances.get(row).state == SENT_BACK, timeout=10_000)
    assert [one.after for one in instances.passages(row)] == [AUDITED, HANDED_UP, SENT_BACK]


def test_a_return_that_was_only_opened_is_no_draft_in_the_list(page: ReturnsPage, qtbot: QtBot) -> None:
    page.open_return("劳动和技能竞赛主要指标年报表", "2019")
    assert "2019" not in [one.period for one in page.model.all]
    open_form(page, qtbot)
    key_in(page, qtbot, "表1!D9", "3")
    page.reload()
    (kept,) = [one for one in page.model.all if one.row == page.view.instance.row]
    assert (kept.state, kept.period) == (DRAFT, "2025")


def test_the_order_is_looked_at_before_a_file_is_asked_for(
    page: ReturnsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    page.desk.troubled.disconnect()
    page.desk.troubled.connect(told.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked for a file"))
    open_form(page, qtbot)
    page.view.out.hand_up()
    assert "请按顺序办理" in told[0]


def test_what_changed_behind_another_page_is_there_when_the_return_is_shown_again(
    page: ReturnsPage, qtbot: QtBot
) -> None:
    open_form(page, qtbot)
    before = int(text(page, "表1!D4"))
    page.window().open_page("home")
    office = page.desk.office
    (row, kept), *_ = [one for one in office.register.rows("unit_report", ["workers"]) if isinstance(one[1], int)]
    page.desk.touched([office.register.change("unit_report", row, {"workers": kept + 5})])
    with qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
        page.window().open_page("returns")
    assert int(text(page, "表1!D4")) != before


def test_a_list_grows_and_every_cell_knows_its_record(page: ReturnsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view.instance.changed, timeout=10_000):
        page.open_return("competition_statistics", "2025")
    assert text(page, "表1!B8") in page.view.figure.heading.text()
    figure = page.view.instance.figure_at("表1!K8")
    assert figure is not None and str(figure.value) == text(page, "表1!K8")


def test_a_form_is_printed_and_saved_as_a_pdf_where_no_suite_is(
    page: ReturnsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By keys; the printer writes a file, as a fake one may."""
    monkeypatch.setattr(suite, "found", list)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "表.pdf"), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: chosen(dialog.printer()))
    shown: list[str] = []

    def chosen(printer: QPrinter) -> QDialog.DialogCode:
        printer.setOutputFileName(str(tmp_path / "纸.pdf"))
        return QDialog.DialogCode.Accepted

    open_form(page, qtbot)
    qtbot.waitUntil(lambda: "由本程序" in page.view.printed.text(), timeout=10_000)
    for key in (
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    ):
        with qtbot.waitSignal(page.view.out.ended, timeout=10_000):
            QTest.keyClick(page.view, Qt.Key.Key_P, key)
    for name in ("表.pdf", "纸.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")
    assert shown == [str(tmp_path / "表.pdf")]


def test_what_stops_a_return_is_shown_when_it_is_passed_on(page: ReturnsPage, qtbot: QtBot) -> None:
    told: list[str] = []
    page.desk.troubled.disconnect()
    page.desk.troubled.connect(told.append)
    open_form(page, qtbot)
    key_in(page, qtbot, "表1!D9", "0")
    with qtbot.waitSignal(page.view.out.stopped, timeout=10_000):
        page.view.out.pass_to(AUDITED)
    assert "J01" in told[0]
    assert page.view.pane.currentWidget() is page.view.points
    assert page.desk.office.instances.get(page.view.instance.row).state == DRAFT
