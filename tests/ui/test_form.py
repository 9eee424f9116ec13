"""A form is keyed without the mouse: keys, folding, what follows and what is wrong, shown while one types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.kinds.identity import check_of_id
from ui.pages.records import _GLANCE, RecordsPage
from ui.parts.form.boxes import ComputedBox
from ui.window import Window

MAN = "99990119900307001"
WOMAN = "99990119880512002"
"""The first 17 places of ID numbers; no place on earth has the area code 999901."""


def whole(first17: str) -> str:
    """An ID number with its check digit."""
    return first17 + check_of_id(first17)


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> RecordsPage:
    """The workers, a blank form opened with Ctrl+N."""
    made = records(window, "worker", qtbot)
    press("Ctrl+N")
    assert made.form().row is None
    return made


def records(window: Window, key: str, qtbot: QtBot) -> RecordsPage:
    """A page of records, its table read and its form at the first record."""
    made = window.open_page(f"records:{key}")
    assert isinstance(made, RecordsPage)
    qtbot.waitUntil(lambda: bool(made.model.ids) and made.pane.current is not None, timeout=5000)
    made.form()
    made.table.setFocus()
    return made


def press(*keys: str) -> None:
    """Presses keys on whatever has the cursor."""
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keySequence(target, QKeySequence(key))


def write(text: str) -> None:
    """Types, or lets the input method hand over what no key is there for."""
    target = QApplication.focusWidget()
    assert target is not None
    if text.isascii():
        QTest.keyClicks(target, text)
        return
    done = QInputMethodEvent()
    done.setCommitString(text)
    QApplication.sendEvent(target, done)


def at(page: RecordsPage) -> str:
    """The field that the cursor is in."""
    focus = QApplication.focusWidget()
    assert focus is not None
    return next((key for key, box in page.form().boxes.items() if box.isAncestorOf(focus)), "")


def text(page: RecordsPage, field: str) -> str:
    """What stands in a field."""
    return page.form().boxes[field].editor.text()


def computed(page: RecordsPage, key: str) -> ComputedBox:
    """The box of a value that follows."""
    return next(box for section in page.form().sections for box in section.computed if box.computed.key == key)


def test_enter_goes_on_shift_enter_goes_back_and_both_stop_at_the_ends(page: RecordsPage, qtbot: QtBot) -> None:
    assert at(page) == "name"
    press("Return", "Return")
    assert at(page) == "sex"
    press("Shift+Return")
    assert at(page) == "id_number"
    press("Shift+Return", "Shift+Return")
    assert at(page) == "name"
    page.form().focus_field("identity")
    press("Return")
    assert at(page) == "remark"
    press("Return")
    assert at(page) == "remark" and text(page, "remark") == "\n"


def test_at_the_last_line_enter_says_how_to_go_on(window: Window, qtbot: QtBot) -> None:
    said: list[str] = []
    window.desk.said.connect(said.append)
    page = records(window, "competition/skills", qtbot)
    page.form().focus_field("venue")
    press("Return")
    assert at(page) == "venue" and "F9" in said[-1]


@pytest.mark.parametrize("key", ["Ctrl+Return", "F9"])
def test_the_next_blank_has_what_is_carried_and_nothing_else(page: RecordsPage, key: str, qtbot: QtBot) -> None:
    register = page.desk.office.register
    write("王一")
    page.form().focus_field("trade")
    write("电工")
    page.form().focus_field("post")
    write("班长")
    before = register.count("worker")
    press(key)
    assert register.count("worker") == before + 1
    kept = register.row("worker", max(register.ids("worker")))
    assert (kept["name"], kept["trade"], kept["post"]) == ("王一", "电工", "班长")
    assert page.form().row is None and not page.form().dirty
    assert (text(page, "name"), text(page, "trade"), text(page, "post")) == ("", "电工", "")
    assert at(page) == "name"


def rest(page: RecordsPage, qtbot: QtBot) -> None:
    """Until the table has been read again, and the hand has lain long enough on a row for its form to come."""
    with qtbot.waitSignal(page.model.settled, timeout=5000):
        pass
    qtbot.wait(_GLANCE * 3)


def test_a_blank_form_stays_when_the_table_has_been_read_again(page: RecordsPage, qtbot: QtBot) -> None:
    write("王一")
    press("F9")
    write("王二")
    rest(page, qtbot)
    assert page.form().row is None and text(page, "name") == "王二" and at(page) == "name"


def test_who_moves_on_from_a_changed_record_is_not_brought_back(window: Window, qtbot: QtBot) -> None:
    page = records(window, "worker", qtbot)
    first, second = page.model.ids[:2]
    assert page.form().row == first
    page.form().focus_field("post")
    write("班长")
    press("Ctrl+PgDown")
    rest(page, qtbot)
    assert page.form().row == second and page.table.records() == [second]


def test_what_is_typed_into_a_list_replaces_what_stood_there(window: Window, qtbot: QtBot) -> None:
    page = records(window, "competition/skills", qtbot)
    press("Ctrl+N")
    assert text(page, "level") == "旗县级"
    page.form().focus_field("year")
    press("Return")
    write("盟市级")
    assert text(page, "level") == "盟市级"
    press("Return")
    assert at(page) == "class"


def test_f6_goes_between_table_and_form_and_f4_puts_the_form_away(page: RecordsPage) -> None:
    press("F6")
    assert page.table.hasFocus()
    press("F6")
    assert at(page) == "name"
    press("F6", "F4")
    assert not page.pane.isVisible()
    assert page.desk.settings.value("window/form") == "no"
    press("F4")
    assert page.pane.isVisible()


def test_ctrl_pgdn_opens_the_next_record_and_keeps_what_was_typed(window: Window, qtbot: QtBot) -> None:
    page = records(window, "worker", qtbot)
    press("Ctrl+Home", "F6")
    first, second = page.model.ids[:2]
    assert page.form().row == first
    page.form().focus_field("post")
    page.form().boxes["post"].editor.select_all()
    write("组长")
    press("Ctrl+PgDown")
    assert page.form().row == second
    assert window.desk.office.register.row("worker", first)["post"] == "组长"
    press("Ctrl+PgUp")
    assert page.form().row == first


def test_folded_sections_stay_folded_and_unfold_for_the_cursor(window: Window, qtbot: QtBot) -> None:
    page = records(window, "worker", qtbot)
    section = page.form().sections[1]
    qtbot.mouseClick(section.heading, Qt.MouseButton.LeftButton)
    assert section.body.isHidden()
    del window.pages["records:worker"]
    again = records(window, "worker", qtbot)
    folded = again.form().sections[1]
    assert folded.body.isHidden() and not again.form().sections[0].body.isHidden()
    again.form().focus_field("phone")
    press("Return")
    assert at(again) == "unit" and folded.body.isVisible()


def test_an_id_number_fills_birth_and_sex_and_the_age_follows(page: RecordsPage, qtbot: QtBot) -> None:
    press("Return")
    write(whole(MAN))
    assert (text(page, "sex"), text(page, "birth")) == ("男", "1990-03-07")
    age = computed(page, "age").value
    qtbot.waitUntil(lambda: age.text() != "—", timeout=5000)
    assert age.text().endswith("岁") and int(age.text().split()[0]) >= 35
    assert page.form().row is None


def test_what_was_typed_is_never_overwritten_by_an_id_number(page: RecordsPage) -> None:
    press("Return", "Return")
    write("女")
    press("Shift+Return")
    write(whole(MAN))
    assert (text(page, "sex"), text(page, "birth")) == ("女", "1990-03-07")
    page.form().boxes["id_number"].editor.select_all()
    write(whole(WOMAN))
    assert (text(page, "sex"), text(page, "birth")) == ("女", "1988-05-12")


def test_rules_speak_under_the_field_before_anything_is_kept(page: RecordsPage, qtbot: QtBot) -> None:
    before = page.desk.office.register.count("worker")
    press("Return", "Return")
    write("女")
    press("Shift+Return")
    write(whole(MAN))
    note = page.form().boxes["sex"].note
    qtbot.waitUntil(lambda: note.property("role") == "finding-error", timeout=5000)
    assert "性别“女”与身份证号不符" in note.text() and note.isVisible()
    assert page.desk.office.register.count("worker") == before
    press("Return")
    page.form().boxes["sex"].editor.select_all()
    page.form().boxes["sex"].editor.set_text("")
    write("男")
    qtbot.waitUntil(lambda: not note.text(), timeout=5000)


def test_what_can_not_be_read_is_told_at_once_and_kept(page: RecordsPage) -> None:
    write("王二")
    page.form().focus_field("trade_years")
    write("about 8")
    note = page.form().boxes["trade_years"].note
    assert note.property("role") == "finding-error" and "about 8" in note.text()
    press("Ctrl+S")
    register = page.desk.office.register
    assert register.row("worker", page.form().row or 0)["trade_years"] == "about 8"


def test_the_worker_who_bears_the_same_id_number_is_offered(page: RecordsPage, qtbot: QtBot) -> None:
    register = page.desk.office.register
    known = register.add("worker", {"name": "早先登记的人", "id_number": whole(WOMAN)}).ids[0]
    press("Return")
    write(whole(WOMAN))
    box = page.form().boxes["id_number"]
    qtbot.waitUntil(lambda: "早先登记的人" in box.note.text(), timeout=5000)
    box.note.linkActivated.emit(str(known))
    qtbot.waitUntil(lambda: page.form().row == known, timeout=5000)


def test_walking_through_forms_changes_nothing(window: Window, qtbot: QtBot) -> None:
    steps = len(window.desk.office.register.steps())
    for key in ("worker", "competition/skills", "entry"):
        page = records(window, key, qtbot)
        press("Ctrl+Home", "F6")
        for _ in range(3):
            press("Return", "Return", "Shift+Return", "Ctrl+PgDown", "F6")
        press("Ctrl+N", "Return", "F6")
        assert not page.form().dirty
        window.open_page("home")
    assert len(window.desk.office.register.steps()) == steps


def test_one_key_folds_every_section_but_the_cursor_s_and_unfolds_them_again(page: RecordsPage) -> None:
    page.form().focus_field("trade")
    press("Ctrl+T")
    assert [box.field.key for one in page.form().sections if one.unfolded for box in one.boxes].count("trade") == 1
    assert sum(one.unfolded for one in page.form().sections) == 1 and at(page) == "trade"
    press("Ctrl+T")
    assert all(one.unfolded for one in page.form().sections)


def test_alt_down_opens_the_list_of_a_field_of_several(window: Window, qtbot: QtBot) -> None:
    page = records(window, "competition/skills", qtbot)
    page.form().focus_field("areas")
    press("Alt+Down")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert text(page, "areas")


def test_the_list_of_what_may_be_meant_stays_when_a_note_comes_in_above_it(window: Window, qtbot: QtBot) -> None:
    page = records(window, "entry", qtbot)
    press("Ctrl+N")
    qtbot.wait(_GLANCE * 2)
    box = page.form().boxes["worker"]
    assert box.note.isHidden()  # nobody has typed anything yet: nothing is wrong
    page.form().focus_field("worker")
    write("bybg")
    line, offered = box.editor.line, box.editor.chooser.offered
    assert offered.isVisible()
    qtbot.waitUntil(box.note.isVisible, timeout=5000)
    page.form().boxes["competition"].note.setText("一\n二\n三")
    page.form().boxes["competition"].note.show()
    above = offered.geometry().y()
    qtbot.waitUntil(
        lambda: offered.geometry().y() == line.mapToGlobal(QPoint(0, line.height())).y() > above, timeout=5000
    )
    assert offered.isVisible()
