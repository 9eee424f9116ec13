"""A fault of the program itself: a report that the clerk can hand on, and a sentence that says so."""

from __future__ import annotations

import datetime
import tempfile
import traceback
from pathlib import Path

from models.words import say

_office: list[Path] = []


def keep_in(office: Path) -> None:
    """From now on reports lie among what this office sends out; nothing is written anywhere else."""
    _office[:] = [office / "out"]


def report(error: BaseException) -> str:
    """Writes what happened to a file; returns the sentence that names it."""
    folder = next((one for one in _office if one.is_dir()), Path(tempfile.gettempdir()))
    file = folder / f"赛报错误报告-{datetime.datetime.now():%Y%m%d-%H%M%S}.txt"
    try:
        file.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        traceback.print_exception(error)
    return say("commands.bug", file=file)
