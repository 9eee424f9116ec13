"""Prints pages one by one on the window's thread: the sheet is proved before the first, each may be the last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPainter, QTransform
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from models.certificates import Page, Paper
from models.words import Refusal, say
from ui.parts.painter import draw, page_layout, typeset

_INCH = 25.4
_NEAR = 0.6  # millimetres by which a driver may round a sheet


def ask_printer(parent: QWidget, paper: Paper, name: str = "") -> QPrinter | None:
    """A printer that the clerk chooses, its sheet set and proved; None when nothing is to be printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        printer.setPrinterName(name)
    load_sheet(printer, paper)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return None
    load_sheet(printer, paper)  # the dialog hands back a paper of its own
    return printer


def load_sheet(printer: QPrinter, paper: Paper) -> None:
    """The exact sheet without margins; refused when the printer does not take it."""
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(paper))
    taken = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    if abs(taken.width() - paper.width) > _NEAR or abs(taken.height() - paper.height) > _NEAR:
        sizes = [f"{one.width():.0f}×{one.height():.0f}" for one in (taken,)]
        raise Refusal("printing.paper", paper=f"{paper.width:g}×{paper.height:g}", taken=sizes[0])


class Run(QObject):
    """One batch on its way through a printer."""

    moved = Signal(int, int)  # pages printed, of how many
    ended = Signal(str)  # why it ended early; empty when all is printed

    def __init__(self, printer: QPrinter, pages: Sequence[Page], correction: QTransform, parent: QObject) -> None:
        super().__init__(parent)
        self.printer, self.pages, self.correction = printer, pages, correction
        self.done = 0
        self._painter: QPainter | None = None
        self._next = QTimer(self)
        self._next.timeout.connect(self._print_one)

    @property
    def paused(self) -> bool:
        """Whether it waits for someone to let it go on."""
        return not self._next.isActive()

    def start(self) -> None:
        """Begins, or goes on after a pause."""
        self._next.start(0)

    def pause(self) -> None:
        """Stands still behind the page that is being printed."""
        self._next.stop()

    def stop(self, why: str = "") -> None:
        """Ends the batch; what has been printed is printed."""
        self._next.stop()
        if self._painter:
            self._painter.end()
            self._painter = None
        self.ended.emit(why)

    def _print_one(self) -> None:
        if self._painter is None:
            self._painter = QPainter()
            if not self._painter.begin(self.printer):
                self._painter = None
                self.stop(say("printing.failed"))
                return
        elif not self.printer.newPage():
            self.stop(say("printing.failed"))
            return
        scale = QTransform.fromScale(self.printer.logicalDpiX() / _INCH, self.printer.logicalDpiY() / _INCH)
        self._painter.setTransform(self.correction * scale)
        draw(self._painter, typeset(self.pages[self.done]))
        self.done += 1
        self.moved.emit(self.done, len(self.pages))
        if self.done == len(self.pages):
            self.stop()
