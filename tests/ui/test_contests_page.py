"""The page of a contest: keyed with digits and Enter, checked by somebody else, decided, confirmed, published."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from models import contests
from models.office import Office
from tests.contests import RULES, TITLE, check, enter, mark, settled, work_out
from ui.pages.contests import ContestsPage, deciding, start
from ui.window import Window


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> Iterator[ContestsPage]:
    """The page on a contest whose roster stands and whose marks are to come."""
    enter(office)
    window = Window(office)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    window.show()
    made = window.open_page("contests")
    assert isinstance(made, ContestsPage)
    opened(made, qtbot)
    yield made
    window.close()


def opened(page: ContestsPage, qtbot: QtBot) -> None:
    """Waits until the contest has been read."""
    with qtbot.waitSignal(page.hall.opened, timeout=5000):
        page.hall.open(page.hall.competition or int(page.competitions.currentData()))


def keyed(page: ContestsPage, *texts: str) -> None:
    """Types marks as a hand does: digits, then Enter."""
    for text in texts:
        table = page.keying.table
        for letter in text:
            QTest.keyClick(table.focusWidget() or table, letter)
        QTest.keyClick(table.focusWidget() or table, Qt.Key.Key_Return)


def step(page: ContestsPage, item: int = 0, judge: int = 0) -> None:
    """The sheet of an item."""
    page.steps.setCurrentWidget(page.keying)
    page.keying.picking.items.setCurrentIndex(item)
    page.keying.picking._offer_judges()
    page.keying.picking.judges.setCurrentIndex(judge)
    page.keying.show_item()
    page.keying.table.setFocus()


def kept(page: ContestsPage) -> list[tuple[object, ...]]:
    """All marks in the register."""
    return [
        row[1:] for row in page.desk.office.register.rows("mark", ["number", "judge", "value", "status", "keyed_by"])
    ]


def test_marks_are_keyed_with_digits_and_enter_and_places_follow(page: ContestsPage, qtbot: QtBot) -> None:
    page.desk.sit("张录入")
    step(page)
    keyed(page, "92", "88", "90.5", "*")
    assert kept(page) == [
        ("101", 1, 92, None, "张录入"),
        ("102", 1, 88, None, "张录入"),
        ("103", 1, 90.5, None, "张录入"),
        ("104", 1, None, "缺考", "张录入"),
    ]
    marks = page.keying.marks
    places = [marks.data(marks.index(row, marks.columnCount() - 1)) for row in range(3)]
    assert places == ["1", "3", "2"]
    assert marks.at(page.keying.table.currentIndex()) == ("105", 1)


def test_a_pile_in_any_order_is_keyed_by_number(page: ContestsPage, qtbot: QtBot) -> None:
    page.desk.sit("张录入")
    step(page)
    page.keying.number.setFocus()
    for number, value in (("108", "58"), ("201", "85")):
        QTest.keyClicks(page.keying.number, number)
        QTest.keyClick(page.keying.number, Qt.Key.Key_Return)
        keyed(page, value)
        assert page.keying.number.hasFocus() and page.keying.number.text() == ""
    assert [row[0] for row in kept(page)] == ["108", "201"]
    QTest.keyClicks(page.keying.number, "999")
    QTest.keyClick(page.keying.number, Qt.Key.Key_Return)
    assert "999" in page.keying.odd.text()


def test_an_odd_mark_is_pointed_at_and_what_can_not_be_read_is_kept(page: ContestsPage, qtbot: QtBot) -> None:
    page.desk.sit("张录入")
    step(page)
    keyed(page, "192")
    page.keying.table.go_to(0)
    assert "满分" in page.keying.odd.text()
    keyed(page, "88f")
    qtbot.waitUntil(lambda: "可用的分数" in page.note.text(), timeout=5000)
    assert kept(page)[0][2] == "88f"


def test_nobody_keys_without_a_name_and_the_same_person_can_not_check(
    page: ContestsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: told.append(str(words[-1])))
    page.desk.sit("")
    step(page)
    keyed(page, "92")
    assert kept(page) == [] and "姓名" in told[-1]
    page.desk.sit("张录入")
    page.keying.table.go_to(0)
    keyed(page, "92")
    opened(page, qtbot)
    page.steps.setCurrentWidget(page.checking)
    page.checking.table.selectAll()
    page.checking.confirm()
    assert "换人" in told[-1]
    page.desk.sit("李复核")
    page.checking.table.selectAll()
    with qtbot.waitSignal(page.hall.opened, timeout=5000):
        page.checking.confirm()
    assert "已复核 1" in page.checking.count.text()


def test_a_second_keying_hides_the_first_and_shows_where_they_differ(page: ContestsPage, qtbot: QtBot) -> None:
    mark(page.desk.office, page.hall.competition)
    page.desk.sit("李复核")
    opened(page, qtbot)
    page.steps.setCurrentWidget(page.checking)
    page.checking.mode.setCurrentIndex(1)
    page.checking.show_item()
    marks = page.checking.marks
    first = marks.index(0, marks.first)
    assert marks.data(first) == ""
    assert marks.setData(first, "29") and marks.data(first) == "92 ≠ 29"
    assert marks.setData(first, "92") and marks.data(first) == "92"
    assert "已复核 1" in page.checking.count.text()


def test_a_tie_is_decided_with_a_reason_and_the_results_are_confirmed_and_published(
    page: ContestsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, competition = page.desk.office, page.hall.competition
    mark(office, competition)
    check(office, competition)
    opened(page, qtbot)
    page.steps.setCurrentWidget(page.results)
    assert "104 甲四、105 甲五并列" in page.results.deciding.told.text()

    def decide(dialog: deciding.DecisionDialog) -> int:
        dialog.candidates.item(1).setCheckState(Qt.CheckState.Checked)
        dialog.reason.setPlainText("复看答卷")
        return 1

    monkeypatch.setattr(deciding.DecisionDialog, "exec", decide)
    page.desk.sit("王裁判长")
    with qtbot.waitSignal(page.hall.opened, timeout=5000):
        page.results.deciding.decide()
    assert work_out(office, competition).contest.decided == {"online/职工组/1": ["105"]}
    assert "待确认" in page.results.state.text()
    with qtbot.waitSignal(page.hall.opened, timeout=5000):
        page.results.confirm()
    assert page.results.state.text() == "成绩已确认"
    page.results.table.go_to("103")
    assert "违规操作：-6 分（最多 6 分）" in page.results.lines.toPlainText()
    page.results.stages.setCurrentIndex(2)
    page.results.reload()
    assert page.results.table.lines.rows[0][1] == "东队"
    page.steps.setCurrentWidget(page.publish)
    page.publish.publish()
    qtbot.waitUntil(lambda: bool(contests.history(office.register, competition)), timeout=5000)
    assert "公布之前" in [one.why for one in office.backups.listed()]
    assert [one.who for one in contests.history(office.register, competition)] == ["王裁判长"]
    assert page.publish.history.lines.rows[0][2] == "王裁判长"


def test_what_stands_in_the_way_of_publishing_is_listed(page: ContestsPage, qtbot: QtBot) -> None:
    page.steps.setCurrentWidget(page.publish)
    qtbot.waitUntil(lambda: len(page.publish.stops.lines.rows) > 1, timeout=5000)
    assert any("没有评完" in row[0] for row in page.publish.stops.lines.rows)
    with qtbot.waitSignal(page.desk.said, timeout=5000):
        page.publish.publish()
    assert contests.history(page.desk.office.register, page.hall.competition) == []


def test_lots_are_drawn_and_attendance_noted(page: ContestsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(dialog: start.DrawDialog) -> int:
        dialog.seed.setText("20251018")
        dialog.stations.setValue(4)
        return 1

    monkeypatch.setattr(start.DrawDialog, "exec", draw)
    with qtbot.waitSignal(page.hall.opened, timeout=5000):
        page.start.draw()
    assert page.start.table.lines.rows[0][1:3] == ["1", "1"]
    page.start.table.selectRow(0)
    entry = page.start.table.current
    with qtbot.waitSignal(page.hall.opened, timeout=5000):
        page.start.note("弃权")
    assert page.desk.office.register.row("entry", entry)["status"] == "弃权"
    told: list[str] = []
    page.desk.said.connect(told.append)
    page.start.verify()
    assert "一致" in told[-1]


def test_rules_are_chosen_here_and_a_contest_without_any_is_only_published(page: ContestsPage, qtbot: QtBot) -> None:
    page.rules.setCurrentIndex(0)
    with qtbot.waitSignal(page.hall.opened, timeout=5000):
        page.choose_rules()
    assert [page.steps.isTabEnabled(at) for at in range(5)] == [True, False, False, False, True]
    page.rules.setCurrentIndex(page.rules.findData(RULES))
    with qtbot.waitSignal(page.hall.opened, timeout=5000):
        page.choose_rules()
    assert all(page.steps.isTabEnabled(at) for at in range(5))
    assert page.competitions.currentText() == TITLE


def test_other_rules_are_asked_for_where_marks_have_been_keyed(
    page: ContestsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    register, competition = page.desk.office.register, page.hall.competition
    register.add("mark", {"competition": competition, "number": "1", "value": 9})
    asked: list[str] = []
    no, yes = QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes
    for answer, after in ((no, RULES), (yes, None)):
        monkeypatch.setattr(QMessageBox, "question", lambda _, __, told, answer=answer: (asked.append(told), answer)[1])
        page.rules.setCurrentIndex(0)
        page.choose_rules()
        qtbot.waitUntil(lambda after=after: page.rules.currentData() == after, timeout=5000)
        assert register.row("competition", competition)["scoring"] == after
    assert len(asked) == 2 and "分数" in asked[0]


def test_every_step_can_be_walked_with_tab_and_everything_has_a_name(office: Office, qtbot: QtBot) -> None:
    settled(office)
    window = Window(office)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    window.show()
    page = window.open_page("contests")
    assert isinstance(page, ContestsPage)
    opened(page, qtbot)
    from_test = pytest.importorskip("tests.ui.test_access")
    for at in range(5):
        page.steps.setCurrentIndex(at)
        qtbot.wait(80)
        nameless = [type(one).__name__ for one in from_test.takes_keys(page) if not from_test.name_of(one)]
        assert nameless == [], at
    window.close()
