"""Scores a contest: stage by stage, group by group. Data in, values out; nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.scoring.advancing import Cut
from models.scoring.decisions import Decided, Decision
from models.scoring.entrants import Entrant, Marks, as_columns, complete
from models.scoring.exact import Column
from models.scoring.ranking import Key, ordered, places
from models.scoring.results import UNMARKED, WAITING, Result, StageResult, Standing
from models.scoring.rules import LAST, RANKED, REMOVED, UNPLACED, ZERO, RuleSet, Stage
from models.scoring.standard import standardised
from models.scoring.tying import compared
from models.scoring.working import Field, work
from models.words import Refusal


def score(
    rules: RuleSet,
    entrants: Sequence[Entrant],
    marks: Mapping[str, Marks] | None = None,
    decided: Decided | None = None,
) -> Result:
    """Works out a contest. `marks` by path replaces what the entrants carry: the quick way for many of them.

    Raises `Refusal` for entrants that the rules can't speak of: two of one key, an unknown status or component.
    """
    _check(rules, entrants)
    leaves = [leaf for stage in rules.stages for leaf in stage.total.leaves()]
    given = marks or {}
    table = {
        leaf.path: complete(leaf, given[leaf.path], len(entrants)) if leaf.path in given else as_columns(leaf, entrants)
        for leaf in leaves
    }
    going: Sequence[int] = range(len(entrants))
    stages: list[StageResult] = []
    for stage in rules.stages:
        field = Field([entrants[row] for row in going], _of_stage(stage, table, going, len(entrants)), rules)
        stages.append(_stage(stage, field, stages, decided or {}))
        going_on = stages[-1].goes_on
        going = [row for row in going if entrants[row].key in going_on]
    return Result(rules, entrants, tuple(stages))


def _of_stage(stage: Stage, table: dict[str, Marks], rows: Sequence[int], count: int) -> dict[str, Marks]:
    paths = [leaf.path for leaf in stage.total.leaves()]
    return {path: table[path] if len(rows) == count else table[path].at(rows) for path in paths}


def _check(rules: RuleSet, entrants: Sequence[Entrant]) -> None:
    keys = [one.key for one in entrants]
    if len(set(keys)) != len(keys):
        raise Refusal("scoring.same_key", key=next(key for key in keys if keys.count(key) > 1))
    for status in {one.status for one in entrants} - rules.statuses.keys() - {""}:
        raise Refusal("scoring.unknown_status", rules=rules.title, status=status)
    components = [one for stage in rules.stages for one in stage.total.everything()]
    known = {one.path for one in components}
    penalties = {each.path for one in components for each in one.adjustments}
    named: set[str] = set()
    for one in entrants:
        named.update(one.marks, one.absent, one.recused)
        penalties_named = one.adjustments.keys() - penalties
        if penalties_named:
            raise Refusal("scoring.no_component", rules=rules.title, path=min(penalties_named))
    for path in named - known:
        raise Refusal("scoring.no_component", rules=rules.title, path=path)


def _stage(stage: Stage, field: Field, earlier: Sequence[StageResult], decided: Decided) -> StageResult:
    before = {one.stage.key: one for one in earlier}
    carried = [
        before[key].carried(before[key].worked.value, field).times(points / full) for key, points, full in stage.carry
    ]
    worked = work(stage.total, field, carried)
    effects = [_effect(one, stage, field.rules) for one in field.entrants]
    ranking = worked.value
    if standard := field.rules.standard:
        inside = [number if effects[row] == RANKED else None for row, number in enumerate(ranking.numbers)]
        ranking = standardised(Column(inside, ranking.unit), [one.trade for one in field.entrants], standard)
    keys = (Key(ranking), *(Key(compared(tie, worked, field, before), tie.lower) for tie in stage.ties))
    states = [_state(effects[row], ranking.numbers[row]) for row in range(len(effects))]
    standings = _standings(field, states, keys)
    placed: list[int | None] = [None] * len(states)
    for one in standings.values():
        _place(one, placed, states, field.rules.dense)
    rows = {one.key: row for row, one in enumerate(field.entrants)}
    return _advanced(StageResult(stage, field, rows, worked, ranking, keys, standings, placed, states), decided)


def _effect(one: Entrant, stage: Stage, rules: RuleSet) -> str:
    """What the entrant's status, and absence from single components, do: the hardest of them."""
    effect = rules.statuses.get(one.status, RANKED)
    found = [effect] if effect != ZERO else []
    if one.absent:
        found += [part.absent for part in stage.total.everything() if part.path in one.absent and part.absent != ZERO]
    return max(found, key=(RANKED, LAST, UNPLACED, REMOVED).index, default=RANKED)


def _state(effect: str, number: int | None) -> str:
    return UNMARKED if effect == RANKED and number is None else effect


def _standings(field: Field, states: list[str], keys: Sequence[Key]) -> dict[str, Standing]:
    members: dict[str, list[int]] = {}
    for row, one in enumerate(field.entrants):
        members.setdefault(one.group, []).append(row)
    found = {}
    for group, rows in members.items():
        runs = ordered([row for row in rows if states[row] == RANKED], keys)
        others = {
            state: tuple(row for row in rows if states[row] == state) for state in (UNMARKED, LAST, UNPLACED, REMOVED)
        }
        found[group] = Standing(group, tuple(runs), tuple(places(runs, field.rules.dense)), others)
    return found


def _place(standing: Standing, placed: list[int | None], states: list[str], dense: bool) -> None:
    for run, place in zip(standing.runs, standing.places, strict=True):
        for row in run.rows:
            if run.waiting < 0:
                placed[row] = place
            else:
                states[row] = WAITING
    behind = 1 + (len(standing.runs) if dense else sum(len(run.rows) for run in standing.runs))
    if not standing.others[UNMARKED]:
        for row in standing.others[LAST]:
            placed[row] = behind


def _advanced(done: StageResult, decided: Decided) -> StageResult:
    """Who goes on, once no place of the group is in doubt."""
    advance = done.stage.advance
    if advance is None:
        return done
    going: set[str] = set()
    decisions: list[Decision] = []
    for group, standing in done.standings.items():
        if standing.complete:
            cut = Cut(advance, done.field.entrants, f"{done.stage.key}/{group}", decided)
            cut.walk(standing.runs, done.ranking, standing.count)
            going.update(done.field.entrants[row].key for row in cut.chosen)
            decisions += cut.decisions
    return replace(done, goes_on=frozenset(going), decisions=tuple(decisions))
