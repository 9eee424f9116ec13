"""Certificates that go out: stopped by findings and by what does not fit, else written, numbered and noted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from models import certificates, issued
from models.findings import ERROR, Finding
from models.issued import Going
from models.office import Office
from models.register import Change
from models.words import Refusal
from ui.parts.painter import write_pdf


@dataclass(frozen=True)
class SentPages:
    """What came of it: the findings that stopped it, or how many pages were written."""

    stopped: list[Finding] = field(default_factory=list)
    pages: int = 0
    changes: list[Change] = field(default_factory=list)


def send_certificates(office: Office, name: str, competition: int, target: Path) -> SentPages:
    """Writes the certificates of a layout, of one competition or of all, into one PDF."""
    layout = find_layout(office, name)
    register = office.register
    ids = certificates.rows(layout, register, competition)
    if not ids:
        raise Refusal("commands.no_certificates")
    stopped = [one for one in office.audit.run(register, layout.of, ids) if not one.settled]
    if stopped:
        return SentPages(stopped)
    today = datetime.date.today()
    numbers = issued.numbers(register, register.settings()["number_pattern"] or "{year}-{n:03}", today.year, len(ids))
    pages = list(certificates.pages(layout, register, ids, numbers, today))
    problems = write_pdf(pages, target)
    if problems:
        return SentPages([Finding("certificates", ERROR, layout.of, 0, "", one.say, one.subject) for one in problems])
    table = register.schema[layout.of].table
    going = [Going(page.subject, page.number, table, page.row) for page in pages]
    return SentPages([], len(pages), issued.record(register, layout.title, layout.name, target, going))


def find_layout(office: Office, name: str) -> certificates.Layout:
    """The layout of that name or title; refused when there is none."""
    for one in office.layouts.values():
        if name in (one.name, one.title):
            return one
    raise Refusal("certificates.none", name=name, known="、".join(office.layouts))
