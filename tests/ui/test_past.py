"""What a record and a cell were before is told with who and when, and each change can be taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from models.office import Office
from ui.parts.desk import Desk
from ui.parts.past import PastDialog


@pytest.fixture
def desk(office: Office) -> Iterator[Desk]:
    """A desk on an empty office."""
    made = Desk(office)
    yield made
    made.jobs.close()


def texts(dialog: PastDialog, column: int) -> list[str]:
    """A column of the list."""
    return [dialog.table.item(row, column).text() for row in range(dialog.table.rowCount())]


def test_every_change_is_told_the_latest_first_links_by_name(desk: Desk, qtbot: QtBot) -> None:
    register = desk.office.register
    first, second = register.add_many("unit", ["title"], [("甲厂",), ("乙厂",)]).ids
    row = register.add("worker", {"name": "王伟", "unit": first}).ids[0]
    register.change("worker", row, {"unit": second, "phone": "13900000000"})
    register.change("worker", row, {"phone": None})
    dialog = PastDialog(None, desk, "worker", row)
    qtbot.addWidget(dialog)
    assert texts(dialog, 2)[:3] == ["手机", "手机", "工作单位"] or texts(dialog, 2)[:3] == ["手机", "工作单位", "手机"]
    assert ("甲厂", "乙厂") in zip(texts(dialog, 3), texts(dialog, 4), strict=True)
    assert all(who == register.who for who in texts(dialog, 1))


def test_a_change_of_one_cell_is_taken_back_as_a_step_that_can_be_undone(desk: Desk, qtbot: QtBot) -> None:
    register = desk.office.register
    row = register.add("unit", {"title": "甲厂", "workers": 30}).ids[0]
    register.change("unit", row, {"workers": 300})
    register.change("unit", row, {"title": "甲工厂"})
    dialog = PastDialog(None, desk, "unit", row, "workers")
    qtbot.addWidget(dialog)
    assert texts(dialog, 3)[0] == "30" and texts(dialog, 4)[0] == "300"
    dialog.restore()
    assert register.row("unit", row)["workers"] == 30 and register.row("unit", row)["title"] == "甲工厂"
    assert register.steps(1)[0].what == "单位“甲工厂”：职工人数 = 30"
    register.undo()
    assert register.row("unit", row)["workers"] == 300
