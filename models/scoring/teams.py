"""Results of teams, made from those of their members in the last stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from models.scoring.results import UNMARKED, WAITING, Result, StageResult
from models.scoring.rules import RANKED, UNPLACED, Teams, TieBreak
from models.scoring.tying import own
from models.words import Refusal

BETTER, BEST = "better_places", "best_score"


@dataclass(frozen=True)
class Member:
    """One member: total, place within the own group, points for the team, and whether they count."""

    key: str
    total: Fraction | None
    place: int | None
    state: str
    points: Fraction
    counted: bool = False


@dataclass(frozen=True)
class TeamResult:
    """A team. `state` is ranked, unmarked while a member waits for marks, or unplaced with too few members."""

    team: str
    members: tuple[Member, ...]
    score: Fraction
    order: tuple[tuple[Fraction, ...], ...]
    """What was compared, in order; more is better."""
    state: str
    place: int | None = None

    @property
    def counted(self) -> list[Member]:
        """The members whose results make the team's."""
        return [one for one in self.members if one.counted]


def team_results(result: Result, prizes: Mapping[str, str] | None = None) -> list[TeamResult]:
    """All teams, best first. `prizes` by entrant is needed where points are given for prizes."""
    rules = result.rules.teams
    if rules is None:
        raise Refusal("scoring.no_teams", rules=result.rules.title)
    stage = result.stages[-1]
    named: dict[str, list[Member]] = {}
    for row, one in enumerate(stage.field.entrants):
        if one.team:
            named.setdefault(one.team, []).append(_member(stage, row, rules, (prizes or {}).get(one.key, "")))
    return _placed(_Gathering(stage, rules).teams(named), result.rules.dense)


def _member(stage: StageResult, row: int, rules: Teams, prize: str) -> Member:
    state, total, place = stage.states[row], stage.ranking.at(row), stage.places[row]
    points = Fraction(0)
    if state == RANKED and total is not None and place is not None:
        if rules.method == "scores":
            points = total
        elif rules.method == "places":
            points = rules.points[place - 1] if place <= len(rules.points) else rules.rest
        elif rules.method == "prizes":
            points = dict(rules.prizes).get(prize, rules.rest)
        else:
            points = Fraction(1)
    return Member(stage.field.entrants[row].key, total, place, state, points)


class _Gathering:
    """Makes teams of members of one stage."""

    def __init__(self, stage: StageResult, rules: Teams) -> None:
        self.stage, self.rules = stage, rules
        self.lowest = max((place for place in stage.places if place), default=0)
        named = [tie for tie in rules.ties if tie.title]
        self.columns = {tie.of: own(tie, stage.worked, stage.field) for tie in named}

    def teams(self, named: dict[str, list[Member]]) -> list[TeamResult]:
        """All of them, without places."""
        return [self._team(name, members) for name, members in named.items()]

    def _team(self, name: str, members: list[Member]) -> TeamResult:
        able = [one for one in members if one.state == RANKED]
        able.sort(key=lambda one: (-one.points, one.place or 0, -(one.total or 0)))
        counted = able[: self.rules.best or None]
        counting = {one.key for one in counted}
        score = sum((one.points for one in counted), Fraction(0))
        order = [self._better_places(counted) if self.rules.method == BETTER else (score,)]
        order += [self._compared(tie, counted) for tie in self.rules.ties]
        told = tuple(replace(one, counted=one.key in counting) for one in members)
        return TeamResult(name, told, score, tuple(order), self._state(members, counted))

    def _state(self, members: list[Member], counted: list[Member]) -> str:
        rows = [self.stage.rows[one.key] for one in counted]
        unknown = any(column.numbers[row] is None for column in self.columns.values() for row in rows)
        if unknown or any(one.state in (UNMARKED, WAITING) for one in members):
            return UNMARKED
        return UNPLACED if len(counted) < max(self.rules.least, 1) else RANKED

    def _compared(self, tie: TieBreak, counted: list[Member]) -> tuple[Fraction, ...]:
        if tie.of == BETTER:
            found = self._better_places(counted)
        elif tie.of in self.columns:
            column, rows = self.columns[tie.of], self.stage.rows
            found = (sum((column.at(rows[one.key]) or Fraction(0) for one in counted), Fraction(0)),)
        else:
            totals = [one.total or Fraction(0) for one in counted]
            found = (max(totals, default=Fraction(0)) if tie.of == BEST else sum(totals, Fraction(0)),)
        return tuple(-value for value in found) if tie.lower else found

    def _better_places(self, members: list[Member]) -> tuple[Fraction, ...]:
        """How many first places, how many second ones, and so on."""
        found = [0] * (self.lowest + 1)
        for one in members:
            found[one.place or 0] += 1
        return tuple(map(Fraction, found[1:]))


def _placed(teams: list[TeamResult], dense: bool) -> list[TeamResult]:
    ranked = sorted((one for one in teams if one.state == RANKED), key=lambda one: one.order, reverse=True)
    found: list[TeamResult] = []
    for number, (_, equals) in enumerate(groupby(ranked, key=lambda one: one.order), 1):
        place = number if dense else len(found) + 1
        found += [TeamResult(one.team, one.members, one.score, one.order, one.state, place) for one in equals]
    return found + [one for one in teams if one.state != RANKED]
