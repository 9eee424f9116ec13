"""The office suite of this machine, where one is installed: converts old workbooks and documents, and makes PDFs."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from models.words import Refusal

_NAMES = ("soffice", "libreoffice", "soffice.exe")
_PLACES = (
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_LONGEST = 180  # seconds


def find() -> str:
    """The program that converts; empty where none is installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), "")
    return found or next((place for place in _PLACES if Path(place).is_file()), "")


def convert(path: Path, ending: str, folder: Path) -> Path:
    """The file in another format, in a folder; refused with what to do where nothing is installed, or it fails."""
    program = find()
    if not program:
        raise Refusal("suite.none", file=path.name, ending=ending)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        asked = [
            program,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(folder),
            str(path),
        ]
        try:
            subprocess.run(
                asked, capture_output=True, timeout=_LONGEST, check=False, env=os.environ | {"HOME": profile}
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Refusal("suite.failed", file=path.name, ending=ending) from error
    made = folder / f"{path.stem}.{ending}"
    if not made.is_file():
        raise Refusal("suite.failed", file=path.name, ending=ending)
    return made
