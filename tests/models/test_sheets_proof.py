"""The proof stops whatever was not asked for: here a result is spoilt by hand, one thing at a time."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from models.sheets import fill
from models.sheets.proof import prove
from models.words import Refusal
from tests.forms import SHEET, Blank, by_hand, by_openpyxl, by_xlsxwriter

FORMS = {one.name: one for one in (*by_openpyxl.BLANKS, *by_xlsxwriter.BLANKS, *by_hand.BLANKS)}
FIRST = "xl/worksheets/sheet1.xml"


def filled(blank: Blank, folder: Path, count: int = 20) -> tuple[Path, Path]:
    """A blank and its result."""
    blank.make(folder / "blank.xlsx")
    fill(folder / "blank.xlsx", folder / "result.xlsx", blank.fill(count))
    return folder / "blank.xlsx", folder / "result.xlsx"


def spoil(path: Path, part: str, old: str, new: str) -> Path:
    """The same workbook with something else in one part; `new` None takes the whole part away."""
    spoilt = path.with_name("spoilt.xlsx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(spoilt, "w") as after:
        for name in before.namelist():
            content = before.read(name).decode("utf-8", "surrogateescape")
            if name == part:
                changed = re.sub(old, new, content, count=1)
                assert changed != content, "nothing was spoilt"
                content = changed
            after.writestr(name, content.encode("utf-8", "surrogateescape"))
    return spoilt


@pytest.mark.parametrize(
    ("form", "part", "old", "new"),
    [
        ("plain", FIRST, r'(<c r="D9") s="\d+"', r'\1 s="0"'),  # the look of a row that was put in
        ("plain", FIRST, r'(<c r="A5") s="\d+"', r'\1 s="0"'),
        ("plain", FIRST, r'(<row r="9"[^>]*) ht="[^"]*"', r"\1"),  # its height
        ("plain", FIRST, r'<row r="9".*?</row>', ""),  # the row
        ("plain", FIRST, r'<c r="D9"[^>]*>.*?</c>', ""),  # a cell that was put in
        ("plain", FIRST, r'(<c r="D9"[^>]*>)<v>4</v>', r"\1<v>5</v>"),  # a value
        ("plain", FIRST, r"=单位&amp;&lt;3&gt;", "单位"),  # a text
        ("plain", FIRST, r'(<c r="B9"[^>]*) t="inlineStr"><is><t[^>]*>([^<]*)</t></is>', r'\1 t="str"><f>\2</f>'),
        ("plain", FIRST, r"SUM\(D6:D25\)", "SUM(D6:D24)"),  # a total that leaves out the last row
        ("plain", FIRST, r"SUM\(D9:F9\)", "SUM(D8:F8)"),  # a row that adds up another
        ("plain", FIRST, r"<f>SUM\(D9:F9\)</f>", ""),  # a formula
        ("plain", FIRST, r'<mergeCell ref="A27:H27"/>', ""),
        ("plain", FIRST, r'<mergeCell ref="A27:H27"/>', '<mergeCell ref="A26:H26"/>'),
        ("plain", "xl/worksheets/sheet2.xml", r"D6:D25", "D6:D6"),
        ("plain", "xl/styles.xml", "黑体", "宋体"),
        ("plain", "xl/workbook.xml", 'name="汇总"', 'name="总汇"'),
        ("merges over rows", FIRST, r'<mergeCell ref="M9:N9"/>', ""),  # of one row among twenty
        ("merges over rows", FIRST, "L3:L28", "L3:L27"),
        ("validations", FIRST, 'sqref="D6:F25"', 'sqref="D6:F24"'),
        ("validations", FIRST, 'sqref="A28 H28"', 'sqref="A9 H9"'),
        ("validations", FIRST, r"D\$26", "D26"),
        ("validations", FIRST, r"<dataValidation [^>]*A28 H28.*?</dataValidation>", ""),
        ("conditional formats", FIRST, r"\$D\$26", "$D$25"),
        ("conditional formats", FIRST, "A6:H25", "A6:H6"),
        ("names and print area", "xl/workbook.xml", r"\$B\$6:\$B\$25", "$B$6:$B$24"),
        ("names and print area", "xl/workbook.xml", r"\$A\$1:\$H\$28", "$A$1:$H$9"),
        ("titles and breaks", FIRST, '<brk id="25"', '<brk id="6"'),
        ("table", "xl/tables/table1.xml", "A5:H26", "A5:H25"),
        ("notes", "xl/comments/comment1.xml", 'ref="A28"', 'ref="A27"'),
        ("pictures", "xl/drawings/drawing1.xml", "<xdr:row>26</xdr:row>|<row>26</row>", "<row>9</row>"),
        ("charts", "xl/charts/chart1.xml", r"\$25", "$24"),
        ("everything drawn", "xl/drawings/vmlDrawing1.vml", "<x:Row>27</x:Row>", "<x:Row>8</x:Row>"),
        ("sparklines", FIRST, "<xm:sqref>I9</xm:sqref>", "<xm:sqref>J9</xm:sqref>"),
        ("newer validations", FIRST, "<xm:sqref>C6:C25</xm:sqref>", "<xm:sqref>C6</xm:sqref>"),
        ("groups", FIRST, r"SUBTOTAL\(9,D53:D62\)", "SUBTOTAL(9,D53:D66)"),  # a group that adds up others' rows
    ],
)
def test_what_was_not_asked_for_stops_it(form: str, part: str, old: str, new: str, tmp_path: Path) -> None:
    blank = next(one for name, one in FORMS.items() if name.endswith(f": {form}"))
    before, after = filled(blank, tmp_path)
    with pytest.raises(Refusal, match="不应改动"):
        prove(before, spoil(after, part, old, new), blank.fill(20))


def test_a_part_that_is_lost_or_added_stops_it(tmp_path: Path) -> None:
    blank = FORMS["by hand: pictures in cells"]
    before, after = filled(blank, tmp_path)
    with zipfile.ZipFile(after) as whole, zipfile.ZipFile(tmp_path / "less.xlsx", "w") as less:
        for name in whole.namelist():
            if "cellimages" not in name:
                less.writestr(name, whole.read(name))
    with pytest.raises(Refusal, match="cellimages"):
        prove(before, tmp_path / "less.xlsx", blank.fill(20))
    with zipfile.ZipFile(after, "a") as more:
        more.writestr("xl/more.xml", "<a/>")
    with pytest.raises(Refusal, match="more"):
        prove(before, after, blank.fill(20))


def test_every_changed_cell_and_part_is_listed(tmp_path: Path) -> None:
    blank = FORMS["openpyxl: plain"]
    blank.make(tmp_path / "blank.xlsx")
    found = fill(tmp_path / "blank.xlsx", tmp_path / "result.xlsx", blank.fill(2))
    values = {cell for one in found if one.what == "value" for cell in one.cells}
    assert values == {"A2", "A10"} | {f"{letters}{row}" for letters in "ABCDEF" for row in (6, 7)}
    formulas = {cell for one in found if one.what == "formula" and one.part == FIRST for cell in one.cells}
    assert formulas == {"G2", "G6", "H6", "G7", "H7", "B8", "D8", "E8", "F8", "G8", "H8"}
    assert {one.part for one in found if not one.cell} == {"xl/workbook.xml"}
    assert SHEET in blank.fill(2)
