"""Writes the corpus: `python -m tests.corpus FOLDER`.

`convert` renews what LibreOffice saved, `golden` what is read of each workbook.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from models.office import Office
from tests.corpus import layouts
from tests.corpus.grids import by_openpyxl, by_xlsxwriter
from tests.corpus.hostile import hostile
from tests.corpus.reading import GOLDEN, told
from tests.corpus.sound import CONVERTED, sound


def main(asked: str) -> None:
    """Does what was asked."""
    {"convert": convert, "golden": golden}.get(asked, lambda: write(Path(asked)))()


def write(folder: Path) -> None:
    """Every workbook as a file, to be opened in Excel, WPS or LibreOffice."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, made in sound().items():
        (folder / name).write_bytes(made())
    for name, (made, _) in hostile().items():
        (folder / f"坏_{name}").write_bytes(made())


def convert() -> None:
    """Saves some of the workbooks by LibreOffice, in formats that no library here writes."""
    wanted = {
        "标题合计说明": (by_openpyxl(layouts.PLAIN), "ods"),
        "三层表头": (by_openpyxl(layouts.THREE_LEVELS), "ods"),
        "隐藏行列": (by_openpyxl(layouts.HIDDEN), "ods"),
        "公式出错": (by_xlsxwriter(layouts.ERRORS), "ods"),
        "左右两张表": (by_openpyxl(layouts.SIDE_BY_SIDE), "ods"),
        "每页重复表头_转": (by_openpyxl(layouts.PAGES), "xls"),
        "公式出错_转": (by_xlsxwriter(layouts.ERRORS), "xls"),
        "各种日期_转": (by_openpyxl(layouts.DAYS), "xls"),
        "一九〇四_转": (by_openpyxl(layouts.DAYS_1904, since_1904=True), "xls"),
        "隐藏行列_转": (by_openpyxl(layouts.HIDDEN), "xlsx"),
    }
    CONVERTED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, (content, form) in wanted.items():
            source = Path(folder) / f"{name}.xlsx"
            source.write_bytes(content)
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(CONVERTED), str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)


def golden() -> None:
    """Writes down what is read today; to be looked through line by line before it is kept."""
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.iterdir():
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, Office(Path(folder) / "office") as office:
        for name, made in sound().items():
            path = Path(folder) / name
            path.write_bytes(made())
            (GOLDEN / f"{name}.txt").write_text(told(office.register, path), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:] or ["corpus"])
