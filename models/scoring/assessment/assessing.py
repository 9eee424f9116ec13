"""What the sheets of several assessors and rounds come to: subtotals, bonus, veto, total and class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.scoring.assessment.items import BASE, BONUS, VETO, Item, Score, Scores
from models.scoring.assessment.schemes import Scheme
from models.scoring.combining import MEDIAN, SUM, middle
from models.scoring.exact import Column, shown
from models.scoring.ranking import Key, ordered, places
from models.words import say


@dataclass(frozen=True)
class Filled:
    """One sheet as one assessor filled it in one round."""

    scores: Scores
    assessor: str = ""
    round: str = ""


@dataclass(frozen=True)
class Fault:
    """Something odd on a sheet: the item and a Chinese sentence. The result stands all the same."""

    key: str
    say: str


@dataclass(frozen=True)
class SheetResult:
    """One sheet. Values by key of the item, None while something below is not yet assessed."""

    filled: Filled
    values: dict[str, Fraction | None]
    base: Fraction | None
    claimed: Fraction
    """All bonuses that were given."""
    bonus: Fraction
    """What counts of them."""
    total: Fraction | None
    vetoes: tuple[str, ...]
    missing: tuple[str, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Assessment:
    """The result of one unit or team: every sheet, every round, total and class."""

    sheets: tuple[SheetResult, ...]
    rounds: tuple[tuple[str, Fraction | None], ...]
    total: Fraction | None
    vetoes: tuple[str, ...]
    class_: str


def assess(scheme: Scheme, filled: Sequence[Filled]) -> Assessment:
    """All sheets of one who is assessed. Nothing filled in: nothing known, never 0."""
    sheets = [_sheet(scheme, one) for one in filled]
    names = list(dict.fromkeys(one.round for one in filled))
    rounds = [(name, _assessors(scheme, [one.total for one in sheets if one.filled.round == name])) for name in names]
    total = _rounds(scheme, rounds)
    vetoes = tuple(dict.fromkeys(key for one in sheets for key in one.vetoes))
    return Assessment(tuple(sheets), tuple(rounds), total, vetoes, _class(scheme, total, bool(vetoes)))


def ranked(scheme: Scheme, found: dict[str, Assessment]) -> dict[str, int | None]:
    """Places by total, shared by equals; None for who is vetoed or not yet assessed."""
    names = [name for name, one in found.items() if one.total is not None and not one.vetoes]
    unit = 10**scheme.rounding.decimals
    totals = Column([int((found[name].total or Fraction(0)) * unit) for name in names], unit)
    runs = ordered(range(len(names)), [Key(totals)])
    placed = {names[row]: place for run, place in zip(runs, places(runs, False), strict=True) for row in run.rows}
    return {name: placed.get(name) for name in found}


def _sheet(scheme: Scheme, filled: Filled) -> SheetResult:
    items = scheme.sheet.items
    values: dict[str, Fraction | None] = {}
    for item in items:
        _value(item, filled.scores, values)
    bases = [values[item.key] for item in items if item.kind == BASE]
    base = None if None in bases else sum((one for one in bases if one is not None), Fraction(0))
    given = [value for leaf in scheme.sheet.leaves() if leaf.kind == BONUS and (value := values[leaf.key])]
    claimed = sum(given, Fraction(0))
    bonus = claimed if scheme.cumulate else max(given, default=Fraction(0))
    if scheme.bonus_cap is not None:
        bonus = min(bonus, scheme.bonus_cap)
    total = None if base is None else scheme.rounding.of(base + bonus)
    leaves = list(scheme.sheet.leaves())
    vetoes = tuple(one.key for one in leaves if filled.scores.get(one.key, Score()).vetoed)
    missing = tuple(one.key for one in leaves if one.kind == BASE and values[one.key] is None)
    faults = tuple(_faults(scheme, filled.scores))
    return SheetResult(filled, values, base, claimed, bonus, total, vetoes, missing, faults)


def _value(item: Item, scores: Scores, values: dict[str, Fraction | None]) -> Fraction | None:
    """The item's value: as scored, or the sum of what is below. A bonus that nobody gave is none, a blank is blank."""
    if item.children:
        below = [_value(child, scores, values) for child in item.children]
        counted = [value for value, child in zip(below, item.children, strict=True) if child.kind == item.kind]
        value = None if None in counted else sum((one for one in counted if one is not None), Fraction(0))
    else:
        value = scores.get(item.key, Score()).of(item.full)
        if value is None and item.kind != BASE:
            value = Fraction(0)
    values[item.key] = value
    return value


def _assessors(scheme: Scheme, totals: list[Fraction | None]) -> Fraction | None:
    known = sorted(total for total in totals if total is not None)
    kept = known[scheme.drop_low : len(known) - scheme.drop_high]
    if len(known) < len(totals) or not kept:
        return None
    if scheme.combine == MEDIAN:
        unit = 10**scheme.rounding.decimals
        number, parts = middle([int(one * unit) for one in kept])
        return scheme.rounding.of(Fraction(number, parts * unit))
    together = sum(kept, Fraction(0))
    return scheme.rounding.of(together if scheme.combine == SUM else together / len(kept))


def _rounds(scheme: Scheme, rounds: list[tuple[str, Fraction | None]]) -> Fraction | None:
    values = [value for _, value in rounds]
    if not rounds or None in values:
        return None
    known = [value for value in values if value is not None]
    if scheme.periods == "last":
        return known[-1]
    if scheme.periods == "weighted":
        return _weighted(scheme, rounds)
    together = sum(known, Fraction(0))
    return scheme.rounding.of(together if scheme.periods == SUM else together / len(known))


def _weighted(scheme: Scheme, rounds: list[tuple[str, Fraction | None]]) -> Fraction | None:
    """The mean of the rounds by their weights; None while a round that has a weight is still to come."""
    found = dict(rounds)
    if any(found.get(name) is None for name in scheme.weights):
        return None
    whole = sum(scheme.weights.values(), Fraction(0))
    weighted = sum((weight * (found[name] or Fraction(0)) for name, weight in scheme.weights.items()), Fraction(0))
    return scheme.rounding.of(weighted / whole)


def _class(scheme: Scheme, total: Fraction | None, vetoed: bool) -> str:
    if vetoed:
        return scheme.vetoed
    return "" if total is None else next((name for name, line in scheme.classes if total >= line), "")


def _faults(scheme: Scheme, scores: Scores) -> Iterator[Fault]:
    """Scores over full marks, scores that don't fit their deduction, scores outside every band."""
    for item in scheme.sheet.leaves():
        one, full = scores.get(item.key, Score()), item.full
        if item.kind == VETO:
            continue
        for value in (one.own, one.of(full)):
            if value is not None and full is not None and not 0 <= value <= full:
                yield Fault(item.key, say("assessment.over", item=item.title, value=shown(value), full=shown(full)))
        if one.assessed is not None and one.deduction is not None and full != one.assessed + one.deduction:
            yield Fault(item.key, say("assessment.deduction", item=item.title, full=shown(full)))
        bands, value = scheme.bands.get(item.key), one.of(full)
        if bands and value is not None and not any(band.least <= value <= band.most for band in bands):
            told = "；".join(f"{band.when} {shown(band.least)}–{shown(band.most)}" for band in bands)
            yield Fault(item.key, say("assessment.outside", item=item.title, value=shown(value), bands=told))
