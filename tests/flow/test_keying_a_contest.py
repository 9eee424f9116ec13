"""A clerk keys a whole contest from paper and never lets go of the keyboard: form, grid, findings, undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models.findings import ERROR
from models.kinds.identity import check_of_id
from models.office import Office
from ui.commands import main
from ui.pages.findings import FindingsPage
from ui.pages.records import RecordsPage
from ui.parts.adding import AddDialog
from ui.parts.form import RecordForm
from ui.window import Window

UNITS = ["云泽旗人民医院", "云泽旗供电分公司", "白塔拉乳业有限公司"]
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta name=Generator content="Microsoft Excel 15"></head><body><table border=0 cellpadding=0>
<!--StartFragment--><col width=72 style='width:54pt'>
<tr height=19><td height=19 align=right width=72>80</td></tr>
<tr height=19><td height=19 class=xl65 align=right x:num="90.25">90.3</td></tr>
<tr height=19><td height=19 align=right>70</td></tr><!--EndFragment--></table></body></html>"""
WPS = """<html><head><meta name=Generator content="WPS Office ET"></head><body><table>
<tr height="18"><td x:num>90</td></tr><tr height="18"><td x:num="80">80.0</td></tr>
<tr height="18"><td x:num>85</td></tr></table></body></html>"""
LIBRE = """<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4"/></head><body>
<table cellspacing="0" border="0"><colgroup width="85"></colgroup>
<tr><td height="17" align="right" sdval="87" sdnum="2052;">87</td></tr>
<tr><td height="17" align="left">83.0八</td></tr>
<tr><td height="17" align="right" sdval="80.5" sdnum="2052;">80.5</td></tr></table></body></html>"""
"""A column of marks as each program puts it on the clipboard; in the last a hand has slipped."""

PAPER = {
    "number": ["A-01", "A-02", "A-03"],
    "name": ["王一一", "李二二", "乌兰三"],
    "id": ["99990119900307001", "99990119880512002", "99990119950921003"],
}


def press(*keys: str) -> None:
    """Presses keys on whatever has the cursor; what waits for the hand to rest comes in between."""
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None, key
        QTest.keySequence(target, QKeySequence(key))
        QApplication.processEvents()


def write(text: str) -> None:
    """Types letters and digits; Chinese comes from an input method, composed first."""
    target = QApplication.focusWidget()
    assert target is not None
    if text.isascii():
        QTest.keyClicks(target, text)
        return
    QApplication.sendEvent(target, QInputMethodEvent("pinyin", []))
    done = QInputMethodEvent()
    done.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget() or target, done)


def press_until(key: Callable[[], str], there: Callable[[], bool], most: int = 120) -> None:
    """Presses a key again and again until the eye sees what was wanted."""
    for _ in range(most):
        if there():
            return
        press(key())
    raise AssertionError(f"{key()} never led there")


def onwards() -> str:
    """The key that leaves what has the cursor: Tab, but from a table."""
    focus = QApplication.focusWidget()
    return "Ctrl+Tab" if isinstance(focus, QAbstractItemView) and focus.tabKeyNavigation() else "Tab"


def go_to(window: Window, page: str) -> None:
    """Tab to the places at the left, the arrow to the page, Tab into it."""
    press_until(onwards, window.places.hasFocus)
    press("Home")
    press_until(lambda: "Down", lambda: window.page == page)
    press("Tab")


def at(form: RecordForm) -> str:
    """The field that the cursor is in."""
    focus = QApplication.focusWidget()
    return next((key for key, box in form.boxes.items() if focus and box.isAncestorOf(focus)), "")


def fill(form: RecordForm, values: dict[str, str]) -> None:
    """Goes from field to field with Enter and types what the paper says."""
    for field, text in values.items():
        press_until(
            lambda: "Tab" if isinstance(QApplication.focusWidget(), QPlainTextEdit) else "Return",
            lambda field=field: at(form) == field,  # type: ignore[misc]
        )
        write(text)


def in_dialog(act: Callable[[AddDialog], None]) -> None:
    """Does something in the dialog as soon as it is open."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, AddDialog) and dialog.isActiveWindow():
        act(dialog)
    else:
        QTimer.singleShot(20, lambda: in_dialog(act))


def key_entry(page: RecordsPage, row: int, qtbot: QtBot) -> None:
    """One line of the paper: a number, and a worker whom nobody has registered yet."""
    id_number = PAPER["id"][row] + check_of_id(PAPER["id"][row])

    def introduce(dialog: AddDialog) -> None:
        fill(dialog.form, {"id_number": id_number, "unit": "yzqrm"})
        press("Return", "Ctrl+S")

    fill(page.form(), {"number": PAPER["number"][row], "worker": PAPER["name"][row]})
    press("Down")
    in_dialog(introduce)
    press("Return")
    give_back(page.window(), qtbot)


def give_back(window: QWidget, qtbot: QtBot) -> None:
    """What a window manager does when a dialog closes, and a screen that is not there does not."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)


def paste(html: str) -> None:
    """What another program has copied, put in with Ctrl+V."""
    data = QMimeData()
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    press("Ctrl+V")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Window:
    """The window on an office that knows three units and nothing else."""
    office = Office(tmp_path / "office")
    office.register.add_many("unit", ["title"], [(title,) for title in UNITS])
    opened = Window(office)
    qtbot.addWidget(opened)
    opened.resize(1366, 728)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow, timeout=5000)
    opened.places.setFocus()
    return opened


