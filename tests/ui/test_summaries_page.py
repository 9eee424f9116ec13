"""The page of summaries, driven by keys, and the verb."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models.words import say
from ui.commands import main
from ui.pages.summaries import SummariesPage
from ui.window import Window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> SummariesPage:
    """The page with the summary of the latest year."""
    page = window.open_page("summaries")
    assert isinstance(page, SummariesPage)
    qtbot.waitUntil(lambda: page.summary is not None, timeout=10000)
    return page


def press(page: SummariesPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    """A key, wherever the cursor is."""
    QTest.keyClick(page.window().focusWidget() or page, key, modifiers)


def test_the_latest_year_is_summed_up_and_a_number_leads_to_its_rows(
    page: SummariesPage, window: Window, qtbot: QtBot
) -> None:
    assert page.period == "2025" and page.templates.currentText() == "年度工作总结"
    assert "累计开展各类竞赛35项" in page.text.toPlainText()
    page.text.setFocus()
    press(page, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.source.table.lines.rowCount() == 35, timeout=5000)
    assert page.source.heading.text() == "竞赛项数"
    page.source.table.selectRow(0)
    page.source.table.setFocus()
    QTest.keyClick(page.source.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.startswith("records:"), timeout=5000)
    assert window.page.startswith("records:competition/")


def test_another_period_and_template_are_written_anew(page: SummariesPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: page.summary is not None and page.summary.period == "2024", timeout=5000)
    assert "35项" not in page.text.toPlainText()
    press(page, Qt.Key.Key_PageDown)
    page.templates.setCurrentIndex(page.templates.findText("信息"))
    page.templates.activated.emit(page.templates.currentIndex())
    qtbot.waitUntil(lambda: page.summary is not None and page.summary.template.name == "brief", timeout=5000)
    qtbot.waitUntil(lambda: "35项" in page.text.toPlainText(), timeout=5000)


def test_the_text_is_copied_plain(page: SummariesPage) -> None:
    press(page, Qt.Key.Key_C, CTRL | SHIFT)
    assert page.summary is not None
    assert QGuiApplication.clipboard().text() == page.summary.text


def test_word_waits_for_findings_and_a_copy_for_checking_does_not(
    page: SummariesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "总结.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    told: list[str] = []
    page.desk.troubled.disconnect()
    page.desk.troubled.connect(told.append)
    press(page, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: bool(told), timeout=20000)
    assert "没有处理" in told[0] and not target.exists()
    press(page, Qt.Key.Key_E, CTRL | SHIFT)
    qtbot.waitUntil(target.exists, timeout=10000)
    assert page.summary is not None
    assert len(list(docx.Document(str(target)).comments)) == len(page.summary.figures)


def test_the_yearbook_is_written_beside_it(
    page: SummariesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "大事记.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(page, Qt.Key.Key_Y, CTRL | SHIFT)
    qtbot.waitUntil(target.exists, timeout=10000)


def test_the_wording_is_the_offices_own(page: SummariesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    press(page, Qt.Key.Key_M)
    own = Path(opened[0])
    assert own.is_relative_to(page.desk.office.folder / "formats")
    document = docx.Document(str(own))
    document.add_paragraph("另有{{专利}}。")
    document.save(str(own))
    press(page, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: "另有31项。" in page.text.toPlainText(), timeout=5000)


def test_the_verb_lists_tells_and_writes(demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--office", str(demo_folder), "summary"]
    assert main(asked) == 0
    assert "年度工作总结" in capsys.readouterr().out
    assert main([*asked, "信息", "--year", "2025"]) == 0
    assert "累计开展竞赛35项" in capsys.readouterr().out
    target = tmp_path / "核对.docx"
    assert main([*asked, "brief", "--year", "2025", "--check", "-o", str(target)]) == 0
    assert target.exists()
    assert main([*asked, "brief", "--year", "2025", "-o", str(tmp_path / "总结.docx")]) == 1
    assert not (tmp_path / "总结.docx").exists()
    assert main(["--office", str(demo_folder), "yearbook", "--year", "2025", "-o", str(tmp_path / "大事记.docx")]) == 0
    assert (tmp_path / "大事记.docx").exists()
    assert main([*asked, "没有这个", "--year", "2025"]) == 2
    assert say("summaries.none", name="没有这个", known="annual、brief、plan、report") in capsys.readouterr().err
