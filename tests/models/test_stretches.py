"""A large sheet that is read in stretches at once says the same as one that is read in one go."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from models.sheets import Book, read_book
from models.sheets.reading import xlsx
from models.sheets.reading.stretches import cut
from models.words import Refusal
from tests.corpus.grids import Grid, by_openpyxl
from tests.corpus.sound import sound

DEMO = Path(__file__).parents[2] / "resources" / "demo"
SOUND = {name: made for name, made in sound().items() if name.endswith(".xlsx")}
_SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], tuple[Book, Book]]:
    """Reads a workbook in one go, and in as many stretches as it can be cut into."""

    def read(path: Path) -> tuple[Book, Book]:
        monkeypatch.setattr(xlsx, "WORTH", 2**30)
        whole = read_book(path)
        monkeypatch.setattr(xlsx, "WORTH", 0)
        monkeypatch.setattr(os, "cpu_count", lambda: 4)
        return whole, read_book(path)

    return read


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.xlsx")), ids=lambda path: path.stem)
def test_units_workbooks_say_the_same(path: Path, anew: Callable[[Path], tuple[Book, Book]]) -> None:
    whole, stretched = anew(path)
    assert whole == stretched


@pytest.mark.parametrize("name", SOUND)
def test_whatever_wrote_a_workbook_it_says_the_same(
    name: str, tmp_path: Path, anew: Callable[[Path], tuple[Book, Book]]
) -> None:
    (tmp_path / name).write_bytes(SOUND[name]())
    whole, stretched = anew(tmp_path / name)
    assert whole == stretched


def rewritten(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """A workbook of a hundred rows that begin at C5, one of them blank, its sheet changed."""
    rows = [[], [], [], [], *([None, None, f"甲{at}", at, None] if at != 50 else [] for at in range(100))]
    with zipfile.ZipFile(io.BytesIO(by_openpyxl(Grid(rows)))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[_SHEET] = change(parts[_SHEET])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def backwards(sheet: bytes) -> bytes:
    """The last rows first."""
    rows = re.findall(rb"<row .*?</row>", sheet)
    return sheet.replace(b"".join(rows), b"".join([*rows[50:], *rows[:50]]))


def unnumbered(sheet: bytes) -> bytes:
    """Only every tenth row says its number, and no cell its address: each stands behind the one before it."""
    bare = re.sub(rb'<c r="[A-Z]+\d+"', b"<c", sheet)
    return re.sub(rb'<row r="\d*[1-9]"', b"<row", re.sub(rb"(<row [^>]*>)", rb"\1<c/><c/>", bare))


def with_a_comment(sheet: bytes) -> bytes:
    """A comment that looks like rows."""
    return sheet.replace(b"</sheetData>", b'<!-- <row r="200"><c r="A200"><v>1</v></c></row> --></sheetData>')


@pytest.mark.parametrize("change", [bytes, backwards, unnumbered, with_a_comment])
def test_rows_stand_where_they_stood(
    change: Callable[[bytes], bytes], tmp_path: Path, anew: Callable[[Path], tuple[Book, Book]]
) -> None:
    whole, stretched = anew(rewritten(tmp_path / "名册.xlsx", change))
    assert whole == stretched and "甲99" in str(whole[0].rows)


def test_a_stretch_that_can_not_be_parsed_is_a_damaged_file(
    tmp_path: Path, anew: Callable[[Path], tuple[Book, Book]]
) -> None:
    path = rewritten(tmp_path / "名册.xlsx", lambda sheet: sheet.replace(b"<v>90</v>", b"<v>90</w>"))
    with pytest.raises(Refusal, match="损坏"):
        anew(path)


def test_pieces_may_part_a_sheet_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (at, at) for at in range(1, 40))
    before, after = b"<worksheet><sheetData>", b"</sheetData><mergeCells/></worksheet>"
    sheet = before + rows + after
    for size in (13, 40, 97, 1000, 5000):
        pieces = [sheet[at : at + size] for at in range(0, len(sheet), size)]
        stretches = [b"".join(one) for one in cut(pieces)]
        body = b"".join(one.removeprefix(before).removesuffix(after) for one in stretches)
        assert not stretches or body == rows, size
