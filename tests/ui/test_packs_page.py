"""The page of format packs: a pack is adopted by keys, and the window that opens then has its registers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from models import packs
from models.office import Office
from models.words import say
from ui.commands import main
from ui.pages.packs import PacksPage
from ui.pages.records import RecordsPage
from ui.window import Window


@pytest.fixture(autouse=True)
def yes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked is wanted."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)


def opened(folder: Path, qtbot: QtBot) -> Window:
    """The window on an office."""
    window = Window(Office(folder))
    qtbot.addWidget(window)
    window.show()
    return window


def pressed(window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier, qtbot: QtBot) -> None:
    """A key on the page of packs that ends in a window which closes to be opened anew."""
    page = window.open_page("packs")
    assert isinstance(page, PacksPage)
    page.table.setFocus()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    QTest.keyClick(page.table, key, modifiers)
    qtbot.waitUntil(lambda: window.reopening and not window.isVisible(), timeout=20000)


def test_a_pack_is_adopted_and_taken_back_by_keys(tmp_path: Path, qtbot: QtBot) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    pressed(opened(tmp_path / "office", qtbot), Qt.Key.Key_Return, ctrl, qtbot)
    window = opened(tmp_path / "office", qtbot)
    page = window.open_page("records:visit")
    assert isinstance(page, RecordsPage)
    window.desk.office.register.add("visit", {"subject": "甲"})
    window.desk.changed.emit({"visit"})
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 1, timeout=5000)
    pressed(window, Qt.Key.Key_R, ctrl, qtbot)
    window = opened(tmp_path / "office", qtbot)
    assert "visit" not in window.desk.office.schema.types
    window.close()


def test_one_that_is_wrong_is_told_and_nothing_changes(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.zip").write_bytes(b"no archive")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "bad.zip"), ""))
    window = opened(tmp_path / "office", qtbot)
    page = window.open_page("packs")
    assert isinstance(page, PacksPage)
    told: list[str] = []
    window.desk.jobs.troubled.disconnect()
    window.desk.jobs.troubled.connect(told.append)
    page.adopt_file()
    qtbot.waitUntil(lambda: bool(told), timeout=10000)
    assert "bad.zip" in told[0] and not window.reopening
    window.close()


def test_the_verb_lists_adopts_zips_and_takes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office, target = str(tmp_path / "office"), tmp_path / "pack.zip"
    assert main(["pack", "adopt", "other_work", "--office", office]) == 0
    assert "3 类登记、12 个指标、3 张表式" in capsys.readouterr().out
    assert main(["pack", "--office", office]) == 0
    assert say("packs.state_on") in capsys.readouterr().out
    assert main(["pack", "zip", "other_work", "-o", str(target), "--office", office]) == 0
    assert main(["pack", "take-back", "other_work", "--office", office]) == 0
    assert not packs.known(tmp_path / "office")["other_work"].adopted
    assert main(["adopt", str(target), "--office", office]) == 0
    assert packs.known(tmp_path / "office")["other_work"].adopted
    assert main(["pack", "take-back", "nothing", "--office", office]) == 2
