"""What becomes of a return, in the background: passed on, handed up with its pack, saved as draft or PDF, printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QWidget

from models.files import safe_name, with_ending
from models.register import Reader
from models.returns.instances import HANDED_UP, SENT_BACK, Instances, Passing
from models.returns.passing import may_pass
from models.words import Refusal, say
from ui.pages.returns.standing import Instance
from ui.parts.jobs import Job
from ui.parts.sheet.printing import to_pdf, to_printer

Progress = Callable[[int, int], object]
_KINDS = {".xlsx": "Excel (*.xlsx)", ".docx": "Word (*.docx)", ".pdf": "PDF (*.pdf)"}
_TOPIC = "going_out"


class GoingOut(QObject):
    """Each of these writes files that others read, or changes the state of the return."""

    told = Signal(str)  # how far it has come
    ended = Signal()
    stopped = Signal()  # something stands against it

    def __init__(self, instance: Instance, window: QWidget) -> None:
        super().__init__(window)
        self.instance, self.desk, self.window = instance, instance.desk, window

    @property
    def _instances(self) -> Instances:
        return self.desk.office.instances

    def pass_to(self, state: str, why: str = "", target: Path | None = None) -> None:
        """Changes the state, unless something stands against it; handing up writes the form and its pack."""
        row, instances = self.instance.row, self._instances

        def work(reader: Reader, progress: Progress) -> Passing:
            return instances.prepare(row, state, why, target, reader, progress)

        self.told.emit(say("returning.passing"))
        self._start(work, partial(self._pass, target), "returning.writing", self._stop)

    def _pass(self, target: Path | None, passing: Passing) -> None:
        try:
            changes = self._instances.keep(passing)
        except Refusal as refusal:
            self._stop(str(refusal))
            return
        self.desk.touched(changes)
        self.instance.work_out()
        self.desk.said.emit(say("returning.passed", state=say(f"instances.{passing.told['state']}")))
        if target:
            self._write(target.with_suffix(".zip"), self._instances.pack)

    def send_back(self) -> None:
        """Asks why it was sent back."""
        why, given = QInputDialog.getText(self.window, say("returning.sent_back"), say("returning.why_back"))
        if given:
            self.pass_to(SENT_BACK, why.strip())

    def hand_up(self) -> None:
        """Writes the workbook and the pack beside it, and freezes the figures; refused before a file is asked for."""
        if self.instance.one is None:
            return
        register = self.desk.office.register
        try:
            may_pass(register, self._instances.get(self.instance.row), HANDED_UP, "", register.who)
        except Refusal as refusal:
            self._stop(str(refusal))
            return
        if target := self._target(self._ending()):
            self.pass_to(HANDED_UP, "", target)

    def save_draft(self) -> None:
        """Writes the form as it stands, also while something stops it."""
        if target := self._target(self._ending()):
            self._write(target, self._instances.write)

    def save_pdf(self) -> None:
        """Writes the form as a PDF with its own page set-up, a form for each record as one for each, and shows it."""
        target = self._target(".pdf")
        if target is None:
            return
        row, suffix, instances = self.instance.row, self._ending(), self._instances

        def work(reader: Reader, progress: Progress) -> Path:
            with TemporaryDirectory() as folder:
                files = [one.file for one in instances.write(row, Path(folder) / f"{target.stem}{suffix}", reader)]
                made = [target.with_name(f"{file.stem}.pdf") for file in files]
                for at, (file, place) in enumerate(zip(files, made, strict=True), 1):
                    to_pdf(file, place)
                    progress(at, len(files))
                return made[0]

        def done(made: Path) -> None:
            self._end(say("commands.written", file=made))
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(made)))

        self._start(work, done, "returning.writing")

    def print_form(self, printer: QPrinter | None = None) -> None:
        """Prints the form as it stands, as many copies as it asks for; the clerk chooses the printer."""
        if self.instance.one is None or (chosen := printer or self._printer()) is None:
            return
        row, suffix, instances = self.instance.row, self._ending(), self._instances

        def work(reader: Reader, progress: Progress) -> None:
            with TemporaryDirectory() as folder:
                written = instances.write(row, Path(folder) / f"{self._name()}{suffix}", reader)
                to_printer([one.file for one in written], chosen, progress)

        printed = say("returning.printed", printer=chosen.printerName() or chosen.outputFileName())
        self._start(work, lambda _: self._end(printed), "returning.printing")

    def _printer(self) -> QPrinter | None:
        assert self.instance.one is not None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name())
        printer.setCopyCount(self._instances.form_of(self.instance.one).copies)
        return printer if QPrintDialog(printer, self.window).exec() == QDialog.DialogCode.Accepted else None

    def _name(self) -> str:
        one = self.instance.one
        return safe_name(f"{one.title}-{one.period}") if one else ""

    def _ending(self) -> str:
        """Of the form's own kind of file."""
        one = self.instance.one
        return self._instances.form_of(one).form.suffix if one else ""

    def _target(self, ending: str) -> Path | None:
        if self.instance.one is None:
            return None
        start = str(self.desk.office.folder / "out" / f"{self._name()}{ending}")
        path, _ = QFileDialog.getSaveFileName(self.window, say("table.save_as"), start, _KINDS[ending])
        return with_ending(Path(path), ending) if path else None

    def _write(self, target: Path, write: Callable[[int, Path, Reader], object]) -> None:
        """Writes a file of the return as it stands."""
        row = self.instance.row
        self._start(
            lambda reader, _: write(row, target, reader),
            lambda _: self._end(say("commands.written", file=target)),
            "returning.writing",
        )

    def _start(
        self,
        work: Callable[[Reader, Progress], Any],
        done: Callable[[Any], None],
        sentence: str,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Begins work with a reader of its own; its progress is told in a sentence with {made} and {of}."""
        register = self.desk.office.register

        def run(job: Job) -> Any:
            reader = register.look()
            try:
                return work(reader, job.progress)
            finally:
                reader.close()

        def passed(made: int, of: int) -> None:
            self.desk.jobs.tell(lambda: self.told.emit(say(sentence, made=made, of=of)))

        self.desk.jobs.start(Job(run, done, topic=_TOPIC, slow=True, failed=failed or self._fail, progressed=passed))

    def _end(self, sentence: str) -> None:
        self.desk.said.emit(sentence)
        self.ended.emit()

    def _fail(self, sentence: str) -> None:
        self.desk.troubled.emit(sentence)
        self.ended.emit()

    def _stop(self, sentence: str) -> None:
        self._fail(sentence)
        self.stopped.emit()
