"""Prizes, titles, promotions and money as proposals: values that a clerk confirms, nothing more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.scoring.advancing import WHOLE
from models.scoring.decisions import Decided, Decision, decision
from models.scoring.entrants import Entrant
from models.scoring.results import Result, StageResult, Standing
from models.scoring.rules import RANKED, Ladder, Rung
from models.scoring.teams import TeamResult

PRIZES, TITLES, PROMOTIONS, TEAM_PRIZES = "prizes", "titles", "promotions", "team_prizes"


@dataclass(frozen=True)
class Award:
    """One proposal for one entrant or team. For a promotion `award` is the new grade, `grade` the present one."""

    kind: str
    key: str
    award: str
    place: int
    money: Fraction | None = None
    grade: str = ""


@dataclass(frozen=True)
class Withheld:
    """A promotion that the place would bring and the rules don't allow: `why` is a key of a sentence."""

    key: str
    grade: str
    why: str


@dataclass(frozen=True)
class Proposals:
    """All that the rules bring. Groups and ladders that still wait for a mark or a decision are named in `waiting`."""

    awards: tuple[Award, ...]
    withheld: tuple[Withheld, ...]
    decisions: tuple[Decision, ...]
    waiting: tuple[str, ...]

    @property
    def money(self) -> Fraction:
        """All prize money together, in yuan."""
        return sum((one.money for one in self.awards if one.money is not None), Fraction(0))

    def of(self, kind: str) -> dict[str, str]:
        """Awards of one kind by entrant."""
        return {one.key: one.award for one in self.awards if one.kind == kind}


@dataclass(frozen=True)
class _Equals:
    """Those who share a place, with what a score line is held against."""

    keys: tuple[str, ...]
    place: int
    value: Fraction | None


Given = tuple[Rung, str, int]


class _Climb:
    """Walks down the order of one group along one ladder."""

    def __init__(self, path: str, ladder: Ladder, rungs: list[Rung], count: int, dense: bool, decided: Decided) -> None:
        self.path, self.ladder, self.rungs = path, ladder, rungs
        self.count, self.dense, self.decided = count, dense, decided
        self.at = self.used = self.heads = 0
        self.given: list[Given] = []
        self.decisions: list[Decision] = []

    def walk(self, runs: Sequence[_Equals]) -> bool:
        """Gives everyone their rung; False where an open decision stands in the way of all that follows."""
        for run in runs:
            left = list(run.keys)
            while left and self.at < len(self.rungs):
                rung = self.rungs[self.at]
                room = self._room(rung, run.place)
                if room <= 0 or (rung.line is not None and (run.value is None or run.value < rung.line)):
                    self._next()
                elif self._gap(rung, run.place):
                    break
                elif room >= len(left) or self.ladder.boundary == "higher":
                    left = self._give(rung, left, left, run.place)
                elif self.ladder.boundary == "lower":
                    self._next()
                else:
                    key = f"{self.path}/{rung.award or self.at + 1}"
                    one = decision(key, rung.award or self.ladder.kind, left, room, self.decided)
                    self.decisions.append(one)
                    if one.chosen is None:
                        return False
                    left = self._give(rung, list(one.chosen), left, run.place)
                    self._next()
            self.heads += len(left)
        return True

    def _room(self, rung: Rung, place: int) -> int:
        """Seats that are left on a rung; those by place have as many as share the place when places are dense."""
        if rung.last:
            return (self.count if place <= rung.last else 0) if self.dense else rung.last - self.heads
        if rung.until_share is not None:
            return WHOLE[rung.round](self.count * rung.until_share / 100) - self.heads
        return rung.count - self.used if rung.count else self.count

    def _gap(self, rung: Rung, place: int) -> bool:
        """Whether the place lies above a rung that is declared by places, and on none of those before it."""
        at = place if self.dense else self.heads + 1
        return at < rung.first and not any(one.first <= at <= one.last for one in self.rungs[: self.at])

    def _give(self, rung: Rung, chosen: list[str], among: list[str], place: int) -> list[str]:
        self.given += [(rung, key, place) for key in chosen]
        self.used += len(chosen)
        self.heads += len(chosen)
        return [key for key in among if key not in set(chosen)]

    def _next(self) -> None:
        self.at, self.used = self.at + 1, 0


