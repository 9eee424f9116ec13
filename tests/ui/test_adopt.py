"""A blank that nobody has seen before becomes a return: on the page, by mouse and keys."""

from __future__ import annotations

import threading
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from models.returns.adoption import Adoption
from models.returns.grammar import CellWords, CheckWords
from tests import new_forms
from ui.pages.adopt import AdoptPage
from ui.pages.adopt.withdrawing import take_back
from ui.window import Window


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the clerk is asked, and says yes to."""
    told: list[str] = []
    yes = QMessageBox.StandardButton.Yes
    monkeypatch.setattr(QMessageBox, "question", lambda *given: told.append(given[2]) or yes)
    return told


@pytest.fixture
def page(window: Window, qtbot: QtBot, tmp_path: Path) -> AdoptPage:
    """The page with the first of the new forms open."""
    return opened(window, qtbot, new_forms.figures(tmp_path / "new.xlsx"))


def opened(window: Window, qtbot: QtBot, blank: Path) -> AdoptPage:
    """A blank opened on the page, its proposals and their values in."""
    page = window.open_page("adopt")
    assert isinstance(page, AdoptPage)
    with qtbot.waitSignal(page.work.proposed, timeout=10_000):
        page.open_blank(blank)
    worked_out(page, qtbot)
    return page


def worked_out(page: AdoptPage, qtbot: QtBot) -> None:
    """Until the background has worked out what the cells would hold."""
    with qtbot.waitSignal(page.work.changed, timeout=10_000):
        page.work.work_out()


def click(page: AdoptPage, address: str) -> None:
    """A click with the mouse on a cell."""
    page.sheet.go(address)
    table = page.sheet.table
    at = table.visualRect(table.currentIndex()).center()
    page.sheet.go(f"{address.split('!')[0]}!A1")
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_proposals_stand_on_the_cells_with_their_values(page: AdoptPage) -> None:
    marks = page.sheet.table.sheet.marks
    assert marks[2, 1].text == "填报单位（盖章）：云泽旗总工会"
    assert marks[4, 4].proposed and "参赛职工" in marks[4, 4].says
    assert marks[4, 4].text.replace(",", "").isdecimal()
    assert marks[9, 4].tone == "error"


def test_a_click_tells_what_stands_over_and_beside_a_cell(page: AdoptPage) -> None:
    click(page, "表1!D5")
    assert "二、提出合理化建议" in page.meaning.heading.text()
    assert page.meaning.accept.isVisible()


def test_a_proposal_is_taken_over_and_taken_back(page: AdoptPage, window: Window) -> None:
    click(page, "表1!D4")
    QTest.mouseClick(page.meaning.accept, Qt.MouseButton.LeftButton)
    assert page.work.form.cells["表1!D4"].measure == "participants"
    assert not page.sheet.table.sheet.marks[4, 4].proposed
    window.travel(back=True)
    assert "表1!D4" not in page.work.form.cells
    window.travel(back=False)
    assert page.work.form.cells["表1!D4"].measure == "participants"


def test_all_of_a_column_is_taken_over_at_once(page: AdoptPage) -> None:
    page.sheet.table.selectColumn(3)
    page.accept_chosen()
    assert {"表1!D4", "表1!D5", "表1!D6", "表1!D7"} <= page.work.form.cells.keys()
    assert page.work.form.cells["表1!D7"].unit == "万元"
    assert "表1!A2" not in page.work.form.cells
    page.accept_all()
    assert page.work.waiting() == {}


def test_a_measure_is_found_by_its_initials_and_narrowed(page: AdoptPage, qtbot: QtBot) -> None:
    click(page, "表1!D9")
    page._say("measure")
    QTest.keyClicks(page.meaning.measure.line, "cszg")
    QTest.keyClick(page.meaning.measure.line, Qt.Key.Key_Return)
    assert page.work.form.cells["表1!D9"].measure == "participants"
    path = next(one.path for one in page.meaning.only.splits.values() if one.values)
    value = page.meaning.only.splits[path].values[0]
    page.meaning.only.put(path, [value])
    assert page.work.form.cells["表1!D9"].only == {path: value}
    page.meaning.unit.setCurrentText("万人")
    page.meaning._put_measure()
    assert page.work.form.cells["表1!D9"].unit == "万人"


def test_texts_keyed_cells_and_formulas(page: AdoptPage) -> None:
    click(page, "表1!D9")
    page._say("keyed")
    assert page.work.form.cells["表1!D9"] == CellWords(keyed=True)
    click(page, "表1!D8")
    page._say("kept")
    assert page.work.form.cells["表1!D8"] == CellWords(kept=True)
    click(page, "表1!A11")
    page._say("text")
    page.meaning.text.setText("单位负责人：{leader}")
    QTest.keyClick(page.meaning.text, Qt.Key.Key_Return)
    assert page.work.form.cells["表1!A11"] == CellWords(text="单位负责人：{leader}")
    QTest.keyClick(page.sheet.table, Qt.Key.Key_Delete)
    assert page.work.form.cells["表1!A11"] == CellWords(kept=True)


def test_what_can_not_be_is_refused_and_nothing_changes(page: AdoptPage, window: Window) -> None:
    told: list[str] = []
    window.desk.troubled.disconnect()
    window.desk.troubled.connect(told.append)
    click(page, "表1!A11")
    page._say("text")
    page.meaning.text.setText("{nobody}")
    QTest.keyClick(page.meaning.text, Qt.Key.Key_Return)
    assert "nobody" in told[0]
    assert "表1!A11" not in page.work.form.cells


def test_cells_of_which_nothing_is_said_are_gone_through(page: AdoptPage) -> None:
    page.accept_all()
    page.next_left()
    assert page.sheet.current() == "表1!D9"
    page._say("keyed")
    assert page.work.left == []


def test_checks_are_judged_while_they_are_typed(page: AdoptPage, qtbot: QtBot) -> None:
    page.accept_all()
    checks = page.checks
    page.pane.setCurrentWidget(checks)
    QTest.keyClicks(checks.must, "D5>=D6")
    qtbot.waitUntil(lambda: "成立" in checks.verdict.text(), timeout=10_000)
    checks.must.setText("D5>=")
    qtbot.waitUntil(lambda: checks.verdict.property("role") == "finding-error", timeout=10_000)
    checks.must.setText("D6≥D5+1")
    qtbot.waitUntil(lambda: "不成立" in checks.verdict.text(), timeout=10_000)
    QTest.keyClick(checks.must, Qt.Key.Key_Return)
    assert page.work.form.checks == {"J01": CheckWords("D6≥D5+1")}
    checks.table.setCurrentCell(0, 0)
    checks.drop_check()
    assert page.work.form.checks == {}


def test_rows_that_repeat_are_proposed_marked_and_changed(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(window, qtbot, new_forms.units(tmp_path / "units.xlsx"))
    assert page.sheet.table.sheet.marks[5, 2].proposed
    click(page, "表1!B5")
    page.sheet.table.selectRow(4)
    page.accept_chosen()
    (words,) = page.work.form.lists.values()
    assert (words.row, words.of) == ("表1!5", "unit")
    assert words.columns["B"] == "title"
    page.pane.setCurrentWidget(page.lists)
    page.lists.drop_list()
    assert page.work.form.lists == {}
    page.make_list()
    (key,) = page.work.form.lists
    page.lists.of.setCurrentIndex(page.lists.of.findData("unit"))
    page.lists.of.activated.emit(page.lists.of.currentIndex())
    click(page, "表1!B5")
    page._say("field")
    page.meaning.field.line.setText("单位名称")
    QTest.keyClick(page.meaning.field.line, Qt.Key.Key_Return)
    assert page.work.form.lists[key].columns == {"B": "title"}
    worked_out(page, qtbot)
    assert page.work.values["表1!B5"]


def test_the_overview_finds_a_cell_and_leads_to_it(page: AdoptPage) -> None:
    page._find()
    QTest.keyClicks(page.overview.search, "D7")
    assert [one.address for one in page.overview.model.keys] == ["表1!D7"]
    page.overview.table.activated.emit(page.overview.model.index(0, 0))
    assert page.sheet.current() == "表1!D7"


def test_what_is_kept_is_a_form_of_the_office(page: AdoptPage, window: Window) -> None:
    page.accept_all()
    folder = page.save()
    assert folder is not None
    assert (folder / "cells.toml").is_file()
    kept = window.desk.office.returns[folder.name]
    assert kept.cells["表1!D4"].measure == "participants"


def test_what_is_not_explained_is_not_filled_and_told_once_when_it_is_kept(
    window: Window, qtbot: QtBot, tmp_path: Path, asked: list[str]
) -> None:
    page = opened(window, qtbot, new_forms.contests(tmp_path / "contests.xlsx"))
    page.accept_all()
    (words,) = page.work.form.lists.values()
    assert words.when == "year" and "F" not in words.columns
    assert page.work.form.cells["表1!D5"] == CellWords(total=True)
    assert page.sheet.table.sheet.marks[4, 6].tone == "error"
    assert {"表1!F4", "表1!F5"} <= set(page.work.left)
    assert page.save() and page.save()
    assert len(asked) == 1 and "表1!F4" in asked[0]
    click(page, "表1!F5")
    QTest.keyClick(page.sheet.table, Qt.Key.Key_Delete)
    assert "表1!F5" not in page.work.left and page.sheet.table.sheet.marks[5, 6].tone == "accent"


def test_an_opened_blank_leaves_no_folder_behind(page: AdoptPage, window: Window) -> None:
    assert not [one for one in (window.desk.office.folder / "out").iterdir() if one.is_dir()]


def test_a_form_is_given_away_and_taken_in(
    page: AdoptPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.accept_all()
    told = dict(page.work.form.cells)
    pack = tmp_path / "form.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(pack), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(pack), ""))
    page.give_away()
    page.work.bind(["表1!D4"], None)
    with qtbot.waitSignal(page.work.opened, timeout=10_000):
        page.choose_package()
    assert page.work.form.cells == told


def test_a_form_is_taken_back(page: AdoptPage, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = page.save()
    assert folder
    office = window.desk.office
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    take_back(page, window.desk, folder.name)
    assert folder.name in office.returns
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    take_back(page, window.desk, folder.name)
    assert folder.name not in office.returns
    assert (office.folder / "formats" / "taken_back" / f"{folder.name}.zip").exists()


def test_a_form_of_the_office_is_opened_again(page: AdoptPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.work.opened, timeout=10_000):
        page.open_known("competition_statistics")
    worked_out(page, qtbot)
    assert list(page.work.form.lists) == ["units"]
    assert page.sheet.table.sheet.marks[6, 2].tone == "accent"


def test_a_document_for_each_record_is_seen_by_its_tables(page: AdoptPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.work.proposed, timeout=10_000):
        page.open_known("labour_nomination")
    address = next(iter(page.work.form.cells))
    page.go(address)
    assert page.meaning.kind.currentData() == "field"
    assert page.work.form.words.each["of"] == "nomination"


def test_an_adoption_that_was_not_saved_is_offered_again(page: AdoptPage, window: Window, qtbot: QtBot) -> None:
    """Another window on the same office goes on where the first one was closed."""
    page.accept_all()
    said = dict(page.work.form.cells)
    page.work.act(lambda: setattr(page.work.form, "title", "改过名的报表"))
    office = window.desk.office
    again = AdoptPage(window.desk)
    qtbot.addWidget(again)
    again.show()
    (one,) = again.welcome.shelf.all()
    assert one.title == "改过名的报表"
    button = again.welcome.findChildren(QPushButton)[-2]
    assert "改过名的报表" in button.text()
    with qtbot.waitSignal(again.work.proposed, timeout=10_000):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert again.work.form.cells == said
    again.work.act(lambda: again.work.form.bind("表1!D9", CellWords(keyed=True)))
    assert len(again.welcome.shelf.all()) == 1
    folder = again.save()
    assert folder is not None and folder.parent == office.folder / "formats" / "returns"
    assert again.welcome.shelf.all() == []


def test_an_adoption_is_given_up(page: AdoptPage, window: Window, qtbot: QtBot) -> None:
    page.accept_all()
    again = AdoptPage(window.desk)
    qtbot.addWidget(again)
    again.show()
    QTest.mouseClick(again.welcome.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    assert again.welcome.shelf.all() == []
    assert again.welcome.waiting.isHidden()


def test_a_word_form_is_adopted_once_for_each_record(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    """The clerk says what it is filled for; labels then lead to that record's fields."""
    document = docx.Document()
    table = document.add_table(3, 4)
    for at, labels in enumerate([("姓名", "性别"), ("工作单位", "总成绩"), ("备注", "")]):
        table.cell(at, 0).text, table.cell(at, 2).text = labels
    document.save(str(tmp_path / "选手登记表.docx"))
    page = opened(window, qtbot, tmp_path / "选手登记表.docx")
    page.pane.setCurrentWidget(page.lists)
    box = page.lists.each.of
    box.setCurrentIndex(box.findData("entry"))
    with qtbot.waitSignal(page.work.proposed, timeout=10_000):
        box.activated.emit(box.currentIndex())
    page.accept_all()
    assert page.work.form.cells["表格1!B1"].field_ == "worker.name"
    assert page.work.form.cells["表格1!D2"].field_ == "total_score"
    page.lists.each.only.changed.emit({"status": "参赛"})
    assert page.work.form.each is not None and page.work.form.each.only == {"status": "参赛"}
    folder = page.save()
    assert folder is not None
    assert window.desk.office.returns[folder.name].each == page.work.form.each
    told: list[str] = []
    window.desk.troubled.disconnect()
    window.desk.troubled.connect(told.append)
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert told and page.work.form.each is not None, "its cells still tell of that record: refused"


