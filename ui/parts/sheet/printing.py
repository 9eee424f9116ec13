"""Filled forms as PDFs and on a printer: by the office suite of this machine, or drawn by ourselves without one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from models import documents, sheets, suite
from models.sheets import Picture
from models.words import say
from ui.parts.sheet.leaves import leaves
from ui.parts.sheet.paper import Progress, put_on, write_pdf


def to_pdf(file: Path, target: Path) -> None:
    """A filled workbook or document as a PDF."""
    if suite.found():
        suite.to_pdf(file, target)
    else:
        write_pdf(_pictures(file), target)


def to_printer(files: Sequence[Path], printer: QPrinter, progress: Progress | None = None) -> None:
    """Filled forms on a printer, as often as it was told; into a file, which only we can, they are drawn by us."""
    if printer.outputFileName() or not suite.found():
        printer.setFullPage(True)
        pictures = [one for file in files for one in _pictures(file)]
        put_on(printer, leaves(pictures), progress)
        return
    for at, file in enumerate(files, 1):
        for _ in range(printer.copyCount()):
            suite.print_out(file, printer.printerName())
        if progress:
            progress(at, len(files))


def who_prints() -> str:
    """A sentence that says what a form is printed by on this machine."""
    programs = suite.found()
    return say("sheet.printed_by", name=programs[0].title) if programs else say("sheet.printed_by_us")


def _pictures(file: Path) -> list[Picture]:
    return documents.pages(file) if file.suffix.lower() == ".docx" else sheets.draw(file)
