"""How the work grows with the register: the same office with 1,000, 10,000 and 100,000 people.

What goes over everything may grow as the register does; what a clerk does at one place may not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.measuring import Line, seconds
from bench.office import PEOPLE, make
from models.keying import put
from models.measures import Span
from models.office import Office
from models.seeking import seek

SIZES = (0.01, 0.1, 1.0)
YEAR = Span("2025")


def run(office: Path) -> list[Line]:
    """A line for each piece of work and each step from one size to the next."""
    taken = [_all(make(office.parent / f"size{size}", size)) for size in SIZES]
    return [
        _line(what, limit, at, taken[at][what], taken[at + 1][what])
        for what, (limit, _) in WORKS.items()
        for at in range(len(SIZES) - 1)
    ]


def _line(what: str, limit: str, at: int, before: float, after: float) -> Line:
    people = (f"{int(PEOPLE * SIZES[step]):,}" for step in (at + 1, at))
    return Line(
        f"{what}: {' / '.join(people)} people",
        f"{after * 1000:.1f} ms",
        f"{before * 1000:.1f} ms",
        after / before,
        limit,
    )


def _all(office: Path) -> dict[str, float]:
    with Office(office) as opened:
        opened.register.sound.wait()
        opened.audit.run(opened.register)
        return {what: seconds(lambda work=work: work(opened)) for what, (_, work) in WORKS.items()}


def _count(office: Office) -> None:
    reader = office.register.understood()
    for key in office.measures.known:
        office.measures.total(reader, key, YEAR)
    reader.close()


def _page(office: Office) -> None:
    ids = office.register.ids("entry")
    office.register.table("entry", ids[len(ids) // 2 :][:50], ["competition", "worker", "number", "total_score"])


def _key(office: Office) -> None:
    register = office.register
    (before,) = register.named("entry", [1], ["theory_score"])[0]
    with register.step("填写"):
        put(register, "entry", {1: {"theory_score": float(str(before)) + 0.5}})


WORKS: dict[str, tuple[str, Callable[[Office], object]]] = {
    "audit of everything": ("≤ 12", lambda office: office.audit.run(office.register)),
    "all measures of a year": ("≤ 12", _count),
    "a page in the middle of the table of entries": ("≤ 12", _page),
    "a worker sought by three letters": ("≤ 12", lambda office: seek(office.register, "worker", "wlm")),
    "a figure keyed and kept": ("≤ 2", _key),
}
"""Each piece of work, and how many times longer it may take with ten times the people."""
