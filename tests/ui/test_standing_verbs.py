"""Targets and counties from the command line: told as lines, written as workbooks."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from models.office import Office
from tests.models.test_handover import made, merged, sent
from ui.commands import main


def test_the_targets_of_a_year_are_told_and_written(
    demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--office", str(demo_folder), "targets", "--year", "2025"]
    assert main(asked) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert lines[1][:6] == ["参赛人次", "本级合计", "2021-2025", "累计达到", "95000", "95228"]
    assert main([*asked, "-o", str(tmp_path / "t.xlsx")]) == 0
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0].max_row == len(lines) + 1  # its title


def test_counties_are_told_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [sent(made(tmp_path / name, f"{name}总工会"), tmp_path / f"{name}.saibao") for name in ("甲旗", "乙旗")]
    with Office(tmp_path / "upper") as office:
        merged(office, *files)
    asked = ["--office", str(tmp_path / "upper"), "counties", "competitions", "--year", "2025"]
    assert main(asked) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [(line[0], line[3]) for line in lines[1:]] == [
        ("乙旗总工会", "1（第1）"),
        ("甲旗总工会", "1（第1）"),
        ("合计（含本级）", "2"),
    ]
    assert main([*asked, "-o", str(tmp_path / "c.xlsx")]) == 0
    assert openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0].max_row == 5
