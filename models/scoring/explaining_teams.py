"""Says in Chinese how the place of a team came about, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from models.scoring.exact import shown
from models.scoring.explaining import INDENT
from models.scoring.results import Result
from models.scoring.teams import BETTER, TeamResult
from models.words import Refusal, say


def explain_team(result: Result, teams: Sequence[TeamResult], team: str) -> list[str]:
    """Whose results count for a team, what was compared among equal teams, and its place."""
    names = {one.key: one.name or one.key for one in result.entrants}
    own = next((one for one in teams if one.team == team), None)
    if own is None:
        raise Refusal("scoring.no_entrant", key=team)
    lines = [say("explain.rules", title=result.rules.title, version=result.rules.version)]
    medals = result.rules.teams is not None and result.rules.teams.method == BETTER
    score = _compared(BETTER, own.order[0]) if medals else shown(own.score)
    lines.append(say("explain.team.team", team=team, score=score))
    for one in own.members:
        told = {"name": names[one.key], "total": shown(one.total) or "—", "place": one.place or "—"}
        points = say("explain.team.points", points=shown(one.points)) if not medals else ""
        key = "explain.team.counted" if one.counted else "explain.team.not_counted"
        lines.append(INDENT + say(key, points=points, **told))
    lines += [INDENT + line for line in _team_ties(result, teams, own)]
    shared = [one.team for one in teams if one.place == own.place and one is not own]
    told_shared = say("explain.shared", names="、".join(shared)) if shared and own.place else ""
    if own.place is None:
        return [*lines, INDENT + say(f"explain.team.{own.state}")]
    return [*lines, INDENT + say("explain.place", place=own.place, shared=told_shared)]


def _team_ties(result: Result, teams: Sequence[TeamResult], own: TeamResult) -> Iterator[str]:
    """Each tie-breaker that had to be asked, with the values of all who were equal until then."""
    ties = result.rules.teams.ties if result.rules.teams else ()
    for number, tie in enumerate(ties, 1):
        equals = [one for one in teams if own.place and one.place and one.order[:number] == own.order[:number]]
        if len(equals) < 2:
            return
        title = tie.title or say(f"explain.team.{tie.of}")
        values = "；".join(
            say("explain.peer", name=one.team, value=_compared(tie.of, one.order[number])) for one in equals
        )
        key = "explain.team.tie_lower" if tie.lower else "explain.team.tie_higher"
        yield say(key, title=title, values=values)


def _compared(of: str, values: tuple[Fraction, ...]) -> str:
    """What was compared: a number, or how many of each place."""
    if of != BETTER:
        return shown(abs(values[0]))
    counts = [say("explain.team.places", place=at, count=shown(abs(one))) for at, one in enumerate(values, 1) if one]
    return "，".join(counts)
