"""A form on paper without an office suite: parted into leaves as the form says, everything on them whole."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor, TwoCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from models import suite
from models.office import Office
from models.sheets import Look, draw
from models.words import Refusal
from tests.conftest import needs
from tests.forms.by_openpyxl import Dots
from ui.commands import main as run
from ui.parts.sheet.leaves import Leaf, leaves
from ui.parts.sheet.paper import draw_leaf, write_pdf
from ui.parts.sheet.printing import to_pdf
from ui.parts.sheet.strokes import shrunk


@pytest.fixture
def sheet() -> Worksheet:
    """A list of a hundred lines under two lines of headings, on A4 across, as wide as one sheet."""
    sheet: Worksheet = Workbook().active
    for row in range(1, 101):
        sheet.row_dimensions[row].height = 20
        for column in range(1, 11):
            cell = sheet.cell(row, column, row * column)
            cell.border = Border(*(Side(style="thin"),) * 4)
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    return sheet


def parted(sheet: Worksheet, folder: Path) -> list[Leaf]:
    """The leaves that it is printed on."""
    sheet.parent.save(folder / "form.xlsx")
    return leaves(draw(folder / "form.xlsx"))


def test_every_row_comes_once_under_the_headings(sheet: Worksheet, tmp_path: Path, qtbot: QtBot) -> None:
    pages = parted(sheet, tmp_path)
    assert [row for leaf in pages for row in leaf.rows] == list(range(1, 101))
    assert pages[0].heads == range(0) and {leaf.heads for leaf in pages[1:]} == {range(1, 3)}
    page = pages[0].sheet.picture.page
    assert page.paper == (297, 210)
    room = (page.paper[1] - page.margins[1] - page.margins[3]) * 96 / 25.4
    assert all(leaf.size[1] * leaf.scale <= room + 0.1 for leaf in pages)


def test_a_wide_sheet_is_made_smaller_or_goes_on_beside(sheet: Worksheet, tmp_path: Path, qtbot: QtBot) -> None:
    for letter in "ABCDEFGHIJ":
        sheet.column_dimensions[letter].width = 30
    fitted = parted(sheet, tmp_path)
    assert {leaf.columns for leaf in fitted} == {range(1, 11)} and fitted[0].scale < 0.6
    sheet.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.page_setup.scale = 80
    sheet.print_title_cols = "A:A"
    beside = parted(sheet, tmp_path)
    assert beside[0].scale == 0.8
    assert len({leaf.columns for leaf in beside}) > 1
    assert beside[-1].sides == range(1, 2)


def test_breaks_and_the_print_area_hold(sheet: Worksheet, tmp_path: Path, qtbot: QtBot) -> None:
    sheet.print_area = "A1:E30"
    sheet.row_breaks.append(Break(id=10))
    pages = parted(sheet, tmp_path)
    assert [leaf.rows for leaf in pages] == [range(1, 11), range(11, 31)]
    assert pages[0].columns == range(1, 6)


def test_hidden_sheets_rows_and_columns_are_not_printed(sheet: Worksheet, tmp_path: Path, qtbot: QtBot) -> None:
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.parent.create_sheet("隐藏").sheet_state = "hidden"
    sheet.parent["隐藏"]["A1"] = 1
    pages = parted(sheet, tmp_path)
    assert {leaf.sheet.picture.name for leaf in pages} == {"Sheet"}
    assert pages[0].sheet.high(range(5, 6)) == 0 and pages[0].sheet.wide(range(2, 3)) == 0


def test_a_row_larger_than_paper_has_a_leaf_of_its_own(sheet: Worksheet, tmp_path: Path, qtbot: QtBot) -> None:
    sheet.print_title_rows = None
    sheet.page_margins.top = sheet.page_margins.bottom = 2
    sheet.row_dimensions[3].height = sheet.row_dimensions[4].height = 409
    pages = parted(sheet, tmp_path)
    assert [leaf.rows for leaf in pages][1:3] == [range(3, 4), range(4, 5)]


def test_borders_and_texts_stand_where_the_form_has_them(tmp_path: Path, qtbot: QtBot) -> None:
    sheet = Workbook().active
    sheet["B2"], sheet["B2"].border = "██", Border(*(Side(style="thick"),) * 4)
    sheet["B2"].alignment = Alignment(horizontal="center", vertical="center")
    leaf = parted(sheet, tmp_path)[0]
    image = QImage(210 * 4, 297 * 4, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(4, 4)
    draw_leaf(painter, leaf, 1, 1)
    painter.end()
    left, top = leaf.sheet.picture.page.margins[:2]
    edge = left + leaf.sheet.lefts[2] * 25.4 / 96
    line = round((top + (leaf.sheet.tops[2] + leaf.sheet.tops[3]) / 2 * 25.4 / 96) * 4)
    dark = [x / 4 for x in range(image.width()) if image.pixelColor(x, line).lightness() < 100]
    assert abs(dark[0] - edge) < 1
    assert any(abs(x - (edge + leaf.sheet.wide(range(2, 3)) * 25.4 / 192)) < 1 for x in dark)


def test_a_text_in_lines_is_made_smaller_rather_than_cut(qtbot: QtBot) -> None:
    wrapped = Look(wrap=True)
    assert shrunk("云泽旗", wrapped, QSizeF(200, 30)) == 1
    assert shrunk("云泽旗青格勒露天煤矿有限责任公司第二分公司", wrapped, QSizeF(120, 30)) < 1


def test_a_workbook_and_a_document_become_pdfs(
    sheet: Worksheet, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suite, "found", list)
    made: list[tuple[int, int]] = []
    pages = parted(sheet, tmp_path)
    write_pdf(draw(tmp_path / "form.xlsx"), tmp_path / "one.pdf", lambda *told: made.append(told))
    assert made == [(at, len(pages)) for at in range(1, len(pages) + 1)]
    assert (tmp_path / "one.pdf").read_bytes().count(b"/Type /Page\n") == len(pages)
    document = docx.Document()
    document.add_paragraph("申报表")
    document.add_table(2, 2).cell(0, 0).text = "姓名"
    document.add_paragraph("注：一式两份")
    document.save(str(tmp_path / "表.docx"))
    to_pdf(tmp_path / "表.docx", tmp_path / "two.pdf")
    assert (tmp_path / "two.pdf").read_bytes().startswith(b"%PDF")


def test_a_broken_workbook_leaves_no_file(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "found", list)
    (tmp_path / "坏.xlsx").write_bytes(b"x")
    with pytest.raises(Refusal):
        to_pdf(tmp_path / "坏.xlsx", tmp_path / "坏.pdf")
    assert not (tmp_path / "坏.pdf").exists()


@pytest.mark.parametrize("by_suite", [True, False])
def test_the_command_line_writes_a_pdf_either_way(
    by_suite: bool, demo: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    if by_suite:
        needs("soffice")
    else:
        monkeypatch.setattr(suite, "found", list)
    demo.close()
    asked = ["return", "--office", str(demo.folder), "competition_statistics", "--year", "2025"]
    assert run([*asked, "-o", str(tmp_path / "表.pdf")]) == 0
    assert (tmp_path / "表.pdf").read_bytes().startswith(b"%PDF")


def test_pictures_are_printed_where_they_lie(sheet: Worksheet, tmp_path: Path, qtbot: QtBot) -> None:
    for number, (anchor, column) in enumerate([("oneCell", 2), ("twoCell", 12)]):
        image, start = Dots(), AnchorMarker(column, 0, 3, 0)
        size = XDRPositiveSize2D(80 * 9525, 40 * 9525)
        end = AnchorMarker(column + 1, 0, 5, 0)
        image.anchor = OneCellAnchor(start, size) if number == 0 else TwoCellAnchor(anchor, start, end)
        sheet.add_image(image)
    (first, *_) = pages = parted(sheet, tmp_path)
    assert max(leaf.columns.stop for leaf in pages) == 15  # as far as the second picture reaches
    one, other = sorted(first.sheet.picture.images, key=lambda image: image.start.column)
    box = first.sheet.place(one)
    assert (box.left(), box.top()) == (first.sheet.lefts[3], first.sheet.tops[4])
    assert (box.width(), box.height()) == (80, 40)
    assert first.sheet.place(other).right() == first.sheet.lefts[14]

    canvas = QImage(1200, 900, QImage.Format.Format_RGB32)
    canvas.fill("white")
    painter = QPainter(canvas)
    painter.scale(96 / 25.4, 96 / 25.4)
    draw_leaf(painter, first, 1, 1)
    painter.end()
    left, top, *_ = first.sheet.picture.page.margins
    middle = box.center() * first.scale
    assert canvas.pixelColor(int(left * 96 / 25.4 + middle.x()), int(top * 96 / 25.4 + middle.y())).name() == "#000000"
