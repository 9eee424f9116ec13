"""Tries a form that is being adopted: a check with the figures that it would have now, and whether it can be filled."""

from __future__ import annotations

import tempfile
from pathlib import Path

from models import documents, sheets
from models.returns import filling
from models.returns.adoption import Adoption
from models.returns.checking import Filled, judge
from models.returns.checks import read_check
from models.returns.declared import Return
from models.returns.grammar import CheckWords
from models.returns.numbering import numbering_of
from models.words import Refusal

_MORE = 2  # lines beyond those that are drawn


def failing(form: Adoption, words: CheckWords, period: str) -> list[str]:
    """Where a check does not hold, with both sides; refused when it can't be read. Long work."""
    check, one, context = read_check(words.must), form.as_return(), form.context
    with filling.sources_of(one, context.measures, context.reader, period) as sources:
        filled = filling.filled(one, filling.compute(one, sources))
    worked = sheets.work_out(form.file, filled)
    numberings = {picture.name: numbering_of(picture) for picture in form.pictures}
    return [f"{'、'.join(each.cells)} {each.told or each.text}" for each in judge(check, Filled(worked, numberings))]


def trouble(form: Adoption) -> str:
    """What would stop it from being filled, told when it is adopted and not a year later; empty where nothing would.

    It is filled with lists that are empty, and with some that are longer than the rows drawn. Long work.
    """
    one = form.as_return()
    fill = documents.fill if one.is_document else sheets.fill
    with tempfile.TemporaryDirectory() as folder:
        for more in (-1, _MORE):
            try:
                fill(one.form, Path(folder) / one.form.name, filling.filled(one, _some(one, more)))
            except Refusal as refusal:
                return str(refusal)
    return ""


def _some(one: Return, more: int) -> filling.Computed:
    """A 1 everywhere, and so many lines more than each list has rows; none with a negative number."""
    lists = {}
    for key, words in one.lists.items():
        _, row, until = words.place
        ids = list(range(max(until, row) - row + 1 + more)) if more >= 0 else []
        groups = {"1": ids} if key in one.groups and ids else {}
        lists[key] = filling.Listed(ids, dict.fromkeys(one.list_columns[key], [1] * len(ids)), groups)
    return filling.Computed(dict.fromkeys(one.cells, 1), lists)
