"""The page of assessments: keyed with digits and Enter alone, subtotals at once, places, explanation, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import assessing
from models.office import Office
from models.scoring.assessment import Item
from ui.pages.assessments import AssessmentsPage
from ui.pages.assessments.items import COLUMNS
from ui.window import Window

SCORE = COLUMNS.index("score")


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> AssessmentsPage:
    """The page with the demonstration's “安康杯”."""
    shown = window.open_page("assessments")
    assert isinstance(shown, AssessmentsPage)
    qtbot.waitUntil(lambda: bool(shown.all), timeout=5000)
    return shown


def choose(page: AssessmentsPage, unit: str, round_: str) -> None:
    """Goes to a unit's sheet of a round."""
    (row,) = [sheet.row for one in page.all if unit in one.who for sheet in one.sheets if sheet.round == round_]
    page.ranking.choose(row)
    assert page.card.items.sheet is not None and page.card.items.sheet.row == row
    page.card.tree.setFocus()


def item(page: AssessmentsPage, key: str) -> Item:
    """An item of the sheet that is shown."""
    return next(one for one in page.card.items.items if one.key == key)


def shown(page: AssessmentsPage, key: str, column: str = "score") -> str:
    """The text of a cell."""
    return str(page.card.items.of_item(item(page, key), COLUMNS.index(column)).data())


def press(*keys: str | Qt.Key) -> None:
    """Keys to whatever has the cursor."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)  # type: ignore[call-overload]


def state(page: AssessmentsPage, unit: str) -> list[str]:
    """What the ranking says of a unit: place, total, class."""
    lines = page.ranking.lines
    (at,) = [at for at in range(lines.rowCount()) if unit in lines.item(at).text()]
    return [lines.item(at, column).text() for column in (1, 2, 3)]


def test_a_sheet_is_completed_with_digits_and_enter_alone(page: AssessmentsPage, qtbot: QtBot) -> None:
    choose(page, "供电", "2025")
    assert page.card.item is not None and page.card.item.key == "5.1"  # the first that is missing
    assert state(page, "供电") == ["", "", "未评完"]
    press("7", ".", "5", Qt.Key.Key_Return, "1", "2", Qt.Key.Key_Return)
    assert (shown(page, "5"), shown(page, "5.1"), shown(page, "5.2")) == ("19.5", "7.5", "12")
    assert page.card.item.key == "6.1"
    press("8", Qt.Key.Key_Return, "7", Qt.Key.Key_Return)
    assert state(page, "供电") == ["1", "99.50", "可推荐优胜单位"]
    assert "本表得分 99.5（满分 100）" in page.card.sums.text()
    qtbot.waitUntil(lambda: "考核得分：99.50" in page.card.told.toPlainText(), timeout=2000)


def test_the_office_keeps_what_was_typed_and_takes_it_back(page: AssessmentsPage, qtbot: QtBot) -> None:
    choose(page, "供电", "2025")
    press("7", Qt.Key.Key_Return)
    sheet = page.ranking.row
    kept = page.desk.office.register.rows("assessment_item", ["score"], "assessment = ? and item = '5.1'", [sheet])
    assert [score for _, score in kept] == [7]
    page.desk.step_back()
    qtbot.waitUntil(lambda: shown(page, "5.1") == "", timeout=5000)
    assert page.card.item is not None and page.card.item.key == "5.2"  # the cursor stays


def test_a_score_over_full_marks_is_kept_and_pointed_at(page: AssessmentsPage) -> None:
    choose(page, "乳业", "2025")
    page.card.tree.setCurrentIndex(page.card.items.of_item(item(page, "1.1"), SCORE))
    press("9", Qt.Key.Key_Return, Qt.Key.Key_Up)
    assert "得分 9 不在 0 到 5 分之间" in page.card.beside.text()
    assert shown(page, "1.1") == "9"


def test_a_veto_is_answered_with_one_and_takes_the_place_away(page: AssessmentsPage, qtbot: QtBot) -> None:
    choose(page, "乳业", "2025")
    page.card.tree.setCurrentIndex(page.card.items.of_item(item(page, "8.1"), SCORE))
    assert "键入 1 表示发生" in page.card.beside.text()
    press("1", Qt.Key.Key_Return)
    assert shown(page, "8.1") == "是"
    assert state(page, "乳业") == ["", "99.00", "不得推荐"]
    qtbot.waitUntil(lambda: "一票否决：发生生产安全死亡事故" in page.card.told.toPlainText(), timeout=2000)


def test_parents_and_full_marks_can_not_be_typed_into(page: AssessmentsPage) -> None:
    choose(page, "乳业", "2025")
    items = page.card.items
    for key, column in (("1", "score"), ("1.1", "full"), ("1.1", "item"), ("8.1", "own_score")):
        at = items.of_item(item(page, key), COLUMNS.index(column))
        assert not at.flags() & Qt.ItemFlag.ItemIsEditable


def test_a_deduction_alone_counts_as_what_is_left(page: AssessmentsPage) -> None:
    choose(page, "供电", "2025")
    page.card.tree.setCurrentIndex(page.card.items.of_item(item(page, "5.2"), COLUMNS.index("deduction")))
    press("2", Qt.Key.Key_Return)
    assert shown(page, "5") == "10"


def test_search_leaves_those_whose_name_holds_the_words(page: AssessmentsPage) -> None:
    page.search.setText("露天")
    assert [page.ranking.lines.item(at).text() for at in range(page.ranking.lines.rowCount())] == [
        "云泽旗青格勒露天煤矿有限责任公司"
    ]
    page.search.setText("没有这个单位")
    assert page.card.items.sheet is None
    assert "没有符合筛选条件" in page.card.beside.text()


def test_a_new_sheet_and_a_deleted_one_come_and_go(page: AssessmentsPage, qtbot: QtBot) -> None:
    office = page.desk.office
    scheme = office.schemes.named("safety_cup")
    competition = page.all[0].sheets[0].facts["competition"]
    begun = assessing.begin(office.register, scheme, {"competition": competition, "unit": 3, "round": "2024"})
    page._changed([begun], begun.ids[0])
    qtbot.waitUntil(lambda: page.ranking.row == begun.ids[0], timeout=5000)
    assert "还差 19 项" in page.card.sums.text()
    page.delete()
    qtbot.waitUntil(lambda: page._of_sheet(begun.ids[0]) is None, timeout=5000)


def test_an_empty_office_says_how_to_begin(office: Office, qtbot: QtBot) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    window.show()
    page = window.open_page("assessments")
    assert isinstance(page, AssessmentsPage)
    qtbot.waitUntil(lambda: "Ctrl+N" in page.card.beside.text(), timeout=5000)
    window.close()
