"""A layout is drawn up with mouse and keys, tried with hard names, and saved for the office."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.certificates import Paper, TextBox
from models.certificates.editing import Spot, box_at
from models.certificates.saving import begun
from models.office import Office
from ui.pages.designer.page import DesignerPage
from ui.parts.desk import Desk

SPOT = Spot("texts", 1)
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(demo: Office, qtbot: QtBot) -> Iterator[DesignerPage]:
    """The page with a shipped layout."""
    desk = Desk(demo)
    made = DesignerPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.which.setCurrentIndex(made.which.findData("skilled_worker"))
    yield made
    desk.close()


def on_screen(page: DesignerPage, x: float, y: float) -> QPoint:
    """Where a point of the paper is on the canvas."""
    return (page.canvas._first() + QPointF(x, y) * page.canvas.zoom).toPoint()


def place(page: DesignerPage) -> tuple[float, float, float, float]:
    """The box that is tried."""
    box = box_at(page.drawing.layout, SPOT)
    return box.x, box.y, box.width, box.height


def drag(page: DesignerPage, start: tuple[float, float], by: tuple[float, float]) -> None:
    """Presses, moves in three steps and lets go."""
    first, last = on_screen(page, *start), on_screen(page, start[0] + by[0], start[1] + by[1])
    QTest.mousePress(page.canvas, Qt.MouseButton.LeftButton, _NONE, first)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(page.canvas, first + (last - first) * part)
    QTest.mouseRelease(page.canvas, Qt.MouseButton.LeftButton, _NONE, last)


def test_a_box_is_chosen_and_dragged_and_taken_back(page: DesignerPage) -> None:
    x, y, width, height = place(page)
    drag(page, (x + width / 2, y + height / 2), (7, 3))
    assert page.canvas.spots == [SPOT]
    moved = place(page)
    assert moved[:2] == pytest.approx((x + 7, y + 3), abs=2.5)  # or on the line that it is caught on
    assert moved[2:] == (width, height)
    assert moved != (x, y, width, height)
    page.travel(back=True)
    assert place(page) == (x, y, width, height)
    page.travel(back=False)
    assert place(page) == moved


def test_arrows_move_by_a_tenth_of_a_millimetre_and_pull_with_ctrl(page: DesignerPage) -> None:
    page.canvas.choose([SPOT])
    x, y, width, height = place(page)
    page.canvas.setFocus()
    QTest.keyClick(page.canvas, Qt.Key.Key_Right)
    QTest.keyClick(page.canvas, Qt.Key.Key_Up, _SHIFT)
    QTest.keyClick(page.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier | _SHIFT)
    assert place(page) == pytest.approx((x + 0.1, y - 1, width, height + 1))


def test_an_edge_is_pulled(page: DesignerPage) -> None:
    page.canvas.choose([SPOT])
    x, y, width, height = place(page)
    drag(page, (x + width, y + height / 2), (-30, 0))
    assert place(page)[:2] == (x, y)
    assert place(page)[2] == pytest.approx(width - 30, abs=2.5)
    assert place(page)[3] == height


def test_what_is_typed_is_seen_on_the_sheet_at_once(page: DesignerPage) -> None:
    page.canvas.choose([SPOT])
    line = page.properties.editors["say"]
    assert isinstance(line, QPlainTextEdit)
    line.setPlainText("先进个人：")
    page.properties.insert("{worker.name}")
    box = box_at(page.drawing.layout, SPOT)
    assert isinstance(box, TextBox)
    assert box.say == "{worker.name}先进个人：" or box.say == "先进个人：{worker.name}"
    assert any("先进个人" in text.told for text in page.canvas.set.texts)  # type: ignore[union-attr]


def test_a_text_that_no_longer_fits_is_told(page: DesignerPage) -> None:
    page.sample.setCurrentIndex(page.sample.findData("longest"))
    page.canvas.choose([SPOT])
    width = page.properties.editors["width"]
    width.setValue(12)  # type: ignore[attr-defined]
    assert "放不进" in page.told.text()


def test_boxes_are_added_aligned_and_deleted(page: DesignerPage) -> None:
    before = len(page.drawing.layout.texts)
    page.add(TextBox(40, 40, 50, 10, say="印章"))
    assert page.canvas.spots == [Spot("texts", before)]
    page.align("center")
    assert box_at(page.drawing.layout, Spot("texts", before)).x == 123.5
    page.delete()
    assert len(page.drawing.layout.texts) == before
    page.canvas.step_on(1)
    assert len(page.canvas.spots) == 1


def test_a_new_layout_is_saved_into_the_offices_folder_and_used(page: DesignerPage) -> None:
    office = page.desk.office
    layout = begun("盟里的奖状", Paper(285, 210), "", office.layouts["prize"])
    page._take(layout)
    page.add(TextBox(20, 20, 60, 12, say="第{number}"))
    page.keep_as(page.drawing.layout)
    assert (office.folder / "formats" / "certificates" / "盟里的奖状" / "layout.toml").is_file()
    assert office.layouts["盟里的奖状"].texts[-1].say == "第{number}"
    assert page.which.currentData() == "盟里的奖状"
    assert not page.drawing.changed


def test_a_box_is_renamed_copied_and_raised_with_keys(page: DesignerPage) -> None:
    page.canvas.choose([SPOT])
    line = page.properties.editors["name"]
    assert isinstance(line, QLineEdit)
    assert line.text() == "" and line.placeholderText() == "姓名同志"
    line.setFocus()
    line.setText("称呼")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert box_at(page.drawing.layout, SPOT).name == "称呼"
    count = len(page.drawing.layout.texts)
    page.canvas.setFocus()
    for key in (Qt.Key.Key_C, Qt.Key.Key_V):
        QTest.keyClick(page.canvas, key, Qt.KeyboardModifier.ControlModifier)
    assert page.canvas.spots == [Spot("texts", count)]
    assert page.drawing.layout.texts[-1].y == box_at(page.drawing.layout, SPOT).y + 5
    QTest.keyClick(page.canvas, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    assert page.canvas.spots == [Spot("texts", count - 1)]
    page.travel(back=True)
    page.travel(back=True)
    assert len(page.drawing.layout.texts) == count
