"""Measures count what they say, over the whole office and by unit; blank is not zero."""

from __future__ import annotations

import pytest

from models.kinds import Stored
from models.measures import Span
from models.office import Office
from models.words import Refusal


def total(office: Office, key: str, period: str = "2025", begins: str = "01-01") -> Stored:
    """A measure over the whole office."""
    understood = office.register.understood()
    try:
        return office.measures.total(understood, key, Span(period, begins))
    finally:
        understood.close()


def test_what_nobody_reported_is_blank_and_not_zero(office: Office) -> None:
    office.register.add("unit_report", {"unit": 1, "period": "2025"})
    assert total(office, "suggestion_proposed") is None


def test_text_is_never_summed(office: Office) -> None:
    names = ["unit", "period", "workers"]
    office.register.add_many("unit_report", names, [(1, "2025", 5), (2, "2025", "约30人"), (3, "2025", "30人")])
    assert total(office, "participants") == 5


def test_only_the_asked_period_counts(office: Office) -> None:
    names = ["unit", "period", "workers"]
    office.register.add_many("unit_report", names, [(1, "2025", 5), (1, "2024", 7), (1, "2025H1", 3)])
    assert total(office, "participants") == 5
    assert total(office, "participants", "2025H1") == 3


def test_a_union_statistics_year_begins_in_october(office: Office) -> None:
    names = ["title", "date", "people"]
    office.register.add_many(
        "training",
        names,
        [("甲", "2024-10", 1), ("乙", "2025-09-30", 2), ("丙", "2025-10-01", 4), ("丁", "2024-09", 8)],
    )
    assert total(office, "registered_training", "2025", "10-01") == 3
    assert total(office, "registered_training") == 6


def test_several_years_are_the_sum_of_the_years_that_were_reported(office: Office) -> None:
    names = ["unit", "period", "workers", "participations"]
    rows = [(1, "2023", 4, 10), (1, "2024", 5, 20), (2, "2025", 6, 30), (1, "2025H1", 7, 900), (1, "2026", 8, 900)]
    office.register.add_many("unit_report", names, rows)
    assert total(office, "participations", "2023-2025") == 60
    assert total(office, "participants", "2023-2025") == 6  # people come again each year: those of the last


def test_a_part_of_a_year_counts_what_began_in_it(office: Office) -> None:
    names = ["title", "year", "begins"]
    rows = [("甲", 2025, "2025-03-02"), ("乙", 2025, "2025-06"), ("丙", 2025, "2025-09-01"), ("丁", 2025, None)]
    office.register.add_many("competition", names, rows)
    assert [total(office, "competitions", period) for period in ("2025", "2025H1", "2025Q3")] == [4, 2, 1]


def test_person_times_and_people_are_different_measures(demo: Office) -> None:
    assert total(demo, "registered_entries") == 228
    people = total(demo, "registered_workers")
    assert isinstance(people, int) and people <= 228


def test_the_demonstration_totals_are_those_of_its_workbooks(demo: Office) -> None:
    asked = ("participations", "suggestion_proposed", "suggestion_implemented", "trained", "innovations", "inventions")
    assert [total(demo, key) for key in asked] == [21553, 1969, 998, 3151, 203, 55]


def test_the_units_shares_add_up_to_the_total(demo: Office) -> None:
    understood = demo.register.understood()
    for key in ("participants", "suggestion_proposed", "benefit"):
        parts = demo.measures.by_record(understood, key, Span("2025"))
        assert sum(value for value in parts.values() if isinstance(value, int | float)) == pytest.approx(
            demo.measures.total(understood, key, Span("2025"))
        )
    understood.close()


def test_ratios(demo: Office) -> None:
    rate = total(demo, "implementation_rate")
    assert isinstance(rate, float)
    assert round(rate, 1) == 50.7


def test_the_rows_behind_a_number_are_known(demo: Office) -> None:
    understood = demo.register.understood()
    rows = demo.measures.rows(understood, "skilled", Span("2025"))
    understood.close()
    assert len(rows["entry"]) == 18


def test_of_which_is_another_measure_with_a_condition_more(office: Office) -> None:
    names = ["title", "proposed_on", "adopted", "unit"]
    rows = [("甲", "2025-03", 1, 1), ("乙", "2025-04", 0, 1), ("丙", "2025-05", None, 2), ("丁", "2024-05", 1, 2)]
    office.register.add_many("suggestion", names, rows)
    assert (total(office, "registered_suggestions"), total(office, "registered_suggestions_adopted")) == (3, 1)


