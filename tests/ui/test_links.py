"""Choosing a record with keys: offered while typing, picked, kept as typed, or made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.office import Office
from ui.parts.adding import AddDialog
from ui.parts.desk import Desk
from ui.parts.links import LinkChooser


class Sheet(QWidget):
    """A line for one unit and a line for several workers, as a form would have them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        schema = desk.office.schema
        rows = QVBoxLayout(self)
        self.unit, self.authors = QLineEdit(), QLineEdit()
        rows.addWidget(self.unit)
        rows.addWidget(self.authors)
        self.one = LinkChooser(self.unit, schema["worker"].fields["unit"], desk)
        self.many = LinkChooser(self.authors, schema["work"].fields["authors"], desk)


@pytest.fixture
def sheet(office: Office, qtbot: QtBot) -> Iterator[Sheet]:
    """Five units and two namesakes."""
    register = office.register
    register.add_many("unit", ["title"], [("乌兰察布供电公司",), ("供电所",), ("供电",), ("人民医院",), ("人民银行",)])
    register.add_many("worker", ["name", "unit"], [("王伟", 1), ("王伟", 2), ("李明", 3)])
    desk = Desk(office)
    made = Sheet(desk)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    desk.jobs.close()


def offered(chooser: LinkChooser) -> list[str]:
    """What the open list shows."""
    model = chooser.offered.offers
    return [str(model.index(at).data()) for at in range(model.rowCount())] if chooser.offered.isVisible() else []


