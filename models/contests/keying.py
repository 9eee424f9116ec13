"""Marks as they are keyed and checked: one person keys, another keys again or confirms, and neither does both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models import people
from models.contests.items import Item
from models.contests.marks import ABSENT, MARK, RECUSED
from models.kinds import Stored
from models.register import Change, Reader, Register
from models.words import Refusal, say

BLANK, KEYED, DIFFERING, RETURNED, CHECKED = "blank", "keyed", "differing", "returned", "checked"

_SIGNS = {"*": ABSENT, "/": RECUSED, ABSENT: ABSENT, RECUSED: RECUSED}
_TIME = re.compile(r"(\d+)[:：'′分](\d{1,2}(?:\.\d+)?)[\"″秒]?")
CELL_FIELDS = ("value", "status", "second", "keyed_by", "checked_by", "remark")
_SETTLED = """checked_by is not null and checked_by is not keyed_by
    and iif(value is null, status is not null, second is value)"""
_GIVEN = "(value is not null or status is not null)"


@dataclass(frozen=True)
class Cell:
    """One mark: what was keyed, and what the second person made of it."""

    row: int
    value: Stored
    status: str | None = None
    second: Stored = None
    keyed_by: str | None = None
    checked_by: str | None = None
    remark: str | None = None

    @property
    def state(self) -> str:
        """How far it has come: blank, keyed, differing, returned or checked."""
        if self.value is None and self.status is None:
            return BLANK
        if self.second is not None and self.second != self.value:
            return DIFFERING
        agreed = self.value is None or self.second == self.value
        if self.checked_by and self.checked_by != self.keyed_by and agreed:
            return CHECKED
        return RETURNED if self.remark else KEYED


Cells = dict[tuple[str, int], Cell]
"""By number and judge."""


def cells(reader: Reader, competition: int, item: Item) -> Cells:
    """All marks of one item."""
    where = "competition = ? and component = ?"
    rows = reader.rows(MARK, ["number", "judge", *CELL_FIELDS], where, [competition, item.label])
    return {(str(number), int(judge or 0)): Cell(row, *rest) for row, number, judge, *rest in rows}


def understood(register: Reader, item: Item, text: str) -> tuple[Stored, str | None]:
    """What was typed: a mark or seconds, kept as typed where it is neither; or why there is none."""
    bare = text.strip()
    if bare in _SIGNS:
        return None, _SIGNS[bare]
    if item.timed and (parts := _TIME.fullmatch(bare)):
        bare = f"{int(parts[1]) * 60 + float(parts[2]):g}"
    return register.schema[MARK].fields["value"].kind.read(bare).value, None


def key_mark(
    register: Register, competition: int, item: Item, at: tuple[str, int], cell: Cell | None, text: str, who: str
) -> Change | None:
    """Keeps a mark as keyed by `who`; what a second person had said of the old one no longer holds."""
    value, status = understood(register, item, text)
    if (value, status) == ((cell.value, cell.status) if cell else (None, None)):
        return None
    told: dict[str, Stored] = dict.fromkeys(CELL_FIELDS) | {"value": value, "status": status, "keyed_by": who}
    number, judge = at
    with register.step(say("contests.step_key_mark", component=item.label, number=number, judge=judge)):
        if cell:
            return register.change(MARK, cell.row, told)
        place: dict[str, Stored] = {"competition": competition, "component": item.label, "judge": judge}
        return register.add(MARK, place | {"number": number} | told)


def key_again(register: Register, item: Item, at: tuple[str, int], cell: Cell, text: str, who: str) -> Change:
    """Keeps what the second person has keyed beside the first; refused to whoever keyed the first."""
    _must_differ(register, [cell], who)
    value, status = understood(register, item, text)
    if status != cell.status:
        raise Refusal("contests.second_status", number=at[0], status=cell.status or "—")
    with register.step(say("contests.step_check_mark", component=item.label, number=at[0], judge=at[1])):
        return register.change(MARK, cell.row, {"second": value, "checked_by": who, "remark": None})


def confirm_marks(register: Register, which: Sequence[Cell], who: str) -> Change:
    """Confirms marks as they stand; refused to whoever keyed one of them."""
    _must_differ(register, which, who)
    rows = [(one.value, who, None) for one in which]
    what = say("contests.step_confirm_marks", count=len(which))
    return register.change_many(MARK, [one.row for one in which], ["second", "checked_by", "remark"], rows, what)


def return_marks(register: Register, which: Sequence[Cell], who: str, why: str) -> Change:
    """Gives marks back to be keyed anew, with the reason; refused to whoever keyed one of them."""
    _must_differ(register, which, who)
    told = say("contests.returned", who=who, why=why)
    rows = [(None, None, told)] * len(which)
    what = say("contests.step_return_marks", count=len(which))
    return register.change_many(MARK, [one.row for one in which], ["second", "checked_by", "remark"], rows, what)


def _must_differ(reader: Reader, which: Sequence[Cell], who: str) -> None:
    if not who.strip():
        raise Refusal("contests.nobody_checks")
    people.require(reader, who, people.CHECKS)
    if any(one.keyed_by == who for one in which):
        raise Refusal("contests.same_person", who=who)


def unchecked(reader: Reader, competition: int) -> int:
    """How many marks no second person has confirmed."""
    where = f"competition = ? and {_GIVEN} and not ({_SETTLED})"
    return int(reader.ask(f"select count(*) from {MARK} where {where}", [competition])[0][0])
