"""Choosing a person or unit by a few letters: each key press beside one bare SQL query that asks the same index."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Line, seconds
from bench.office import id_number, name
from models.office import Office
from models.register import Reader
from models.seeking import seek

SLOWEST = 0.030  # seconds
TIMES = 5
TYPED = {
    "worker": [*(name(at) for at in range(0, 100_000, 9_973)), "wlm", "zxh", "lxj", "没有此人", "qqq"]
    + [id_number(at)[-6:] for at in range(0, 100_000, 19_997)],
    "unit": ["第1203单位", "d1203dw", "单位", "77", "qqq"],
}


def run(office: Path) -> list[Line]:
    """Median and 95th percentile over all key presses of some names, initials and last digits."""
    with Office(office) as opened:
        return [line for key in TYPED for line in _compared(opened.register, key)]


def _compared(reader: Reader, key: str) -> Iterator[Line]:
    presses = [word[:end] for word in TYPED[key] for end in range(1, len(word) + 1)]
    ours = sorted(seconds(lambda text=text: seek(reader, key, text), TIMES) for text in presses)
    bare = sorted(seconds(lambda text=text: _bare(reader, key, text), TIMES) for text in presses)
    count = f"{reader.count(key):,}"
    at = int(len(presses) * 0.95)
    for what, mine, its in (
        ("median", statistics.median(ours), statistics.median(bare)),
        ("p95", ours[at], bare[at]),
    ):
        told = (f"{taken * 1000:.2f} ms" for taken in (mine, its))
        yield Line(f"seek one of {count} ({key}) per key press, {what} / bare SQL", *told, mine / its, "≤ 3")
    yield Line(
        f"seek ({key}): slowest key press / {SLOWEST * 1000:.0f} ms",
        f"{ours[-1] * 1000:.2f} ms",
        "30 ms",
        ours[-1] / SLOWEST,
        "≤ 1",
    )


def _bare(reader: Reader, key: str, text: str) -> None:
    column, like = ("sought", f"%{text}%")
    if text.isdecimal() and len(text) >= 4 and key == "worker":
        column, like = ("id_number", f"%{text}")
    elif text.isascii():
        column = "initials"
    reader.ask(f"select id, {column} from {key} where {column} like ? limit 30", [like])
