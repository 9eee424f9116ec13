"""Two records are merged with keys alone, and one undo brings both back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.office import Office
from ui.parts.desk import Desk
from ui.parts.merging import MergeDialog, merge_records


@pytest.fixture
def desk(office: Office) -> Desk:
    """Two spellings of one man; the second is in more contests."""
    register = office.register
    register.add_many(
        "worker",
        ["name", "trade", "phone", "nation"],
        [("阿拉坦·其木格", "焊工", None, "蒙古族"), ("阿拉坦其木格", "电工", "13900000000", "蒙古族")],
    )
    register.add_many("competition/skills", ["title", "year"], [("焊工赛", 2025), ("电工赛", 2025)])
    register.add_many("entry", ["competition", "worker"], [(1, 1), (1, 2), (2, 2)])
    return Desk(office)


def in_dialog(act: Callable[[MergeDialog], None]) -> None:
    """Does something in the dialog as soon as it is open."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, MergeDialog) and dialog.isActiveWindow():
        act(dialog)
    else:
        QTimer.singleShot(20, lambda: in_dialog(act))


def told(dialog: QWidget) -> str:
    """All texts of the dialog."""
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_field_is_chosen_with_the_arrow_and_enter_merges(desk: Desk, qtbot: QtBot) -> None:
    seen: list[str] = []

    def choose(dialog: MergeDialog) -> None:
        seen.append(told(dialog))
        assert list(dialog.choices) == ["name", "trade"]
        button = dialog.choices["name"].button(0)
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Right)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    touched: list[set[str]] = []
    desk.changed.connect(touched.append)
    in_dialog(choose)
    assert merge_records(None, desk, "worker", [1, 2])
    register = desk.office.register
    kept = register.row("worker", 2)
    assert (kept["name"], kept["trade"], kept["phone"]) == ("阿拉坦·其木格", "电工", "13900000000")
    assert register.row("worker", 1) == {}
    assert "参赛选手的“选手”1 条" in seen[0] and "参赛选手（焊工赛）" in seen[0] and "其余已填的 1 栏相同" in seen[0]
    assert touched == [{"worker", "entry"}]
    desk.step_back()
    assert register.count("worker") == 2
    assert register.row("worker", 1)["name"] == "阿拉坦·其木格"
    desk.jobs.close()


def test_escape_leaves_both(desk: Desk, qtbot: QtBot) -> None:
    in_dialog(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert not merge_records(None, desk, "worker", [1, 2])
    assert desk.office.register.count("worker") == 2
    desk.jobs.close()


@pytest.mark.parametrize("ids", [[], [1], [1, 2, 3], [1, 1], [1, 9]])
def test_what_can_not_be_merged_is_told(desk: Desk, ids: list[int]) -> None:
    said: list[str] = []
    desk.troubled.connect(said.append)
    assert not merge_records(None, desk, "worker", ids)
    assert len(said) == 1
    desk.jobs.close()
