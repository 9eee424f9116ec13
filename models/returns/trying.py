"""Holds a check against a form that is still being adopted, with the figures that it would have now."""

from __future__ import annotations

from models import sheets
from models.returns import filling
from models.returns.adoption import Adoption
from models.returns.checking import Filled, judge
from models.returns.checks import read_check
from models.returns.grammar import CheckWords
from models.returns.numbering import numbering_of


def failing(form: Adoption, words: CheckWords, period: str) -> list[str]:
    """Where a check does not hold, with both sides; refused when it can't be read. Long work."""
    check, one, context = read_check(words.must), form.as_return(), form.context
    with filling.sources_of(one, context.measures, context.reader, period) as sources:
        filled = filling.filled(one, filling.compute(one, sources))
    worked = sheets.work_out(form.file, filled)
    numberings = {picture.name: numbering_of(picture) for picture in form.pictures}
    return [f"{'、'.join(each.cells)} {each.told or each.text}" for each in judge(check, Filled(worked, numberings))]