def commit(line: QLineEdit, text: str) -> None:
    """What the input method hands over."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def test_initials_and_enter_choose_a_unit(sheet: Sheet, qtbot: QtBot) -> None:
    qtbot.keyClicks(sheet.unit, "wlcb")
    assert offered(sheet.one) == ["乌兰察布供电公司", "新建单位…"]
    with qtbot.waitSignal(sheet.one.picked):
        qtbot.keyClick(sheet.unit, Qt.Key.Key_Return)
    assert (sheet.one.text(), sheet.one.read().value) == ("乌兰察布供电公司", 1)
    assert offered(sheet.one) == []
    assert QApplication.focusWidget() in (None, sheet.unit)


def test_what_the_input_method_hands_over_is_searched(sheet: Sheet) -> None:
    composing = QInputMethodEvent("gongdian", [])
    QApplication.sendEvent(sheet.unit, composing)
    assert offered(sheet.one) == []
    commit(sheet.unit, "供电")
    assert offered(sheet.one)[:3] == ["供电", "供电所", "乌兰察布供电公司"]
    QApplication.sendEvent(sheet.unit, QInputMethodEvent("suo", []))
    assert offered(sheet.one) == []
    commit(sheet.unit, "所")
    assert sheet.unit.text() == "供电所"
    assert sheet.one.read().value == 2


def test_enter_never_takes_a_longer_name_for_the_one_typed(sheet: Sheet, qtbot: QtBot) -> None:
    commit(sheet.unit, "人民")
    assert offered(sheet.one)[:2] == ["人民医院", "人民银行"]
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Return)
    assert sheet.one.read().value == "人民"
    assert offered(sheet.one) == []


def test_arrows_move_and_escape_closes(sheet: Sheet, qtbot: QtBot) -> None:
    commit(sheet.unit, "人民")
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Escape)
    assert offered(sheet.one) == []
    assert sheet.one.read().value == "人民"
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Tab)
    assert sheet.one.read().value == 5


def test_in_an_empty_line_down_offers_what_was_linked_lately(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.one.desk.office.register.change("worker", 3, {"unit": 4})
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Down)
    assert offered(sheet.one)[0] == "人民医院"
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Return)
    assert sheet.one.read().value == 4


def test_a_name_that_nobody_bears_stays_as_typed(sheet: Sheet, qtbot: QtBot) -> None:
    commit(sheet.unit, "没有的单位")
    assert offered(sheet.one) == ["新建单位“没有的单位”…"]
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Return)
    assert sheet.one.read().value == "没有的单位"


def test_a_unit_whose_whole_name_is_typed_is_not_made_a_second_time(sheet: Sheet, qtbot: QtBot) -> None:
    commit(sheet.unit, "人民医院")
    assert offered(sheet.one) == ["人民医院"]
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Return)
    assert sheet.one.read().value == 4
    commit(sheet.authors, "王伟")
    assert "新建" in offered(sheet.many)[-1]  # people have namesakes


def test_namesakes_are_offered_with_what_tells_them_apart(sheet: Sheet, qtbot: QtBot) -> None:
    commit(sheet.authors, "王伟")
    model = sheet.many.offered.offers
    assert [model.index(at).data(Qt.ItemDataRole.UserRole) for at in range(2)] == ["乌兰察布供电公司", "供电所"]
    assert sheet.many.read().value == '["王伟"]'
    qtbot.keyClick(sheet.authors, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.authors, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.authors, Qt.Key.Key_Return)
    assert sheet.many.read().value == "[2]"
    assert sheet.many.hint() == "王伟　供电所"


def test_several_are_chosen_one_after_the_other_and_stay_who_they_are(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.many.show_value("[2,3]")
    assert (sheet.many.text(), sheet.many.read().value) == ("王伟、李明", "[2,3]")
    qtbot.keyClick(sheet.authors, Qt.Key.Key_End)
    commit(sheet.authors, "、王伟")
    qtbot.keyClick(sheet.authors, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.authors, Qt.Key.Key_Return)
    assert (sheet.many.text(), sheet.many.read().value) == ("王伟、李明、王伟", "[2,3,1]")
    sheet.authors.setCursorPosition(2)
    qtbot.keyClick(sheet.authors, Qt.Key.Key_Backspace)
    qtbot.keyClick(sheet.authors, Qt.Key.Key_Backspace)
    commit(sheet.authors, "无名")
    assert sheet.many.read().value == '["无名",3,1]'


def test_a_namesake_of_what_was_kept_is_another_record(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.many.show_value("[1]")
    sheet.authors.clear()
    qtbot.keyClicks(sheet.authors, "ww")
    qtbot.keyClick(sheet.authors, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.authors, Qt.Key.Key_Return)
    assert (sheet.many.text(), sheet.many.read().value) == ("王伟", "[2]")


def test_showing_a_record_changes_nothing_and_undo_takes_a_choice_back(sheet: Sheet, qtbot: QtBot) -> None:
    told: list[bool] = []
    sheet.one.changed.connect(lambda: told.append(True))
    for kept in (1, "没有", None):
        sheet.one.show_value(kept)
        assert sheet.one.read().value == kept
    assert not told
    qtbot.keyClicks(sheet.unit, "wlcb")
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Return)
    assert told
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.unit.text() == "wlcb"


def in_dialog(act: Callable[[AddDialog], None]) -> None:
    """Does something in the dialog as soon as it is open."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, AddDialog) and dialog.isActiveWindow():
        act(dialog)
    else:
        QTimer.singleShot(20, lambda: in_dialog(act))


def test_a_new_record_is_made_without_leaving(sheet: Sheet, qtbot: QtBot) -> None:
    named: list[str] = []

    def save(dialog: AddDialog) -> None:
        named.append(dialog.form.boxes["title"].editor.text())
        qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    commit(sheet.unit, "新来的单位")
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Down)
    in_dialog(save)
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Return)
    assert named == ["新来的单位"]
    assert sheet.one.read().value == 6
    assert sheet.one.desk.office.register.row("unit", 6)["title"] == "新来的单位"


def test_a_new_record_can_be_called_off(sheet: Sheet, qtbot: QtBot) -> None:
    commit(sheet.unit, "新来的单位")
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Down)
    in_dialog(lambda dialog: dialog.reject())
    qtbot.keyClick(sheet.unit, Qt.Key.Key_Return)
    assert sheet.one.read().value == "新来的单位"
    assert sheet.one.desk.office.register.count("unit") == 5
