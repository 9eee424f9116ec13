"""A clerk's first day in sentences: from an empty folder to a return handed up, by command and window alike."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models.office import Office
from ui.commands import main
from ui.pages.findings import FindingsPage
from ui.pages.records import RecordsPage
from ui.parts.look import dress
from ui.parts.welcome import Welcome
from ui.window import Window

DEMO = Path(__file__).parents[2] / "resources" / "demo"
RETURN = "competition_statistics"
CORRECTIONS = {
    "promotions": {"promotions": "28"},
    "suggestions_implemented": {"suggestions_implemented": "88"},
    "trainings": {"trainings": "5", "trained": "256"},
}
"""For each field that a finding points at, what the unit said on the telephone."""


def type_into(page: RecordsPage, field: str, text: str, qtbot: QtBot) -> None:
    """Replaces what stands in a field and keeps the record."""
    box = page.form().boxes[field].editor.box
    assert isinstance(box, QLineEdit)
    box.selectAll()
    qtbot.keyClicks(box, text)
    page.keep()


def correct_everything(window: Window, qtbot: QtBot) -> None:
    """Goes from finding to finding until none is left."""
    findings = window.open_page("findings")
    assert isinstance(findings, FindingsPage)
    qtbot.waitUntil(lambda: len(findings.model.all) == 4, timeout=5000)
    while findings.model.all:
        before = len(findings.model.all)
        one = findings.model.all[0]
        window.show_record(one.record, one.row, one.field)
        page = window.stack.currentWidget()
        assert isinstance(page, RecordsPage)
        for field, text in CORRECTIONS[one.field].items():
            type_into(page, field, text, qtbot)
        qtbot.waitUntil(lambda before=before: len(findings.model.all) < before, timeout=5000)


def test_from_an_empty_folder_to_a_return_handed_up(tmp_path: Path, qtbot: QtBot) -> None:
    office, out = tmp_path / "office", tmp_path / "out.xlsx"

    def run(*words: object) -> int:
        return main([str(one) for one in (words[0], "--office", office, *words[1:])])

    # The units' list and their reports come in, one of them wrong.
    assert run("intake", DEMO / "01_单位名册.xlsx") == 0
    assert run("intake", *sorted(DEMO.glob("03_*"))) == 0
    assert run("return", RETURN, "--year", "2025", "-o", out) == 1
    assert not out.exists()

    # The clerk opens the window, is asked for three facts, and goes from finding to finding.
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, "light")
    window = Window(Office(office))
    qtbot.addWidget(window)
    window.show()
    welcome = Welcome(window, window.desk)
    assert [box.field.key for box in welcome.boxes] == ["federation", "level", "region"]
    office_facts = {"federation": "云泽旗总工会", "level": "旗县（市、区）", "region": "云泽旗"}
    window.desk.office.register.add("settings", office_facts)
    correct_everything(window, qtbot)
    window.close()

    # Now the return goes out, and every correction can still be taken back.
    assert run("return", RETURN, "--year", "2025", "-o", out) == 0
    sheet = openpyxl.load_workbook(out)["表1"]
    assert sheet["A2"].value == "填报单位（盖章）：云泽旗总工会"
    assert run("undo") == 0
    assert run("check") == 0
