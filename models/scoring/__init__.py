"""Contests from marks to places: rules are data, arithmetic is exact, every step is kept for the explanation."""

from models.scoring.awarding import Award, Proposals, propose, propose_for_teams
from models.scoring.contest import score
from models.scoring.decisions import Decision
from models.scoring.declared import load, read
from models.scoring.entrants import Entrant, Marks
from models.scoring.exact import shown
from models.scoring.explaining import explain
from models.scoring.explaining_teams import explain_team
from models.scoring.oddities import Oddity, oddities
from models.scoring.results import Result, StageResult
from models.scoring.rules import RuleSet
from models.scoring.teams import TeamResult, team_results
from models.scoring.tracing import Trace, traces

__all__ = [
    "Award",
    "Decision",
    "Entrant",
    "Marks",
    "Oddity",
    "Proposals",
    "Result",
    "RuleSet",
    "StageResult",
    "TeamResult",
    "Trace",
    "explain",
    "explain_team",
    "load",
    "oddities",
    "propose",
    "propose_for_teams",
    "read",
    "score",
    "shown",
    "team_results",
    "traces",
]
