"""Reads `resources/assessments`: an empty sheet as rows, and how what is scored on it becomes a result."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from models.grammar import worded
from models.resources import Resources, Unparsed
from models.scoring.assessment.items import BASE, Sheet
from models.scoring.assessment.parsing import Headings, parse
from models.scoring.exact import Rounding, exact
from models.scoring.wording import maybe, one_of
from models.words import Refusal


@dataclass(frozen=True)
class ClassWords:
    """A class that a total belongs to from its line upward."""

    name: str
    line: float


@dataclass(frozen=True)
class BandWords:
    """Points that an item may have in one case, such as 26 to 30 from 500,000 yuan a year."""

    item: str
    when: str
    least: float
    most: float


@dataclass(frozen=True)
class SchemeWords:
    """The words that an assessment scheme may use."""

    title: str
    version: str
    heading: list[str]
    rows: list[list[str | int | float]]
    about: str = ""
    source: str = ""
    full: float = 100
    combine: str = "mean"
    drop_high: int = 0
    drop_low: int = 0
    periods: str = "mean"
    weights: dict[str, float] = field(default_factory=dict)
    decimals: int = 2
    half: str = "up"
    bonus_cap: float | None = None
    cumulate: bool = False
    classes: list[dict[str, Any]] = field(default_factory=list)
    vetoed: str = ""
    bands: list[dict[str, Any]] = field(default_factory=list)
    form: str = ""
    form_sheet: str = ""
    form_row: int = 1


@dataclass(frozen=True)
class Form:
    """The workbook that a scheme was adopted from: its sheet, and the row of the headings, from 1."""

    path: Path
    sheet: str
    row: int


@dataclass(frozen=True)
class Band:
    """Points that an item may have in one case."""

    when: str
    least: Fraction
    most: Fraction


@dataclass(frozen=True)
class Scheme:
    """How an assessment is done. `combine` is over assessors, `periods` over the rounds of a year or cycle."""

    name: str
    title: str
    version: str
    about: str
    source: str
    sheet: Sheet
    combine: str
    drop_high: int
    drop_low: int
    periods: str
    weights: dict[str, Fraction]
    rounding: Rounding
    bonus_cap: Fraction | None
    cumulate: bool
    classes: tuple[tuple[str, Fraction], ...]
    vetoed: str
    """The class of whoever is vetoed."""
    bands: dict[str, tuple[Band, ...]]
    """By key of the item."""
    form: Form | None = None
    """The workbook whose form it has, where it came as one."""


def load(resources: Resources) -> dict[str, Scheme]:
    """All schemes of an office by name; refuses with file, table and word."""
    try:
        headings = Headings.load(resources)
        found = resources.declarations("assessments")
    except Unparsed as error:
        raise Refusal("grammar.unparsed", file=error.path.name, why=error) from error
    return {name: read(name, words, path.name, headings, path.parent) for name, (path, words) in found.items()}


def read(name: str, words: dict[str, Any], file: str, headings: Headings, folder: Path = Path()) -> Scheme:
    """One scheme from the tables of its file; a workbook that it names stands in the same folder."""
    told = worded(SchemeWords, words, file)
    sheet = parse([told.heading, *told.rows], headings)
    _check(told, sheet, file)
    one_of(("mean", "median", "sum"), told.combine, "combine", file)
    one_of(("mean", "sum", "last", "weighted"), told.periods, "periods", file)
    classes = [worded(ClassWords, one, file, "classes") for one in told.classes]
    return Scheme(
        name,
        told.title,
        told.version,
        told.about,
        told.source,
        sheet,
        told.combine,
        told.drop_high,
        told.drop_low,
        told.periods,
        {key: exact(weight) for key, weight in told.weights.items()},
        Rounding(told.decimals, one_of(("up", "even"), told.half, "half", file)),
        maybe(told.bonus_cap),
        told.cumulate,
        tuple(sorted(((one.name, exact(one.line)) for one in classes), key=lambda one: -one[1])),
        told.vetoed,
        _bands(told, sheet, file),
        Form(folder / told.form, told.form_sheet, told.form_row) if told.form else None,
    )


def _check(told: SchemeWords, sheet: Sheet, file: str) -> None:
    """Every item is worth something, parents what their children are worth, and all together what is stated."""
    for item in sheet.everything():
        worth = item.worth
        if item.kind == BASE and (worth is None or (item.children and item.full not in (None, worth))):
            raise Refusal("assessment.subtotal", file=file, item=item.title, full=item.full, parts=worth)
    if sheet.full != exact(told.full):
        raise Refusal("scoring.full_differs", file=file, at=told.title, full=told.full, parts=float(sheet.full))


def _bands(told: SchemeWords, sheet: Sheet, file: str) -> dict[str, tuple[Band, ...]]:
    keys = {item.title: item.key for item in sheet.leaves()}
    found: dict[str, tuple[Band, ...]] = {}
    for words in told.bands:
        one = worded(BandWords, words, file, "bands")
        key = keys[one_of(tuple(keys), one.item, "item", file, "bands")]
        found[key] = (*found.get(key, ()), Band(one.when, exact(one.least), exact(one.most)))
    return found
