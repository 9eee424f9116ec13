"""What a contest comes to: places, teams, proposed awards, what has to be decided, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

from models.contests.contest import Contest
from models.scoring import (
    Decision,
    Oddity,
    Proposals,
    Result,
    TeamResult,
    explain,
    explain_team,
    oddities,
    propose,
    propose_for_teams,
    score,
    team_results,
)
from models.scoring.awarding import PRIZES, PROMOTIONS, TITLES
from models.words import Refusal

AWARDS = (PRIZES, TITLES, PROMOTIONS)


@dataclass(frozen=True)
class Outcome:
    """A contest worked out by one version of its rules."""

    contest: Contest
    result: Result
    proposals: Proposals
    teams: list[TeamResult]
    team_proposals: Proposals | None

    @property
    def decisions(self) -> list[Decision]:
        """All that rules leave to people, decided or open."""
        found = [one for stage in self.result.stages for one in stage.decisions]
        found += self.proposals.decisions
        return found + list(self.team_proposals.decisions if self.team_proposals else ())

    @property
    def open(self) -> list[Decision]:
        """Those that nobody has decided."""
        return [one for one in self.decisions if one.chosen is None]

    @property
    def complete(self) -> bool:
        """Whether every place and award stands."""
        waiting = [*self.proposals.waiting, *(self.team_proposals.waiting if self.team_proposals else ())]
        return self.result.complete and not self.open and not waiting

    def named(self, key: str) -> str:
        """An entrant by number and name; a team by its name."""
        row = self.contest.roster.rows.get(key)
        return key if row is None else f"{key} {self.contest.roster.entrants[row].name}".strip()

    def odd(self, key: str = "") -> list[Oddity]:
        """Marks to look at, of all or of one entrant: over full marks, or far from those of the other judges."""
        return oddities(self.result, key=key)

    def explained(self, key: str) -> list[str]:
        """How the place of an entrant, or of a team, came about, line by line; refused when there is none."""
        if key in self.contest.roster.rows:
            return explain(self.result, key)
        named = [one.key for one in self.contest.roster.entrants if one.name == key]
        if len(named) == 1:
            return explain(self.result, named[0])
        if any(one.team == key for one in self.teams):
            return explain_team(self.result, self.teams, key)
        raise Refusal("scoring.no_entrant", key=key)


def work_out(contest: Contest) -> Outcome:
    """Scores the contest and proposes what its places bring."""
    result = score(contest.rules, contest.roster.entrants, contest.marks, contest.decided)
    proposals = propose(result, contest.promoted, contest.decided)
    teams = team_results(result, proposals.of(PRIZES)) if contest.rules.teams else []
    of_teams = propose_for_teams(result, teams, contest.decided) if contest.rules.teams else None
    return Outcome(contest, result, proposals, teams, of_teams)


def awards_of(outcome: Outcome, key: str) -> list[str]:
    """Prize, title and new grade that are proposed for an entrant, as far as there are."""
    found = [outcome.proposals.of(kind).get(key, "") for kind in AWARDS]
    return [one for one in found if one]
