"""How large a workbook may be is the office's own to say, within what the program can bear."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from models import intake, sheets
from models.intake.allowance import limits
from models.office import Office
from models.words import Refusal
from tests.models.test_intake import book

MEGABYTE = 2**20
_SHEET = "xl/worksheets/sheet1.xml"


def settings(office: Office, **words: object) -> None:
    """The office's settings, said anew."""
    with office.register.step("设置"):
        office.register.add("settings", {"federation": "云泽旗总工会", **words})


def test_an_office_that_says_nothing_has_the_usual_limits(office: Office) -> None:
    usual = sheets.Limits(packed=50 * MEGABYTE, unpacked=300 * MEGABYTE, parts=2000, cells=1_000_000)
    assert limits(office.register) == usual
    settings(office, intake_packed="很大", intake_cells=None, intake_parts=0)
    assert limits(office.register) == usual


def test_what_an_office_says_holds_up_to_the_most(office: Office) -> None:
    settings(office, intake_packed=80, intake_unpacked=9999, intake_parts=5, intake_cells=2_000_000)
    told = limits(office.register)
    assert (told.packed, told.unpacked, told.parts, told.cells) == (
        80 * MEGABYTE,
        sheets.MOST.unpacked,
        sheets.LEAST.parts,
        sheets.MOST.cells,
    )


def too_large(path: Path) -> None:
    """A file of more than a megabyte."""
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/media/picture.bin", bytes(MEGABYTE))


def too_many_parts(path: Path) -> None:
    """A package of more than a hundred parts."""
    with zipfile.ZipFile(path, "a") as package:
        for number in range(100):
            package.writestr(f"xl/media/{number}.txt", "")


def too_much_inside(path: Path) -> None:
    """A package that unpacks to more than ten megabytes."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[_SHEET] = parts[_SHEET].replace(b"<sheetData>", b"<sheetData>" + b"<row></row>" * MEGABYTE)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def too_many_cells(path: Path) -> None:
    """A sheet of more than ten thousand cells."""
    book(path, ["单位名称", "职工人数"], *([f"第{at}厂", at] for at in range(6000)))


@pytest.mark.parametrize(
    ("word", "spoil"),
    [
        ("intake_packed", too_large),
        ("intake_parts", too_many_parts),
        ("intake_unpacked", too_much_inside),
        ("intake_cells", too_many_cells),
    ],
)
def test_a_file_beyond_a_limit_is_refused_with_the_setting_to_raise(
    office: Office, tmp_path: Path, word: str, spoil: Callable[[Path], None]
) -> None:
    path = book(tmp_path / "名册.xlsx", ["单位名称", "职工人数"], ["甲厂", 120])
    spoil(path)
    assert intake.read(office.register, path).count("new")
    settings(office, **{word: 1})
    with pytest.raises(Refusal, match=f"“本单位信息”.*“{office.schema['settings'].fields[word].label}”"):
        intake.read(office.register, path)


def test_headings_do_not_count_against_the_records_that_were_allowed(office: Office, tmp_path: Path) -> None:
    allowed = sheets.LEAST.cells
    settings(office, intake_cells=allowed)
    path = book(tmp_path / "名册.xlsx", ["单位名称", "职工人数"], *([f"第{at}厂", at] for at in range(allowed // 2)))
    assert intake.read(office.register, path).count("new") == allowed // 2
    text = tmp_path / "名册.csv"
    text.write_text("单位名称,职工人数\n" + "".join(f"第{at}厂,{at}\n" for at in range(allowed // 2)), encoding="utf-8")
    assert intake.read(office.register, text).count("new") == allowed // 2
