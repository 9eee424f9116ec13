"""The page of hand-over files and the table by county, driven by keys."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models.handover import Choice
from models.office import Office
from tests.models.test_handover import ID, PASSPHRASE, made, sent
from ui.pages.counties import CountiesPage
from ui.pages.handover import HandoverPage
from ui.pages.handover.sending import SendDialog
from ui.parts.passphrase import PassphraseDialog
from ui.parts.unlocking import UnlockDialog
from ui.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three counties' files, two of them with the same person, and one that is none."""
    (tmp_path / "files").mkdir()
    for name in ("甲", "乙"):
        sent(made(tmp_path / name, f"{name}旗总工会", id_number=ID), tmp_path / "files" / f"{name}.saibao")
    sent(made(tmp_path / "丙", "丙旗总工会"), tmp_path / "files" / "丙.saibao", Choice("2024"))
    (tmp_path / "files" / "丁.saibao").write_bytes(b"<html>")
    return tmp_path / "files"


@pytest.fixture
def page(window: Window, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> HandoverPage:
    """The page with the files of the folder; what is refused is passed over."""
    told: list[str] = []
    monkeypatch.setattr(window, "_trouble", told.append)
    window.desk.troubled.disconnect()
    window.desk.troubled.connect(told.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page = window.open_page("handover")
    assert isinstance(page, HandoverPage)
    page.choose_folder()
    qtbot.waitUntil(lambda: page.seen is not None, timeout=20_000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    assert len(told) == 1
    assert "丁.saibao" in told[0]
    return page


def test_cases_are_decided_by_keys_and_the_merge_is_one_step(page: HandoverPage, window: Window, qtbot: QtBot) -> None:
    assert [row[0] for row in page.files.lines.rows] == ["丙旗总工会", "乙旗总工会", "甲旗总工会"]
    assert any("乙旗总工会一厂 → 甲旗总工会一厂" in row[5] for row in page.cases.lines.rows)
    records = [row[1] for row in page.cases.lines.rows]
    at = records.index("职工")
    page.cases.selectRow(at)
    page.cases.setFocus()
    qtbot.keyClick(page.cases, Qt.Key.Key_2)
    assert page.cases.lines.rows[at][4] == "用旗县的"
    page.cases.selectRow(at)
    qtbot.keyClick(page.cases, Qt.Key.Key_3, CONTROL)
    assert page.cases.lines.rows[at][4] == "两条都留"
    register = window.desk.office.register
    before = register.count("worker")
    page.merge()
    qtbot.waitUntil(lambda: page.seen is None, timeout=30_000)
    assert register.count("worker") == before + 6
    window.travel(back=True)
    assert register.count("worker") == before


def test_counties_stand_in_their_order_and_go_into_a_workbook(
    page: HandoverPage, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.places._items["counties"].isHidden()
    page.merge()
    qtbot.waitUntil(lambda: page.seen is None, timeout=30_000)
    assert not window.places._items["counties"].isHidden()
    table = window.open_page("counties")
    assert isinstance(table, CountiesPage)
    assert table.measure.currentText() == "首页各项指标"
    table.year.setCurrentIndex(table.year.findData("2025"))
    qtbot.waitUntil(lambda: [row[0] for row in table.table.lines.rows][-1:] == ["合计（含本级）"], timeout=20_000)
    assert [row[3] for row in table.table.lines.rows] == ["0（第3）", "1（第1）", "1（第1）", "37"]
    table.measure.setCurrentText("竞赛项数（项）")
    qtbot.waitUntil(lambda: table.table.lines.rows[0][0] == "1", timeout=20_000)
    qtbot.waitUntil(lambda: "丙旗总工会" in table.missing.text(), timeout=20_000)
    assert [row[:3] for row in table.table.lines.rows] == [
        ["1", "乙旗总工会", "1"],
        ["1", "甲旗总工会", "1"],
        ["3", "丙旗总工会", "0"],
    ]
    target = tmp_path / "by.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    table.write()
    qtbot.waitUntil(target.exists, timeout=10_000)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert [cell.value for cell in sheet[3]][:3] == [1, "乙旗总工会", 1]


def test_what_is_ticked_goes_into_the_file(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = SendDialog(window, window.desk)
    qtbot.addWidget(dialog)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "one.saibao"), ""))
    dialog.save()
    qtbot.waitUntil((tmp_path / "one.saibao").exists, timeout=10_000)
    with Office(tmp_path / "upper") as upper:
        from_there = upper.folder / "in.saibao"
        (tmp_path / "one.saibao").rename(from_there)
    assert from_there.stat().st_size > 500


def test_a_file_under_a_passphrase_is_made_and_asks_for_it(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = tmp_path / "甲.saibao"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(sealed), ""))
    dialog = SendDialog(window, window.desk)
    qtbot.addWidget(dialog)
    dialog.sealed.setChecked(True)
    monkeypatch.setattr(PassphraseDialog, "ask", lambda _: "")
    dialog.save()
    monkeypatch.setattr(PassphraseDialog, "ask", lambda _: PASSPHRASE)
    dialog.save()
    qtbot.waitUntil(sealed.exists, timeout=20_000)
    register = window.desk.office.register
    register.change("settings", register.ids("settings")[0], {"federation": "市总工会"})
    monkeypatch.setattr(UnlockDialog, "exec", lambda asking: bool(asking.attempt(PASSPHRASE)))
    page = window.open_page("handover")
    assert isinstance(page, HandoverPage)
    page.take([sealed])
    qtbot.waitUntil(lambda: page.files.lines.rows != [], timeout=20_000)
    assert page.files.lines.rows[0][0] != "市总工会"
    page.clear()
