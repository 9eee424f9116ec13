"""The window, driven with keys and mouse as a clerk would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.findings import Finding
from models.office import Office
from ui.pages.findings import FindingsPage
from ui.pages.history import HistoryPage
from ui.pages.home import HomePage
from ui.pages.records import RecordsPage
from ui.parts import faults
from ui.parts.jobs import Job
from ui.parts.look import dress
from ui.window import Window


@pytest.fixture
def window(demo: Office, qtbot: QtBot) -> Iterator[Window]:
    """The window on a copy of the demonstration office."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, "light")
    opened = Window(demo)
    qtbot.addWidget(opened)
    opened.resize(1366, 728)
    opened.show()
    yield opened
    opened.close()


def records(window: Window, key: str) -> RecordsPage:
    """The page of a record type."""
    page = window.open_page(f"records:{key}")
    assert isinstance(page, RecordsPage)
    return page


def line(page: RecordsPage, field: str) -> QLineEdit:
    """The line a field is typed into."""
    box = page.form().boxes[field].editor.box
    assert isinstance(box, QLineEdit)
    return box


def test_every_place_opens_a_page(window: Window) -> None:
    for key in [
        "home",
        "findings",
        "history",
        "settings",
        *(f"records:{one}" for one in window.desk.office.schema.types),
    ]:
        if key != "records:settings":
            assert window.open_page(key).isVisible()


def test_the_home_page_tells_of_findings_and_what_is_registered(window: Window, qtbot: QtBot) -> None:
    page = window.open_page("home")
    assert isinstance(page, HomePage)
    qtbot.waitUntil(lambda: "云泽旗总工会" in _labels(page), timeout=5000)
    told = _labels(page)
    assert "26" in told and "228" in told


