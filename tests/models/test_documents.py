"""Word forms: cells and {{fields}} are filled in the letters they have, rows grow, and anything else is stopped."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from models import documents
from models.documents.proof import prove
from models.sheets import Filled, Rows
from models.words import Refusal


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """A text with a field that lies across three runs, and a table with a merged cell."""
    document = docx.Document()
    paragraph = document.add_paragraph("姓名：")
    for part in ("{{姓", "名}", "}，"):
        paragraph.add_run(part).bold = True
    paragraph.add_run("完。")
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).text, table.cell(1, 0).text = "单位", "序号"
    table.cell(0, 1).merge(table.cell(0, 2))
    document.save(str(tmp_path / "form.docx"))
    return tmp_path / "form.docx"


def test_it_is_drawn_as_a_sheet(blank: Path) -> None:
    (picture,) = documents.draw(blank)
    assert (picture.name, picture.last_row, picture.last_column) == ("表格1", 3, 3)
    assert picture.cells[1, 2].columns == 2
    assert documents.fields(blank) == ["姓名"]


def test_fields_cells_and_rows_are_filled(blank: Path, tmp_path: Path) -> None:
    rows = Rows(3, ["A", "B"], [[1, "=甲"], [2, "{{乙}}"], [3.5, None]])
    filled = {"": Filled({"{{姓名}}": "阿拉坦·其木格"}), "表格1": Filled({"B1": "某单位\n二车间"}, [rows])}
    documents.fill(blank, tmp_path / "out.docx", filled)
    made = docx.Document(str(tmp_path / "out.docx"))
    assert made.paragraphs[0].text == "姓名：阿拉坦·其木格，完。"
    assert [run.bold for run in made.paragraphs[0].runs if "其木格" in run.text] == [True]
    table = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert table[0] == ["单位", "某单位\n二车间", "某单位\n二车间"]
    assert table[2:] == [["1", "=甲", ""], ["2", "{{乙}}", ""], ["3.5", "", ""]]
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(tmp_path / "out.docx") as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["word/document.xml"]


def test_anything_else_that_changed_is_refused(blank: Path, tmp_path: Path) -> None:
    spoilt = docx.Document(str(blank))
    spoilt.tables[0].cell(1, 0).text = "改了"
    spoilt.save(str(tmp_path / "spoilt.docx"))
    with pytest.raises(Refusal, match="不应改动"):
        prove(blank, tmp_path / "spoilt.docx", {"表格1": Filled({"B1": "甲"})})


@pytest.mark.parametrize(("sheet", "cell"), [("表格9", "A1"), ("表格1", "Z9")])
def test_what_the_form_does_not_have_is_refused(blank: Path, tmp_path: Path, sheet: str, cell: str) -> None:
    with pytest.raises(Refusal):
        documents.fill(blank, tmp_path / "out.docx", {sheet: Filled({cell: 1})})
    assert not (tmp_path / "out.docx").exists()


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "form.docx").write_bytes(b"PK")
    with pytest.raises(Refusal, match="文档"):
        documents.draw(tmp_path / "form.docx")
