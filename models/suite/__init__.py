"""The office suite of this machine, where one is installed: converts workbooks and documents, makes PDFs, prints.

LibreOffice comes first, then Microsoft Office and WPS on Windows; where one fails, the next is asked.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.files import written_beside
from models.suite.programs import Program, installed
from models.words import Refusal

__all__ = ["Program", "convert", "found", "print_out", "to_pdf"]

_LONGEST = 180  # seconds
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def found() -> list[Program]:
    """The suites of this machine, the one to be asked first first."""
    return installed()


def convert(path: Path, ending: str, folder: Path) -> Path:
    """The file in another format, in a folder; refused with what to do where nothing is installed, or all fail."""
    programs = found()
    if not programs:
        raise Refusal("suite.none", file=path.name, ending=ending)
    made = folder / f"{path.stem}.{ending}"
    for program in programs:
        with _profile() as profile:
            if _ran(program.converting(path.resolve(), made.resolve(), profile), profile) and made.is_file():
                return made
    raise Refusal("suite.failed", file=path.name, ending=ending)


def to_pdf(path: Path, target: Path) -> None:
    """The file as a PDF with its own page set-up."""
    with tempfile.TemporaryDirectory() as folder:
        made = convert(path, "pdf", Path(folder))
        with written_beside(target) as beside:
            beside.write_bytes(made.read_bytes())


def print_out(path: Path, printer: str) -> None:
    """Prints a file with its own page set-up; refused where no suite does it."""
    for program in found():
        with _profile() as profile:
            if _ran(program.printing(path.resolve(), printer, profile), profile):
                return
    raise Refusal("suite.not_printed", file=path.name, printer=printer)


@contextmanager
def _profile() -> Iterator[Path]:
    """An empty folder for what a program wants to keep."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _ran(command: list[str], profile: Path) -> bool:
    """Whether the program did not complain."""
    home = os.environ | {"HOME": str(profile)}
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_LONGEST, check=False, env=home, creationflags=_NO_WINDOW
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
