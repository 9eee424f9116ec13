"""Contests of the register: marks keyed and checked, scored by their rules, confirmed, published, explained."""

from models.contests.confirming import confirm, results, unconfirmed
from models.contests.contest import COMPETITION, SCORING, Contest, Rules, by_title, find, read, rules_of, scored, take
from models.contests.decisions import decide
from models.contests.items import Item, items
from models.contests.keying import CELL_FIELDS
from models.contests.marks import MARK
from models.contests.outcome import AWARDS, Outcome, awards_of, work_out
from models.contests.publishing import Attempt, Press, Published, broken, history, troubles
from models.contests.roster import AWARDED, ENTRY, RESULTS, TEAM_RESULT
from models.contests.snapshots import Difference
from models.contests.teams import unconfirmed_teams

__all__ = [
    "AWARDED",
    "AWARDS",
    "CELL_FIELDS",
    "COMPETITION",
    "ENTRY",
    "MARK",
    "RESULTS",
    "SCORING",
    "TEAM_RESULT",
    "Attempt",
    "Contest",
    "Difference",
    "Item",
    "Outcome",
    "Press",
    "Published",
    "Rules",
    "awards_of",
    "broken",
    "by_title",
    "confirm",
    "decide",
    "find",
    "history",
    "items",
    "read",
    "results",
    "rules_of",
    "scored",
    "take",
    "troubles",
    "unconfirmed",
    "unconfirmed_teams",
    "work_out",
]
