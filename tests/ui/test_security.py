"""The page of safety, the question for a passphrase, and the lock of the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from models import pins, sealed
from models.office import Office
from models.sealed import keys
from models.words import Refusal
from ui.commands import main
from ui.opening import start
from ui.pages.records import RecordsPage
from ui.pages.security import SecurityPage
from ui.pages.security.converting import Converting
from ui.pages.security.sheet import SheetDialog, write_sheet
from ui.parts.locking import MINUTES, PIN, Cover, Guard
from ui.parts.passphrase import PassphraseDialog
from ui.parts.unlocking import UnlockDialog
from ui.window import Window

PASSPHRASE = "春天的草原一望无际"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office of one unit."""
    with Office(tmp_path / "office") as office:
        office.register.add("settings", {"federation": "云泽旗总工会"})
        office.register.add("unit", {"title": "甲厂"})
    return tmp_path / "office"


def answered(qtbot: QtBot, kind: type[QWidget], act: Callable[[QWidget], object]) -> None:
    """Does something with the dialog of a kind as soon as there is one."""
    seen: list[QWidget] = []

    def look() -> None:
        seen.extend(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())
        act(seen[0]) if seen else QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def fill(dialog: QWidget, said: str = PASSPHRASE) -> None:
    assert isinstance(dialog, PassphraseDialog)
    dialog.first.setText(said)
    dialog.second.setText(said)
    dialog.understood.setChecked(True)
    dialog.take.click()


def keep(dialog: QWidget) -> None:
    assert isinstance(dialog, SheetDialog)
    dialog.kept.setChecked(True)
    dialog.accept()


def opened(folder: Path, qtbot: QtBot) -> tuple[Window, SecurityPage]:
    window = Window(Office(folder))
    qtbot.addWidget(window)
    window.show()
    page = window.open_page("security")
    assert isinstance(page, SecurityPage)
    return window, page


def encrypt(folder: Path, qtbot: QtBot) -> None:
    window, page = opened(folder, qtbot)
    answered(qtbot, PassphraseDialog, fill)
    answered(qtbot, SheetDialog, keep)
    page.encrypt()
    assert window.reopening and not window.isVisible()


def test_a_passphrase_is_set_and_the_office_opens_encrypted(folder: Path, qtbot: QtBot) -> None:
    (folder / "backups" / "20260101-000000-growth.db").write_bytes((folder / "register.db").read_bytes())
    encrypt(folder, qtbot)
    window, page = opened(folder, qtbot)
    assert page.desk.office.register.find("unit", "甲厂")
    assert page.change_button.isVisible() and not page.encrypt_button.isVisible()
    assert "1 个" in page.plain.text()
    answered(qtbot, QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Yes).click())  # type: ignore[attr-defined]
    page.drop_plain()
    qtbot.waitUntil(lambda: not page.plain.isVisible(), timeout=5000)
    assert [one.encrypted for one in page.desk.office.backups.listed()] == [True]
    window.close()


def test_a_sheet_that_is_not_kept_encrypts_nothing(folder: Path, qtbot: QtBot) -> None:
    window, page = opened(folder, qtbot)
    answered(qtbot, PassphraseDialog, fill)
    answered(qtbot, SheetDialog, lambda dialog: dialog.reject())  # type: ignore[attr-defined]
    page.encrypt()
    assert not window.reopening and not (folder / "~restoring.part").exists()
    window.close()
    Office(folder).close()
    assert not sealed.is_encrypted(folder)


def test_encrypting_is_called_off(folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window, page = opened(folder, qtbot)
    monkeypatch.setattr(Converting, "exec", lambda self: self.reject())
    answered(qtbot, PassphraseDialog, fill)
    page.encrypt()
    qtbot.waitUntil(lambda: not (folder / "~restoring.part").exists(), timeout=5000)
    assert not window.reopening
    window.close()


def test_passphrase_code_and_encryption_are_changed_and_taken_off(folder: Path, qtbot: QtBot) -> None:
    encrypt(folder, qtbot)
    window, page = opened(folder, qtbot)
    answered(qtbot, PassphraseDialog, lambda dialog: fill(dialog, "另外一句很长的话"))
    page.change()
    qtbot.waitUntil(lambda: opens(folder, "另外一句很长的话"), timeout=5000)
    assert not opens(folder, PASSPHRASE)
    codes: list[str] = []
    answered(qtbot, QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Yes).click())  # type: ignore[attr-defined]
    answered(qtbot, SheetDialog, lambda sheet: (codes.append(sheet.document.toPlainText()), keep(sheet)))  # type: ignore[attr-defined]
    page.renew_code()
    qtbot.waitUntil(lambda: bool(codes), timeout=5000)
    assert opens(folder, "".join(codes[0].split("\n")[1:7]))
    answered(qtbot, QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Yes).click())  # type: ignore[attr-defined]
    page.decrypt()
    assert window.reopening
    with Office(folder) as office:
        assert not office.register.key and office.register.find("unit", "甲厂")


