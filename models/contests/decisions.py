"""What people decide where the rules can't: recorded with the reason."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from models.contests.contest import BETWEEN, DECISION
from models.kinds import Stored
from models.register import Change, Register
from models.scoring import Decision
from models.words import Refusal, say


def matter_of(key: str) -> str:
    """What was decided, in words: the group if there is one, and the prize or title; else who goes on."""
    told = [part for part in key.split("/")[1:] if part]
    return " ".join(say("contests.advance") if part.isdecimal() else part for part in told)


def decide(register: Register, competition: int, one: Decision, chosen: Sequence[str], reason: str, who: str) -> Change:
    """Records who of several equals was chosen; refused without a reason, or with too many chosen."""
    if not reason.strip():
        raise Refusal("contests.no_reason")
    if not chosen or len(chosen) > one.seats or not set(chosen) <= set(one.candidates):
        raise Refusal("contests.wrong_choice", seats=one.seats)
    told: dict[str, Stored] = {
        "chosen": BETWEEN.join(chosen),
        "reason": reason.strip(),
        "decided_by": who or None,
        "decided_on": datetime.date.today().isoformat(),
    }
    kept = register.rows(DECISION, [], "competition = ? and matter = ?", [competition, one.key])
    with register.step(say("contests.step_decide", matter=matter_of(one.key))):
        if kept:
            return register.change(DECISION, kept[0][0], told)
        return register.add(DECISION, told | {"competition": competition, "matter": one.key})
