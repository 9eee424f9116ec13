"""Blank forms that LibreOffice wrote, kept as files: python -m tests.forms.by_office makes them anew."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.forms import Blank, by_openpyxl, by_xlsxwriter

FILES = Path(__file__).parent / "files"
KEPT = {
    "validations": "openpyxl: validations",
    "formats": "openpyxl: conditional formats",
    "names": "openpyxl: names and print area",
    "notes": "openpyxl: notes",
    "drawn": "XlsxWriter: everything drawn",
    "sparklines": "XlsxWriter: sparklines",
}


def main() -> None:
    """Opens forms of the other writers in LibreOffice and saves them."""
    FILES.mkdir(exist_ok=True)
    known = {one.name: one for one in (*by_openpyxl.BLANKS, *by_xlsxwriter.BLANKS)}
    with tempfile.TemporaryDirectory() as folder:
        for name, blank in KEPT.items():
            known[blank].make(Path(folder) / f"{name}.xlsx")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(FILES)]
        subprocess.run([*command, *map(str, sorted(Path(folder).glob("*.xlsx")))], check=True, timeout=300)


def kept(name: str) -> Blank:
    """A form that LibreOffice wrote."""
    return Blank(f"LibreOffice: {name}", lambda path: shutil.copy(FILES / f"{name}.xlsx", path) and None)


BLANKS = [kept(name) for name in KEPT]

if __name__ == "__main__":
    main()
