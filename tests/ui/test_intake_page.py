"""收表, worked with keys and mouse: read, mended, kept, undone, replaced, explained, sent back, called off."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QProgressDialog, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from models import intake
from models.intake import pending
from models.kinds.identity import check_of_id
from models.resources import demonstration
from tests.corpus.hostile import hostile
from tests.corpus.sound import sound
from tests.ui.test_access import name_of, takes_keys
from ui.commands import main
from ui.pages.history import HistoryPage
from ui.pages.intake import IntakePage
from ui.pages.intake.files import STANDING, told
from ui.pages.intake.inbox import Entry
from ui.pages.intake.rows import STATE
from ui.window import Window

DEMO = demonstration()
Key, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: Window) -> IntakePage:
    """The page, with nothing on it."""
    opened = window.open_page("intake")
    assert isinstance(opened, IntakePage)
    return opened


def settle(page: IntakePage, qtbot: QtBot) -> None:
    """Waits until everything has been read and no work stands in front of the window."""
    qtbot.waitUntil(lambda: not page.inbox.busy and not page.findChildren(QProgressDialog), timeout=20_000)


def receive(page: IntakePage, qtbot: QtBot, *files: Path) -> list[Entry]:
    """Puts files on the page and waits until they have been read."""
    page.take_files(files, "")
    settle(page, qtbot)
    return page.inbox.entries


def press(page: IntakePage, qtbot: QtBot, key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key of the page, and what follows of it."""
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow, timeout=5000)
    page.files.setFocus()
    QTest.keyClick(page.files, key, held)
    settle(page, qtbot)


def type_here(page: IntakePage, qtbot: QtBot, text: str) -> None:
    """Types over the current cell and goes on with Enter."""
    table = page.pane.table
    table.setFocus()
    QTest.keyClick(table, Key.Key_F2)
    assert table.editing.open
    box = table.editing.open.box
    line = box.lineEdit() if isinstance(box, QComboBox) else box
    assert isinstance(line, QLineEdit)
    line.setText(text)
    QTest.keyClick(box, Key.Key_Return)
    qtbot.waitUntil(lambda: table.editing.open is None)
    settle(page, qtbot)


