"""ID numbers and telephones stand on the screen as stars until somebody asks, and stay out of what goes out."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from models.kinds import KINDS
from models.kinds.identity import check_of_id
from models.ledgers import write_ledger
from models.register import Register

ID = "99999919900101123" + check_of_id("99999919900101123")
MASKED = f"999999********{ID[-4:]}"
PHONE, COVERED = "13900001234", "139****1234"


@pytest.fixture
def page(window, qtbot):
    """The page of workers, with one of them."""
    register: Register = window.desk.office.register
    with register.step("试"):
        added = register.add("worker", {"name": "测试乌兰", "id_number": ID, "phone": PHONE})
    window.open_page("records:worker")
    qtbot.waitUntil(lambda: window.shown.table.show_record(added.ids[0]))
    qtbot.wait(300)  # what the page does after its first sight
    assert window.shown.table.show_record(added.ids[0])
    return window.shown


def _shown(page, key, role=Qt.ItemDataRole.DisplayRole):
    model = page.table.records_model
    return model.data(model.index(page.table.currentIndex().row(), model.columns.index(key)), role)


@pytest.mark.parametrize(
    "kind, text, masked",
    [
        ("id_number", ID, MASKED),
        ("id_number", "12345678", "********"),
        ("phone", PHONE, COVERED),
        ("phone", "0479-8221234", "047*****1234"),
        ("phone", "8221234", "*******"),
        ("phone", "", ""),
        ("text", "乌兰", "乌兰"),
    ],
)
def test_the_middle_is_hidden(kind, text, masked):
    assert KINDS[kind]().mask(text) == masked


def test_the_table_covers_and_typing_uncovers(page):
    assert _shown(page, "id_number") == _shown(page, "id_number", Qt.ItemDataRole.ToolTipRole) == MASKED
    assert _shown(page, "phone") == COVERED
    assert _shown(page, "id_number", Qt.ItemDataRole.EditRole) == ID


def test_the_menu_shows_them_until_it_covers_them_again(window, page):
    bare = next(one for one in window.menuBar().actions() if "查看" in one.text())
    bare = next(one for one in bare.menu().actions() if one.text() == "显示身份证号和电话")
    bare.trigger()
    assert _shown(page, "id_number") == ID
    bare.trigger()
    assert _shown(page, "id_number") == MASKED


def test_the_form_covers_a_line_that_is_not_typed_into(window, page, qtbot):
    qtbot.waitUntil(lambda: page.form().row is not None and page.form().boxes["id_number"].editor.text() == ID)
    line = page.form().boxes["id_number"].editor.line
    covered = line.grab().toImage()
    window.desk.covered = False
    bare = line.grab().toImage()
    window.desk.covered = True
    assert covered != bare and line.grab().toImage() == covered
    assert line.text() == ID  # only the picture is covered


def test_a_copied_cell_is_what_it_is(page):
    """So that pasting it elsewhere changes nothing silently."""
    table = page.table
    row, column = table.currentIndex().row(), table.records_model.columns.index("id_number")
    table.setCurrentIndex(table.model().index(row, column))
    assert table.copy()
    assert ID in QApplication.clipboard().text()


@pytest.mark.parametrize("private, there", [(True, True), (False, False)])
def test_a_ledger_goes_out_with_them_or_without(page, tmp_path, private, there):
    write_ledger(page.desk.office.register, "worker", tmp_path / "a.xlsx", private)
    cells = [str(cell) for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active.values for cell in row]
    assert (ID in cells, PHONE in cells, "身份证号" in cells) == (there,) * 3 and "测试乌兰" in cells


@pytest.mark.parametrize("word, there", [("不含身份证号和电话", False), ("全部导出", True)])
def test_the_clerk_is_asked_and_the_careful_answer_comes_first(page, qtbot, tmp_path, monkeypatch, word, there):
    seen = []

    def answer(box):
        seen.append(box.defaultButton().text())
        next(one for one in box.buttons() if one.text() == word).click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "b.xlsx"), ""))
    page.export()
    qtbot.waitUntil(lambda: (tmp_path / "b.xlsx").exists())
    assert seen == ["不含身份证号和电话"]
    cells = [str(cell) for row in openpyxl.load_workbook(tmp_path / "b.xlsx").active.values for cell in row]
    assert (ID in cells) is there