class _Proposing:
    """Gathers what the ladders bring, group by group."""

    def __init__(self, result: Result, promoted: frozenset[str], decided: Decided) -> None:
        self.result, self.promoted, self.decided = result, promoted, decided
        self.entrants = {one.key: one for one in result.entrants}
        self.awards: list[Award] = []
        self.withheld: list[Withheld] = []
        self.decisions: list[Decision] = []
        self.waiting: list[str] = []

    def climb(self, kind: str, group: str, runs: Sequence[_Equals], count: int, complete: bool) -> None:
        """One ladder for one group."""
        ladder = self.result.rules.ladder(kind)
        if ladder is None:
            return
        path = f"{kind}/{group}"
        fits = [one for one in ladder.rungs if one.group in ("", group) and _enough(one, count)]
        one = _Climb(path, ladder, fits, count, self.result.rules.dense, self.decided)
        if not complete or not one.walk(runs):
            self.waiting.append(path)
        self.decisions += one.decisions
        keep: Callable[[Given], None] = self._promote if kind == PROMOTIONS else self._award(kind)
        for given in one.given:
            keep(given)

    def _award(self, kind: str) -> Callable[[Given], None]:
        return lambda given: self.awards.append(Award(kind, given[1], given[0].award, given[2], given[0].money))

    def _promote(self, given: Given) -> None:
        rung, key, place = given
        entrant = self.entrants[key]
        grade = dict(rung.to).get(entrant.grade)
        if grade is None:
            self.withheld.append(Withheld(key, entrant.grade, "scoring.no_promotion"))
        elif _person(entrant) in self.promoted:
            self.withheld.append(Withheld(key, entrant.grade, "scoring.promoted_already"))
        else:
            self.awards.append(Award(PROMOTIONS, key, grade, place, rung.money, entrant.grade))


def propose(result: Result, promoted: frozenset[str] = frozenset(), decided: Decided | None = None) -> Proposals:
    """What the places of the last stage bring. `promoted`: persons who were promoted this year in any contest."""
    found = _Proposing(result, promoted, decided or {})
    stage = result.stages[-1]
    for group, standing in stage.standings.items():
        runs = _runs(stage, standing)
        for kind in (PRIZES, TITLES, PROMOTIONS):
            found.climb(kind, group, runs, standing.count, standing.complete)
    return _proposals(found)


def propose_for_teams(result: Result, teams: Sequence[TeamResult], decided: Decided | None = None) -> Proposals:
    """What the places of teams bring."""
    found = _Proposing(result, frozenset(), decided or {})
    ranked = [one for one in teams if one.state == RANKED]
    by_place: dict[int, list[TeamResult]] = {}
    for one in ranked:
        by_place.setdefault(one.place or 0, []).append(one)
    runs = [_Equals(tuple(one.team for one in same), place, same[0].score) for place, same in by_place.items()]
    found.climb(TEAM_PRIZES, "", runs, len(teams), result.complete)
    return _proposals(found)


def _proposals(found: _Proposing) -> Proposals:
    return Proposals(tuple(found.awards), tuple(found.withheld), tuple(found.decisions), tuple(found.waiting))


def _runs(stage: StageResult, standing: Standing) -> list[_Equals]:
    names = [one.key for one in stage.field.entrants]
    return [
        _Equals(tuple(names[row] for row in run.rows), place, stage.ranking.at(run.rows[0]))
        for run, place in zip(standing.runs, standing.places, strict=True)
    ]


def _enough(rung: Rung, count: int) -> bool:
    return count >= rung.least and (not rung.most or count <= rung.most)


def _person(entrant: Entrant) -> str:
    return entrant.person or entrant.key
