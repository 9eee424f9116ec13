"""The page of findings, worked through with keys: corrected in place, explained, grouped, filtered, sent back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.findings import DOUBT, ERROR, Finding
from models.intake import pending
from models.intake.pending import Pending
from models.kinds import Stored
from ui.pages.findings import FindingsPage
from ui.pages.findings.grouping import BY_FILE, BY_UNIT, UNGROUPED, Group
from ui.pages.findings.model import COLUMNS, PLACE, SAID, VALUE, WHY
from ui.pages.records import RecordsPage
from ui.window import Window

Key = Qt.Key
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> FindingsPage:
    """The page with the findings of the demonstration, keys going to the list."""
    opened = window.open_page("findings")
    assert isinstance(opened, FindingsPage)
    qtbot.waitUntil(lambda: opened.model.rowCount() > 0, timeout=5000)
    opened.table.setFocus()
    return opened


def choose(box: QComboBox, key: str) -> None:
    """Picks what stands for a key."""
    assert box.findData(key) >= 0
    box.setCurrentIndex(box.findData(key))


def go(page: FindingsPage, field: str, column: int = VALUE) -> Finding:
    """Makes the first finding on a field the current one."""
    at, one = next((at, one) for at, one in enumerate(page.model.shown) if getattr(one, "field", "") == field)
    page.table.go(at, column)
    assert isinstance(one, Finding)
    return one


def box(page: FindingsPage) -> QWidget:
    """What is typed into in the open editor."""
    assert page.table.editing.open
    return page.table.editing.open.box


def kept(window: Window, one: Finding) -> Stored:
    """What the register keeps where a finding points."""
    return window.desk.office.register.row(one.record, one.row)[one.field]


def compose(widget: QWidget, text: str) -> None:
    """Ends a composition of the input method with this text."""
    done = QInputMethodEvent()
    done.setCommitString(text)
    QApplication.sendEvent(widget, done)


def groups(page: FindingsPage) -> list[Group]:
    """The headings of the list."""
    return [row for row in page.model.shown if isinstance(row, Group)]


def test_a_value_is_corrected_in_the_list_and_its_finding_is_gone_at_once(
    window: Window, page: FindingsPage, qtbot: QtBot
) -> None:
    one = go(page, "hazards_fixed")
    steps = len(window.desk.office.register.steps())
    qtbot.keyClick(page.table, Key.Key_Return)
    qtbot.keyClicks(box(page), "150")
    qtbot.keyClick(box(page), Key.Key_Return)
    assert kept(window, one) == 150
    assert one not in page.model.all
    assert page.count.text() == "错误 6 个，存疑 6 个"
    assert len(window.desk.office.register.steps()) == steps + 1
    assert page.table.editing.open is None and page.table.hasFocus()
    qtbot.keyClick(page.table, Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: one in page.model.all, timeout=5000)
    assert kept(window, one) == 154


def test_after_a_correction_the_next_finding_is_at_hand(page: FindingsPage, qtbot: QtBot) -> None:
    choose(page.filters.way, UNGROUPED)
    go(page, "hazards_fixed")
    following = page.model.shown[page.table.currentIndex().row() + 1]
    qtbot.keyClick(page.table, Key.Key_F2)
    qtbot.keyClicks(box(page), "150")
    qtbot.keyClick(box(page), Key.Key_Tab)
    assert page.table.current() == following
    assert page.table.currentIndex().column() == VALUE


def test_typing_begins_to_edit_and_replaces_what_stood_there(window: Window, page: FindingsPage, qtbot: QtBot) -> None:
    one = go(page, "hazards_fixed")
    qtbot.keyClick(page.table, Key.Key_1)
    qtbot.keyClicks(box(page), "49")
    qtbot.keyClick(box(page), Key.Key_Enter)
    assert kept(window, one) == 149
    sex = go(page, "sex")
    qtbot.keyClick(page.table, Key.Key_F2)
    line = box(page)
    assert isinstance(line, QComboBox) and line.lineEdit().selectedText() == "男"
    compose(line, "女")
    qtbot.keyClick(line, Key.Key_Return)
    assert kept(window, sex) == "女"
    assert sex not in page.model.all


def test_the_first_letter_of_an_input_method_is_not_lost(page: FindingsPage, qtbot: QtBot) -> None:
    go(page, "hazards_fixed")
    composing = QInputMethodEvent("y", [])
    QApplication.sendEvent(page.table, composing)
    line = box(page)
    assert isinstance(line, QLineEdit)
    compose(line, "一五")
    assert line.text() == "一五"


def test_what_can_not_be_read_is_told_while_typing_kept_and_still_a_finding(
    window: Window, page: FindingsPage, qtbot: QtBot
) -> None:
    said: list[str] = []
    window.desk.said.connect(said.append)
    one = go(page, "hazards_fixed")
    qtbot.keyClick(page.table, Key.Key_F2)
    qtbot.keyClicks(box(page), "about 30")
    assert "不是整数" in page.detail.text()
    qtbot.keyClick(box(page), Key.Key_Return)
    assert kept(window, one) == "about 30"
    assert page.table.current() and "about 30" in page.table.current().say
    assert said[0].startswith("已保存，但还有问题")


def test_escape_forgets_and_an_unchanged_value_is_no_step(window: Window, page: FindingsPage, qtbot: QtBot) -> None:
    steps = len(window.desk.office.register.steps())
    one = go(page, "hazards_fixed")
    qtbot.keyClick(page.table, Key.Key_F2)
    qtbot.keyClicks(box(page), "1")
    qtbot.keyClick(box(page), Key.Key_Escape)
    qtbot.keyClick(page.table, Key.Key_F2)
    qtbot.keyClick(box(page), Key.Key_Return)
    assert kept(window, one) == 154
    assert len(window.desk.office.register.steps()) == steps


def test_what_is_typed_is_kept_when_another_page_is_opened(window: Window, page: FindingsPage, qtbot: QtBot) -> None:
    one = go(page, "hazards_fixed")
    qtbot.keyClick(page.table, Key.Key_F2)
    qtbot.keyClicks(box(page), "150")
    window.open_page("home")
    assert kept(window, one) == 150


def test_an_audit_that_comes_in_while_typing_waits(window: Window, page: FindingsPage, qtbot: QtBot) -> None:
    one = go(page, "hazards_fixed")
    qtbot.keyClick(page.table, Key.Key_F2)
    qtbot.keyClicks(box(page), "15")
    window.desk.audited.emit([])
    assert one in page.model.all and page.table.editing.open
    qtbot.keyClick(box(page), Key.Key_Escape)
    assert page.model.all == []
    assert not page.table.isVisible() and page.nothing.isVisible()
    assert page.nothing.head.text() == "没有未解决的问题"


def test_a_reason_is_written_in_place_for_all_selected_doubts_of_its_rule(
    window: Window, page: FindingsPage, qtbot: QtBot
) -> None:
    register = window.desk.office.register
    for at in range(3):
        register.add("competition/labour", {"title": f"第{at}项", "year": 2025, "accidents": 1})
    window.desk.audit()
    qtbot.waitUntil(lambda: sum(one.rule == "LB-01" for one in page.model.all) == 3, timeout=5000)
    choose(page.filters.way, UNGROUPED)
    page.table.selectAll()
    go_to = [at for at, one in enumerate(page.model.shown) if isinstance(one, Finding) and one.rule == "LB-01"]
    page.table.selectionModel().setCurrentIndex(
        page.model.index(go_to[0], SAID), page.table.selectionModel().SelectionFlag.NoUpdate
    )
    steps = len(register.steps())
    qtbot.keyClick(page.table, Key.Key_R, CONTROL)
    qtbot.keyClicks(box(page), "closed")
    qtbot.keyClick(box(page), Key.Key_Return)
    assert {one.why for one in page.model.all if one.rule == "LB-01"} == {"closed"}
    assert sum(one.settled for one in page.model.all) == 3
    assert not [row for row in page.model.shown if isinstance(row, Finding) and row.rule == "LB-01"]
    assert len(register.steps()) == steps + 1
    window.desk.step_back()
    qtbot.waitUntil(lambda: not any(one.settled for one in page.model.all), timeout=5000)


def test_a_reason_can_be_changed_and_taken_back(window: Window, page: FindingsPage, qtbot: QtBot) -> None:
    for why in ("first", "second"):
        choose(page.filters.level, "all" if why == "first" else "settled")
        go(page, "actual", WHY)
        qtbot.keyClick(page.table, Key.Key_F2)
        qtbot.keyClicks(box(page), why)
        qtbot.keyClick(box(page), Key.Key_Return)
    choose(page.filters.level, "settled")
    assert [getattr(one, "why", None) for one in page.model.shown][-1] == "second"
    assert len(window.desk.office.register.ask("select id from reason")) == 1
    go(page, "actual", WHY)
    qtbot.keyClick(page.table, Key.Key_F2)
    qtbot.keyClick(box(page), Key.Key_Delete)
    qtbot.keyClick(box(page), Key.Key_Return)
    assert page.model.shown == []
    assert window.desk.office.register.ask("select id from reason") == []
    page.nothing.all.click()
    assert page.filters.is_clear() and go(page, "actual").why == ""


def test_an_error_takes_no_reason(page: FindingsPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.desk.said.connect(said.append)
    go(page, "hazards_fixed", WHY)
    assert not page.why.isEnabled()
    qtbot.keyClick(page.table, Key.Key_R, CONTROL)
    assert page.table.editing.open is None and said[0].startswith("错误必须改正")
    qtbot.keyClick(page.table, Key.Key_F2)
    assert box(page).accessibleName() == "整改隐患"


def test_a_link_is_corrected_by_a_name_that_is_offered(window: Window, page: FindingsPage, qtbot: QtBot) -> None:
    at = next(at for at, row in enumerate(page.model.shown) if getattr(row, "field", "") == "unit")
    page.table.go(at)
    one = page.table.current()
    assert one
    qtbot.keyClick(page.table, Key.Key_F2)
    line = box(page)
    assert isinstance(line, QLineEdit)
    compose(line, "第一中学")
    assert page.table.editing.open and page.table.editing.open.choosing
    qtbot.keyClick(line, Key.Key_Down)
    qtbot.keyClick(line, Key.Key_Return)
    assert page.table.editing.open and line.text() == "云泽旗第一中学"
    qtbot.keyClick(line, Key.Key_Return)
    assert window.desk.office.register.title("unit", kept(window, one)) == "云泽旗第一中学"
    assert one not in page.model.all


def test_groups_tell_their_counts_open_and_close_and_are_remembered(
    window: Window, page: FindingsPage, qtbot: QtBot
) -> None:
    choose(page.filters.way, BY_UNIT)
    assert sum(group.count for group in groups(page)) == len(page.model.all) == 13
    assert groups(page)[-1].title == "没有对应单位"
    first = groups(page)[0]
    page.table.setCurrentIndex(page.model.index(0, 0))
    qtbot.keyClick(page.table, Key.Key_Left)
    assert page.model.rowCount() == 13 + len(groups(page)) - first.count
    assert "已收起" in page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(page.table, Key.Key_Right)
    qtbot.keyClick(page.table, Key.Key_Space)
    page.fold.click()
    assert page.model.rowCount() == len(groups(page))
    page.fold.click()
    assert page.model.rowCount() == 13 + len(groups(page))
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(300, 10))
    assert not groups(page)[0].open
    again = FindingsPage(window.desk)
    qtbot.addWidget(again)
    assert again.filters.way.currentData() == BY_UNIT


def test_findings_are_filtered_by_level_type_unit_file_and_text(page: FindingsPage, qtbot: QtBot) -> None:
    filters = page.filters
    choose(filters.level, DOUBT)
    assert {one.level for one in page.model.listed} == {DOUBT}
    choose(filters.level, ERROR)
    assert len(page.model.listed) == 7
    choose(filters.record, "worker")
    assert {one.record for one in page.model.listed} == {"worker"} and len(page.model.listed) == 3
    file = page.model.listed[0].file
    choose(filters.file, file)
    assert {one.file for one in page.model.listed} == {file}
    filters.clear()
    choose(filters.unit, "云泽旗第一中学")
    assert [one.field for one in page.model.listed] == ["hazards_fixed"]
    filters.clear()
    qtbot.keyClicks(filters.text, "sheet")
    assert page.model.listed == [] and page.nothing.isVisible()
    filters.text.clear()
    filters.text.setText("身份证号 校验码")
    assert [one.subject for one in page.model.listed] == ["宝音陶格涛"]
    assert "列出 1 个" in page.count.text()


def test_the_place_is_told_in_the_terms_of_excel(page: FindingsPage) -> None:
    go(page, "hazards_fixed")
    at = page.table.currentIndex().row()
    assert page.model.index(at, PLACE).data() == "H 列第 14 行 · 安康杯 · 09_安康杯参赛情况.xlsx"
    assert "H 列第 14 行" in page.detail.text()
    choose(page.filters.way, BY_FILE)
    assert all(group.title.startswith(("0", "1")) for group in groups(page))


def test_a_finding_opens_its_record_at_the_field_with_keys(window: Window, page: FindingsPage, qtbot: QtBot) -> None:
    one = go(page, "hazards_fixed")
    qtbot.keyClick(page.table, Key.Key_Return, CONTROL)
    opened = window.stack.currentWidget()
    assert isinstance(opened, RecordsPage) and opened.form().row == one.row


def test_findings_go_back_to_units_as_workbooks(
    window: Window, page: FindingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    window.desk.said.connect(said.append)
    go(page, "hazards_fixed")
    menu = page.send.menu()
    menu.aboutToShow.emit()
    own, listed, each = menu.actions()
    assert own.text() == "“云泽旗第一中学”的 1 条…" and "13" in listed.text()
    target = tmp_path / "one.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    own.trigger()
    qtbot.waitUntil(target.exists, timeout=5000)
    rows = list(openpyxl.load_workbook(target).active.iter_rows(min_row=3, values_only=True))
    assert rows == [
        (
            "09_安康杯参赛情况.xlsx",
            "安康杯",
            "H 列第 14 行",
            "云泽旗第一中学",
            "整改隐患（条）",
            "154",
            "整改隐患 154 条多于排查 152 条。",
            "请核对。",
        )
    ]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "all"))
    each.trigger()
    qtbot.waitUntil(lambda: len(said) == 2, timeout=5000)
    assert len(list((tmp_path / "all").glob("*-请核对更正.xlsx"))) == len({one.unit for one in page.model.all} - {""})


def test_of_ten_thousand_findings_only_those_in_view_read_their_values(page: FindingsPage) -> None:
    many = [
        Finding("audit.required", ERROR, "unit", 1 + at % 26, "title", f"第{at}条", unit=f"第{at % 2000}单位")
        for at in range(10_000)
    ]
    page.model.desk.audited.emit(many)
    choose(page.filters.way, BY_UNIT)
    assert page.model.rowCount() == 12_000 and len(groups(page)) == 2000
    page.table.go(11_999)
    assert page.table.current() and page.model.index(11_999, VALUE).data()
    assert len(page.model._values) < 500


def test_every_control_has_a_name_and_the_list_reads_as_a_table(page: FindingsPage) -> None:
    for widget in (*page.filters.boxes(), page.filters.text, page.table):
        assert widget.accessibleName()
    for column in COLUMNS:
        assert page.model.headerData(column, Qt.Orientation.Horizontal)
    go(page, "hazards_fixed")
    page.table.correct()
    assert box(page).accessibleName() == "整改隐患"


def test_workbooks_that_wait_to_be_kept_are_told_beside_the_findings(
    window: Window, page: FindingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    pending.write(window.desk.office.folder, [Pending(tmp_path / "报来.xlsx")])
    window.open_page("history")
    window.open_page("findings")
    qtbot.waitUntil(lambda: "“收表”里还有 1 个文件" in page.count.text())
    page.nothing.tell(True, False, page.waiting)
    assert "“收表”里还有 1 个文件" in page.nothing.text.text()
