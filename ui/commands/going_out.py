"""What goes out, and is stopped by open findings: return, summary, yearbook."""

from __future__ import annotations

import argparse
import datetime
from importlib import import_module

from models import summaries
from models.kinds import Period
from models.office import Office
from models.returns import Return
from models.sending import Sent, send_package, send_return, send_summary, send_yearbook
from models.words import Refusal, say
from ui.commands.telling import list_findings


def return_(asked: argparse.Namespace) -> int:
    """Fills the upper level's form for a period."""
    period = _period(asked.year)
    with Office(asked.office) as office:
        one = find_return(office, asked.name)
        sent = _sent(office, one, period, asked)
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


def summary_(asked: argparse.Namespace) -> int:
    """The templates; or one of them filled: as text, as Word, or with the source beside each number."""
    with Office(asked.office) as office:
        known = summaries.titles(office.resources)
        if not asked.name:
            for name, title in known.items():
                print(say("commands.summary", name=name, title=title))
            return 0
        name = next((name for name, title in known.items() if asked.name == title), asked.name)
        period = _period(asked.year or str(datetime.date.today().year))
        if asked.output and not asked.check:
            sent = send_summary(office, office.register, name, period, asked.output)
            if stopped(office, known.get(name, name), sent):
                return 1
        else:
            told = summaries.sum_up(office.resources, office.measures, office.register, name, period)
            if asked.output is None:
                print(told.text)
                return 0
            told.write(asked.output, say("summaries.checker"))
    print(say("commands.written", file=asked.output))
    return 0


def yearbook_(asked: argparse.Namespace) -> int:
    """大事记 and 获奖名录 of a period, as Word or as a workbook."""
    period = _period(asked.year)
    with Office(asked.office) as office:
        if stopped(office, say("yearbook.chronicle"), send_yearbook(office, office.register, period, asked.output)):
            return 1
    print(say("commands.written", file=asked.output))
    return 0


def _period(text: str) -> str:
    read = Period().read(text)
    if read.trouble or not isinstance(read.value, str):
        raise Refusal("commands.bad_period", value=text)
    return read.value


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
