"""What comes out of a contest: order, places and states by stage and group. Values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.scoring.decisions import Decision
from models.scoring.entrants import Entrant
from models.scoring.exact import Column
from models.scoring.ranking import Key, Run
from models.scoring.rules import REMOVED, RuleSet, Stage
from models.scoring.working import Field, Worked
from models.words import Refusal

UNMARKED, WAITING = "unmarked", "waiting"


@dataclass(frozen=True)
class Standing:
    """One group in one stage. Rows are those of the stage's field."""

    group: str
    runs: tuple[Run, ...]
    places: tuple[int, ...]
    others: dict[str, tuple[int, ...]]
    """By state: not yet marked, after all others, without a place, removed."""

    @property
    def complete(self) -> bool:
        """Whether no mark is missing that a place hangs on."""
        return not self.others.get(UNMARKED) and all(run.waiting < 0 for run in self.runs)

    @property
    def count(self) -> int:
        """Entrants that a share counts: all but those removed."""
        return sum(len(run.rows) for run in self.runs) + sum(
            len(rows) for state, rows in self.others.items() if state != REMOVED
        )


@dataclass(frozen=True)
class StageResult:
    """One stage, worked out. A place is None where there is none, or not yet: `states` says which."""

    stage: Stage
    field: Field
    rows: dict[str, int]
    worked: Worked
    ranking: Column
    """What decides the order: the total, or the standardised total."""
    keys: tuple[Key, ...]
    """The order's columns: ranking, then each tie-breaker."""
    standings: dict[str, Standing]
    places: list[int | None]
    states: list[str]
    goes_on: frozenset[str] = frozenset()
    decisions: tuple[Decision, ...] = ()

    def carried(self, column: Column, field: Field) -> Column:
        """A column of this stage for the entrants of a later one."""
        return column.taken([self.rows[one.key] for one in field.entrants])


@dataclass(frozen=True)
class Result:
    """A contest, worked out by one version of its rules."""

    rules: RuleSet
    entrants: Sequence[Entrant]
    stages: tuple[StageResult, ...]

    @property
    def complete(self) -> bool:
        """Whether every place stands: no mark missing, nothing left to decide."""
        standings = [one for stage in self.stages for one in stage.standings.values()]
        return all(one.complete for one in standings) and not self.open

    @property
    def open(self) -> list[Decision]:
        """What somebody still has to decide."""
        return [one for stage in self.stages for one in stage.decisions if one.chosen is None]

    def last_stage(self, key: str) -> StageResult:
        """The last stage that the entrant took part in; refused when there is no such entrant."""
        for stage in reversed(self.stages):
            if key in stage.rows:
                return stage
        raise Refusal("scoring.no_entrant", key=key)
