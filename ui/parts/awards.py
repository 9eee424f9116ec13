"""Certificates that go out: prepared and judged, numbered in the ledger, put out, and settled there.

Files and printers go one way: a number waits for its sheet, so that nothing is ever seen whose number is free.

What is prepared holds no fonts, so it may be made on another thread than the one that draws it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QTransform

from models import certificates, issued
from models.certificates import Layout, Page, Paper, printers
from models.contests import AWARDED
from models.files import drop_draft, put_in_place
from models.files import settle as settle_folder
from models.findings import Finding
from models.issued import Entry, Going
from models.office import Office
from models.register import Change, Reader
from models.words import Refusal, say
from ui.parts.painter import Progress, draft_pdf, draft_separately, typeset, write_pdf
from ui.parts.remarks import changed, lost, stops, tightened


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
class Batch:
    """What is wanted: a layout by name, its records in order, the sheet and the day that certificates bear.

    Without records: all, or all of a competition.
    `why` is the reason for printing again what has a number already.
    """

    name: str
    competition: int = 0
    ids: tuple[int, ...] | None = None
    sheet: Sheet = field(default_factory=Sheet)
    day: datetime.date = field(default_factory=datetime.date.today)
    why: str = ""


@dataclass(frozen=True)
class Prepared:
    """Pages with their numbers; what stops them, what should be looked at, and what was made to fit."""

    batch: Batch
    layout: Layout
    profile: printers.Profile
    pages: list[Page]
    standing: dict[int, Entry]
    """By record, what has its number already."""
    stopped: list[Finding]
    doubts: list[Finding]
    tight: list[Finding]
    awards: dict[int, certificates.Award]
    """By record, what comes of what has no number yet."""

    @property
    def correction(self) -> QTransform:
        """Under which the printer's shift is undone."""
        return QTransform(*self.profile.correction())


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
    batch = Batch(name, competition, None, sheet or Sheet(), why=say("awards.again"))
    ready = prepare(office, office.register, batch)
    if ready.stopped:
        return SentPages(ready.stopped)
    files = draft(ready, target, separately, progress)
    changes, trouble = put_out(office, ready, files)
    if trouble:
        raise trouble
    return SentPages([], len(files), changes, ready.doubts)


def prepare(office: Office, reader: Reader, batch: Batch) -> Prepared:
    """The pages of a batch, numbered but not issued; refused when nobody gets one. May run on any thread."""
    layout, profile = on_sheet(office, reader, find_layout(office, batch.name), batch.sheet)
    ids = list(certificates.rows(layout, reader, batch.competition) if batch.ids is None else batch.ids)
    if not ids:
        raise Refusal("commands.no_certificates")
    stopped = [one for one in office.audit.run(reader, layout.of, ids) if not one.settled]
    stopped += office.press.through(reader).unpublished(ids, layout.of) if layout.of in AWARDED else []
    standing = issued.given(reader, layout.name, reader.schema[layout.of].table)
    made = numbered(reader, layout, ids, batch.day, standing)
    pages = [as_issued(page, standing.get(page.row)) for page in made]
    doubts = [changed(page) for page, old in zip(made, pages, strict=True) if _differ(page.words, old.words)]
    tight: list[Finding] = []
    for one in map(typeset, pages):
        stopped += stops(one, office.schema)
        doubts += lost(one, profile)
        tight += tightened(one)
    awards = {one.row: certificates.award(layout, reader, one) for one in pages if one.row not in standing}
    return Prepared(batch, layout, profile, pages, standing, stopped, doubts, tight, awards)


def numbered(
    reader: Reader, layout: Layout, ids: Sequence[int], day: datetime.date, standing: dict[int, Entry]
) -> list[Page]:
    """Pages of records: those that were issued with their numbers, the others with the next ones."""
    fresh = [row for row in ids if row not in standing]
    given = issued.numbers(reader, certificates.years(layout, reader, fresh, day))
    numbers = {row: one.number for row, one in standing.items()} | dict(zip(fresh, given, strict=True))
    return list(certificates.pages(layout, reader, ids, [numbers[row] for row in ids], day))


def as_issued(page: Page, entry: Entry | None) -> Page:
    """The page with the words that were printed first, whatever the record says now."""
    if entry is None or not entry.told:
        return page
    return certificates.page(page.layout, page.row, entry.subject, {**page.told, **entry.told})


def _differ(now: dict[str, str], then: dict[str, str]) -> bool:
    return any(now[place] != then[place] for place in now if place not in certificates.OWN)


def draft(ready: Prepared, target: Path, separately: bool = False, progress: Progress | None = None) -> list[Path]:
    """Writes drafts of what was prepared; the file of each page. An exception out of `progress` leaves nothing."""
    pages = [typeset(page) for page in ready.pages]
    if separately:
        return draft_separately(pages, target, ready.correction, progress)
    draft_pdf(pages, target, ready.correction, progress)
    return [target] * len(pages)


