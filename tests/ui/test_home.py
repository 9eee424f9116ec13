"""首页: an empty office is told what to do first; a full one leads from every line to its page, and shows pictures."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.certificates import unawarded
from models.office import Office
from ui.pages.home import HomePage
from ui.parts.charts import ChartView, image
from ui.parts.look import colour
from ui.parts.welcome import Welcome
from ui.window import Window


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> HomePage:
    """The page with its pictures."""
    made = window.open_page("home")
    assert isinstance(made, HomePage)
    qtbot.waitUntil(lambda: len(made.findChildren(ChartView)) == 4, timeout=10_000)
    qtbot.waitUntil(lambda: any("目标：" in text for text in lines(made)), timeout=10_000)
    return made


def lines(page: HomePage) -> dict[str, QPushButton]:
    """What can be pressed, by its text."""
    return {one.text(): one for one in page.findChildren(QPushButton)}


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("参赛人次", "records:unit_report"),
        ("竞赛项数", "records:competition"),
        ("问题：", "findings"),
        ("单位报表：已报", "reports:unit_report"),
        ("家未交", "collecting"),
        ("还没有证书编号", "certificates"),
        ("全部报表", "returns"),
        ("化工园区", "records:competition/labour"),
        ("已过结束日期", "records:competition"),
        ("还没有发证书", "certificates"),
        ("目标：2025 年", "targets"),
        ("发出“", "history"),
    ],
)
def test_each_line_leads_to_its_page(window: Window, page: HomePage, part: str, place: str) -> None:
    pressed = next((one for text, one in lines(page).items() if part in text), None)
    assert pressed is not None
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
    assert window.page == place


def test_those_without_a_certificate_are_found_under_the_one_that_they_get(
    window: Window, page: HomePage, qtbot: QtBot
) -> None:
    shown = [(text, one) for text, one in lines(page).items() if "还没有发证书" in text]
    told = dict(
        (layout.title, count)
        for layout, count in unawarded(window.desk.office.layouts.values(), window.desk.office.register, "entry")
    )
    assert len(shown) == len(told) == 1
    text, pressed = shown[-1]
    title = text.split("：")[1]
    assert text.startswith(f"{told[title]} 名")
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
    maker = window.pages["certificates"].maker
    qtbot.waitUntil(lambda: maker.list is not None and maker.list.layout.title == title, timeout=10_000)
    assert len([one for one in maker.model.all if one.entry is None]) > told[title] == 19
    office = window.desk.office
    office.register.change("entry", maker.model.all[0].row, {"prize": None, "title": "技术能手"})
    left = unawarded(office.layouts.values(), office.register, "entry")
    assert {layout.name: count for layout, count in left} == {"prize": 18, "skilled_worker": 1}


def test_what_was_typed_at_the_first_start_is_kept_and_what_is_missing_is_told(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    monkeypatch.setattr(Welcome, "exec", lambda self: self.boxes[2].editor.set_text("云泽旗"))  # and Escape
    window._begin_day([])
    assert office.register.settings()["region"] == "云泽旗"
    window.desk.touched([office.register.add("unit", {"title": "甲厂"})])
    page = window.open_page("home")
    window.show()
    qtbot.waitUntil(lambda: any("本单位信息还缺工会名称、工会级别" in text for text in lines(page)), timeout=5000)
    window.close()


def test_a_picture_is_told_copied_and_saved_with_keys(
    page: HomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page.findChildren(ChartView)[0]
    assert "重点工程劳动竞赛  15" in view.accessibleName()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().image().size() == image(view.svg).size()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "p.png"), ""))
    QTest.keyClick(view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert QImage(str(tmp_path / "p.png")).width() == image(view.svg).width()


def test_the_longest_bar_is_as_long_as_its_room_and_half_is_half(page: HomePage) -> None:
    drawn = image(page.findChildren(ChartView)[0].svg)
    bar = colour("accent").rgb()
    lengths = [sum(drawn.pixel(x, y) == bar for x in range(drawn.width())) for y in range(drawn.height())]
    longest, second = max(lengths), sorted({*lengths})[-2]
    assert longest > drawn.width() / 2
    assert any(abs(length / longest - 12 / 15) < 0.01 for length in lengths), (longest, second)


def test_pictures_go_out_as_charts_of_a_workbook(
    page: HomePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "c.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.exporting.trigger()
    qtbot.waitUntil(target.exists, timeout=5000)
    book = openpyxl.load_workbook(target)
    assert [len(sheet._charts) for sheet in book.worksheets] == [1, 1, 1, 1]


def test_an_empty_office_is_told_what_to_do_first(office: Office, qtbot: QtBot) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    window.show()
    page = window.open_page("home")
    assert isinstance(page, HomePage)
    qtbot.waitUntil(lambda: page.now is not None, timeout=5000)
    assert "从这里开始" in [label.text() for label in page.findChildren(QLabel)]
    assert page.findChildren(ChartView) == []
    window.close()
