"""A measure asked for all years at once is the measure asked year by year, whole and split; every shipped one."""

from __future__ import annotations

import pytest

from models.kinds import Stored
from models.measures import Span
from models.office import Office
from models.words import Refusal
from models.yearly import BY_UNIT, by_year, counted, is_level

YEARS = (2023, 2024, 2025)


def near(value: Stored) -> object:
    """A number as it may come out of another order of adding."""
    return pytest.approx(value) if isinstance(value, float) else value


def test_every_measure_is_the_same_year_by_year(demo: Office) -> None:
    understood, measures = demo.register.understood(), demo.measures
    for key, one in measures.known.items():
        dated = one.ratio or one.either or one.when
        found = by_year(measures, understood, key, YEARS)
        for year in YEARS if dated and not one.ratio else YEARS[-1:]:
            expected = measures.total(understood, key, Span(str(year)))
            assert found.get((year, None), 0) == near(expected or 0), (key, year)
    understood.close()


def test_every_measure_that_has_units_is_the_same_by_record(demo: Office) -> None:
    understood, measures = demo.register.understood(), demo.measures
    for key in measures.known:
        try:
            expected = measures.by_record(understood, key, Span("2025"))
        except Refusal:
            continue
        found = {
            who: kept
            for (year, who), kept in by_year(measures, understood, key, YEARS, BY_UNIT).items()
            if year == 2025 and isinstance(who, int)
        }
        assert found == {who: near(kept) for who, kept in expected.items() if kept is not None}, key
    understood.close()


def test_places_add_up_to_the_whole(demo: Office) -> None:
    understood, measures = demo.register.understood(), demo.measures
    for key in ("participations", "trained", "suggestion_proposed"):
        whole = by_year(measures, understood, key, YEARS)[2025, None]
        places = by_year(measures, understood, key, YEARS, "industry")
        assert sum(kept for (year, _), kept in places.items() if year == 2025 and isinstance(kept, int)) == whole
        rows = counted(measures, understood, key, [2025])
        split = [counted(measures, understood, key, [2025], "industry", who) for year, who in places if year == 2025]
        assert sorted(row for one in split for row in one["unit_report"]) <= rows["unit_report"]
    understood.close()


def test_states_and_shares_are_told_from_sums(demo: Office) -> None:
    assert is_level(demo.measures, "coverage") and is_level(demo.measures, "employees")
    assert not is_level(demo.measures, "participations")
