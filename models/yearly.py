"""A measure year by year, over the whole office or split by a field of the unit: one question for all the years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from models.kinds import Date, Period, Stored, Year
from models.kinds.choices import quoted
from models.measures import Measure, Measures, Span, ratio_of, winning
from models.register import BadSql, Reader
from models.register.paths import field_at, value
from models.words import Refusal

JANUARY = "01-01"
WHOLE, BY_UNIT = "", "id"
"""How a measure is split: not at all, by unit; any other word is a field of the unit, such as its industry."""

Figures = dict[tuple[int, Stored], Stored]
"""By year, and by who it is (None for the whole office)."""


def by_year(
    measures: Measures, understood: Reader, key: str, years: Sequence[int], split: str = WHOLE, begins: str = JANUARY
) -> Figures:
    """The measure in each of those years; nothing stands where nothing was reported.

    The years begin on a month and day (`begins`). A measure that no date belongs to is told as it stands, under the
    last of the years.
    """
    one = measures[key]
    if one.ratio:
        part, whole = (by_year(measures, understood, other, years, split, begins) for other in one.ratio)
        return {at: kept for at, count in part.items() if (kept := ratio_of(count, whole.get(at))) is not None}
    if one.either:
        won = _either(measures, understood, one, years, begins)
        return _folded(understood, {at: number for at, (number, _) in won.items()}, split)
    try:
        return dict(_asked(measures, understood, one, years, split, begins))
    except BadSql as error:
        raise Refusal("measures.bad", measure=one.title, why=error) from error


def reported(
    measures: Measures, understood: Reader, key: str, years: Sequence[int], split: str = WHOLE, begins: str = JANUARY
) -> Figures:
    """Of those figures what reports of whole years told: no more comes to it, however much of the year is to come."""
    one = measures[key]
    if one.either:
        won = _either(measures, understood, one, years, begins)
        return _folded(understood, {at: number for at, (number, whole) in won.items() if whole}, split)
    return by_year(measures, understood, key, years, split, begins) if _by_reports(measures, one) else {}


def _by_reports(measures: Measures, one: Measure) -> bool:
    return bool(one.when) and type(field_at(measures.schema, measures.schema[one.of], one.when).kind) is Period


def is_level(measures: Measures, key: str) -> bool:
    """Whether the measure is a state or a share, which doesn't grow from January on as a sum does."""
    one = measures[key]
    return bool(one.ratio or one.cumulative or not (one.either or one.when))


def adds_up(measures: Measures, key: str) -> bool:
    """Whether the figures of several years come to one: neither states nor people who come again do."""
    one = measures[key]
    return not (one.yearly or is_level(measures, key))


def counted(
    measures: Measures,
    understood: Reader,
    key: str,
    years: Iterable[int],
    split: str = WHOLE,
    who: Stored = None,
    begins: str = JANUARY,
) -> dict[str, list[int]]:
    """The records behind the measure in those years, by type; of one unit or place where it is split."""
    known = measures if split == WHOLE else _narrowed(measures, key, split, who)
    found: dict[str, set[int]] = {}
    for year in years:
        for record, ids in known.rows(understood, key, Span(str(year), begins)).items():
            found.setdefault(record, set()).update(ids)
    return {record: sorted(ids) for record, ids in found.items()}


def _asked(
    measures: Measures, understood: Reader, one: Measure, years: Sequence[int], split: str, begins: str
) -> Iterator[tuple[tuple[int, Stored], Stored]]:
    who = _who(measures, one, split) if split else "null"
    if one.cumulative or not one.when:
        for year in years if one.cumulative else years[-1:]:
            tail = f"group by {who}" if split else ""
            for name, kept in understood.ask(measures.sql(one, Span(str(year), begins), f"{who}, {one.value}", tail)):
                if kept is not None:
                    yield (year, name), kept
        return
    picked, tail = f"{_year_of(measures, one, begins)}, {who}, {one.value}", f"group by 1{', 2' if split else ''}"
    asked = measures.sql(replace(one, when=""), Span(""), picked, tail)
    for year, name, kept in understood.ask(asked):
        if year in years and kept is not None:
            yield (year, name), kept


def _year_of(measures: Measures, one: Measure, begins: str) -> str:
    """SQL of the year that a row belongs to; blank for a part of a year."""
    record = measures.schema[one.of]
    kind, column = field_at(measures.schema, record, one.when).kind, value(measures.schema, record, one.when)
    if isinstance(kind, Year):
        return column
    if isinstance(kind, Period):
        return f"iif(length({column}) = 4, cast({column} as integer), null)"
    if isinstance(kind, Date):
        later = f" + (substr({column} || '-01', 6, 5) >= '{begins}')" if begins > JANUARY else ""
        return f"cast(substr({column}, 1, 4) as integer){later}"
    raise Refusal("measures.undated", word=one.when)


def _who(measures: Measures, one: Measure, split: str) -> str:
    """SQL of the unit that a row belongs to, or of a field of it."""
    record = measures.schema[one.of]
    by = measures.owner(one)
    if by == "id":
        return f'{record.table}."{split}"'
    return value(measures.schema, record, by if split == BY_UNIT else f"{by}.{split}")


def _either(
    measures: Measures, understood: Reader, one: Measure, years: Sequence[int], begins: str
) -> dict[tuple[int, Stored], tuple[Stored, bool]]:
    """For each unit and year what its winning source says, and whether that is a report of the whole year."""
    found: dict[tuple[int, Stored], tuple[Stored, bool]] = {}
    for other in one.either:
        whole = _by_reports(measures, measures[other])
        for at, number in by_year(measures, understood, other, years, BY_UNIT, begins).items():
            if isinstance(at[1], int):
                earlier = found.get(at, (None, False))
                won = winning(one.wins, earlier[0], number)
                found[at] = earlier if won == earlier[0] else (won, whole)
    return found


def _folded(understood: Reader, figures: Figures, split: str) -> Figures:
    """Figures of units as those of the whole office, or of a field of the unit."""
    if split == BY_UNIT:
        return figures
    places = dict(understood.rows("unit", [split])) if split else {}
    found: Figures = {}
    for (year, unit), number in figures.items():
        at = year, places.get(unit)
        earlier = found.get(at, 0)
        if isinstance(number, int | float) and isinstance(earlier, int | float):
            found[at] = earlier + number
    return found


def _narrowed(measures: Measures, key: str, split: str, who: Stored) -> Measures:
    """The measures, the one that is asked for (or what it is made of) of one unit or place alone."""
    known, waiting = dict(measures.known), [key]
    while waiting:
        one = known[name := waiting.pop()]
        waiting += one.made_of
        if not one.made_of:
            told = "null" if who is None else quoted(who) if isinstance(who, str) else str(who)
            theirs = f"{_who(measures, one, split)} is {told}"
            known[name] = replace(one, where=f"({one.where}) and {theirs}" if one.where else theirs)
    return Measures(measures.schema, known)
