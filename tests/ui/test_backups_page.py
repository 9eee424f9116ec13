"""The page of backups, the way back, and a register that can't be opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from models.office import Office
from ui.opening import start
from ui.pages.backups import BackupsPage
from ui.parts.backups import RecoverDialog
from ui.window import Window


@pytest.fixture
def folder(tmp_path: Path, qtbot: QtBot) -> Path:
    """An office of one unit."""
    with Office(tmp_path / "office") as office:
        office.register.add("settings", {"federation": "云泽旗总工会"})
        office.register.add("unit", {"title": "甲厂"})
    return tmp_path / "office"


@pytest.fixture
def page(folder: Path, qtbot: QtBot) -> BackupsPage:
    """The page in its window."""
    window = Window(Office(folder))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.desk.backed_up, timeout=5000):
        window.greet()
    page = window.open_page("backups")
    assert isinstance(page, BackupsPage)
    return page


def whys(page: BackupsPage) -> list[str]:
    return [page.table.item(row, 1).text() for row in range(page.table.rowCount())]


def test_the_days_backup_is_made_by_itself_and_more_are_made_by_hand(page: BackupsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: whys(page) == ["每日"], timeout=5000)
    assert "今天" in page.age.text()
    page.table.setFocus()
    qtbot.keyClick(page.table, "S", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: whys(page) == ["手动", "每日"], timeout=5000)


def test_a_second_place_is_remembered_and_gets_the_latest(page: BackupsPage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    page.keeper.copy(tmp_path / "stick")
    qtbot.waitUntil(lambda: bool(list((tmp_path / "stick" / "赛报备份").glob("*.zip"))), timeout=5000)
    qtbot.waitUntil(lambda: "stick" in page.place.text(), timeout=5000)
    shutil.rmtree(tmp_path / "stick" / "赛报备份")
    page.keeper.look()
    qtbot.waitUntil(lambda: bool(list((tmp_path / "stick" / "赛报备份").glob("*.zip"))), timeout=5000)


def test_restoring_opens_the_office_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Office(folder) as office:
        made = office.back_up()
        office.register.add("unit", {"title": "乙厂"})
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "information", lambda *said: told.append(said[2]))
    seen: list[int] = []

    def drive() -> None:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible())
        seen.append(window.desk.office.register.count("unit"))
        window.close() if len(seen) > 1 else window.restore(made)
        if len(seen) == 1:
            QTimer.singleShot(1500, drive)

    QTimer.singleShot(1500, drive)
    assert start(folder) == 0
    assert seen == [2, 1]
    assert "恢复之前" in told[0]


def test_a_damaged_register_is_restored_from_the_list(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Office(folder) as office:
        office.back_up()
    (folder / "register.db").write_bytes(b"not a register" * 1000)
    monkeypatch.setattr(QMessageBox, "information", lambda *_: None)
    offered: list[str] = []

    def choose(dialog: RecoverDialog) -> int:
        offered.append(dialog.table.chosen.why if dialog.table.chosen else "")
        dialog._take()
        return 1

    monkeypatch.setattr(RecoverDialog, "exec", choose)
    seen: list[int] = []

    def drive() -> None:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible())
        seen.append(window.desk.office.register.count("unit"))
        window.close()

    QTimer.singleShot(1500, drive)
    assert start(folder) == 0
    assert (offered, seen) == (["手动"], [1])
