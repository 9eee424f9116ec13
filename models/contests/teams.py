"""Team results as records: what the rules bring for each team, kept beside the entries so that it can be awarded."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from models.contests.outcome import Outcome
from models.contests.roster import ENTRY, TEAM_RESULT
from models.kinds import Stored
from models.kinds.numbers import exact
from models.register import Change, Reader, Register
from models.scoring import shown
from models.scoring.awarding import TEAM_PRIZES

Told = dict[str, Stored]
_COMPUTED = ("unit", "place", "score", "prize", "members")


def unconfirmed_teams(reader: Reader, outcome: Outcome) -> list[str]:
    """The teams whose records are not what the contest brings: new, changed, or gone."""
    wanted, kept = _wanted(reader, outcome), _kept(reader, outcome.contest.competition)
    changed = [team for team, told in wanted.items() if team not in kept or told.items() - kept[team][1].items()]
    return changed + [team for team in kept if team not in wanted and outcome.teams]


def confirm_teams(register: Register, outcome: Outcome) -> list[Change]:
    """Writes the results of teams; a team that is none any more goes. Records keep their ids."""
    competition = outcome.contest.competition
    wanted, kept = _wanted(register, outcome), _kept(register, competition)
    changes: list[Change] = []
    for team in unconfirmed_teams(register, outcome):
        if team not in wanted:
            changes += register.delete(TEAM_RESULT, [kept[team][0]])
        elif team in kept:
            changes.append(register.change(TEAM_RESULT, kept[team][0], wanted[team]))
        else:
            changes.append(register.add(TEAM_RESULT, wanted[team] | {"competition": competition, "delegation": team}))
    return changes


def number(value: Fraction | None) -> Stored:
    """As the register keeps it; one without an end is kept to six decimals."""
    return None if value is None else exact(Decimal(shown(value).removeprefix("≈")))


def _wanted(reader: Reader, outcome: Outcome) -> dict[str, Told]:
    """By team what its record should hold. Its unit is told only where all members stand for the same one."""
    prizes = outcome.team_proposals.of(TEAM_PRIZES) if outcome.team_proposals else {}
    roster = outcome.contest.roster
    units = dict(reader.rows(ENTRY, ["unit"], "competition = ?", [outcome.contest.competition]))
    found: dict[str, Told] = {}
    for one in outcome.teams:
        rows = [roster.rows[member.key] for member in one.members]
        told: Told = {"place": one.place, "score": number(one.score), "prize": prizes.get(one.team)}
        told["members"] = "、".join(roster.entrants[row].name for row in rows)
        represented = {units[roster.entries[row]] for row in rows}
        if len(represented) == 1 and (unit := represented.pop()) is not None:
            told["unit"] = unit
        found[one.team] = told
    return found


def _kept(reader: Reader, competition: int) -> dict[str, tuple[int, Told]]:
    """By team its record: id, and what it holds."""
    rows = reader.rows(TEAM_RESULT, ["delegation", *_COMPUTED], "competition = ?", [competition])
    return {str(team): (row, dict(zip(_COMPUTED, told, strict=True))) for row, team, *told in rows}
