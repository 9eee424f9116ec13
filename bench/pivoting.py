"""A table on demand over 430,000 entries, beside the same groups and totals as bare SQL over the tables themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.measuring import Line, compared, seconds
from models import pivots
from models.measures import Span
from models.office import Office
from models.pivots import Table
from models.register import Register

_ENTRIES = 430_000
_ROWS, _ACROSS = "worker.unit", "competition.trade"
_FROM = """from entry join competition on competition.id = entry.competition join worker on worker.id = entry.worker
    where competition.year = 2025"""
_PEOPLE = "count(distinct entry.worker)"
_PICKED = ("worker.unit", "competition.trade")


def run(office: Path) -> list[Line]:
    """Person-times, whose totals are sums of their parts, and people, who are counted anew for each total."""
    copy = office.with_name("pivoting")
    if not copy.exists():
        shutil.copytree(office, copy)
    with Office(copy) as opened:
        _grow(opened.register)
        return [_line(opened, "registered_entries", "count(*)"), _line(opened, "registered_workers", _PEOPLE)]


def _grow(register: Register) -> None:
    have = register.count("entry")
    if have < _ENTRIES:
        with register.step("演示"):
            rows = [(1 + at % 300, 1 + at * 7 % 100_000, f"增{at}") for at in range(_ENTRIES - have)]
            register.add_many("entry", ["competition", "worker", "number"], rows)


def _line(office: Office, key: str, value: str) -> Line:
    table = Table("表", [key], [_ROWS], _ACROSS)
    understood = office.register.understood()
    shapes = [_PICKED] if value == "count(*)" else [_PICKED, _PICKED[:1], _PICKED[1:], ()]
    tails = [f"group by {', '.join(shape)}" if shape else "" for shape in shapes]
    questions = [
        f"select {', '.join([*shape, value])} {_FROM} {tail}" for shape, tail in zip(shapes, tails, strict=True)
    ]
    ours = seconds(lambda: pivots.count(office.measures, understood, table, Span("2025")), 3)
    bare = seconds(lambda: [office.register.ask(question) for question in questions], 3)
    understood.close()
    return compared(
        f"{office.measures[key].title} of {_ENTRIES:,} entries by unit and trade / bare SQL", ours, bare, "≤ 2"
    )
