"""Who sits here: chosen in the status bar, named by history, and refused what is another's duty."""

import pytest

from models.register import Register
from ui.parts.desk import Desk
from ui.parts.seat import Seat


@pytest.fixture
def seat(window, qtbot):
    register: Register = window.desk.office.register
    register.add_many("officer", ["name", "duties"], [("张录入", "录入"), ("李复核", "复核；管理")], "人员")
    qtbot.waitUntil(lambda: window.findChild(Seat) is not None)
    return window.findChild(Seat)


def _choose(seat, word):
    seat.menu().aboutToShow.emit()
    next(one for one in seat.menu().actions() if word in one.text()).trigger()


def test_history_names_who_sits_here(window, seat):
    _choose(seat, "张录入")
    assert seat.text() == "经办：张录入"
    register = window.desk.office.register
    register.add("unit", {"title": "测试单位"})
    assert register.steps(1)[0].who == "张录入"


def test_the_next_start_knows_the_name(window, seat):
    _choose(seat, "李复核")
    assert Desk(window.desk.office).who == "李复核"


def test_what_goes_deep_is_for_who_manages(window, seat):
    told = []
    window.desk.troubled.disconnect()
    window.desk.troubled.connect(told.append)
    _choose(seat, "张录入")
    assert not window.desk.manages() and "请由李复核来办" in told[0]
    _choose(seat, "李复核")
    assert window.desk.manages()


def test_the_list_of_people_is_one_click_away(window, seat):
    _choose(seat, "名单")
    assert window.page == "records:officer"


def test_the_contest_page_shows_the_same_name(window, seat):
    page = window.open_page("contests")
    _choose(seat, "张录入")
    assert page.who.text() == page.hall.who == "张录入"
    page.who.setText("李复核")
    page.who.editingFinished.emit()
    assert seat.text() == "经办：李复核"