def _labels(page: HomePage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def test_a_record_is_typed_kept_and_undone_with_keys(window: Window, qtbot: QtBot) -> None:
    page = records(window, "unit")
    register = window.desk.office.register
    page.add_record()
    qtbot.keyClicks(line(page, "title"), "New Works")
    qtbot.keyClicks(line(page, "workers"), "about 30")
    assert page.form().boxes["workers"].note.property("role") == "finding-error"
    page.keep()
    row = register.row("unit", 27)
    assert (row["title"], row["workers"]) == ("New Works", "about 30")
    window.desk.step_back()
    assert register.row("unit", 27) == {}
    window.desk.step_forward()
    assert register.row("unit", 27)["title"] == "New Works"


def test_what_was_typed_is_kept_when_another_record_is_chosen(window: Window, qtbot: QtBot) -> None:
    page = records(window, "unit")
    page.table.selectRow(0)
    first = page.form().row
    line(page, "contact").selectAll()
    qtbot.keyClicks(line(page, "contact"), "Wang")
    page.table.selectRow(3)
    assert page.form().row != first
    assert first is not None
    assert window.desk.office.register.row("unit", first)["contact"] == "Wang"


def test_opening_a_form_changes_nothing(window: Window) -> None:
    steps = len(window.desk.office.register.steps())
    for key in ("unit", "worker", "entry", "competition/skills", "competition/labour", "suggestion", "work", "fund"):
        page = records(window, key)
        for at in range(min(5, len(page.model.ids))):
            page.table.selectRow(at)
            page.form().dirty = True
            assert page.form().keep() is False, key
    assert len(window.desk.office.register.steps()) == steps


def test_the_table_is_filtered_while_typing(window: Window, qtbot: QtBot) -> None:
    page = records(window, "entry")
    qtbot.keyClicks(page.search, "DG-09")
    qtbot.waitUntil(lambda: len(page.model.ids) == 1, timeout=5000)
    page.search.clear()
    qtbot.waitUntil(lambda: len(page.model.ids) == 228, timeout=5000)


def test_deleting_can_be_undone(window: Window, qtbot: QtBot) -> None:
    page = records(window, "suggestion")
    page.table.selectRow(0)
    page.delete()
    qtbot.waitUntil(lambda: len(page.model.ids) == 29, timeout=5000)
    window.desk.step_back()
    qtbot.waitUntil(lambda: len(page.model.ids) == 30, timeout=5000)


def test_a_double_click_on_a_finding_opens_the_record_at_its_field(window: Window, qtbot: QtBot) -> None:
    page = window.open_page("findings")
    assert isinstance(page, FindingsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=5000)
    at, one = next((at, one) for at, one in enumerate(page.model.shown) if getattr(one, "field", "") == "hazards_fixed")
    page.table.doubleClicked.emit(page.model.index(at, 0))
    opened = window.stack.currentWidget()
    assert isinstance(opened, RecordsPage)
    assert isinstance(one, Finding)
    assert opened.form().row == one.row
    note = opened.form().boxes["hazards_fixed"].note
    qtbot.waitUntil(lambda: note.property("role") == "finding-error", timeout=5000)


def test_correcting_a_value_makes_its_finding_go_away(window: Window, qtbot: QtBot) -> None:
    page = window.open_page("findings")
    assert isinstance(page, FindingsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=5000)
    before = len(page.model.all)
    window.show_record("safety_unit", next(one.row for one in page.model.all if one.field == "hazards_fixed"), "")
    opened = window.stack.currentWidget()
    assert isinstance(opened, RecordsPage)
    box = line(opened, "hazards_fixed")
    box.selectAll()
    qtbot.keyClicks(box, "150")
    opened.keep()
    qtbot.waitUntil(lambda: len(page.model.all) == before - 1, timeout=5000)


def test_children_stand_in_a_tab_of_their_contest(window: Window) -> None:
    page = records(window, "competition/skills")
    titles = [page.form().children_tabs.tabText(at) for at in range(page.form().children_tabs.count())]
    assert "参赛选手" in titles


def test_the_general_list_of_contests_shows_each_in_its_own_form(window: Window) -> None:
    page = records(window, "competition")
    for at in range(page.model.rowCount()):
        page.table.selectRow(at)
        assert page.form().row == page.model.ids[at]
    assert len(page.pane.by_type) == 7


def test_a_new_competition_is_always_of_a_type(window: Window, qtbot: QtBot) -> None:
    page = records(window, "competition")
    page.add_record()
    menu = page.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert len(menu.actions()) == 7
    menu.actions()[1].trigger()
    menu.close()
    opened = window.stack.currentWidget()
    assert isinstance(opened, RecordsPage)
    assert opened.record.key == "competition/skills"
    assert opened.form().row is None


def test_the_history_tells_every_step(window: Window) -> None:
    page = window.open_page("history")
    assert isinstance(page, HistoryPage)
    assert page.model.rowCount() == len(window.desk.office.register.steps())


def test_everything_that_can_be_typed_into_has_a_name_for_screen_readers(window: Window) -> None:
    for key in ("home", "findings", "history", "settings", "records:unit", "records:competition/labour"):
        page = window.open_page(key)
        for kind in (QLineEdit, QPlainTextEdit, QComboBox):
            for widget in page.findChildren(kind):
                inside = isinstance(widget.parent(), QComboBox)
                assert inside or widget.accessibleName(), (key, widget)


def test_the_shape_of_the_window_is_remembered(demo: Office, qtbot: QtBot) -> None:
    folder = demo.folder
    first = Window(demo)
    qtbot.addWidget(first)
    first.resize(790, 600)
    first.close()
    again = Window(Office(folder))
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (790, 600)
    again.close()


def test_many_edits_are_audited_once_when_the_hand_rests(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.audited, timeout=10_000):
        window.desk.audit()
    audited: list[object] = []
    window.desk.audited.connect(audited.append)
    register = window.desk.office.register
    for number in range(5):
        window.desk.touched([register.change("entry", 1, {"number": f"R-{number}"})])
        qtbot.wait(50)
    assert not audited
    qtbot.waitUntil(lambda: bool(audited), timeout=10_000)
    qtbot.wait(500)
    assert len(audited) == 1


def test_a_change_calls_off_the_audit_that_runs(window: Window, qtbot: QtBot) -> None:
    audited: list[object] = []
    window.desk.audited.connect(audited.append)
    window.desk.audit()
    window.desk.touched([window.desk.office.register.change("entry", 1, {"number": "R-9"})])
    qtbot.wait(1000)
    assert not audited


def test_a_fault_of_ours_is_told_with_a_report(window: Window, qtbot: QtBot) -> None:
    told: list[str] = []
    faults.keep_in(window.desk.office.folder)
    window.desk.jobs.troubled.disconnect()
    window.desk.jobs.troubled.connect(told.append)
    window.desk.jobs.start(Job(lambda _: 1 / 0, lambda _: None))
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert "报告" in told[0]
    reports = (window.desk.office.folder / "out").glob("*.txt")
    assert "ZeroDivisionError" in next(reports).read_text(encoding="utf-8")


def test_an_eighth_type_of_competition_has_its_place_form_and_table(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "formats" / "records" / "competition"
    folder.mkdir(parents=True)
    (folder / "robots.toml").write_text(
        'title = "机器人操作大赛"\nabout = "试办。"\nicon = "gear"\ncolumns = ["title", "year", "robots"]\n'
        '[fields]\nrobots = { label = "参赛机器人", kind = "count", unit = "台", section = "机器人" }\n',
        encoding="utf-8",
    )
    window = Window(Office(tmp_path))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: len(window.places.findItems("机器人操作大赛", Qt.MatchFlag.MatchRecursive)) == 1)
    places = window.places.findItems("机器人操作大赛", Qt.MatchFlag.MatchRecursive)
    window.places.setCurrentItem(places[0])
    page = window.stack.currentWidget()
    assert isinstance(page, RecordsPage)
    page.add_record()
    for field, text in {"title": "First", "year": "2026", "robots": "12"}.items():
        qtbot.keyClicks(line(page, field), text)
    page.keep()
    qtbot.waitUntil(lambda: len(page.model.ids) == 1, timeout=5000)
    assert page.model.index(0, 2).data() == "12"
    assert page.form().children_tabs.tabText(0) == "参赛选手"
    window.close()


def test_undo_in_a_line_takes_back_letters_first_and_then_steps(window: Window, qtbot: QtBot) -> None:
    page = records(window, "unit")
    page.table.selectRow(0)
    register, row = window.desk.office.register, page.form().row or 0
    before = register.row("unit", row)["contact"]
    box = line(page, "contact")
    window.activateWindow()
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "Wang")
    qtbot.keyClick(box, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: register.row("unit", row)["contact"] == "Wang", timeout=5000)
    qtbot.waitUntil(lambda: not box.isUndoAvailable(), timeout=5000)
    qtbot.keyClicks(box, "x")
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert register.row("unit", row)["contact"] == "Wang"
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: register.row("unit", row)["contact"] == before, timeout=5000)
