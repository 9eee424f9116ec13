"""What is compared when totals are equal: the column of each tie-breaker."""

from __future__ import annotations

from models.scoring.combining import statistic
from models.scoring.exact import Column
from models.scoring.results import StageResult
from models.scoring.rules import TieBreak
from models.scoring.working import Field, Worked


def compared(tie: TieBreak, worked: Worked, field: Field, before: dict[str, StageResult]) -> Column:
    """The column of a tie-breaker; whoever was absent from it counts as the worst, not as unknown."""
    stage = before.get(tie.of.partition(".")[0])
    if stage:
        return stage.carried(own(tie, stage.worked, stage.field), field)
    return own(tie, worked, field)


def own(tie: TieBreak, worked: Worked, field: Field) -> Column:
    """The column in the stage that the tie-breaker names."""
    found = worked.find(tie.of)
    if found is None:
        return _adjustment(tie.of, worked, field)
    if tie.statistic and found.marks:
        column = statistic(tie.statistic, found.marks, field.recused(tie.of))
    else:
        column = found.combined if found.component.timed else found.value
    worst = max(filter(None, column.numbers), default=0) + 1 if tie.lower else 0
    return column.filled(field.missed(found.component), worst)


def _adjustment(path: str, worked: Worked, field: Field) -> Column:
    owner = worked.find(path.rpartition(".")[0])
    given = owner.adjusted[path] if owner else {}
    return Column([0] * len(field.entrants)).changed(given)
