"""首页 of the large office: all figures and pictures' figures read and painted, beside the bare SQL of its measures."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from bench.measuring import Line, compared, seconds
from models.glance import Wanted, glance, wanted
from models.measures import Measures, Span
from models.office import Office
from ui.pages.home import HomePage
from ui.parts.desk import Desk

TODAY = datetime.date(2025, 11, 20)
PAINTED = 0.1  # seconds
REGISTERED = ["registered_entries", "registered_workers", "registered_promotions"]


def run(office: Path) -> list[Line]:
    """Reading beside each figure asked for by itself, for both years; painting beside what a hand does not notice."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with Office(office) as opened:
        measures, reader = opened.measures, opened.register
        told = _told(wanted(opened.resources, measures))
        questions = _questions(measures, told)
        ours = seconds(lambda: glance(reader, measures, told, TODAY))
        bare = seconds(lambda: [reader.ask(question) for question in questions])
        seen, page = glance(reader, measures, told, TODAY), HomePage(Desk(opened))
        page.resize(1140, 680)

        def painted() -> None:
            page._take((seen, {}))
            page.grab()

        painted()
        took = seconds(painted)
        page.desk.close()
    count = len({*told.cards, *(key for one in told.drawn for key in one.measures)})
    what = f"首页: {count} measures of 100,000 entries / their {len(questions)} questions as bare SQL"
    return [
        compared(what, ours, bare, "≤ 1.5"),
        compared("首页: painted on the window's thread / allowed", took, PAINTED, "≤ 1"),
    ]


def _told(ours: Wanted) -> Wanted:
    """The shipped page with cards that count entries, for those are what a large office has."""
    return Wanted([*ours.cards, *REGISTERED], ours.pictures)


def _questions(measures: Measures, told: Wanted) -> list[str]:
    """Each figure by itself, as one would ask for it by hand."""
    both = ("2024", "2025")
    made = [measures.sql(one, Span(year), one.value) for one in map(measures.__getitem__, told.cards) for year in both]
    for one in told.drawn:
        for measure in map(measures.__getitem__, one.measures):
            years = [str(year) for year in range(2020, 2026)] if one.kind == "course" else ["2024", "2025"]
            picked = measures.grouped(measure) if one.by else (measure.value, "")
            made += [measures.sql(measure, Span(year), *picked) for year in years]
    return made