def test_of_a_unit_with_two_sources_the_one_counts_that_is_to_win(office: Office) -> None:
    office.register.add_many("unit", ["title"], [("甲",), ("乙",), ("丙",)])
    reports = [(1, "2025", 60), (2, "2025", None), (3, "2025", 1)]
    office.register.add_many("unit_report", ["unit", "period", "suggestions_proposed"], reports)
    items = [(f"建议{at}", "2025-03", unit) for at, unit in enumerate([1, 2, 2, 3, 3])]
    office.register.add_many("suggestion", ["title", "proposed_on", "unit"], items)
    assert total(office, "suggestion_proposed_known") == 60 + 2 + 1
    understood = office.register.understood()
    assert office.measures.by_record(understood, "suggestion_proposed_known", Span("2025")) == {1: 60, 2: 2, 3: 1}
    assert set(office.measures.rows(understood, "suggestion_proposed_known", Span("2025"))) == {
        "unit_report",
        "suggestion",
    }
    understood.close()


def test_the_larger_of_two_sources_and_a_blank_that_any_number_beats(office: Office) -> None:
    office.register.add_many("unit", ["title"], [("甲",), ("乙",)])
    office.register.add_many("unit_report", ["unit", "period", "workers"], [(1, "2025", 1), (2, "2025", None)])
    assert total(office, "participants_known") == 1
    office.register.add("competition/skills", {"title": "赛", "year": 2025})
    office.register.add_many("worker", ["name", "unit"], [("张", 1), ("李", 1)])
    office.register.add_many("entry", ["competition", "worker"], [(1, 1), (1, 2), (1, 2)])
    assert (total(office, "participants_known"), total(office, "participations_known")) == (2, 3)


def test_nobody_has_said_anything_in_either_source(office: Office) -> None:
    assert total(office, "suggestion_proposed_known") is None


@pytest.mark.parametrize(
    ("period", "begins", "expected"), [("2024", "01-01", 2), ("2025", "01-01", 3), ("2024", "10-01", 1)]
)
def test_what_is_counted_from_the_beginning(office: Office, period: str, begins: str, expected: int) -> None:
    rows = [("甲", "2016-05"), ("乙", "2024-10-02"), ("丙", "2025-07"), ("丁", "2026-01"), ("戊", None)]
    office.register.add_many("studio", ["title", "named_on"], rows)
    assert total(office, "studios_standing", period, begins) == expected


@pytest.mark.parametrize(
    ("period", "begins", "expected"),
    [("2025", "01-01", 2), ("2024-2025", "01-01", 3), ("2025", "10-01", 2), ("2024-2025", "10-01", 3)],
)
def test_a_year_belongs_to_every_period_that_it_lies_in(
    office: Office, period: str, begins: str, expected: int
) -> None:
    rows = [("甲", 2023), ("乙", 2024), ("丙", 2025), ("丁", 2025)]
    office.register.add_many("competition/labour", ["title", "year"], rows)
    assert total(office, "competitions_labour", period, begins) == expected


@pytest.mark.parametrize(("period", "expected"), [("2025H1", 3), ("2025Q2", 2), ("2025-06", 2), ("2024-2025", 11)])
def test_dates_are_counted_in_parts_of_years_and_in_two_of_them(office: Office, period: str, expected: int) -> None:
    rows = [("甲", "2025-03-31", 1), ("乙", "2025-06-30", 2), ("丙", "2025-07-01", 4), ("丁", "2024-01", 4)]
    office.register.add_many("training", ["title", "date", "people"], rows)
    assert total(office, "registered_training", period) == expected


def test_every_measure_says_what_it_means(office: Office) -> None:
    silent = [key for key, one in office.measures.known.items() if not one.about or not one.unit]
    assert silent == []


def test_an_unknown_measure_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="nothing"):
        total(office, "nothing")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('[mine]\ntitle = "甲"\nof = "unit"\nvalue = "sum(nothing)"\n', "甲"),
        ('[mine]\ntitle = "甲"\nof = "nobody"\nvalue = "count(*)"\n', "nobody"),
        ('[mine]\ntitle = "甲"\nratio = ["nothing", "participants"]\n', "nothing"),
        ('[mine]\ntitle = "甲"\nlike = "nothing"\n', "nothing"),
        ('[mine]\ntitle = "甲"\neither = ["nothing"]\n', "nothing"),
        ('[mine]\ntitle = "甲"\neither = ["trained"]\nwins = "best"\n', "wins"),
        ('[mine]\ntitle = "甲"\nof = "unit"\nvalue = "1"\ncolour = "red"\n', "colour"),
        ('[mine]\ntitle = "甲"\nof = "unit"\nvalue = "count(*)"\nwhen = "title"\n', "title"),
    ],
)
def test_a_wrong_measure_is_refused_at_opening(office: Office, words: str, told: str) -> None:
    (office.folder / "formats" / "measures.toml").write_text(words, encoding="utf-8")
    office.close()
    with pytest.raises(Refusal, match=told), Office(office.folder):
        pass
