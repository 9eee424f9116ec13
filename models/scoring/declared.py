"""Reads `resources/scoring` and an office's `formats/scoring`; refuses with file, table and word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.grammar import worded
from models.resources import Resources, Unparsed
from models.scoring.exact import exact
from models.scoring.rules import EFFECTS, Ladder, RuleSet, Rung, Stage, Standard, Teams, TieBreak
from models.scoring.staging import ROUNDS, StageReading
from models.scoring.vocabulary import RuleSetWords, RungWords, StandardWords, TeamWords, TieWords
from models.scoring.wording import maybe, one_of
from models.words import Refusal

METHODS = ("scores", "places", "prizes", "better_places")
LADDERS = ("prizes", "titles", "promotions", "team_prizes")
TEAM_TIES = ("better_places", "best_score", "score_sum")


def load(resources: Resources) -> dict[str, RuleSet]:
    """All rule sets of an office by name."""
    try:
        found = resources.declarations("scoring")
    except Unparsed as error:
        raise Refusal("grammar.unparsed", file=error.path.name, why=error) from error
    return {name: read(name, words, path.name) for name, (path, words) in found.items()}


def read(name: str, words: dict[str, Any], file: str) -> RuleSet:
    """One rule set from the tables of its file."""
    told = worded(RuleSetWords, words, file)
    stages: list[Stage] = []
    for key, table in told.stages.items():
        stages.append(StageReading(file, key, table, stages).stage())
    if not stages:
        raise Refusal("grammar.missing", file=file, at=file, word="stages.")
    effects = {status: one_of(EFFECTS, effect, status, file, "statuses") for status, effect in told.statuses.items()}
    return RuleSet(
        name,
        told.title,
        told.version,
        told.about,
        told.source,
        tuple(stages),
        effects,
        one_of(("skip", "dense"), told.shared, "shared", file) == "dense",
        None if told.standard is None else _standard(told.standard, file),
        None if told.teams is None else _teams(told.teams, stages[-1], file),
        tuple(_ladders(told, file)),
    )


def _standard(words: dict[str, Any], file: str) -> Standard:
    told = worded(StandardWords, words, file, "standard")
    return Standard(exact(told.median), exact(told.spread), told.decimals)


def _teams(words: dict[str, Any], last: Stage, file: str) -> Teams:
    told = worded(TeamWords, words, file, "teams")
    return Teams(
        one_of(METHODS, told.method, "method", file, "teams"),
        told.best,
        told.least,
        tuple(map(exact, told.points)),
        exact(told.rest),
        tuple((prize, exact(points)) for prize, points in told.prizes.items()),
        tuple(_team_tie(worded(TieWords, one, file, "teams"), last, file) for one in told.ties),
    )


def _team_tie(told: TieWords, last: Stage, file: str) -> TieBreak:
    titles = {one.path: one.title for one in last.total.everything()}
    path = f"{last.key}.{told.of}" if f"{last.key}.{told.of}" in titles else told.of
    one_of((*TEAM_TIES, *titles), path, "of", file, "teams")
    lower = one_of(("higher", "lower"), told.prefer, "prefer", file, "teams") == "lower"
    return TieBreak(path, titles.get(path, ""), lower=lower)


def _ladders(told: RuleSetWords, file: str) -> Iterator[Ladder]:
    one_of(("ask", "higher", "lower"), told.boundary, "boundary", file)
    for kind in LADDERS:
        if rows := getattr(told, kind):
            yield Ladder(kind, tuple(_rung(row, file, kind) for row in rows), told.boundary)


def _rung(words: dict[str, Any], file: str, kind: str) -> Rung:
    told = worded(RungWords, words, file, kind)
    if len(told.places) not in (0, 2) or not (told.award or told.to):
        raise Refusal("scoring.bad_rung", file=file, at=kind)
    first, last = told.places or (0, 0)
    return Rung(
        told.award,
        first,
        last,
        told.count,
        maybe(told.until_share),
        maybe(told.line),
        told.least,
        told.most,
        told.group,
        maybe(told.money),
        one_of(ROUNDS, told.round, "round", file, kind),
        tuple(told.to.items()),
    )
