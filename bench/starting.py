"""From the start of the process to the first painted table of entries, beside a bare QMainWindow process."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.measuring import Line, compared

TELL = """
import os, sys, time
def tell():
    status = open("/proc/self/status").read() if sys.platform.startswith("linux") else "VmRSS: 0 kB"
    memory = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    print(time.time(), memory, flush=True)
    os._exit(0)
"""
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 760)
window.show()
app.processEvents()
tell()
"""
OURS = """
import types
seen = types.SimpleNamespace(Sweeper=lambda window: tell())
sys.modules["ui.parts.sweeping"] = seen  # what our window asks for first when its first page has been painted
from ui.commands import main
main(["--office", sys.argv[1]])
"""


def run(office: Path) -> list[Line]:
    """Time and resident memory."""
    _open_at_entries(office)
    pairs = [(_once(OURS, office), _once(BARE, office)) for _ in range(15)]  # by turns: machines have moods
    took, needs = (tuple(map(statistics.median, zip(*rows, strict=True))) for rows in zip(*pairs, strict=True))
    return [
        compared("window: process start to first painted table, 100,000 entries", took[0], needs[0], "≤ 2"),
        compared("window: resident memory", took[1] / 1024, needs[1] / 1024, "≤ 2", "MB", 1),
    ]


def _open_at_entries(office: Path) -> None:
    """The window opens at the page that was open last; what a first start compiles and parses is kept."""
    (office / "window.ini").write_text("[window]\npage=records:entry\n", encoding="utf-8")
    _run("from models.resources import keep_all; keep_all()", office)
    _run(OURS, office)


def _once(script: str, office: Path) -> tuple[float, float]:
    start = time.time()
    at, memory = _run(script, office).split()
    return float(at) - start, float(memory)


def _run(script: str, office: Path) -> str:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}  # as users start it
    asked = [sys.executable, "-c", f"{TELL}\n{script}", str(office)]
    return subprocess.run(asked, capture_output=True, text=True, check=True, env=environment).stdout
