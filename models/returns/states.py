"""A return of one period, the states that it goes through, and its passages from one to the next."""

from __future__ import annotations

from dataclasses import dataclass

from models.register import Reader
from models.register.growth import TOUCHED

DRAFT, AUDITED, HANDED_UP, SENT_BACK = "draft", "audited", "handed_up", "sent_back"
"""States; shown as say(f"instances.{state}"): 草稿 已审核 已上报 已退回."""

NEXT = {DRAFT: (AUDITED,), AUDITED: (HANDED_UP, DRAFT), HANDED_UP: (SENT_BACK,), SENT_BACK: (AUDITED,)}
"""To which state each may go."""


@dataclass(frozen=True)
class Instance:
    """A return of one period; `digest` is that of the file which was handed up."""

    id: int
    form: str
    title: str
    period: str
    state: str
    at: str
    digest: str = ""
    file: str = ""

    @property
    def is_open(self) -> bool:
        """Whether values may be put into it."""
        return self.state in (DRAFT, SENT_BACK)


@dataclass(frozen=True)
class Passage:
    """A change of state: when, by whom, from what to what, and why when it was sent back."""

    at: str
    who: str
    before: str
    after: str
    why: str


def touched(reader: Reader) -> set[int]:
    """The returns that are more than a draft which was only opened."""
    return {row for (row,) in reader.ask(f"select id from instance where {TOUCHED}")}
