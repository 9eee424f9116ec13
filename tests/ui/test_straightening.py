"""A photographed blank is made straight: by mouse and by keys, its corners come out within a millimetre."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from models.certificates import Paper
from models.office import Office
from models.words import Refusal
from ui.pages.designer import straightening
from ui.pages.designer.page import DesignerPage
from ui.pages.designer.straightening import Corners, ask_photo, load_photo, straightened
from ui.parts.desk import Desk

PAPER = Paper(285, 210)
SEEN = [QPointF(212, 148), QPointF(1433, 61), QPointF(1502, 1098), QPointF(97, 1007)]
"""Where the corners of the paper are on the photograph."""
MARKS = [(20.0, 20.0), (265.0, 20.0), (265.0, 190.0), (20.0, 190.0), (142.5, 105.0)]
_SIDE = 4.0


@pytest.fixture
def photo() -> QImage:
    """A sheet with marks in known places, photographed askew on a dark table."""
    sheet = QPolygonF([QPointF(0, 0), QPointF(PAPER.width, 0), QPointF(PAPER.width, PAPER.height)])
    sheet.append(QPointF(0, PAPER.height))
    way = QTransform.quadToQuad(sheet, QPolygonF(SEEN))
    assert isinstance(way, QTransform)
    made = QImage(1600, 1200, QImage.Format.Format_RGB32)
    made.fill(QColor("#303030"))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(way)
    painter.fillRect(QRectF(0, 0, PAPER.width, PAPER.height), Qt.GlobalColor.white)
    for x, y in MARKS:
        painter.fillRect(QRectF(x - _SIDE / 2, y - _SIDE / 2, _SIDE, _SIDE), Qt.GlobalColor.red)
    painter.end()
    return made


def found(image: QImage, x: float, y: float) -> tuple[float, float]:
    """The middle of the red within six millimetres of a place, in millimetres."""
    across, down = image.width() / PAPER.width, image.height() / PAPER.height
    red = [
        (left, top)
        for left in range(int((x - 6) * across), int((x + 6) * across))
        for top in range(int((y - 6) * down), int((y + 6) * down))
        if QColor(image.pixel(left, top)).green() < 128 and QColor(image.pixel(left, top)).red() > 128
    ]
    assert red, (x, y)
    return tuple(sum(one[way] + 0.5 for one in red) / len(red) / (across, down)[way] for way in (0, 1))  # type: ignore[return-value]


def is_straight(image: QImage) -> bool:
    """Whether every mark came out where it was, within a millimetre, and no table is left at the corners."""
    assert image.width() / image.height() == pytest.approx(PAPER.width / PAPER.height, abs=0.002)
    near = all(found(image, x, y) == pytest.approx((x, y), abs=1.0) for x, y in MARKS)
    edge = round(image.width() / PAPER.width)  # a millimetre
    ends = [(x, y) for x in (edge, image.width() - 1 - edge) for y in (edge, image.height() - 1 - edge)]
    return near and all(QColor(image.pixel(x, y)).lightness() > 200 for x, y in ends)


def test_corners_are_dragged_with_the_mouse(photo: QImage, qtbot: QtBot) -> None:
    corners = Corners(photo)
    qtbot.addWidget(corners)
    corners.resize(900, 640)
    for at, place in enumerate(SEEN):
        first, last = (corners.shown().map(one).toPoint() for one in (corners.corners[at], place))
        QTest.mousePress(corners, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, first)
        QTest.mouseMove(corners, last)
        QTest.mouseRelease(corners, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, last)
    assert is_straight(straightened(photo, corners.corners, PAPER))


def test_corners_are_nudged_with_keys(photo: QImage, qtbot: QtBot) -> None:
    corners = Corners(photo)
    qtbot.addWidget(corners)
    for at, place in enumerate(SEEN):
        QTest.keyClick(corners, str(at + 1))
        for back, on, way in ((Qt.Key.Key_Left, Qt.Key.Key_Right, "x"), (Qt.Key.Key_Up, Qt.Key.Key_Down, "y")):
            gap = round(getattr(place, way)() - getattr(corners.corners[at], way)())
            for _ in range(abs(gap) // 10):
                QTest.keyClick(corners, on if gap > 0 else back, Qt.KeyboardModifier.ShiftModifier)
            for _ in range(abs(gap) % 10):
                QTest.keyClick(corners, on if gap > 0 else back)
    assert is_straight(straightened(photo, corners.corners, PAPER))


def test_corners_that_cross_are_refused(photo: QImage) -> None:
    with pytest.raises(Refusal, match="交叉"):
        straightened(photo, [SEEN[1], SEEN[0], *SEEN[2:]], PAPER)


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "名册.jpg").write_bytes(b"no picture")
    with pytest.raises(Refusal, match="名册"):
        load_photo(str(tmp_path / "名册.jpg"))


def test_a_photograph_becomes_the_background_of_a_layout(
    photo: QImage, demo: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    photo.save(str(tmp_path / "奖状.png"))
    desk = Desk(demo)
    page = DesignerPage(desk)
    qtbot.addWidget(page)

    def answered(dialog: straightening.Straightening) -> int:
        dialog.corners.corners = list(SEEN)
        return int(QDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(straightening.QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "奖状.png"), ""))
    monkeypatch.setattr(straightening.Straightening, "exec", answered)
    page.photograph()
    paper = page.drawing.layout.paper
    assert page.drawing.layout.background.endswith("奖状.png")
    made = QImage(page.drawing.layout.background)
    assert made.width() / made.height() == pytest.approx(paper.width / paper.height, abs=0.002)
    page.travel(back=True)
    assert page.drawing.layout.background == ""
    assert ask_photo(page, PAPER, tmp_path).endswith(".png")
    desk.close()
