"""What a kind of value tells Excel: which cells it should take, and how one looks that is filled in rightly."""

from __future__ import annotations

import datetime

from models import sheets
from models.kinds import (
    Choice,
    Count,
    CreditCode,
    Date,
    IdNumber,
    Kind,
    Money,
    Number,
    Percent,
    Period,
    Phone,
    Stored,
    Year,
    YesNo,
)
from models.words import say

_LARGEST = 10**12
_EXAMPLES: dict[type[Kind], Stored] = {
    Count: 12,
    Number: 85.5,
    Percent: 30,
    Money: 3.5,
    Year: 2025,
    Date: "2025-03-01",
    Period: "2025年第3季度",
    YesNo: "是",
    IdNumber: "999999199003070012",  # of a region that does not exist
    CreditCode: "91999999000000000G",
    Phone: "13800000000",
}


def check(kind: Kind) -> sheets.Check | None:
    """What Excel itself can refuse while a cell is being filled in."""
    match kind:
        case Count():
            return sheets.Check("integer", 0, _LARGEST, say("collecting.count"))
        case Number():
            return sheets.Check("decimal", -_LARGEST, _LARGEST, say("collecting.number"))
        case Year():
            return sheets.Check("integer", 1900, 2100, say("collecting.year"))
        case Date():  # 2025.3 typed as a date is a day of 1905
            return sheets.Check("date", datetime.date(1950, 1, 1), datetime.date(2099, 12, 31), say("collecting.date"))
        case IdNumber() | CreditCode():
            return sheets.Check("length", 18, 18, say("collecting.code"))
        case Phone():
            return sheets.Check("length", 7, 20, say("collecting.phone"))
    return None


def example(kind: Kind) -> Stored:
    """A value of the kind as a unit would write it; words are left to the unit."""
    if isinstance(kind, Choice):
        return kind.values[0]
    return _EXAMPLES.get(type(kind))
