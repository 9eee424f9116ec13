"""Assessment sheets in the register: a record for each sheet, and one for each of its items that anything stands on.

The scores of the whole sheet follow from its items and are kept with it in the same step, so that rules, ledgers
and returns see them like any other field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from models import keying
from models.assessing.schemes import Schemes
from models.keying import Given
from models.kinds import Stored
from models.register import Change, Reader, Register
from models.scoring.assessment import Filled, Item, Scheme, Score, Scores, SheetResult, assess
from models.scoring.exact import exact
from models.words import say

SHEET, ITEM = "assessment", "assessment_item"
SUBJECT = ("unit", "team", "suggestion")
"""Who or what is assessed: the links of a sheet, the last that is filled says it most narrowly."""
_TOTALS = ("own_score", "score", "vetoed")
_FACTS = ("competition", *SUBJECT, "scheme", "version", "round", "assessor", "date", *_TOTALS)
LINE = ("own_score", "score", "deduction", "vetoed", "remark", "evidence")
"""The fields of an item that are filled in."""


@dataclass(frozen=True)
class Line:
    """What is kept for one item: the record, and its values by field."""

    row: int
    values: Mapping[str, Stored]


@dataclass(frozen=True)
class Kept:
    """One sheet as kept. `scheme` is None where the office no longer has the version that it was kept under."""

    row: int
    facts: Mapping[str, Stored]
    who: str
    competition: str
    scheme: Scheme | None
    lines: Mapping[str, Line] = field(default_factory=dict)

    @property
    def round(self) -> str:
        """The round, in the word of the scheme where that weighs rounds: 2024 for 2024年度."""
        told = str(self.facts["round"] or "")
        weighed = [word for word in self.scheme.weights if word in told] if self.scheme else []
        return weighed[0] if len(weighed) == 1 else told

    @property
    def assessor(self) -> str:
        """Who assessed, empty where nobody is named."""
        return str(self.facts["assessor"] or "")

    @cached_property
    def scores(self) -> Scores:
        """What could be read of the values kept."""
        return {key: _score(line.values) for key, line in self.lines.items()}

    @cached_property
    def result(self) -> SheetResult | None:
        """What this sheet comes to by itself."""
        filled = Filled(self.scores, self.assessor, self.round)
        return assess(self.scheme, [filled]).sheets[0] if self.scheme else None

    @property
    def is_assessed(self) -> bool:
        """Whether anything but the unit's own scores stands on it."""
        return any(one.assessed is not None or one.deduction is not None for one in self.scores.values())

    def value(self, key: str, name: str) -> Stored:
        """What is kept in a field of an item."""
        return self.lines[key].values.get(name) if key in self.lines else None


def _score(values: Mapping[str, Stored]) -> Score:
    own, assessed, deduction = (_number(values.get(name)) for name in ("own_score", "score", "deduction"))
    answer = values.get("vetoed")
    vetoed = bool(answer) if isinstance(answer, int) else None
    return Score(own, assessed, deduction, str(values.get("remark") or ""), vetoed)


def _number(value: Stored) -> Fraction | None:
    return exact(value) if isinstance(value, int | float) else None


def kept_sheets(reader: Reader, schemes: Schemes, within: str = "") -> list[Kept]:
    """All sheets that were kept under a scheme and meet a condition on their record, in the order that they came."""
    rows = reader.rows(SHEET, _FACTS, f"scheme is not null and ({within or 'true'})")
    ids = [row[0] for row in rows]
    named = reader.table(SHEET, ids, [*SUBJECT, "competition"])
    lines = _lines(reader, within)
    found = []
    for (row, *values), (*who, competition) in zip(rows, named, strict=True):
        facts = dict(zip(_FACTS, values, strict=True))
        scheme = schemes.of(facts["scheme"], facts["version"])
        found.append(Kept(row, facts, who_of(*who), competition, scheme, lines.get(row, {})))
    return found


