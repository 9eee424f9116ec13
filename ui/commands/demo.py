"""The main job on real input: units' workbooks read in, findings listed, a return filled, certificates made.

Everything goes through the same intake, audit and sending as a clerk's own work.
"""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from models import resources, rounds
from models.kinds import Stored
from models.ledgers import Asking
from models.measures import Span
from models.office import Office
from models.rounds import Order
from models.sending import send_return
from models.words import Refusal, say
from ui.commands.assessing import take_sheets
from ui.commands.certificates import drawing
from ui.commands.going_out import find_return
from ui.commands.numbers import summary
from ui.commands.rows import take_in
from ui.commands.telling import list_findings
from ui.parts.awards import find_layout, send_certificates

YEAR = "2025"
_ASKED, _DEADLINE = datetime.date(2025, 11, 20), "2025-12-10"
RETURN = "competition_statistics"
CERTIFICATE = "skilled_worker"
_SUFFIXES = {".xlsx", ".xls", ".ods", ".csv"}
_SHOWN = ("participants", "participations", "coverage", "suggestion_proposed", "implementation_rate", "skilled")


def demo_(asked: argparse.Namespace) -> int:
    """Makes a demonstration office in an empty folder."""
    folder: Path = asked.folder
    if folder.exists() and any(folder.iterdir()):
        raise Refusal("office.not_empty", folder=folder)
    drawing()
    with Office(folder) as office:
        print(say("demo.start", folder=folder))
        office.register.add("settings", _settings(office))
        _read(office, "demo.read", resources.demonstration())
        _ask(office)
        _assess(office)
        _audit(office)
        _fill(office)
        _award(office)
    print(say("demo.next", folder=folder))
    return 0


def _settings(office: Office) -> dict[str, Stored]:
    """The invented federation, as the first start would ask for it."""
    fields = office.schema["settings"].fields
    defaults = {key: field.default for key, field in fields.items() if field.default is not None}
    told = {"federation": say("demo.federation"), "level": say("demo.level"), "region": say("demo.region")}
    return defaults | told


def _read(office: Office, sentence: str, folder: Path) -> None:
    print(f"\n{say(sentence)}")
    files = sorted(file for file in folder.iterdir() if file.suffix in _SUFFIXES)
    for account in take_in(office, files):
        counts = {what: account.count(what) for what in ("new", "changed", "same", "rejected")}
        record = (
            account.tables[0].record.title
            if len(account.tables) == 1
            else say("demo.several", count=len(account.tables))
        )
        print(
            "  " + say("commands.account", file=account.file, record=record, findings=len(account.findings), **counts)
        )


def _ask(office: Office) -> None:
    """All units had been asked for the year's figures, so that the page of collecting shows who has not sent them."""
    order = Order("unit_report", Asking(period=YEAR), office.register.ids("unit"), deadline=_DEADLINE)
    rounds.note(office.register, order, _ASKED)


def _assess(office: Office) -> None:
    """The “安康杯” sheets of two years."""
    print(f"\n{say('demo.assessments')}")
    take_sheets(office, sorted((resources.demonstration() / "考核").iterdir()), {})


def _audit(office: Office) -> None:
    print(f"\n{say('demo.findings')}{summary(found := office.audit.run(office.register))}")
    list_findings(office.schema, found)


def _fill(office: Office) -> None:
    """The return is stopped first; the units in question send again, and then it goes out."""
    one = find_return(office, RETURN)
    target = office.folder / "out" / f"{one.title}-{YEAR}.xlsx"
    sent = send_return(office, one, YEAR, target)
    if sent.stopped:
        print(f"\n{say('demo.stopped', title=one.title, count=len(sent.stopped))}")
        list_findings(office.schema, sent.stopped)
        _read(office, "demo.corrected", resources.demonstration() / "更正")
        sent = send_return(office, one, YEAR, target)
    if sent.stopped:
        print(say("commands.stopped", count=len(sent.stopped), what=one.title))
        list_findings(office.schema, sent.stopped)
        return
    print(f"\n{say('demo.filled', file=target)}")
    print("  " + say("commands.proof", cells=sum(len(each.cells) for each in sent.differences)))
    understood = office.register.understood()
    for key in _SHOWN:
        value = office.measures.total(understood, key, Span(YEAR))
        shown = round(value, 1) if isinstance(value, float) else value
        print(
            "  "
            + say("commands.measure", title=office.measures[key].title, value=shown, unit=office.measures[key].unit)
        )
    understood.close()


def _award(office: Office) -> None:
    layout = find_layout(office, CERTIFICATE)
    target = office.folder / "out" / f"{layout.title}.pdf"
    sent = send_certificates(office, CERTIFICATE, 0, target)
    if sent.stopped:
        print(f"\n{say('commands.stopped', count=len(sent.stopped), what=layout.title)}")
        list_findings(office.schema, sent.stopped)
        return
    print(f"\n{say('demo.certificates', count=sent.pages, file=target)}")
    remaining = [one for one in office.audit.run(office.register) if not one.settled]
    print(f"\n{say('demo.remaining', count=len(remaining))}")
