"""What goes out: stopped while findings on it are open, else written, proved and noted in the ledger of issues."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from models import issued, returns, sheets
from models.contests import ENTRY, RESULTS
from models.findings import Finding
from models.issued import Going
from models.office import Office
from models.register import Change
from models.returns import Return
from models.words import say


@dataclass(frozen=True)
class Sent:
    """What came of it: the findings that stopped it, or what was written."""

    stopped: list[Finding] = field(default_factory=list)
    differences: list[sheets.Difference] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def send_return(office: Office, one: Return, period: str, target: Path) -> Sent:
    """Fills a return for a period into `target`, unless findings on what it counts or lists are open, or results that
    it counts are not published."""
    register = office.register
    results = returns.resting_on(one, office.measures, register, period, ENTRY, RESULTS)
    stopped = returns.findings(one, office.audit, office.measures, register, period)
    stopped += office.press.unpublished(results)
    if stopped:
        return Sent(stopped)
    differences = returns.write(one, office.measures, register, period, target)
    with register.step(say("step.issue", what=one.title, count=1)):
        digests, changes = office.press.put_up(results, one.title)
        going = Going(period, "", "", 0, None, "\n".join(digests.values()))
        changes += issued.record(register, one.title, one.name, target, [going])
    return Sent([], differences, changes)
