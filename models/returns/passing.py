"""A change of state that has been prepared: what the instance is told, and what is frozen when it is handed up."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass, field

from models import people
from models.kinds import Stored
from models.register import Reader
from models.returns.figures import Standing
from models.returns.filling import Written
from models.returns.states import AUDITED, NEXT, SENT_BACK, Instance
from models.words import Refusal, say


@dataclass(frozen=True)
class Passing:
    """A change of state that may be kept: what the instance is told, and what was written for it."""

    one: Instance
    told: dict[str, Stored]
    why: str
    written: list[Written] = field(default_factory=list)
    results: set[int] = field(default_factory=set)
    """The entries whose results it counts or lists."""


def may_pass(reader: Reader, one: Instance, state: str, why: str, who: str) -> None:
    """Refused where no way leads to a state, where 已退回 has no reason, and 已审核 to whoever does not check."""
    if state not in NEXT[one.state]:
        raise Refusal("instances.no_way", state=say(f"instances.{one.state}"), to=say(f"instances.{state}"))
    if state == SENT_BACK and not why.strip():
        raise Refusal("instances.why_sent_back")
    if state == AUDITED:
        people.require(reader, who, people.CHECKS)


def frozen(standing: Standing, written: list[Written]) -> dict[str, Stored]:
    """What is kept when it is handed up."""
    snapshot = {one.place: one.now for one in standing.all}
    digests = [hashlib.sha256(each.file.read_bytes()).hexdigest() for each in written]
    digest = digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    name = written[0].file.name if written else ""
    return {"snapshot": json.dumps(snapshot, ensure_ascii=False), "digest": digest, "file": name, "at": now()}


def now() -> str:
    """The moment, as it is kept."""
    return datetime.datetime.now().isoformat(timespec="seconds")