def note(office: Office, ready: Prepared, printer: str = "") -> list[Change]:
    """Issues what was prepared, as one step: numbers, honours, and what is printed again.

    It waits in the ledger until it is settled, on its way into a printer or, without one, into files.
    """
    register, batch = office.register, ready.batch
    fresh = [(at, one) for at, one in enumerate(ready.pages, 1) if one.row not in ready.standing]
    standing = [ready.standing[one.row] for one in ready.pages if one.row in ready.standing]
    again = [entry.id for entry in standing if entry.pending is None]
    waiting = [entry.id for entry in standing if entry.pending == issued.UNPRINTED]
    if not (fresh or again or waiting):
        return []  # all of it is on its way since a crash
    sheet = {"printer": printer, "paper": batch.sheet.paper, "preprinted": int(batch.sheet.preprinted)}
    sheet["pending"] = issued.UNSURE
    with register.step(say("step.issue", what=ready.layout.title, count=len(ready.pages))):
        results, changes = _put_up(office, ready.layout, [one.row for _, one in fresh])
        going = [_going(office, ready, one, at, results.get(one.row, "")) for at, one in fresh]
        if going:
            changes += issued.record(register, ready.layout.title, ready.layout.name, None, going, **sheet)
        changes += issued.resume(register, waiting) if waiting else []
        return changes + (issued.reprint(register, again, batch.why, printer) if again else [])


def put_out(office: Office, ready: Prepared, files: Sequence[Path]) -> tuple[list[Change], Refusal | None]:
    """Numbers for drafts, which then become the files of each page; and why some did not, if so.

    Refused, the drafts gone, when the numbers can't be given. Those that can't be put in place wait under theirs.
    """
    changes = note_drafts(office, ready, files)
    out, trouble = place(ready, files)
    return changes + settle(office, ready, out), trouble


def note_drafts(office: Office, ready: Prepared, files: Sequence[Path]) -> list[Change]:
    """Numbers for drafts; refused, the drafts gone, when they can't be given."""
    try:
        return note(office, ready)
    except BaseException:
        for file in files:
            drop_draft(file)
        raise


def place(ready: Prepared, files: Sequence[Path]) -> tuple[dict[int, Path | None], Refusal | None]:
    """By record the files that are in their places, and why the others are not. May run on any thread."""
    try:
        return _put_in_place(ready, files)
    finally:
        for file in files:
            drop_draft(file)


def _put_in_place(ready: Prepared, files: Sequence[Path]) -> tuple[dict[int, Path | None], Refusal | None]:
    out: dict[int, Path | None] = {}
    placed: set[Path] = set()
    try:
        for page, file in zip(ready.pages, files, strict=True):
            if file not in placed:
                put_in_place(file)
                placed.add(file)
            out[page.row] = file
        for folder in {file.parent for file in files}:
            settle_folder(folder)
    except Refusal as refusal:
        return out, refusal
    return out, None


def settle(office: Office, ready: Prepared, out: Mapping[int, Path | None]) -> list[Change]:
    """Notes which records' certificates came out, into which files; the others wait under their numbers."""
    standing = issued.given(office.register, ready.layout.name, office.schema[ready.layout.of].table)
    entries = [standing[page.row] for page in ready.pages if page.row in standing]
    printed = {one.id: out[one.row] for one in entries if one.row in out}
    rest = [one.id for one in entries if one.pending and one.row not in out]
    return issued.settle(office.register, printed, rest)


def _put_up(office: Office, layout: Layout, ids: Sequence[int]) -> tuple[dict[int, str], list[Change]]:
    """By result the digest of the published results that it is awarded for; keyed final lists are published with it."""
    if layout.of not in AWARDED:
        return {}, []
    digests, changes = office.press.put_up(ids, layout.title, layout.of)
    return {row: digests.get(held, "") for row, held in office.register.rows(layout.of, ["competition"])}, changes


def _going(office: Office, ready: Prepared, one: Page, at: int, snapshot: str) -> Going:
    got, table = ready.awards[one.row], office.schema[one.layout.of].table
    return Going(
        *(one.subject, one.number, table, one.row, None, at),
        got.unit,
        got.told,
        one.words,
        one.told["check"],
        got.honour,
        snapshot,
    )


def find_layout(office: Office, name: str) -> Layout:
    """The layout of that name or title; refused when there is none."""
    for one in office.layouts.values():
        if name in (one.name, one.title):
            return one
    raise Refusal("certificates.none", name=name, known="、".join(office.layouts))


def on_sheet(office: Office, reader: Reader, layout: Layout, sheet: Sheet) -> tuple[Layout, printers.Profile]:
    """The layout spread over the sheet, and what its printer does to it."""
    paper = _paper(office, sheet) if sheet.paper else layout.paper
    return certificates.on_paper(layout, paper, sheet.preprinted), _profile(office, reader, sheet, paper)


def calibration_page(office: Office, sheet: Sheet) -> Page:
    """The calibration sheet of a paper."""
    fonts = certificates.font_roles(office.resources.declaration("fonts")[1])
    return certificates.sheet(_paper(office, sheet), sheet.paper, fonts)


def write_calibration(office: Office, sheet: Sheet, target: Path) -> None:
    """The calibration sheet of a paper as a PDF, drawn for its printer when one is named."""
    profile = _profile(office, office.register, sheet, _paper(office, sheet))
    write_pdf([typeset(calibration_page(office, sheet))], target, QTransform(*profile.correction()))


def _paper(office: Office, sheet: Sheet) -> Paper:
    return certificates.paper_named(sheet.paper, certificates.papers(office.resources))


def _profile(office: Office, reader: Reader, sheet: Sheet, paper: Paper) -> printers.Profile:
    if not sheet.printer:
        return printers.Profile()
    return printers.find(reader, certificates.papers(office.resources), sheet.printer, paper, sheet.tray, sheet.back)