def roster(path: Path, numbers: list[str]) -> Path:
    """A list of invented entrants of one unit for the contest of electricians."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["竞赛名称", "姓名", "身份证号", "工作单位", "参赛号"])
    for at, number in enumerate(numbers, 1):
        sheet.append(["云泽旗2025年职工电工职业技能大赛报名", f"某某{at}", number, "云泽旗人民医院", f"X{number[-4:]}"])
    book.save(path)
    return path


def id_number(order: int) -> str:
    """Of nobody: no region has the code 999999."""
    first = f"99999919900307{order:03d}"
    return first + check_of_id(first)


def test_rows_are_looked_at_kept_as_one_step_and_undone(
    page: IntakePage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    sent = tmp_path / "units.csv"
    sent.write_text("单位名称,职工人数\n新来的单位,30\n又一个单位,约30人\n", encoding="gb18030")
    register = window.desk.office.register
    (entry,) = receive(page, qtbot, sent)
    assert (entry.standing, register.count("unit")) == ("unsound", 26)
    table = page.pane.table
    assert table.currentIndex().data() == "约30人" and "约30人" in page.pane.detail.text()
    press(page, qtbot, Key.Key_S, CONTROL)
    assert register.count("unit") == 27
    assert page.pane.model.seen is not None and page.pane.model.seen.states == ["same", "new"]
    type_here(page, qtbot, "31")
    assert entry.standing == "sound"
    press(page, qtbot, Key.Key_S, CONTROL)
    assert (register.count("unit"), entry.standing) == (28, "done")
    assert sent.read_text(encoding="gb18030").endswith("约30人\n")
    window.desk.step_back()
    settle(page, qtbot)
    assert (register.count("unit"), entry.standing) == (27, "sound")


def test_rows_with_findings_can_be_kept_as_they_are(
    page: IntakePage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    sent = tmp_path / "units.csv"
    sent.write_text("单位名称,职工人数\n又一个单位,约30人\n", encoding="utf-8")
    receive(page, qtbot, sent)
    press(page, qtbot, Key.Key_S, CONTROL | SHIFT)
    assert window.desk.office.register.row("unit", 27)["workers"] == "约30人"


def test_files_and_folders_are_dropped_on_the_window(page: IntakePage, window: Window, qtbot: QtBot) -> None:
    window.open_page("home")
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(DEMO / "更正")), QUrl.fromLocalFile(str(DEMO / "07_创新工作室.xlsx"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, told, buttons, keys))
    assert window.shown is page
    qtbot.waitUntil(lambda: len(page.inbox.entries) == 4, timeout=5000)
    settle(page, qtbot)
    assert {one.standing for one in page.inbox.entries} == {"done"}


def test_a_hostile_file_beside_a_sound_one_stops_nothing(
    page: IntakePage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    name, (make, _) = next(iter(hostile().items()))
    bad = tmp_path / name
    bad.write_bytes(make())
    wrong = tmp_path / "网页.xls"
    wrong.write_bytes(b"<html></html>")
    good = tmp_path / "units.csv"
    good.write_text("单位名称,职工人数\n新来的单位,30\n", encoding="utf-8")
    entries = receive(page, qtbot, bad, wrong, good)
    assert [one.standing for one in entries][1:] == ["refused", "sound"]
    page.files.go(entries[1])
    assert "网页" in page.pane.nothing.text()
    press(page, qtbot, Key.Key_S, CONTROL)
    assert window.desk.office.register.count("unit") == 27


@pytest.mark.parametrize("part", [0, 1])
def test_every_workbook_of_the_corpus_can_be_looked_at(
    page: IntakePage, qtbot: QtBot, tmp_path: Path, part: int
) -> None:
    files = []
    for name, make in list(sound().items())[part::6]:
        files.append(tmp_path / name)
        files[-1].write_bytes(make())
    entries = receive(page, qtbot, *files)
    for entry in entries:
        page.files.go(entry)
        model = page.pane.model
        shown = [model.index(row, at).data() for row in range(model.rowCount()) for at in range(model.columnCount())]
        assert entry.standing != "refused" and shown


def test_reading_is_called_off(page: IntakePage, qtbot: QtBot) -> None:
    page.take_files(sorted(DEMO.glob("0*.xlsx")), "")
    assert page.inbox.busy
    QTest.keyClick(page.files, Key.Key_Escape)
    assert not page.inbox.busy and all(one.reading for one in page.inbox.entries)
    qtbot.wait(300)
    assert all(one.reading for one in page.inbox.entries)


def test_keeping_that_is_called_off_keeps_nothing(
    page: IntakePage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    files = []
    for at in range(30):
        files.append(tmp_path / f"{at}.csv")
        files[-1].write_text(f"单位名称,职工人数\n第{at}个单位,30\n", encoding="utf-8")
    receive(page, qtbot, *files)
    register = window.desk.office.register
    with register.step("another write"):  # what is to be kept waits for it
        page.keep_rows(whole=False)
        qtbot.mouseClick(page.findChildren(QProgressDialog)[0].findChild(QPushButton), Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert register.count("unit") == 26 and not register.steps(1)[0].what.startswith("读入 30")


def test_filters_show_what_they_say(page: IntakePage, qtbot: QtBot) -> None:
    receive(page, qtbot, DEMO / "04_报名_焊工_建筑矿山.xls")
    model = page.pane.model
    assert model.rowCount() == 47
    press(page, qtbot, Key.Key_L, CONTROL)
    assert model.rowCount() == 1 and model.index(0, STATE).data() == "未收"
    press(page, qtbot, Key.Key_L, CONTROL)
    assert model.only == "wrong" and model.rowCount() == 1


def test_a_list_sent_again_is_replaced_only_when_asked(
    page: IntakePage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    register = window.desk.office.register
    before = register.count("entry")
    path = tmp_path / "名单.xlsx"
    receive(page, qtbot, roster(path, [id_number(1), id_number(2), id_number(3)]))
    press(page, qtbot, Key.Key_S, CONTROL)
    assert register.count("entry") == before + 3
    (entry,) = receive(page, qtbot, roster(path, [id_number(1), id_number(3), id_number(4)]))
    assert page.pane.earlier.isVisible() and "云泽旗人民医院" in page.pane.earlier.text.text()
    assert page.pane.earlier.stay.isChecked() and page.pane.model.count("gone") == 1
    qtbot.mouseClick(page.pane.earlier.replace, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert entry.replacing
    steps = len(register.steps())
    press(page, qtbot, Key.Key_S, CONTROL)
    assert register.count("entry") == before + 3 and len(register.steps()) == steps + 1
    window.desk.step_back()
    assert register.count("entry") == before + 3
    settle(page, qtbot)


def test_an_unknown_heading_is_explained_with_keys_and_known_next_time(
    page: IntakePage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "怪.csv"
    path.write_text(f"某厂\n名儿,哪号,打哪个\n某甲,{id_number(1)},13900000000\n", encoding="utf-8")
    (entry,) = receive(page, qtbot, path)
    pane = page.pane.layout_pane
    assert page.pane.currentWidget() is pane and pane.record.currentData() == "worker"
    chosen = [str(box.currentData()) for box in pane.boxes]
    assert chosen[1:] == ["id_number", "phone"]
    pane.boxes[0].setFocus()
    while pane.boxes[0].currentData() != "name":
        QTest.keyClick(pane.boxes[0], Key.Key_Down)
    QTest.keyClick(pane.boxes[0], Key.Key_Return, CONTROL)
    settle(page, qtbot)
    assert entry.standing == "sound" and page.pane.currentWidget() is page.pane.body
    again = tmp_path / "又.csv"
    again.write_text(f"名儿,哪号,打哪个\n某乙,{id_number(2)},13900000001\n", encoding="utf-8")
    assert intake.read(window.desk.office.register, again).count("new") == 1
    page.lay_out()
    assert pane.buttons["forget"].isVisible()
    qtbot.mouseClick(pane.buttons["forget"], Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert entry.standing == "refused"


def test_units_are_shown_where_columns_are_mapped_and_what_a_title_tells_is_not_missing(
    page: IntakePage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "怪.csv"
    path.write_text("2026年报表\n哪个厂,效益成果（元）,比了几回（元）\n第一厂,880000,3\n", encoding="utf-8")
    receive(page, qtbot, path)
    pane = page.pane.layout_pane
    assert page.pane.currentWidget() is pane
    pane.record.setCurrentIndex(pane.record.findData("unit_report"))
    pane.head.setValue(2)
    pane.record.activated.emit(pane.record.currentIndex())
    for box, field in zip(pane.boxes, ("unit", "benefit", "participations"), strict=True):
        box.setCurrentIndex(box.findData(field))
        box.activated.emit(box.currentIndex())
    units = [pane.table.item(1, at).text() for at in range(3)]
    assert units == ["", "按元读入", "写的是元"]
    assert "C 列写的单位是“元”" in pane.missing.text() and "必填项" not in pane.missing.text()


def test_columns_that_are_not_read_are_counted_until_they_are_laid_aside(
    page: IntakePage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "报.csv"
    path.write_text("单位名称,报告期,参赛职工,怪栏\n云泽旗人民医院,2031年,3,880000\n", encoding="utf-8")
    (entry,) = receive(page, qtbot, path)
    shown = page.files.files
    assert shown.index(0, STANDING).data() == "1 栏未认出" == told(entry).partition(" · ")[0]
    assert page.pane.aside.isVisible() and "怪栏" in page.pane.aside.toolTip()
    press(page, qtbot, Key.Key_M, CONTROL | SHIFT)
    assert entry.standing == "sound" and not page.pane.aside.isVisible()


def test_what_is_wrong_far_to_the_right_is_seen_when_a_file_is_opened_and_a_row_chosen(
    page: IntakePage, qtbot: QtBot, tmp_path: Path
) -> None:
    headings = [
        "合理化建议提出",
        "创经济效益",
        "竞赛经费支出",
        "技术创新成果",
        "参赛职工",
        "参赛人次",
        "合理化建议采纳",
    ]
    rows = ["单位名称,报告期," + ",".join(headings)]
    rows += [f"云泽旗人民医院,{year}年,5,1,1,1,1,2,{given}" for year, given in (("2030", 9), ("2031", 3), ("2032", 8))]
    path = tmp_path / "报.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    receive(page, qtbot, path)
    table = page.pane.table
    table.setFixedWidth(260)
    column = table.rows_model.seen.paths.index("suggestions_adopted") + 1

    def sees(row: int) -> bool:
        cell = table.visualRect(table.rows_model.index(row, column))
        return table.viewport().rect().contains(cell.center())

    table.setCurrentIndex(table.rows_model.index(1, STATE))
    table.scrollTo(table.rows_model.index(0, STATE))
    assert not sees(2)
    table.setCurrentIndex(table.rows_model.index(2, STATE))
    assert sees(2)


def test_what_is_wrong_goes_back_to_the_unit(
    page: IntakePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    receive(page, qtbot, DEMO / "04_报名_焊工_建筑矿山.xls", DEMO / "04_报名_电工_全旗汇总.xlsx")
    press(page, qtbot, Key.Key_E, CONTROL)
    assert len(list(tmp_path.iterdir())) == 2
    press(page, qtbot, Key.Key_E, CONTROL | SHIFT)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_remembered_heading_serves_the_command_line(
    page: IntakePage, window: Window, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "怪.csv"
    path.write_text(f"名儿,哪号\n某甲,{id_number(1)}\n", encoding="utf-8")
    receive(page, qtbot, path)
    pane = page.pane.layout_pane
    pane.boxes[0].setCurrentIndex(pane.boxes[0].findData("name"))
    pane.settle(True)
    settle(page, qtbot)
    folder = window.desk.office.folder
    window.close()
    assert main(["intake", str(path), "--dry-run", "--office", str(folder)]) == 0
    assert "新增 1" in capsys.readouterr().out


def test_the_list_is_a_table_that_keys_go_through(page: IntakePage, qtbot: QtBot) -> None:
    entries = receive(page, qtbot, DEMO / "06_合理化建议.xlsx", DEMO / "07_创新工作室.xlsx")
    page.files.setFocus()
    assert isinstance(page.files, QTableView)
    QTest.keyClick(page.files, Key.Key_Down)
    assert page.files.current() is entries[1]
    QTest.keyClick(page.files, Key.Key_F6)
    assert QApplication.focusWidget() is page.pane.table
    QTest.keyClick(page.pane.table, Key.Key_F6)
    press(page, qtbot, Key.Key_Delete, CONTROL)
    assert len(page.inbox.entries) == 1


def test_whatever_takes_the_keys_has_a_name_with_rows_and_with_columns(page: IntakePage, qtbot: QtBot) -> None:
    receive(page, qtbot, DEMO / "02_竞赛台账.xlsx")
    assert page.pane.which.isVisible() and page.pane.which.count() == 7
    assert [one for one in takes_keys(page) if not name_of(one)] == []
    page.lay_out()
    assert [type(one) for one in takes_keys(page) if not name_of(one)] == []
    QTest.keyClick(page.pane.layout_pane.record, Key.Key_Escape)
    assert page.pane.currentWidget() is page.pane.body


def test_what_is_not_kept_is_there_again_after_the_program_was_closed(
    window: Window, page: IntakePage, qtbot: QtBot, tmp_path: Path
) -> None:
    (entry,) = receive(page, qtbot, roster(tmp_path / "名单.xlsx", ["12345"]))
    page.pane.table.go_to_wrong(1)
    type_here(page, qtbot, "99999919900307001" + check_of_id("99999919900307001"))
    assert entry.standing == "sound"
    folder = window.desk.office.folder
    qtbot.waitUntil(lambda: [len(one.typed) for one in pending.read(folder)] == [1], timeout=5000)
    again = IntakePage(window.desk)
    qtbot.addWidget(again)
    settle(again, qtbot)
    assert [one.standing for one in again.inbox.entries] == ["sound"]
    again.inbox.take_off(again.inbox.entries)
    qtbot.waitUntil(lambda: pending.read(folder) == [], timeout=5000)
    empty = IntakePage(window.desk)
    qtbot.addWidget(empty)
    assert empty.inbox.entries == []


def test_the_way_there_and_back_and_the_workbook_as_it_came(
    page: IntakePage, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back, register = tmp_path / "back", window.desk.office.register
    before, first = register.count("entry"), "99999919900307001"
    sent = roster(tmp_path / "名单.xlsx", [first + check_of_id(first), "12345"])
    receive(page, qtbot, sent)
    press(page, qtbot, Key.Key_S, CONTROL)
    assert register.count("entry") == before + 1
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(back))
    press(page, qtbot, Key.Key_E, CONTROL)
    book = openpyxl.load_workbook(back / "名单_问题.xlsx")
    second = "99999919900307002"
    sheet = next(one for one in book.worksheets if one["C3"].value == "12345")
    sheet["C3"] = second + check_of_id(second)
    book.save(mended := tmp_path / "名单（改）.xlsx")
    page.inbox.take_off(page.inbox.entries)
    (entry,) = receive(page, qtbot, mended)
    assert entry.reading and [table.states for table in entry.reading.tables] == [["same", "new"]]
    press(page, qtbot, Key.Key_S, CONTROL)
    assert (register.count("entry"), entry.standing) == (before + 2, "done")
    history = window.open_page("history")
    assert isinstance(history, HistoryPage)
    history.table.selectRow(1)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    QTest.keyClick(history.table, Key.Key_O, CONTROL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: (back / "名单.xlsx").exists(), timeout=5000)
    assert (back / "名单.xlsx").read_bytes() == sent.read_bytes()


def test_blocks_are_copied_pasted_and_taken_back_in_the_rows(page: IntakePage, qtbot: QtBot, tmp_path: Path) -> None:
    (entry,) = receive(page, qtbot, roster(tmp_path / "名单.xlsx", ["12345", "67890"]))
    table = page.pane.table
    steps = len(page.desk.office.register.steps())
    column = table.rows_model.seen.paths.index("worker.id_number") + 1
    table.setFocus()
    table.setCurrentIndex(table.rows_model.index(0, column))
    QGuiApplication.clipboard().setText(f"{id_number(1)}\n{id_number(2)}\n{id_number(3)}\n")
    QTest.keyClick(table, Key.Key_V, CONTROL)
    settle(page, qtbot)
    assert [table.rows_model.text(row, column) for row in (0, 1)] == [id_number(1), id_number(2)]
    assert not any(one.rule.startswith("kinds.id") for one in entry.reading.account.findings)
    both = QItemSelection(table.rows_model.index(0, column), table.rows_model.index(1, column))
    table.selectionModel().select(both, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    QTest.keyClick(table, Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == f"{id_number(1)}\n{id_number(2)}"
    table.setCurrentIndex(table.rows_model.index(0, column))
    QTest.keyClick(table, Key.Key_Z, CONTROL)
    settle(page, qtbot)
    assert [table.rows_model.text(row, column) for row in (0, 1)] == ["12345", "67890"]
    assert not entry.past and len(page.desk.office.register.steps()) == steps
