"""The folder that offices get, beside the program from its source: how large, how quick to begin."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.measuring import Line, compared, seconds

ROOT = Path(__file__).resolve().parents[1]
MOST = 130


def run(office: Path) -> list[Line]:
    """Builds it; the verb that is timed loads Qt and draws a sheet."""
    with tempfile.TemporaryDirectory() as folder:
        asked = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--distpath", folder]
        subprocess.run([*asked, "--workpath", f"{folder}/work", ROOT / "build.spec"], cwd=ROOT, check=True)
        built = Path(folder) / "saibao"
        sizes = [path.stat().st_size for path in built.rglob("*") if path.is_file() and not path.is_symlink()]
        draw = ["--office", office, "calibration", "A4横", "-o", Path(folder) / "sheet.pdf"]
        ours, source = _timed([built / "saibao", *draw]), _timed([sys.executable, ROOT / "main.py", *draw])
        return [
            compared("program: unpacked folder / allowed", sum(sizes) / 1e6, MOST, "≤ 1", "MB", 1),
            compared("program: from start to a drawn sheet / python main.py", ours, source, "told"),
        ]


def _timed(asked: Sequence[str | Path]) -> float:
    return seconds(lambda: subprocess.run(asked, check=True, capture_output=True))
