"""The window at every size of letters, light, dark and in high contrast; keys are listed; drafts come back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import drafts
from models.office import Office
from ui.pages.records import RecordsPage
from ui.pages.reports import ReportsPage
from ui.parts.keylist import KeyList
from ui.parts.look import colour, dress, size
from ui.window import Window

ROOT = Path(__file__).parents[2]


@pytest.fixture
def window(demo: Office, qtbot: QtBot) -> Iterator[Window]:
    """The window on a copy of the demonstration office."""
    opened = Window(demo)
    qtbot.addWidget(opened)
    opened.resize(1366, 728)
    opened.show()
    qtbot.waitUntil(lambda: hasattr(opened.menus, "view"), timeout=5000)
    yield opened
    opened.close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, "light")


def luminance(one: QColor) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in one.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize(
    ("letters", "ground"),
    [("text", "window"), ("text", "surface"), ("muted", "window"), ("error", "error_soft"), ("doubt", "doubt_soft")],
)
def test_every_letter_can_be_read_on_its_ground(window: Window, scheme: str, letters: str, ground: str) -> None:
    window.menus.view.choose(scheme)
    light, dark = sorted((luminance(colour(letters)), luminance(colour(ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5  # WCAG 2.1, 1.4.3


def test_the_star_of_a_required_field_goes_with_the_scheme(window: Window) -> None:
    page = window.open_page("records:unit")
    assert isinstance(page, RecordsPage)
    stars = set()
    for scheme in ("light", "dark", "contrast"):
        window.menus.view.choose(scheme)
        assert colour("error").name() in page.form().boxes["title"].label.text()
        stars.add(colour("error").name())
    assert len(stars) == 3


def test_letters_and_rows_grow_and_are_remembered(window: Window) -> None:
    page = window.open_page("records:unit")
    assert isinstance(page, RecordsPage)
    rows = page.table.verticalHeader().defaultSectionSize()
    window.menus.view.resize(1)
    assert page.table.verticalHeader().defaultSectionSize() > rows
    assert int(str(window.desk.settings.value("look/scale"))) == window.menus.view.scale > 100
    window.menus.view.resize(0)
    assert size("row") == rows


def test_columns_and_figures_grow_with_their_letters_and_come_back(window: Window) -> None:
    unit, report = window.open_page("records:unit"), window.open_page("reports:unit_report")
    assert isinstance(unit, RecordsPage) and isinstance(report, ReportsPage)

    def sizes() -> list[int]:
        tables = (unit.table, report.table, report.view.totals)
        rows = [one.verticalHeader().defaultSectionSize() for one in tables]
        return [*rows, *(one.columnWidth(0) for one in tables), report.table.horizontalHeader().sizeHint().height()]

    usual = sizes()
    window.menus.view.resize(9)
    assert all(large >= 1.4 * small for large, small in zip(sizes(), usual, strict=True))
    window.menus.view.resize(0)
    assert all(abs(now - small) <= 1 for now, small in zip(sizes(), usual, strict=True))


def test_the_key_list_names_the_keys_of_window_page_and_table(window: Window) -> None:
    listed = KeyList(window, window.open_page("records:entry")).table
    keys = {listed.item(row, 2).text() for row in range(listed.rowCount())}
    assert {"F1", "Ctrl+Z", "Ctrl+N", "Ctrl+V", "F4", "Tab"} <= keys


TYPING = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from PySide6.QtTest import QTest
from models.office import Office
from ui.window import Window
app = QApplication([])
window = Window(Office(Path(sys.argv[1])))
window.show()
page = window.open_page("records:unit")
page.add_record()
QTest.keyClicks(page.form().boxes["contact"].editor.box, "half typed")
while True:
    app.processEvents()
    time.sleep(0.01)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_what_stood_in_a_form_survives_a_kill_and_can_be_kept_or_thrown_away(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "office"
    told = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    typing = subprocess.Popen([sys.executable, "-c", TYPING, str(folder)], cwd=ROOT, env=told)
    until = time.monotonic() + 20
    while drafts.read(folder) is None and time.monotonic() < until:
        time.sleep(0.05)
    typing.send_signal(signal.SIGKILL)
    typing.wait()
    window = Window(Office(folder))
    window.desk.office.register.add("settings", {"federation": "云泽旗总工会"})
    qtbot.addWidget(window)
    window.show()
    window.greet()
    qtbot.waitUntil(lambda: isinstance(window.shown, RecordsPage), timeout=5000)
    page = window.shown
    assert isinstance(page, RecordsPage)
    assert page.form().boxes["contact"].editor.text() == "half typed"
    assert page.form().draft.note.isVisible()
    page.form().draft.discard()
    assert page.form().boxes["contact"].editor.text() == "" and not page.form().dirty
    qtbot.waitUntil(lambda: drafts.read(folder) is None, timeout=5000)
    window.close()
