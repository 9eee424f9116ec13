"""Collecting in the window: workbooks are made and noted from a dialog; a page shows who has sent, reminds, returns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models.office import Office
from models.rounds import FAULTY, LATE, UNASKED
from models.words import Refusal
from ui.pages.collecting import CollectingPage
from ui.parts.asking import AskingDialog
from ui.window import Window

COURIERS = "云泽旗2025年职工职业技能比赛（快递员）"


@pytest.fixture
def window(demo: Office, qtbot: QtBot) -> Iterator[Window]:
    """The demonstration office, in which all 26 units were asked for the figures of 2025; one has sent a wrong one."""
    register = demo.register
    register.change("unit_report", register.ids("unit_report")[0], {"workers": "约30人"})
    opened = Window(demo)
    qtbot.addWidget(opened)
    opened.resize(1366, 728)
    opened.show()
    yield opened
    opened.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> CollectingPage:
    """The page when everything has been audited."""
    made = window.open_page("collecting")
    assert isinstance(made, CollectingPage)
    qtbot.waitUntil(lambda: any(one.findings for one in made.model.shown), timeout=15_000)
    return made


@pytest.fixture
def dialog(window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AskingDialog:
    """The dialog on entries of a contest; no file manager is opened."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    made = AskingDialog(window, window.desk, "entry")
    made.folder = tmp_path
    made.begin(window.desk.office.register.find("competition", COURIERS)[0], "")
    return made


def test_chips_count_and_filter_and_a_double_click_leads_to_the_finding(
    page: CollectingPage, window: Window, qtbot: QtBot
) -> None:
    counts = page.model.counts()
    assert counts[LATE] == 10
    assert counts[""] == 26
    page.chips.states[FAULTY].click()
    assert {one.state for one in page.model.shown} == {FAULTY}
    found = next(at for at, one in enumerate(page.model.shown) if one.findings)
    with qtbot.waitSignal(window.desk.wanted) as told:
        page.table.doubleClicked.emit(page.model.index(found, 0))
    assert told.args == ["unit_report", window.desk.office.register.ids("unit_report")[0], "workers"]
    page.chips.states[""].click()
    page.search.setText("供电")
    assert [one.name for one in page.model.shown] == ["北原供电公司云泽供电分公司"]


def test_the_reminder_goes_to_the_clipboard_with_the_deadline(page: CollectingPage) -> None:
    page.copy_reminder()
    told = QGuiApplication.clipboard().text()
    assert told.startswith("2025年 · 单位报表催报名单\n报送截止：2025-12-10\n以下 10 个")


def test_units_with_errors_get_a_workbook_of_them(
    page: CollectingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.send_back()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.xlsx"))) == 1, timeout=5000)


def test_nothing_is_listed_before_anyone_was_asked(office: Office, qtbot: QtBot) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    window.show()
    page = window.open_page("collecting")
    assert isinstance(page, CollectingPage)
    assert page.body.currentIndex() == 1
    page._open(QModelIndex())
    window.close()


def test_the_dialog_makes_a_workbook_a_unit_and_the_page_knows_of_it(
    dialog: AskingDialog, page: CollectingPage, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.units.search.setText("云泽旗快递行业工会联合会")
    dialog.units._tick(dialog.units.list.item(0).checkState().__class__.Unchecked)
    dialog.units.search.setText("")
    dialog.boxes["deadline"].editor.set_text("2099.12.31")
    dialog.start()
    qtbot.waitUntil(lambda: dialog.result() == dialog.DialogCode.Accepted, timeout=30_000)
    assert len(list(tmp_path.glob("收集表*/*.xlsx"))) == 25
    qtbot.waitUntil(lambda: page.round.count() == 2, timeout=5000)
    assert COURIERS in page.round.itemText(0)
    page.round.setCurrentIndex(0)
    page._choose()
    qtbot.waitUntil(lambda: page.model.counts()[UNASKED] == 1, timeout=5000)
    assert {one.deadline for one in page.model.all} == {"2099-12-31", ""}


def test_what_can_not_be_read_is_refused(dialog: AskingDialog) -> None:
    dialog.boxes["deadline"].editor.set_text("月底")
    with pytest.raises(Refusal, match="截止日期"):
        dialog.order()
    dialog.boxes["deadline"].editor.set_text("")
    dialog.boxes["competition"].editor.set_text("没有这项比赛")
    with pytest.raises(Refusal, match="竞赛"):
        dialog.order()


def test_called_off_work_notes_nobody(dialog: AskingDialog, qtbot: QtBot) -> None:
    dialog.start()
    job = dialog.job
    assert job is not None
    dialog.reject()
    assert job.cancelled.is_set()
    qtbot.wait(300)
    assert dialog.desk.office.register.count("request") == 26
