"""Takes the pictures of workbooks in docs/ as LibreOffice shows them on paper. python -m tests.workbook_pictures."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage

from tests.palette import keep
from ui.commands import main as command

ROOT = Path(__file__).parent.parent
PICTURES, DEMO = ROOT / "docs" / "pictures", ROOT / "resources" / "demo"
SENDER = "云泽旗快递行业工会联合会"


def main() -> None:
    """One collection workbook, and an error copy with its list."""
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(io.StringIO()):
        folder = Path(name)
        office, back = str(folder / "office"), str(folder / "back")
        command(["demo", office])
        asked = ["blank", "entry", "--competition", "云泽旗2025年职工职业技能比赛（快递员）", "--units", "--filled"]
        command([*asked, "--office", office, "-o", str(folder / "sent")])
        sent = str(next(DEMO.glob("04_报名_电工*")))
        command(["intake", sent, "--dry-run", "--errors", back, "--office", office])
        take(next((folder / "sent").glob(f"{SENDER}*")), "collection", pages=1)
        take(next((folder / "back").glob("*.xlsx")), "error_copy", pages=2)


def take(workbook: Path, name: str, pages: int) -> None:
    """The first pages of a workbook, as `name` and `name-2` …"""
    home = f"-env:UserInstallation=file://{workbook.parent}/profile"
    convert = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(workbook.parent), str(workbook)]
    subprocess.run(convert, check=True, capture_output=True)
    for page in range(1, pages + 1):
        target = PICTURES / (name if page == 1 else f"{name}-{page}")
        draw = ["pdftoppm", "-png", "-r", "90", "-f", str(page), "-l", str(page), "-singlefile"]
        subprocess.run([*draw, str(workbook.with_suffix(".pdf")), str(target)], check=True)
        keep(QImage(f"{target}.png"), Path(f"{target}.png"))


if __name__ == "__main__":
    main()
