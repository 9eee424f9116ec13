"""A contest frozen: rules, entrants, marks, decisions and results as texts, so that two of them can be compared."""

from __future__ import annotations

import json
from typing import NamedTuple

from models.contests import roster
from models.contests.contest import DECISION, Rules, rules_of
from models.contests.decisions import matter_of
from models.contests.marks import MARK
from models.contests.roster import ENTRY, TEAM_RESULT
from models.kinds import Stored
from models.register import Reader
from models.register.paths import field_at
from models.resources import Resources
from models.scoring.rules import RuleSet
from models.words import say

Snapshot = dict[str, dict[str, dict[str, str]]]
"""By part, by whom or what it is about, by heading: the value as shown."""

RULES, ENTRANTS, MARKS, DECISIONS, RESULTS, TEAMS = PARTS = (
    "rules",
    "entrants",
    "marks",
    "decisions",
    "results",
    "team_results",
)
_ABOUT = ("worker", "worker.sex", "team", "delegation", "category", "unit", "worker.unit", "event", "status")
_ID_NUMBER = "worker.id_number"
_OF_TEAM = ("delegation", "place", "score", "prize")


class Difference(NamedTuple):
    """One value that is not what it was: in which part, of whom, which; blank where there was or is none."""

    part: str
    who: str
    what: str
    before: str
    after: str

    def told(self) -> str:
        """The change as one sentence."""
        part = say(f"contests.part_{self.part}")
        told = {"part": part, "who": self.who, "what": self.what}
        return say("contests.difference", before=self.before or "—", after=self.after or "—", **told)


def frozen(reader: Reader, resources: Resources, rules: Rules, competition: int) -> Snapshot:
    """The competition as it stands."""
    chosen = rules_of(reader, rules, competition)
    ids = [row[0] for row in reader.rows(ENTRY, [], "competition = ?", [competition])]
    names = _names(reader, ids)
    return {
        RULES: _rules(resources, chosen),
        ENTRANTS: _of_entries(reader, ids, names, (*_ABOUT, _ID_NUMBER)),
        MARKS: _marks(reader, competition),
        DECISIONS: _decisions(reader, competition),
        RESULTS: _of_entries(reader, ids, names, _result_fields(reader)),
        TEAMS: _teams(reader, competition),
    }


def difference(before: Snapshot, after: Snapshot) -> list[Difference]:
    """All that differs, part by part."""
    return [
        Difference(part, _called(part, who, before, after), what, old.get(what, ""), new.get(what, ""))
        for part in PARTS
        for who in dict.fromkeys([*before[part], *after[part]])
        for old, new in [(before[part].get(who, {}), after[part].get(who, {}))]
        for what in dict.fromkeys([*old, *new])
        if old.get(what, "") != new.get(what, "")
    ]


def headings(reader: Reader) -> list[tuple[str, str]]:
    """Part and heading of all that is frozen of an entrant, in the order of the register."""
    told = [(ENTRANTS, path) for path in (*_ABOUT, _ID_NUMBER)] + [(RESULTS, path) for path in _result_fields(reader)]
    return [(part, _label(reader, path)) for part, path in told]


def _called(part: str, who: str, *snapshots: Snapshot) -> str:
    """A number with the name of its bearer; a matter that was decided in words."""
    if part == DECISIONS:
        return matter_of(who)
    heading = say("contests.name")
    name = next((told[heading] for one in snapshots if heading in (told := one[ENTRANTS].get(who, {}))), "")
    return f"{who} {name}".strip()


def _rules(resources: Resources, chosen: RuleSet | None) -> dict[str, dict[str, str]]:
    if chosen is None:
        return {}
    words = resources.declarations("scoring")[chosen.name][1]
    text = json.dumps(words, ensure_ascii=False, sort_keys=True)
    told = {say("contests.version"): chosen.version, say("contests.whole_text"): text}
    return {chosen.title: told}


def _names(reader: Reader, ids: list[int]) -> list[str]:
    """The number of each entry, or `#` and its id."""
    return [
        str(number or f"#{entry}")
        for entry, (number,) in zip(ids, reader.named(ENTRY, ids, [roster.NUMBER]), strict=True)
    ]


def _result_fields(reader: Reader) -> list[str]:
    fields = reader.schema[ENTRY].fields
    sections = {fields[key].section for key in (roster.PLACE, roster.GRADE_AFTER)}
    return [key for key, one in fields.items() if one.section in sections and key != "remark"] + [roster.FINALIST]


def _of_entries(
    reader: Reader, ids: list[int], names: list[str], paths: tuple[str, ...] | list[str]
) -> dict[str, dict[str, str]]:
    """What is filled, by number, as it may hang on a wall. Two entries of one number are told apart by their ids."""
    kinds = [field_at(reader.schema, reader.schema[ENTRY], path).kind for path in paths]
    labels = [_label(reader, path) for path in paths]
    found: dict[str, dict[str, str]] = {}
    for entry, name, cells in zip(ids, names, reader.table(ENTRY, ids, list(paths)), strict=True):
        key = name if name not in found else f"{name}#{entry}"
        told = zip(kinds, labels, cells, strict=True)
        found[key] = {label: kind.mask(cell) for kind, label, cell in told if cell}
    return found


def _label(reader: Reader, path: str) -> str:
    """The heading of a field; of the person's own unit that of the person."""
    first, _, rest = path.partition(".")
    one = reader.schema[ENTRY].fields[first]
    if path == "worker":
        return say("contests.name")
    return reader.schema[one.of].fields[rest].label if rest else one.label


def _marks(reader: Reader, competition: int) -> dict[str, dict[str, str]]:
    """Every mark by number, under its item and judge."""
    kind = reader.schema[MARK].fields["value"].kind
    sql = (
        "select number, component, judge, value, status from mark where competition = ? "
        "and (value is not null or status is not null) order by number, component, judge"
    )
    shown_: dict[Stored, str] = {}
    found: dict[str, dict[str, str]] = {}
    for number, component, judge, value, status in reader.ask(sql, [competition]):
        if value not in shown_:
            shown_[value] = kind.show(value)
        heading = say("contests.judged", component=component, judge=judge)
        found.setdefault(str(number), {})[heading] = status or shown_[value]
    return found


def _decisions(reader: Reader, competition: int) -> dict[str, dict[str, str]]:
    fields = reader.schema[DECISION].fields
    told = ["chosen", "reason", "decided_by"]
    rows = reader.rows(DECISION, ["matter", *told], "competition = ?", [competition])
    return {
        str(matter): {fields[key].label: str(one) for key, one in zip(told, rest, strict=True) if one is not None}
        for _, matter, *rest in rows
    }


def _teams(reader: Reader, competition: int) -> dict[str, dict[str, str]]:
    """Teams in the order of their places, those without one first."""
    ids = reader.ids(TEAM_RESULT, order="place", within=f"competition = {competition}")
    headings = [say(f"contests.{one}") for one in ("place", "total", "prize")]
    told = reader.table(TEAM_RESULT, ids, [*_OF_TEAM])
    return {name: dict(zip(headings, cells, strict=True)) for name, *cells in told}
