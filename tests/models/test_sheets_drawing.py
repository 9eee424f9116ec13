"""A blank form is seen as in Excel: what each cell says, how it looks, what is merged, how wide and high all is."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side

from models.sheets import Picture, draw
from models.words import Refusal

FORM = Path(__file__).parents[2] / "resources" / "returns" / "competition_statistics" / "form.xlsx"


@pytest.fixture
def drawn(tmp_path: Path) -> Picture:
    """A small sheet with a little of everything."""
    book = Workbook()
    sheet = book.active
    sheet.title = "表1"
    sheet["B2"], sheet["B4"], sheet["C4"] = "标题", 12.5, "=B4*2"
    sheet["B2"].font = Font("黑体", 18, bold=True, color="FF0000")
    sheet["B2"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5))
    sheet["B2"].border = Border(left=Side("thin"), top=Side("medium"))
    sheet["D3"].border = Border(right=Side("double"), bottom=Side("thick"))
    sheet["B2"].alignment = Alignment(horizontal="center", vertical="center", wrap_text=True, text_rotation=135)
    sheet.merge_cells("B2:D3")
    sheet.column_dimensions["B"].width, sheet.row_dimensions[2].height = 10, 30
    sheet.column_dimensions["E"].hidden = True
    sheet.sheet_view.showGridLines = False
    book.save(tmp_path / "form.xlsx")
    return draw(tmp_path / "form.xlsx")[0]


def test_a_cell_looks_as_in_excel(drawn: Picture) -> None:
    look = drawn.cells[2, 2].look
    assert (look.font.name, look.font.size, look.font.bold, look.font.colour) == ("黑体", 18, True, "#FF0000")
    assert (look.fill, look.across, look.down, look.wrap, look.turned) == ("#A7C0DE", "center", "center", True, -45)


def test_merged_cells_are_one_and_close_at_their_far_end(drawn: Picture) -> None:
    one = drawn.holding(3, 4)
    assert one is drawn.cells[2, 2]
    assert (one.rows, one.columns, one.look.border) == (2, 3, ("thin", "medium", "double", "thick"))
    assert (3, 3) not in drawn.cells


def test_numbers_formulas_and_sizes(drawn: Picture) -> None:
    assert (drawn.cells[4, 2].text, drawn.cells[4, 3].formula) == ("12.5", "B4*2")
    assert (drawn.widths[2], drawn.heights[2], drawn.widths[5]) == (70, 40, 0)
    assert (drawn.last_row, drawn.last_column, drawn.grid) == (4, 4, False)


def test_a_shipped_form_is_drawn_in_the_order_of_reading() -> None:
    picture = draw(FORM)[0]
    assert list(picture.cells) == sorted(picture.cells)
    assert picture.holding(4, 5) == picture.cells[4, 5]
    assert picture.holding(50, 50) is None


def test_what_is_no_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_text("甲", encoding="utf-8")
    with pytest.raises(Refusal, match=r"form\.xlsx"):
        draw(tmp_path / "form.xlsx")
