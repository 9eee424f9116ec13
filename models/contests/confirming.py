"""Writes what a clerk confirms into the register: places, awards, promotions, teams and prize money, as one step."""

from __future__ import annotations

from collections.abc import Iterator

from models.contests import roster
from models.contests.contest import COMPETITION, VERSION
from models.contests.outcome import Outcome
from models.contests.roster import ENTRY
from models.contests.teams import confirm_teams, number
from models.kinds import Number, Stored, match_key
from models.register import Change, Reader, Register
from models.schema import Schema
from models.scoring.awarding import PRIZES, PROMOTIONS, TITLES
from models.words import say

FUND, PRIZE_MONEY = "fund", "奖金"
Results = dict[int, dict[str, Stored]]
"""By entry: what its result fields should hold."""


def results(outcome: Outcome, schema: Schema) -> Results:
    """What each entry gets. Awards that still wait for a mark or a decision are blank."""
    contest = outcome.contest
    found: Results = {entry: dict.fromkeys(roster.RESULTS) for entry in contest.roster.entries}
    entries = dict(zip((one.key for one in contest.roster.entrants), contest.roster.entries, strict=True))
    for kind, field in ((PRIZES, roster.PRIZE), (TITLES, roster.TITLE), (PROMOTIONS, roster.GRADE_AFTER)):
        for key, award in outcome.proposals.of(kind).items():
            found[entries[key]][field] = award
    for one in outcome.proposals.awards:
        if one.kind == PROMOTIONS:
            found[entries[one.key]][roster.GRADE_BEFORE] = one.grade or None
    _add_scores(outcome, schema, found, entries)
    return found


def _add_scores(outcome: Outcome, schema: Schema, found: Results, entries: dict[str, int]) -> None:
    """Totals and parts of the last stage that each has reached, places of the last stage alone."""
    stages = outcome.result.stages
    for stage in stages:
        fields = dict(_fields_of_parts(schema, [part.title for part in stage.stage.total.everything()]))
        last = stage is stages[-1]
        for key, row in stage.rows.items():
            told = found[entries[key]]
            told[roster.TOTAL] = number(stage.worked.value.at(row))
            if last:
                told[roster.PLACE] = stage.places[row]
            if len(stages) > 1:
                told[roster.FINALIST] = int(last)
            for part in stage.stage.total.everything():
                worked = stage.worked.find(part.path)
                if part.title in fields and worked:
                    told[fields[part.title]] = number(worked.value.at(row))


def _fields_of_parts(schema: Schema, titles: list[str]) -> Iterator[tuple[str, str]]:
    """The fields of an entry that bear the name of a component: 理论 is 理论成绩."""
    known = {
        match_key(name): key
        for key, field in schema[ENTRY].fields.items()
        if isinstance(field.kind, Number) and key not in roster.RESULTS
        for name in (field.label, *field.also)
    }
    for title in titles:
        if match_key(title) in known:
            yield title, known[match_key(title)]


def unconfirmed(reader: Reader, competition: int, wanted: Results) -> Results:
    """The entries whose fields hold something else than the contest brings, with all that they should hold."""
    fields = sorted({field for told in wanted.values() for field in told})
    kept = {row: values for row, *values in reader.rows(ENTRY, fields, "competition = ?", [competition])}
    found: Results = {}
    for entry, told in wanted.items():
        now = dict(zip(fields, kept[entry], strict=True))
        if any(now[field] != value for field, value in told.items()):
            found[entry] = now | told
    return found


def confirm(register: Register, outcome: Outcome) -> list[Change]:
    """Writes results, the version of the rules and prize money; nothing where all stands already."""
    contest = outcome.contest
    what = say("contests.step_confirm_results", title=contest.title)
    changes: list[Change] = []
    with register.step(what):
        todo = unconfirmed(register, contest.competition, results(outcome, register.schema))
        if todo:
            fields = list(next(iter(todo.values())))
            rows = [tuple(told[field] for field in fields) for told in todo.values()]
            changes.append(register.change_many(ENTRY, list(todo), fields, rows, what))
        if register.row(COMPETITION, contest.competition)[VERSION] != contest.rules.version:
            changes.append(register.change(COMPETITION, contest.competition, {VERSION: contest.rules.version}))
        changes += confirm_teams(register, outcome)
        changes += _pay(register, outcome)
    return changes


def _pay(register: Register, outcome: Outcome) -> Iterator[Change]:
    """Prize money of persons and teams, on the line of the fund that has no voucher."""
    contest, teams = outcome.contest, outcome.team_proposals
    money = number(outcome.proposals.money + (teams.money if teams else 0))
    where = "competition = ? and kind = ? and voucher is null"
    kept = register.rows(FUND, ["actual"], where, [contest.competition, PRIZE_MONEY])
    if kept and kept[0][1] != money:
        yield register.change(FUND, kept[0][0], {"actual": money})
    elif money and not kept:
        told: dict[str, Stored] = {"competition": contest.competition, "kind": PRIZE_MONEY, "actual": money}
        yield register.add(FUND, told | {"year": contest.year})