def _lines(reader: Reader, within: str) -> dict[int, dict[str, Line]]:
    chosen = f"assessment_item.assessment in (select assessment.id from assessment where {within})" if within else ""
    found: dict[int, dict[str, Line]] = {}
    for row, sheet, item, *values in reader.rows(ITEM, ["assessment", "item", *LINE], chosen):
        found.setdefault(sheet, {})[str(item)] = Line(row, dict(zip(LINE, values, strict=True)))
    return found


def who_of(unit: str, team: str, suggestion: str) -> str:
    """The name of whoever or whatever is assessed."""
    return suggestion or (f"{unit} {team}" if team else unit)


def begin(register: Register, scheme: Scheme, facts: Given) -> Change:
    """Keeps a new, empty sheet of a scheme."""
    presets = {"scheme": scheme.title, "version": scheme.version}
    who = who_of(*(register.title(name, facts.get(name)) for name in SUBJECT))
    with register.step(say("assessing.step_begin", who=who, round=facts.get("round") or "")):
        return keying.add(register, SHEET, [facts], presets)


def put(register: Register, kept: Kept, given: Mapping[str, Given], what: str = "") -> tuple[Kept, list[Change]]:
    """Keeps values in fields of items, by key of the item, and what the sheet then comes to, as one step."""
    assert kept.scheme is not None  # a sheet of an unknown scheme has no items that could be chosen
    items = {item.key: item for item in kept.scheme.sheet.leaves()}
    known = {kept.lines[key].row: values for key, values in given.items() if key in kept.lines}
    new = [key for key in given if key not in kept.lines]
    with register.step(what or _told(kept, items, given)):
        changes = keying.put(register, ITEM, known)
        if new:
            rows = [_named(kept, items[key]) | dict(given[key]) for key in new]
            changes.append(keying.add(register, ITEM, rows))
        ids = dict(zip(new, changes[-1].ids, strict=True)) if new else {}
        after = replace(kept, lines=dict(kept.lines) | {key: _merged(kept, key, ids, given[key]) for key in given})
        totals = _totals(after)
        changed = {name: value for name, value in totals.items() if value != kept.facts[name]}
        if changed:
            changes += keying.put(register, SHEET, {kept.row: changed})
    return replace(after, facts=dict(kept.facts) | totals), changes


def _named(kept: Kept, item: Item) -> dict[str, Stored]:
    return {"assessment": kept.row, "item": item.key, "title": item.label, "full": _stored(item.full)}


def _merged(kept: Kept, key: str, ids: Mapping[str, int], values: Given) -> Line:
    old = kept.lines.get(key)
    return Line(old.row, {**old.values, **values}) if old else Line(ids[key], {**dict.fromkeys(LINE), **values})


def _totals(kept: Kept) -> dict[str, Stored]:
    """What the whole sheet comes to; blank while something is missing."""
    found = kept.result
    assert found is not None and kept.scheme is not None
    leaves = list(kept.scheme.sheet.leaves())
    own = [kept.scores.get(leaf.key, Score()).own for leaf in leaves if leaf.kind == "base"]
    vetoes = [kept.scores.get(leaf.key, Score()).vetoed for leaf in leaves if leaf.kind == "veto"]
    total_own = None if None in own else sum((one for one in own if one is not None), Fraction(0))
    vetoed = 1 if found.vetoes else 0 if vetoes and None not in vetoes else None
    return {"own_score": _stored(total_own), "score": _stored(found.total), "vetoed": vetoed}


def _stored(value: Fraction | None) -> Stored:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _told(kept: Kept, items: Mapping[str, Item], given: Mapping[str, Given]) -> str:
    cells = [(items[key], name, value) for key, values in given.items() for name, value in values.items()]
    if len(cells) != 1:
        return say("assessing.step_many", who=kept.who, round=kept.round, count=len(cells))
    item, name, value = cells[0]
    shown = say("assessing.emptied") if value is None else str(value)
    if name == "evidence" and value is not None:
        shown = str(value).rpartition("/")[2]
    field = say(f"assessing.column_{name}")
    return say("assessing.step_one", who=kept.who, round=kept.round, item=item.title, field=field, value=shown)
