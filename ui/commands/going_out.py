"""What goes out, and is stopped by open findings: return."""

from __future__ import annotations

import argparse
from importlib import import_module

from models.kinds import Period
from models.office import Office
from models.returns import Return
from models.sending import Sent, send_package, send_return
from models.words import Refusal, say
from ui.commands.telling import list_findings


def return_(asked: argparse.Namespace) -> int:
    """Fills the upper level's form for a period."""
    read = Period().read(asked.year)
    if read.trouble or not isinstance(read.value, str):
        raise Refusal("commands.bad_period", value=asked.year)
    with Office(asked.office) as office:
        one = find_return(office, asked.name)
        sent = _sent(office, one, read.value, asked)
        if stopped(office, one.title, sent):
            return 1
    for file in sent.files:
        print(say("commands.written", file=file))
    print(say("commands.proof", cells=sum(len(each.cells) for each in sent.differences)))
    return 0


def _sent(office: Office, one: Return, period: str, asked: argparse.Namespace) -> Sent:
    if asked.pack:
        return send_package(office, one, period, asked.output)
    if asked.output.suffix.lower() != ".pdf":
        return send_return(office, one, period, asked.output)
    import_module("ui.commands.certificates").drawing()  # Qt is loaded for this alone
    return send_return(office, one, period, asked.output, import_module("ui.parts.sheet.printing").to_pdf)


def stopped(office: Office, title: str, sent: Sent) -> bool:
    """Tells what stopped it, if anything did."""
    if sent.stopped:
        print(say("commands.stopped", count=len(sent.stopped), what=title))
        list_findings(office.schema, sent.stopped)
    return bool(sent.stopped)


def find_return(office: Office, name: str) -> Return:
    """The return of that name or title; refused when there is none."""
    for one in office.returns.values():
        if name in (one.name, one.title):
            return one
    raise Refusal("returns.none", name=name, known="、".join(office.returns))
