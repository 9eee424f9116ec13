"""What a county's file brings and where records met, as lines of tables."""

from __future__ import annotations

from models.handover import Case, Incoming, Joined, Met
from models.schema import Schema
from models.words import say

FILES = ("county", "made", "maker", "period", "new", "changed", "met", "gone", "earlier", "along")
CASES = ("county", "record", "said", "way", "decision", "differing")
_MOST = 3  # differing fields told


def file_line(one: Incoming, done: Joined, earlier: str) -> list[str]:
    """A file: who made it, what it brings, and whether it replaces an earlier one."""
    told = one.told
    period = told.period or say("handover.all_years")
    counted = [str(done.counted.get(how, 0)) for how in ("new", "changed")]
    before = say("handover.replaces", made=earlier.replace("T", " ")) if earlier else say("handover.first")
    made = told.made.replace("T", " ")[:16]
    return [
        told.county,
        made,
        told.maker,
        period,
        *counted,
        str(sum(met.asks for met in done.met)),
        str(done.gone),
        before,
        told.along(),
    ]


def case_line(schema: Schema, case: Case, met: Met, decision: str) -> list[str]:
    """Two records that may be one: by what, in what they differ (ours → theirs), and what becomes of them."""
    record = schema[met.way.record]
    fields = schema.tables[record.table]
    way = "、".join(say(f"handover.way_{word}") if met.known else fields[word].label for word in met.way.words)
    told = [
        f"{fields[key].label if key in fields else key}：{_shown(here)} → {_shown(there)}"
        for key, (here, there) in list(met.differing.items())[:_MOST]
    ]
    more = [say("handover.more", count=len(met.differing))] if len(met.differing) > _MOST else []
    return [case[0], record.title, met.said, way, say(f"handover.take_{decision}"), "；".join(told + more)]


def _shown(kept: object) -> str:
    return say("handover.blank") if kept is None else str(kept)
