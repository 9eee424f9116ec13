"""Contests: score, publish, explain."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from models import contests
from models.contests import Outcome
from models.office import Office
from models.scoring import shown
from models.scoring.rules import RANKED
from models.words import say
from ui.commands.telling import list_findings


def score_(asked: argparse.Namespace) -> int:
    """Places and proposed awards of a contest; with --confirm they are written into the register."""
    with Office(asked.office) as office:
        outcome = _worked_out(office, asked.competition)
        if asked.confirm:
            contests.confirm(office.register, outcome)
        if asked.json:
            print(json.dumps(_as_json(outcome), ensure_ascii=False, indent=1))
        else:
            for line in _told(outcome):
                print(line)
    return 0 if outcome.complete else 1


def publish_(asked: argparse.Namespace) -> int:
    """Freezes results under a number; what stands in the way is told."""
    with Office(asked.office) as office:
        competition = contests.find(office.register, asked.competition)
        title = office.register.title("competition", competition)
        office.before_publishing()
        attempt = office.press.publish(competition, asked.reason, asked.who)
        if attempt.stopped or attempt.published is None:
            print(say("commands.stopped", count=len(attempt.stopped), what=title))
            list_findings(office.schema, attempt.stopped)
            return 1
    one = attempt.published
    print(say("contests.published", title=title, name=one.name, digest=one.digest))
    for each in attempt.differences:
        print(f"  {each.told()}")
    return 0


def explain_(asked: argparse.Namespace) -> int:
    """How the place of an entrant or team came about."""
    with Office(asked.office) as office:
        for line in _worked_out(office, asked.competition).explained(asked.entry):
            print(line)
    return 0


def _worked_out(office: Office, asked: str) -> Outcome:
    competition = contests.find(office.register, asked)
    return contests.work_out(contests.read(office.register, office.rules, competition))


def _told(outcome: Outcome) -> Iterator[str]:
    """Stage by stage in the order of places, then teams, then what is in doubt."""
    for at, stage in enumerate(outcome.result.stages):
        yield stage.stage.title
        rows = sorted(
            stage.rows.values(), key=lambda row: (stage.field.entrants[row].group, stage.places[row] or 10**9)
        )
        for row in rows:
            one = stage.field.entrants[row]
            last = at == len(outcome.result.stages) - 1
            awards = contests.awards_of(outcome, one.key) if last else []
            total = shown(stage.worked.value.at(row), stage.stage.total.rounding)
            told = [one.group, str(stage.places[row] or "—"), one.key, one.name, total, *awards]
            yield "  " + "\t".join(
                told if stage.states[row] == RANKED else [*told, say(f"contests.state_{stage.states[row]}")]
            )
    for team in outcome.teams:
        yield say("contests.team_line", place=team.place or "—", team=team.team, score=shown(team.score))
    yield from contests.troubles(outcome.contest)
    for one in outcome.open:
        yield say("contests.to_decide", matter=one.key, seats=one.seats, names="、".join(one.candidates))


def _as_json(outcome: Outcome) -> dict[str, object]:
    contest = outcome.contest
    return {
        "competition": contest.competition,
        "title": contest.title,
        "scoring": {"title": contest.rules.title, "version": contest.rules.version},
        "complete": outcome.complete,
        "entries": list(_entries(outcome)),
        "team_results": [{"team": one.team, "place": one.place, "score": shown(one.score)} for one in outcome.teams],
        "open": [{"key": one.key, "seats": one.seats, "candidates": one.candidates} for one in outcome.open],
        "troubles": list(contests.troubles(contest)),
    }


def _entries(outcome: Outcome) -> Iterator[dict[str, object]]:
    for entry, one in zip(outcome.contest.roster.entries, outcome.contest.roster.entrants, strict=True):
        stage = outcome.result.last_stage(one.key)
        row = stage.rows[one.key]
        kinds = {kind: outcome.proposals.of(kind).get(one.key) for kind in ("prizes", "titles", "promotions")}
        yield {
            "entry": entry,
            "number": one.key,
            "name": one.name,
            "group": one.group,
            "stage": stage.stage.key,
            "state": stage.states[row],
            "place": stage.places[row],
            "total": shown(stage.worked.value.at(row)) or None,
        } | kinds
