"""What goes out, and is stopped by open findings: return."""

from __future__ import annotations

import argparse

from models import issued, returns
from models.findings import Finding
from models.issued import Going
from models.kinds import Period
from models.office import Office
from models.returns import Return
from models.words import Refusal, say
from ui.commands.telling import list_findings


def return_(asked: argparse.Namespace) -> int:
    """Fills the upper level's form for a period."""
    read = Period().read(asked.year)
    if read.trouble or not isinstance(read.value, str):
        raise Refusal("commands.bad_period", value=asked.year)
    with Office(asked.office) as office:
        one = find_return(office, asked.name)
        stopped = stopping(office, one, read.value)
        if stopped:
            print(say("commands.stopped", count=len(stopped), what=one.title))
            list_findings(office.schema, stopped)
            return 1
        differences = returns.write(one, office.measures, office.register, read.value, asked.output)
        issued.record(office.register, one.title, one.name, asked.output, [Going(read.value, "", "", 0)])
        print(say("commands.written", file=asked.output))
        print(say("commands.proof", cells=sum(bool(each.cell) for each in differences)))
    return 0


def find_return(office: Office, name: str) -> Return:
    """The return of that name or title; refused when there is none."""
    for one in office.returns.values():
        if name in (one.name, one.title):
            return one
    raise Refusal("returns.none", name=name, known="、".join(office.returns))


def stopping(office: Office, one: Return, period: str) -> list[Finding]:
    """The findings that stop a return."""
    return returns.findings(one, office.audit, office.measures, office.register, period)
