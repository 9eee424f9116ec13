"""The wheel over a drop-down or a number scrolls the page; it changes no value on any page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.test_access import places, visit
from ui.parts.boxes import ComboBox, DoubleSpinBox, SpinBox
from ui.window import Window


def turning(widget: QWidget, by: int = -120) -> QWheelEvent:
    """A turn of the wheel over a widget, as a mouse sends it."""
    at = QPointF(5, 5)
    buttons, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(
        at, QPointF(widget.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, by), buttons, keys, phase, False
    )


def takes(widget: QWidget, by: int) -> bool:
    """Whether the widget itself takes a turn, and does not hand it on."""
    event = turning(widget, by)
    widget.wheelEvent(event)
    return event.isAccepted()


def test_no_box_of_any_page_takes_the_wheel(window: Window, qtbot: QtBot) -> None:
    seen, taking = 0, []
    for key in places(window):
        page = visit(window, key, qtbot)
        boxes = [*page.findChildren(QComboBox), *page.findChildren(QAbstractSpinBox)]
        for box in boxes:
            if takes(box, -120) or takes(box, 120):
                taking.append((key, box.accessibleName()))
        seen += len(boxes)
    assert seen > 60 and taking == []


@pytest.mark.parametrize("made", [ComboBox, SpinBox, DoubleSpinBox])
def test_the_wheel_goes_on_to_the_page_even_from_a_box_with_the_cursor(made: type[QWidget], qtbot: QtBot) -> None:
    box = made()
    qtbot.addWidget(box)
    changed: list[object] = []
    if isinstance(box, ComboBox):
        box.addItems(["", "是", "否"])
        box.currentTextChanged.connect(changed.append)
    else:
        box.valueChanged.connect(changed.append)
    with qtbot.waitExposed(box):
        box.show()
    box.setFocus()
    for by in (-120, 120):
        event = turning(box, by)
        event.accept()
        QApplication.sendEvent(box, event)
        assert not event.isAccepted()
    assert changed == []
