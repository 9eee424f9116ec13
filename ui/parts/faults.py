"""A fault of the program itself: a report that the clerk can hand on, and a sentence that says so."""

from __future__ import annotations

import datetime
import tempfile
import traceback
from pathlib import Path

from models.words import say


def report(error: BaseException) -> str:
    """Writes what happened to a file; returns the sentence that names it."""
    file = Path(tempfile.gettempdir()) / f"赛报错误报告-{datetime.datetime.now():%Y%m%d-%H%M%S}.txt"
    try:
        file.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        traceback.print_exception(error)
    return say("commands.bug", file=file)
