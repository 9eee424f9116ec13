"""Certificates on their way out: into files in the background, through a printer page by page; halted and resumed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from models import issued
from models.certificates import Page
from models.files import safe_name
from models.findings import Finding
from models.words import Refusal, say
from ui.parts.awards import Batch, Prepared, draft, find_layout, note, note_drafts, place, prepare, settle
from ui.parts.desk import Desk
from ui.parts.jobs import Cancelled, Job
from ui.parts.printing import Run, ask_printer

_TOPIC = "certificates being written"
_LOOK = 0.1  # seconds between two looks at whether paused work is called off


class Making(QObject):
    """One batch at a time. Numbers are given when drafts are whole, or before the first sheet is drawn in."""

    progressed = Signal(int, int, str)
    ended = Signal(str)  # what came of it
    stopped = Signal(list)  # findings that keep a batch back

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.desk, self.window = desk, parent
        self.busy = False
        self.run: Run | None = None
        self.last: tuple[Prepared, QPrinter] | None = None
        self._printed: set[int] = set()  # records of the last batch whose sheet came out
        self._job: Job | None = None
        self._going = Event()
        self._going.set()
        self.destroyed.connect(self._going.set)

    @property
    def paused(self) -> bool:
        """Whether it waits to be let go on."""
        return self.run.paused if self.run else not self._going.is_set()

    def save(self, batch: Batch, separately: bool) -> None:
        """One PDF, or one a person in a folder, where the clerk says."""
        title = safe_name(find_layout(self.desk.office, batch.name).title)
        start = str(self.desk.office.folder / "out" / title)
        if separately:
            path = QFileDialog.getExistingDirectory(self.window, say("making.folder"), str(Path(start).parent))
        else:
            path, _ = QFileDialog.getSaveFileName(self.window, say("table.save_as"), f"{start}.pdf", "PDF (*.pdf)")
        if path:
            self.write(batch, Path(path), separately)

    def write(self, batch: Batch, target: Path, separately: bool = False) -> None:
        """Prepares and writes in the background, then issues."""

        def work(job: Job) -> tuple[Prepared, list[Path]]:
            ready = self._prepared(batch)
            return ready, [] if ready.stopped else draft(ready, target, separately, partial(self._passed, job))

        self._begin(work, self._written)

    def print_(self, batch: Batch, printer: QPrinter | None = None) -> None:
        """Prepares in the background, asks for a printer, issues, and prints."""
        self._begin(lambda _: self._prepared(batch), partial(self._print, printer))

    def _begin(self, work: Callable[[Job], Any], done: Callable[[Any], None]) -> None:
        self.busy = True
        self._going.set()
        self.progressed.emit(0, 0, say("making.preparing"))
        job = Job(work, done, topic=_TOPIC, slow=True, failed=self._failed)
        job.progressed = lambda made, of: self.desk.jobs.tell(
            lambda: self.progressed.emit(made, of, say("making.writing"))
        )
        self._job = self.desk.jobs.start(job)

    def _prepared(self, batch: Batch) -> Prepared:
        reader = self.desk.office.register.look()
        try:
            return prepare(self.desk.office, reader, batch)
        finally:
            reader.close()

    def _passed(self, job: Job, made: int, of: int) -> None:
        job.progress(made, of)
        while not self._going.wait(_LOOK):
            if job.cancelled.is_set():
                raise Cancelled

    def _written(self, result: tuple[Prepared, list[Path]]) -> None:
        ready, files = result
        if ready.stopped:
            self._held(ready.stopped)
            return
        try:
            self.desk.touched(note_drafts(self.desk.office, ready, files))
        except Refusal as refusal:
            self._failed(str(refusal))
            return
        self._job = None  # numbers are given: it can't be called off any more
        job = Job(lambda _: place(ready, files), partial(self._placed, ready, files), slow=True, failed=self._failed)
        self.desk.jobs.start(job)

    def _placed(
        self, ready: Prepared, files: list[Path], result: tuple[dict[int, Path | None], Refusal | None]
    ) -> None:
        out, trouble = result
        self.desk.touched(settle(self.desk.office, ready, out))
        if trouble:
            self._failed(str(trouble))
            return
        self._end(say("making.written", count=len(files), file=files[0] if len(set(files)) == 1 else files[0].parent))

    def _print(self, printer: QPrinter | None, ready: Prepared) -> None:
        if ready.stopped:
            self._held(ready.stopped)
            return
        try:
            chosen = printer or ask_printer(self.window, ready.layout.paper, ready.batch.sheet.printer)
            if chosen is None:
                self._end("")
                return
            self.desk.touched(note(self.desk.office, ready, chosen.printerName() or say("making.to_file")))
        except Refusal as refusal:
            self._failed(str(refusal))
            return
        self.last, self._printed = (ready, chosen), set()
        self._start(ready.pages, chosen)

    def _start(self, pages: Sequence[Page], printer: QPrinter) -> None:
        assert self.last is not None
        self.run = Run(printer, pages, self.last[0].correction, self)
        self.run.moved.connect(lambda made, _: self._printed.add(pages[made - 1].row))
        self.run.moved.connect(lambda made, of: self.progressed.emit(made, of, say("making.printing")))
        self.run.ended.connect(lambda why: self._came_out(why or say("making.printed", count=len(pages))))
        self.run.start()

    def _came_out(self, told: str) -> None:
        """The ledger learns which sheets of the batch are on paper and which are not."""
        assert self.last is not None
        if changes := settle(self.desk.office, self.last[0], dict.fromkeys(self._printed)):
            self.desk.touched(changes)
        self._end(told)

    def numbers(self) -> list[str]:
        """Those of the batch that was printed last, in its order."""
        return [page.number for page in self.last[0].pages] if self.last else []

    def reached(self) -> int:
        """How many sheets of that batch came out."""
        return len(self._printed)

    def go_on_from(self, number: str, printer: QPrinter | None = None) -> None:
        """Prints the last batch again from a number on: sheets that came out before are printed again, for a reason."""
        assert self.last is not None
        ready, before = self.last
        at = self.numbers().index(number)
        office = self.desk.office
        entries = issued.given(office.register, ready.layout.name, office.schema[ready.layout.of].table)
        out = [page for page in ready.pages[at:] if page.row in self._printed and page.row in entries]
        try:
            chosen = printer or ask_printer(self.window, ready.layout.paper, before.printerName())
            if chosen is None:
                return
            if out:
                again = [entries[page.row].id for page in out]
                why = say("making.went_on", number=number)
                self.desk.touched(issued.reprint(office.register, again, why, chosen.printerName()))
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        self.busy = True
        self._start(ready.pages[at:], chosen)

    def pause(self) -> None:
        """Waits behind the page that is being made; goes on when it waits already."""
        if self.run:
            (self.run.start if self.run.paused else self.run.pause)()
        elif self._going.is_set():
            self._going.clear()
        else:
            self._going.set()

    def stop(self) -> None:
        """Calls the batch off: files leave nothing behind and no number is given; printed sheets stay printed."""
        if self.run:
            self.run.stop(say("making.stopped_at", count=self.run.done))
        elif self._job:
            self._job.cancelled.set()
            self._end(say("making.called_off"))

    def _held(self, findings: list[Finding]) -> None:
        self.stopped.emit(findings)
        self._end(say("making.held", count=len(findings)))

    def _failed(self, told: str) -> None:
        self._end("")
        self.desk.troubled.emit(told)

    def _end(self, told: str) -> None:
        self.busy = False
        self.run = None
        self.ended.emit(told)
