"""What rows can't be put beside is refused with a sentence that names the sheet, and nothing is written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from models.sheets import Filled, Rows, fill
from models.words import Refusal

SHEET = "xl/worksheets/sheet1.xml"
CACHE = "xl/pivotCache/pivotCacheDefinition1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SOURCE = f'<pivotCacheDefinition xmlns="{MAIN}"><worksheetSource sheet="表1" ref="A1:B9"/></pivotCacheDefinition>'
LIST = {"表1": Filled({}, [Rows(3, ["A"], [[1], [2], [3]])])}


def blank(folder: Path, array: bool = False, added: str = "", part: str = "") -> Path:
    """A form with something of its own: a formula over the list's row, words of its sheet, another part."""
    book = Workbook()
    book.active.title = "表1"
    book.active["A2"], book.active["A4"] = "数", "完"
    if array:
        book.active["B2"] = ArrayFormula("B2:B4", "=A2:A4")
    book.save(folder / "plain.xlsx")
    with zipfile.ZipFile(folder / "plain.xlsx") as plain, zipfile.ZipFile(folder / "form.xlsx", "w") as made:
        for name in plain.namelist():
            content = plain.read(name)
            made.writestr(name, content.replace(b"</worksheet>", f"{added}</worksheet>".encode()))
        if part:
            made.writestr(CACHE, part)
    return folder / "form.xlsx"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"array": True}, "B2.*数组公式"),
        ({"added": '<controls><control shapeId="1"/></controls>'}, "表1.*窗体控件"),
        ({"added": "<oleObjects/>"}, "表1.*嵌入对象"),
        ({"part": SOURCE}, "表1.*数据透视表"),
    ],
)
def test_it_is_refused_and_nothing_is_written(form: dict[str, object], told: str, tmp_path: Path) -> None:
    path = blank(tmp_path, **form)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match=told):
        fill(path, tmp_path / "out.xlsx", LIST)
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize("form", [{"array": True}, {"added": "<oleObjects/>"}, {"part": SOURCE}])
def test_single_cells_beside_it_are_filled_all_the_same(form: dict[str, object], tmp_path: Path) -> None:
    path = blank(tmp_path, **form)  # type: ignore[arg-type]
    fill(path, tmp_path / "out.xlsx", {"表1": Filled({"A3": 5})})
    assert (tmp_path / "out.xlsx").exists()