def test_groups_are_said_and_changed(window: Window, qtbot: QtBot) -> None:
    page = window.open_page("adopt")
    assert isinstance(page, AdoptPage)
    with qtbot.waitSignal(page.work.proposed, timeout=10_000):
        page.open_known("studios")
    click(page, "表1!B4")
    page.pane.setCurrentWidget(page.lists)
    group = page.lists.group
    assert (group.by.currentData(), group.rows.text(), group.cells.text()) == ("level", "4:5", "B5={group}小计")
    group.cells.setText("B5={group}（{count}个）")
    QTest.keyClick(group.cells, Qt.Key.Key_Return)
    assert page.work.form.lists["rows"].group["cells"] == {"B5": "{group}（{count}个）"}
    group.by.setCurrentIndex(0)
    group.by.activated.emit(0)
    assert page.work.form.lists["rows"].group == {}
    window.travel(back=True)
    assert page.work.form.lists["rows"].group["by"] == "level"
    group.rows.setText("四到五")
    told: list[str] = []
    window.desk.troubled.disconnect()
    window.desk.troubled.connect(told.append)
    QTest.keyClick(group.rows, Qt.Key.Key_Return)
    assert told and page.work.form.lists["rows"].group["rows"] == "4:5"


def test_checks_printed_in_one_breath_are_kept_one_by_one(page: AdoptPage, qtbot: QtBot) -> None:
    checks = page.checks
    page.pane.setCurrentWidget(checks)
    checks.must.setText("D5≥D6；第5行应大于第6行，各列同")
    qtbot.waitUntil(lambda: "成立" in checks.verdict.text(), timeout=10_000)
    QTest.keyClick(checks.must, Qt.Key.Key_Return)
    assert list(page.work.form.checks) == ["J01", "J02"]
    assert page.work.form.checks["J01"].must.startswith("D5≥D6")