def records(window: Window) -> RecordsPage:
    """The page that is open."""
    page = window.stack.currentWidget()
    assert isinstance(page, RecordsPage)
    return page


def key_contest(window: Window) -> None:
    """The contest itself, in its form."""
    go_to(window, "records:competition/skills")
    press("Ctrl+N")
    values = {"title": "云泽旗电工技能比赛", "year": "2026", "level": "旗县级", "begins": "2026.5.8", "trade": "电工"}
    fill(records(window).form(), values)
    press("Ctrl+S")


def key_entries(window: Window, qtbot: QtBot) -> RecordsPage:
    """Three entries, one after the other, and what is the same in all only once."""
    go_to(window, "records:entry")
    press("Ctrl+N")
    page = records(window)
    fill(page.form(), {"competition": "yzqdg"})
    press("Return")
    for row, key in enumerate(("F9", "Ctrl+Return", "F9")):
        key_entry(page, row, qtbot)
        if row == 0:
            fill(page.form(), {"unit": "yzqrm"})
            press("Return")
        press(key)
        carried = {one: page.form().boxes[one].editor.text() for one in ("competition", "unit", "number", "worker")}
        assert list(carried.values()) == ["云泽旗电工技能比赛", UNITS[0], "", ""]
        assert at(page.form()) == "number"
    qtbot.waitUntil(lambda: len(page.model.ids) == 3, timeout=5000)
    return page


def key_marks(page: RecordsPage) -> None:
    """Marks from three programs, side by side; the delegation typed once and filled down."""
    press("F6", "Ctrl+Home", "Right", "Right")
    write("旗直代表队")
    press("Return", "Ctrl+Home", "Right", "Right", "Shift+Down", "Shift+Down", "Ctrl+D")
    press("Ctrl+Home", *["Right"] * 4)
    for copied in (EXCEL, WPS, LIBRE):
        paste(copied)
        press("Right")


def correct(window: Window, qtbot: QtBot) -> None:
    """Goes to the findings, to the mark that is none, and types the right one over it."""
    go_to(window, "findings")
    page = window.stack.currentWidget()
    assert isinstance(page, FindingsPage)
    qtbot.waitUntil(lambda: any(one.field == "total_score" for one in page.model.all), timeout=5000)
    press_until(onwards, page.table.hasFocus)
    press("Ctrl+Home")
    press_until(lambda: "Down", lambda: getattr(page.table.current(), "field", "") == "total_score")
    press("Return")
    write("83.08")
    press("Return")
    qtbot.waitUntil(lambda: not [one for one in page.model.all if one.level == ERROR], timeout=5000)


def whole(office: Office) -> dict[str, list[dict[str, object]]]:
    """Everything that is kept of what was keyed."""
    tables = ("competition", "worker", "entry")
    return {one: [dict(office.register.row(one, row)) for row in office.register.ids(one)] for one in tables}


def test_a_contest_is_keyed_without_the_mouse(window: Window, qtbot: QtBot) -> None:
    said: list[str] = []
    window.desk.said.connect(said.append)
    office, folder = window.desk.office, window.desk.office.folder
    key_contest(window)
    page = key_entries(window, qtbot)
    key_marks(page)
    entries = whole(office)["entry"]
    assert [one["number"] for one in entries] == PAPER["number"]
    assert [one["delegation"] for one in entries] == ["旗直代表队"] * 3
    assert [one["theory_score"] for one in entries] == [80, 90.25, 70]
    assert [one["practical_score"] for one in entries] == [90, 80, 85]
    assert [one["total_score"] for one in entries] == [87, "83.0八", 80.5]
    assert [(one["name"], one["sex"], one["birth"], one["unit"]) for one in whole(office)["worker"]] == [
        ("王一一", "男", "1990-03-07", 1),
        ("李二二", "女", "1988-05-12", 1),
        ("乌兰三", "男", "1995-09-21", 1),
    ]
    correct(window, qtbot)
    walk_back_and_forth(window, said)
    window.close()
    assert main(["check", "--office", str(folder)]) == 0
    with Office(folder) as again:
        assert [one.say for one in again.audit.run(again.register) if one.level == ERROR] == []


def walk_back_and_forth(window: Window, said: list[str]) -> None:
    """Ctrl+Z through every step down to the empty office, Ctrl+Y up again; each tells what it was."""
    office, done = window.desk.office, whole(window.desk.office)
    steps = [step.what for step in office.register.steps()]
    units, contest, workers, entries, filled, pasted, corrected = 1, 1, 3, 3, 2, 3, 1
    assert len(steps) == units + contest + workers + entries + filled + pasted + corrected
    assert len(office.register.ids("unit")) == 3 and steps[0] == "参赛选手“李二二”：总成绩 = 83.08"
    said.clear()
    press(*["Ctrl+Z"] * len(steps))
    assert said == [f"已撤销：{what}" for what in steps]
    assert not any(whole(office).values()) and not office.register.ids("unit")
    press("Ctrl+Z")
    assert said[-1] == "没有可以撤销的步骤"
    said.clear()
    press(*["Ctrl+Y"] * len(steps))
    assert said == [f"已重做：{what}" for what in reversed(steps)]
    assert whole(office) == done
