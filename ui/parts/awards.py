"""Certificates that go out: stopped by findings and by what does not fit, else written, numbered and noted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QTransform

from models import certificates, issued
from models.certificates import Layout, Page, Paper, printers
from models.certificates.fitting import corners
from models.contests import ENTRY
from models.findings import DOUBT, ERROR, Finding
from models.issued import Going
from models.office import Office
from models.register import Change
from models.words import Refusal, say
from ui.parts.painter import Progress, Typeset, borrowed, typeset, write_pdf, write_separately


@dataclass(frozen=True)
class Sheet:
    """What is printed on: a paper by name or size, preprinted or plain, a printer whose shift is undone, its tray.

    Without a paper the layout's own is taken, without a printer nothing is shifted.
    """

    paper: str = ""
    preprinted: bool = False
    printer: str = ""
    tray: str = ""
    back: bool = False


@dataclass(frozen=True)
class SentPages:
    """What came of it: the findings that stopped it, or how many pages were written and what to look at on them."""

    stopped: list[Finding] = field(default_factory=list)
    pages: int = 0
    changes: list[Change] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)


def send_certificates(
    office: Office,
    name: str,
    competition: int,
    target: Path,
    sheet: Sheet | None = None,
    separately: bool = False,
    progress: Progress | None = None,
) -> SentPages:
    """Writes the certificates of a layout, of one competition or of all: into one PDF, or each into its own.

    `separately`: the target is a folder. An exception out of `progress` leaves nothing behind.
    """
    layout, profile = on_sheet(office, find_layout(office, name), sheet or Sheet())
    ids = certificates.rows(layout, office.register, competition)
    if not ids:
        raise Refusal("commands.no_certificates")
    stopped = [one for one in office.audit.run(office.register, layout.of, ids) if not one.settled]
    results = ids if layout.of == ENTRY else []
    stopped += office.press.unpublished(results)
    if stopped:
        return SentPages(stopped)
    ready = [typeset(page) for page in numbered(office, layout, ids)]
    stopped = [found(layout, ERROR, each.subject, each.say) for one in ready for each in one.problems]
    if stopped:
        return SentPages(stopped)
    correction = QTransform(*profile.correction())
    if separately:
        files = write_separately(ready, target, correction, progress)
    else:
        write_pdf(ready, target, correction, progress)
        files = [target] * len(ready)
    changes = _note(office, layout, target, list(zip(ready, files, strict=True)), results)
    return SentPages([], len(ready), changes, [each for one in ready for each in doubts(one, profile)])


def _note(
    office: Office, layout: Layout, target: Path, written: list[tuple[Typeset, Path]], results: list[int]
) -> list[Change]:
    """Notes what went out, and the published results that it names; keyed final lists are published with it."""
    register = office.register
    table = register.schema[layout.of].table
    with register.step(say("step.issue", what=layout.title, count=len(written))):
        digests, changes = office.press.put_up(results, layout.title)
        contest = (
            {row: digests.get(held, "") for row, held in register.rows(layout.of, ["competition"])} if digests else {}
        )
        going = [
            Going(one.page.subject, one.page.number, table, one.page.row, file, contest.get(one.page.row, ""))
            for one, file in written
        ]
        return [*changes, *issued.record(register, layout.title, layout.name, target, going)]


def find_layout(office: Office, name: str) -> Layout:
    """The layout of that name or title; refused when there is none."""
    for one in office.layouts.values():
        if name in (one.name, one.title):
            return one
    raise Refusal("certificates.none", name=name, known="、".join(office.layouts))


def on_sheet(office: Office, layout: Layout, sheet: Sheet) -> tuple[Layout, printers.Profile]:
    """The layout spread over the sheet, and what its printer does to it."""
    paper = _paper(office, sheet) if sheet.paper else layout.paper
    return certificates.on_paper(layout, paper, sheet.preprinted), _profile(office, sheet, paper)


def write_calibration(office: Office, sheet: Sheet, target: Path) -> None:
    """The calibration sheet of a paper as a PDF, drawn for its printer when one is named."""
    paper = _paper(office, sheet)
    page = certificates.sheet(paper, sheet.paper, certificates.font_roles(office.library.declaration("fonts")[1]))
    write_pdf([typeset(page)], target, QTransform(*_profile(office, sheet, paper).correction()))


def _paper(office: Office, sheet: Sheet) -> Paper:
    return certificates.paper_named(sheet.paper, certificates.papers(office.library))


def _profile(office: Office, sheet: Sheet, paper: Paper) -> printers.Profile:
    if not sheet.printer:
        return printers.Profile()
    return printers.find(
        office.register, certificates.papers(office.library), sheet.printer, paper, sheet.tray, sheet.back
    )


def numbered(office: Office, layout: Layout, ids: list[int]) -> list[Page]:
    """Pages of records with the next numbers of the office's pattern, dated today."""
    today, register = datetime.date.today(), office.register
    numbers = issued.numbers(register, register.settings()["number_pattern"] or "{year}-{n:03}", today.year, len(ids))
    return list(certificates.pages(layout, register, ids, numbers, today))


def doubts(one: Typeset, profile: printers.Profile) -> list[Finding]:
    """Letters of a page that come from another font, and texts that stand where the printer can't print."""
    layout, subject = one.page.layout, one.page.subject
    lent = [say("certificates.borrowed", letter=letter, font=font) for letter, font in borrowed(one).items()]
    lost = [
        say("printers.margin", text=text.told)
        for text in one.texts
        if printers.within_margins(profile, layout.paper, corners(text.box, text.setting))
    ]
    return [found(layout, DOUBT, subject, told) for told in lent + lost]


def found(layout: Layout, level: str, subject: str, told: str) -> Finding:
    """A finding on a certificate."""
    return Finding("certificates", level, layout.of, 0, "", told, subject)
