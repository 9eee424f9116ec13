"""Prints one table: python -m bench [names of measurements]."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench import (
    assessing,
    auditing,
    contests,
    counting,
    delivering,
    drawing,
    encrypting,
    exporting,
    figures,
    filling,
    filtering,
    glancing,
    growing,
    intake,
    keying,
    marking,
    merging,
    pivoting,
    printing,
    ranking,
    receiving,
    seeking,
    starting,
    summing,
)
from bench.measuring import HEAD
from bench.office import make

ALL = {
    "starting": starting,
    "delivering": delivering,
    "intake": intake,
    "receiving": receiving,
    "auditing": auditing,
    "filtering": filtering,
    "seeking": seeking,
    "exporting": exporting,
    "marking": marking,
    "counting": counting,
    "pivoting": pivoting,
    "figures": figures,
    "glancing": glancing,
    "summing": summing,
    "drawing": drawing,
    "filling": filling,
    "printing": printing,
    "keying": keying,
    "assessing": assessing,
    "ranking": ranking,
    "contests": contests,
    "growing": growing,
    "encrypting": encrypting,
    "merging": merging,
}


def main(names: list[str]) -> int:
    """Runs the named measurements, or all."""
    with tempfile.TemporaryDirectory() as folder:
        office = make(Path(folder) / "office")
        print(HEAD, flush=True)
        for name in names or ALL:
            for line in ALL[name].run(office):
                print(line.text(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
