"""All measures of a year in the large office, beside the same questions as bare SQL over the tables themselves."""

from __future__ import annotations

from pathlib import Path

from bench.measuring import Line, compared, seconds
from models.measures import Span
from models.office import Office

YEAR = Span("2025")


def run(office: Path) -> list[Line]:
    """The total of every measure, one after the other; the peer asks no source of a ratio a second time."""
    with Office(office) as opened:
        measures, register = opened.measures, opened.register
        own = [one for one in measures.known.values() if not one.made_of]
        questions = [measures.sql(one, YEAR, one.value) for one in own]
        sources = [measures[key] for one in measures.known.values() for key in one.either]
        questions += [measures.sql(one, YEAR, *measures.grouped(one)) for one in sources]
        understood = register.understood()
        ours = seconds(lambda: [measures.total(understood, key, YEAR) for key in measures.known])
        bare = seconds(lambda: [register.ask(question) for question in questions])
        understood.close()
    return [
        compared(
            f"all {len(measures.known)} measures of a year / {len(questions)} questions as bare SQL", ours, bare, "≤ 2"
        )
    ]
