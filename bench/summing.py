"""A summary of a year in the large office, beside its numbers asked for one by one, now and a year before."""

from __future__ import annotations

from pathlib import Path

from bench.measuring import Line, compared, seconds
from models import summaries
from models.measures import Span
from models.office import Office

YEAR, BEFORE = "2025", "2024"


def run(office: Path) -> list[Line]:
    """The shipped template of a year, from its folder to sentences."""
    with Office(office) as opened:
        measures, register = opened.measures, opened.register
        told = summaries.sum_up(opened.resources, measures, register, "annual", YEAR)
        asked = {key for line in told.lines for key in line.measures}
        known = [measures[key] for key in sorted(asked) if not measures[key].made_of]
        questions = [measures.sql(one, Span(year), one.value) for one in known for year in (YEAR, BEFORE)]
        ours = seconds(lambda: summaries.sum_up(opened.resources, measures, register, "annual", YEAR))
        bare = seconds(lambda: [register.ask(question) for question in questions])
    what = f"a summary of {len(asked)} measures / {len(questions)} questions as bare SQL"
    return [compared(what, ours, bare, "≤ 2")]
