"""What goes out: stopped while findings on it are open, else written, proved and noted in the ledger of issues."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from models import returns, sheets
from models.findings import Finding
from models.office import Office
from models.register import Change
from models.returns import Return


@dataclass(frozen=True)
class Sent:
    """What came of it: the findings that stopped it, or what was written."""

    stopped: list[Finding] = field(default_factory=list)
    differences: list[sheets.Difference] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


def send_return(office: Office, one: Return, period: str, target: Path) -> Sent:
    """Fills a return for a period into `target`, unless findings on what it counts or lists are open, or results that
    it counts are not published.

    What was keyed for that period goes in; the form's own checks stop it as well.
    """
    instances = office.instances
    stopped = instances.stopping(one, period)
    if stopped:
        return Sent(stopped)
    puts = instances.values(one.name, period)
    written = returns.write(one, office.measures, office.register, period, target, puts)
    changes = instances.record(one, period, written)
    differences = [each for file in written for each in file.differences]
    return Sent([], differences, changes, [each.file for each in written])
