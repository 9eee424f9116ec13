"""A few of every kind of fault, in a process of its own: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a kill costs too much where processes can't be forked")


def test_nothing_is_lost_whenever_it_is_killed() -> None:
    command = [sys.executable, "-m", "tests.faults", "60", "--brief"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sum(int(line.split(": ")[2].split()[0]) for line in done.stdout.splitlines() if line[:6] == "killed") >= 60


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("commits late", "no step that may be"),
        ("writes in place", "not a zip file"),
        ("hangs", "it hung and was ended"),
    ],
)
def test_the_harness_tells_the_losses_of_a_broken_program(way: str, told: str) -> None:
    command = [sys.executable, "-m", "tests.faults.broken", way]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | OFFSCREEN, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert told in done.stdout, done.stdout + done.stderr
