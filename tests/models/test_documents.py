"""Word forms: cells and {{fields}} are filled in the letters they have, rows grow, and anything else is stopped."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

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


BOX = (
    '<w:r xmlns:w="{w}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>'
    "<w:t>盖章：{{{{单</w:t></w:r><w:r><w:t>位}}}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
CONTROL = (
    '<w:sdt xmlns:w="{w}"><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr>'
    '<w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>'
)


def in_boxes(path: Path) -> Path:
    """A form as WPS writes it: fields in a text box, a content control, a link, a table in a table, other headers."""
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = section.footer.paragraphs[0].text = "{{单位}}"
    boxed = document.add_paragraph("前 {{姓名}} 后")
    boxed._p.append(parse_xml(BOX.format(w=MAIN)))
    document.element.body.insert(0, parse_xml(CONTROL.format(w=MAIN, text="{{民族}}")))
    link = f'<w:hyperlink xmlns:w="{MAIN}" w:anchor="a"><w:r><w:t>{{{{电话}}}}</w:t></w:r></w:hyperlink>'
    document.add_paragraph("电话 ")._p.append(parse_xml(link))
    table = document.add_table(3, 2)
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "{{单位}}"
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(BOX.format(w=MAIN)))
    held = table.cell(2, 1)._tc
    held.clear_content()
    held.append(parse_xml(CONTROL.format(w=MAIN, text="单击此处输入文字。")))
    document.save(str(path))
    return path


MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
VALUES = {"{{姓名}}": "乌兰其其格", "{{单位}}": "甲厂", "{{民族}}": "蒙古族", "{{电话}}": "0471"}


def test_fields_are_filled_wherever_they_stand(tmp_path: Path) -> None:
    blank = in_boxes(tmp_path / "blank.docx")
    assert set(documents.fields(blank)) == {"姓名", "单位", "民族", "电话"}
    cells = {"B1": "一", "B2": "二", "B3": "三"}
    documents.fill(blank, tmp_path / "out.docx", {"": Filled(dict(VALUES)), "表格1": Filled(cells)})
    with zipfile.ZipFile(tmp_path / "out.docx") as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/")]
    text = "".join(parts)
    assert "{{" not in text and "单击此处" not in text and "showingPlcHdr" not in text
    assert text.count("w:pict>") == 4  # both boxes are still there
    assert [text.count(f">{word}<") for word in ("一", "二", "三", "蒙古族", "0471")] == [1] * 5
    body = docx.Document(str(tmp_path / "out.docx")).element.body
    assert all(cell[-1].tag == qn("w:p") or cell[-1].tag == qn("w:sdt") for cell in body.iter(qn("w:tc")))


def test_a_field_that_the_form_does_not_have_is_refused(tmp_path: Path) -> None:
    blank = in_boxes(tmp_path / "blank.docx")
    with pytest.raises(Refusal, match="籍贯"):
        documents.fill(blank, tmp_path / "out.docx", {"": Filled({"{{籍贯}}": "甲"})})
    assert not (tmp_path / "out.docx").exists()
