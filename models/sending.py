"""What goes out: stopped while findings on it are open, else written, proved and noted in the ledger of issues."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from models import returns, sheets, suite, summaries, yearbook
from models.contests import ENTRY
from models.findings import Finding
from models.office import Office
from models.register import Change, Reader
from models.returns import Return
from models.returns.filling import Written

ToPdf = Callable[[Path, Path], object]
"""Makes a filled form a PDF: the form, the target."""


@dataclass(frozen=True)
class Sent:
    """What came of it: the findings that stopped it, or what was written."""

    stopped: list[Finding] = field(default_factory=list)
    differences: list[sheets.Difference] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


def send_return(office: Office, one: Return, period: str, target: Path, to_pdf: ToPdf = suite.to_pdf) -> Sent:
    """Fills a return for a period into `target`, unless findings on what it counts or lists are open, or results that
    it counts are not published.

    What was keyed for that period goes in; the form's own checks stop it as well. For a target named .pdf the form is
    filled elsewhere and made into one with its own page set-up.
    """
    if target.suffix.lower() == ".pdf":
        return _printed(office, one, period, target, to_pdf)
    stopped = office.instances.look(one, period).open
    if stopped:
        return Sent(stopped)
    puts = office.instances.values(one.name, period)
    written = returns.write(one, office.measures, office.register, period, target, puts)
    return _sent(office, one, period, written, [each.file for each in written])


def send_package(office: Office, one: Return, period: str, target: Path) -> Sent:
    """The same as a 上报包: form, proof, explanations of doubts, checksums and a cover."""
    stopped = office.instances.look(one, period).open
    if stopped:
        return Sent(stopped)
    with tempfile.TemporaryDirectory() as folder:
        written = office.instances.package(one, period, target, office.register, Path(folder))
        return _sent(office, one, period, written, [target])


def send_summary(office: Office, reader: Reader, name: str, period: str, target: Path) -> Sent:
    """Writes a summary of a period as a Word document, unless findings on what its numbers count are open."""
    told = summaries.sum_up(office.resources, office.measures, reader, name, period)
    counted = summaries.counted(told, office.measures, reader)
    keys = [key for key in office.schema.types if key.partition("/")[0] in counted]
    found = [one for key in keys for one in office.audit.run(reader, key)]
    stopped = [one for one in found if not one.settled and one.row in counted[one.table]]
    if stopped:
        return Sent(stopped)
    told.write(target)
    return Sent(files=[target])


def send_yearbook(office: Office, reader: Reader, period: str, target: Path) -> Sent:
    """Writes 大事记 and 获奖名录 of a period, unless results that they name are not published."""
    book = yearbook.compile_yearbook(office.resources, reader, period)
    entries = [row for roll in book.rolls if roll.record == ENTRY for row in roll.ids]
    stopped = [one for one in office.press.through(reader).unpublished(entries) if not one.settled]
    if stopped:
        return Sent(stopped)
    yearbook.write(book, summaries.look(office.resources), target)
    return Sent(files=[target])


def _printed(office: Office, one: Return, period: str, target: Path, to_pdf: ToPdf) -> Sent:
    with tempfile.TemporaryDirectory() as folder:
        sent = send_return(office, one, period, Path(folder) / f"{target.stem}{one.form.suffix}")
        made = [target.with_name(f"{file.stem}.pdf") for file in sent.files]
        for file, place in zip(sent.files, made, strict=True):
            to_pdf(file, place)
    return replace(sent, files=made)


def _sent(office: Office, one: Return, period: str, written: list[Written], files: list[Path]) -> Sent:
    changes = office.instances.record(one, period, written)
    return Sent([], [each for file in written for each in file.differences], changes, files)
