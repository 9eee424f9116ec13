"""What goes out: stopped while findings on it are open, else written, proved and noted in the ledger of issues."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from models import issued, returns, sheets
from models.findings import Finding
from models.issued import Going
from models.office import Office
from models.register import Change
from models.returns import Return


@dataclass(frozen=True)
class Sent:
    """What came of it: the findings that stopped it, or what was written."""

    stopped: list[Finding] = field(default_factory=list)
    differences: list[sheets.Difference] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def send_return(office: Office, one: Return, period: str, target: Path) -> Sent:
    """Fills a return for a period into `target`, unless findings on what it counts or lists are open."""
    stopped = returns.findings(one, office.audit, office.measures, office.register, period)
    if stopped:
        return Sent(stopped)
    differences = returns.write(one, office.measures, office.register, period, target)
    changes = issued.record(office.register, one.title, one.name, target, [Going(period, "", "", 0)])
    return Sent([], differences, changes)
