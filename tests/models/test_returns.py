"""A return is the upper level's own form, filled; it goes out only when findings on what it counts are settled."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from models.office import Office
from models.returns.grammar import CellWords
from models.returns.working import rounded
from models.sending import send_return
from models.words import Refusal

GOLDEN = Path(__file__).parents[1] / "golden"
NAME = "competition_statistics"
GRID = 'title = "甲"\nform = "form.xlsx"\n[grids.a]\nsheet = "表1"\n'


def as_text(path: Path) -> str:
    """All cells of a workbook that hold anything, row by row."""
    sheet = openpyxl.load_workbook(path)["表1"]
    rows = ([("" if cell is None else str(cell)) for cell in row] for row in sheet.iter_rows(values_only=True))
    return "\n".join("｜".join(row).rstrip("｜") for row in rows) + "\n"


def test_the_filled_return_of_the_demonstration_is_this_one(demo: Office, tmp_path: Path) -> None:
    sent = send_return(demo, demo.returns[NAME], "2025", tmp_path / "out.xlsx")
    assert sent.stopped == []
    assert as_text(tmp_path / "out.xlsx") == (GOLDEN / f"{NAME}.txt").read_text(encoding="utf-8")


def test_what_went_out_is_noted_with_its_digest(demo: Office, tmp_path: Path) -> None:
    send_return(demo, demo.returns[NAME], "2025", tmp_path / "out.xlsx")
    rows = demo.register.ask("select form, subject, length(digest) from issued where form = ?", [NAME])
    assert rows[-1] == (NAME, "2025", 64)


def test_an_open_error_on_a_counted_row_stops_it_and_nothing_is_written(demo: Office, tmp_path: Path) -> None:
    row = demo.register.ids("unit_report")[0]
    demo.register.change("unit_report", row, {"workers": "约30人"})
    sent = send_return(demo, demo.returns[NAME], "2025", tmp_path / "out.xlsx")
    assert [one.field for one in sent.stopped] == ["workers"]
    assert not (tmp_path / "out.xlsx").exists()


def test_an_error_elsewhere_does_not_stop_it(demo: Office, tmp_path: Path) -> None:
    demo.register.add("unit_report", {"unit": 1, "period": "2019", "workers": "约30人"})
    assert send_return(demo, demo.returns[NAME], "2025", tmp_path / "out.xlsx").stopped == []


def test_blank_is_printed_blank(demo: Office, tmp_path: Path) -> None:
    send_return(demo, demo.returns[NAME], "2025", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["表1"]
    row = next(row for row in range(6, 30) if sheet[f"B{row}"].value == "云泽旗公路养护中心")
    assert sheet[f"K{row}"].value is None


@pytest.mark.parametrize(
    ("kept", "meaning", "told"),
    [
        (9299550, CellWords(unit="万元", decimals=2), 929.96),
        (9299549, CellWords(unit="万元", decimals=2), 929.95),
        (5, CellWords(unit="万元", decimals=3), 0.001),
        (2.5, CellWords(decimals=0), 3),
        (None, CellWords(decimals=0), None),
    ],
)
def test_figures_are_rounded_by_the_cell_that_asks_for_them(kept: float, meaning: CellWords, told: float) -> None:
    assert rounded(kept, meaning) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('title = "甲"\nform = "form.xlsx"\n[cells]\n"表1!C5" = "nothing"\n', "nothing"),
        ('title = "甲"\nform = "form.xlsx"\n[cells]\n"C5" = "participants"\n', "C5"),
        ('title = "甲"\nform = "form.xlsx"\ncolour = "red"\n', "colour"),
        (
            'title = "甲"\nform = "form.xlsx"\n[lists.a]\nrow = "表1!6"\nof = "unit"\ncolumns = {}\nspare = "gone"\n',
            "gone",
        ),
        ('title = "甲"\nform = "form.xlsx"\n[lists.a]\nrow = "表1!六"\nof = "unit"\ncolumns = {}\n', "表1!六"),
        (f'{GRID}rows = {{ 5 = {{ stars = 5 }} }}\ncolumns = {{ C = "competitions" }}\n', "stars"),
        (f'{GRID}rows = {{ five = {{}} }}\ncolumns = {{ C = "competitions" }}\n', "表1!Cfive"),
        (f'{GRID}rows = {{ 5 = {{}} }}\ncolumns = {{ C = "nothing" }}\n', "nothing"),
        ('title = "甲"\nform = "form.xlsx"\n[lists.a]\nrow = "表1!9:6"\nof = "unit"\ncolumns = {}\n', "表1!9:6"),
    ],
)
def test_a_wrong_declaration_is_refused(office: Office, words: str, told: str) -> None:
    folder = office.folder / "formats" / "returns" / "mine"
    folder.mkdir(parents=True)
    (folder / "cells.toml").write_text(words, encoding="utf-8")
    office.close()
    with pytest.raises(Refusal, match=told), Office(office.folder):
        pass


def test_a_list_uses_the_rows_that_are_drawn_and_removes_the_rest(demo: Office, tmp_path: Path) -> None:
    folder = demo.folder / "formats" / "returns" / "mine"
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.title = "表1"
    for row in range(3, 103):
        book.active.cell(row, 1, f"预留{row}")
    book.active["B103"] = "=COUNTA(B3:B102)"
    book.save(folder / "form.xlsx")
    words = 'title = "甲"\nform = "form.xlsx"\n[lists.a]\nrow = "表1!3:102"\nof = "unit"\nspare = "removed"\n'
    (folder / "cells.toml").write_text(words + 'columns = { A = "#", B = "title" }\n', encoding="utf-8")
    count = len(demo.register.ids("unit"))
    assert 0 < count < 100
    demo.close()
    with Office(demo.folder) as office:
        assert send_return(office, office.returns["mine"], "2025", tmp_path / "out.xlsx").stopped == []
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["表1"]
    assert [sheet.cell(3 + count, column).value for column in (1, 2)] == [None, f"=COUNTA(B3:B{2 + count})"]
    assert openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True)["表1"].cell(3 + count, 2).value == count