def test_what_would_stop_the_filling_is_told_when_the_form_is_kept(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    blank = new_forms.figures(tmp_path / "new.xlsx")
    book = load_workbook(blank)
    book.active.merge_cells("D4:D5")
    book.save(blank)
    page = opened(window, qtbot, blank)
    page.work.form.cells["表1!D5"] = CellWords(keyed=True)
    told: list[str] = []
    window.desk.troubled.disconnect()
    window.desk.troubled.connect(told.append)
    assert page.save()
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert "D4:D5" in told[0]


def test_saving_while_the_form_is_still_read_tells_of_no_missing_file(
    page: AdoptPage, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shelved form goes from its shelf when it is saved, though cells may be worked out of it just then."""
    page.accept_all()
    again = AdoptPage(window.desk)
    qtbot.addWidget(again)
    again.show()
    with qtbot.waitSignal(again.work.proposed, timeout=10_000):
        QTest.mouseClick(again.welcome.findChildren(QPushButton)[-2], Qt.MouseButton.LeftButton)
    going_on, values = threading.Event(), Adoption.values

    def slowly(form: Adoption, period: str) -> dict[str, object]:
        going_on.wait(5)
        return values(form, period)

    monkeypatch.setattr(Adoption, "values", slowly)
    told: list[str] = []
    window.desk.troubled.connect(told.append)
    window.desk.jobs.troubled.connect(told.append)
    again.work.act(lambda: again.work.form.bind("表1!D9", CellWords(keyed=True)))
    again.work.values = {}
    assert again.save() is not None
    going_on.set()
    qtbot.waitUntil(lambda: bool(again.work.values or told), timeout=10_000)
    assert told == []