def opens(folder: Path, secret: str) -> bool:
    try:
        return bool(keys.opened(folder / "keys", secret))
    except Refusal:
        return False


def test_a_passphrase_is_taken_only_when_it_is_long_said_twice_and_understood(folder: Path, qtbot: QtBot) -> None:
    dialog = PassphraseDialog(None, "口令", "……", "我知道")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.understood.setChecked(True)
    dialog.first.setText("短")
    dialog.second.setText("短")
    assert not dialog.take.isEnabled() and "8" in dialog.told.text()
    dialog.first.setText(PASSPHRASE)
    assert not dialog.take.isEnabled() and "不一样" in dialog.told.text()
    dialog.second.setText(PASSPHRASE)
    assert dialog.take.isEnabled() and "很强" in dialog.told.text()
    dialog.understood.setChecked(False)
    assert not dialog.take.isEnabled()


def test_the_sheet_is_a_pdf_with_code_office_and_date(folder: Path, qtbot: QtBot, tmp_path: Path) -> None:
    window, page = opened(folder, qtbot)
    dialog = SheetDialog(page, page.desk, "5C33N-2H1TM-NNDQS-T3P5W-02TYV-01WVQ")
    said = dialog.document.toPlainText()
    assert "5C33N" in said and "云泽旗总工会" in said and str(folder) in said
    write_sheet(dialog.document, tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    window.close()


def test_the_window_asks_until_the_passphrase_is_right(folder: Path, qtbot: QtBot) -> None:
    encrypt(folder, qtbot)
    sealed.forget(folder)
    told: list[str] = []

    def try_twice(dialog: QWidget) -> None:
        assert isinstance(dialog, UnlockDialog)
        dialog.line.setText("不对的口令在这里")
        dialog.attempt_now()
        qtbot.waitUntil(lambda: bool(dialog.trouble.text()), timeout=5000)
        told.append(dialog.trouble.text())
        assert not dialog.open.isEnabled()
        qtbot.waitUntil(dialog.open.isEnabled, timeout=5000)
        dialog.line.setText(PASSPHRASE)
        dialog.attempt_now()

    answered(qtbot, UnlockDialog, try_twice)
    answered(qtbot, Window, lambda window: window.close())
    assert start(folder) == 0
    assert "口令或恢复码不对" in told[0]


def test_nobody_who_leaves_the_question_gets_in(folder: Path, qtbot: QtBot) -> None:
    encrypt(folder, qtbot)
    sealed.forget(folder)
    answered(qtbot, UnlockDialog, lambda dialog: dialog.reject())  # type: ignore[attr-defined]
    with pytest.raises(sealed.Locked):
        start(folder)


@pytest.mark.parametrize(("said", "code"), [(None, 2), ("不对的口令在这里", 2), (PASSPHRASE, 0)])
def test_the_command_line_takes_the_passphrase_from_the_environment(
    folder: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    said: str | None,
    code: int,
) -> None:
    encrypt(folder, qtbot)
    sealed.forget(folder)
    monkeypatch.delenv("SAIBAO_PASSPHRASE", raising=False)
    if said:
        monkeypatch.setenv("SAIBAO_PASSPHRASE", said)
    assert main(["check", "--office", str(folder)]) == code
    complaint = capsys.readouterr().err
    assert (len(complaint.strip().splitlines()) == 1) == (code == 2)


def test_the_command_line_restores_an_encrypted_backup_on_a_new_computer(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    encrypt(folder, qtbot)
    with Office(folder) as office:
        office.back_up(tmp_path / "alone.zip")
    fresh = ["--office", str(tmp_path / "fresh")]
    assert main([*fresh, "restore", str(tmp_path / "alone.zip")]) == 2
    monkeypatch.setenv("SAIBAO_PASSPHRASE", PASSPHRASE)
    assert main([*fresh, "restore", str(tmp_path / "alone.zip")]) == 0
    assert main([*fresh, "check"]) == 0


@pytest.fixture
def guard(window: Window) -> Iterator[Guard]:
    """The window's guard, with a PIN."""
    window.desk.settings.setValue(PIN, pins.kept("2468"))
    made = Guard(window.desk, window)
    window.guard = made
    yield made
    QApplication.instance().removeEventFilter(made)  # type: ignore[union-attr]


def answer(guard: Guard, qtbot: QtBot, window: QWidget, said: str) -> Cover:
    cover = guard.covers[window]
    cover.line.setText(said)
    QTest.keyClick(cover.line, Qt.Key.Key_Return)
    return cover


def test_locked_no_key_and_no_click_reaches_the_window(guard: Guard, window: Window, qtbot: QtBot) -> None:
    page = window.open_page("records:unit")
    assert isinstance(page, RecordsPage)
    units = window.desk.office.register.count("unit")
    guard.lock()
    assert guard.covers[window].geometry() == window.rect()
    assert window.focusWidget() is guard.covers[window].line
    for key in ("Z", "N", "S"):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(guard.covers[window].line, key, Qt.KeyboardModifier.ControlModifier)
    for _ in range(5):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert guard.covers[window].isAncestorOf(window.focusWidget())
    QTest.mouseClick(window.places, Qt.MouseButton.LeftButton)
    window.places.setFocus()
    QTest.keyClick(window.places, Qt.Key.Key_Up)
    window.resize(1500, 900)
    assert guard.covers[window].size() == window.size()
    assert window.page == "records:unit"
    assert window.desk.office.register.count("unit") == units
    cover = answer(guard, qtbot, window, "1111")
    qtbot.waitUntil(lambda: bool(cover.trouble.text()), timeout=5000)
    assert guard.locked and not cover.line.isEnabled()
    qtbot.waitUntil(cover.line.hasFocus, timeout=5000)
    answer(guard, qtbot, window, "2468")
    qtbot.waitUntil(lambda: not guard.locked, timeout=5000)
    assert not guard.covers


def test_what_is_half_typed_stays(guard: Guard, window: Window, qtbot: QtBot) -> None:
    page = window.open_page("records:unit")
    assert isinstance(page, RecordsPage)
    line = next(iter(page.form().boxes.values())).editor
    line.setFocus()
    typing = QApplication.focusWidget()
    assert isinstance(typing, QLineEdit)
    typing.selectAll()
    QTest.keyClicks(typing, "half")
    guard.lock()
    QTest.keyClick(typing, "x")
    answer(guard, qtbot, window, "2468")
    qtbot.waitUntil(lambda: not guard.locked, timeout=5000)
    assert line.text() == "half"
    assert QApplication.focusWidget() is typing


def test_dialogs_are_covered_those_that_come_later_too(guard: Guard, window: Window, qtbot: QtBot) -> None:
    first, later = QDialog(window), QDialog(window)
    first.open()
    guard.lock()
    assert first in guard.covers
    later.open()
    qtbot.waitUntil(lambda: later in guard.covers, timeout=1000)
    QTest.keyClick(later, Qt.Key.Key_Escape)
    assert later.isVisible()
    later.close()
    assert later not in guard.covers
    answer(guard, qtbot, first, "2468")
    qtbot.waitUntil(lambda: not guard.locked, timeout=5000)
    first.close()


def test_it_falls_after_idle_minutes_only(guard: Guard, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [guard._latest]
    monkeypatch.setattr("ui.parts.locking.time.monotonic", lambda: now[0])
    now[0] += 10_000
    guard.look()
    assert not guard.locked  # nobody has asked for it
    window.desk.settings.setValue(MINUTES, 5)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    now[0] += 299
    guard.look()
    assert not guard.locked
    now[0] += 2
    guard.look()
    assert guard.locked


def test_background_work_goes_on_under_the_lock(guard: Guard, window: Window, qtbot: QtBot) -> None:
    guard.lock()
    with qtbot.waitSignal(window.desk.audited, timeout=10_000):
        window.desk.audit()


def test_with_nothing_to_unlock_it_does_not_lock(window: Window) -> None:
    said: list[str] = []
    window.desk.said.connect(said.append)
    Guard(window.desk, window).lock()
    assert "PIN" in said[0]


def test_a_pin_is_set_and_dropped_on_the_page(window: Window) -> None:
    page = window.open_page("security")
    assert isinstance(page, SecurityPage)
    troubles: list[str] = []
    window.desk.troubled.disconnect()
    window.desk.troubled.connect(troubles.append)
    for first, second in (("2468", "2469"), ("12", "12")):
        page.screen.first.setText(first)
        page.screen.second.setText(second)
        page.screen.take.click()
    assert len(troubles) == 2 and not window.desk.settings.contains(PIN)
    page.screen.first.setText("2468")
    page.screen.second.setText("2468")
    page.screen.take.click()
    assert pins.matches("2468", str(window.desk.settings.value(PIN)))
    assert not pins.matches("2469", str(window.desk.settings.value(PIN)))
    page.screen.minutes.setCurrentIndex(2)
    assert int(str(window.desk.settings.value(MINUTES))) == 5
    page.screen.drop.click()
    assert not window.desk.settings.contains(PIN)
