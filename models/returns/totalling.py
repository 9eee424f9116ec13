"""Totals below a list: which list a cell stands under, and the sum of what that list has in the cell's column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.kinds import Stored
from models.kinds.numbers import decimal, exact
from models.returns.grammar import ListWords
from models.sheets.forms.references import split


def list_above(lists: Mapping[str, ListWords], address: str) -> str:
    """The key of the nearest list above a cell, on its sheet; empty where there is none."""
    sheet, _, cell = address.rpartition("!")
    row = split(cell)[1]
    above = {key: one.place[2] for key, one in lists.items() if one.place[0] == sheet and one.place[2] < row}
    return max(above, key=lambda key: above[key], default="")


def total(values: Sequence[Stored]) -> Stored:
    """The sum of the numbers; None where there are none: blank is not zero."""
    numbers = [decimal(value) for value in values if isinstance(value, int | float)]
    return exact(sum(numbers[1:], numbers[0])) if numbers else None
