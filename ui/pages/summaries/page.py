"""工作总结: a template and a period as text, each number with the way to its rows; as Word, as plain text."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QSplitter, QToolBar, QVBoxLayout, QWidget

from models import reporting, sending, summaries
from models.files import safe_name
from models.kinds import Period
from models.measures import Measures
from models.register import Reader
from models.returns.periods import due
from models.sending import Sent
from models.summaries import FILE, SHELF, Figure, Summary
from models.targets import plans
from models.words import say
from ui.pages.summaries.source import MOST, SourcePane
from ui.pages.summaries.text import SummaryText
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.head import count, head, hint
from ui.parts.jobs import Job
from ui.parts.look import scaled
from ui.parts.reports.bars import PeriodBar
from ui.parts.toolbar import toolbar

_TOPIC, _BEHIND = "summary", "summary_behind"
_YEAR = len("2025")


class SummariesPage(QWidget):
    """One summary at a time; what is written is worked out anew, from the register as it is then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.summary: Summary | None = None
        known = _periods(desk.office.register)
        self.period = next((one for one in known if len(one) == _YEAR), known[0])
        self.templates = ComboBox()
        self.periods = PeriodBar(self)
        self.text, self.source, self.count = SummaryText(), SourcePane(), count()
        self._build()
        self.periods.offer([Period().show(one) for one in known], self._told())
        self.templates.activated.connect(lambda _: self.reload())
        self.periods.typed.connect(self._go)
        self.periods.stepped.connect(lambda by: self._open(reporting.shifted(self.period, by)))
        self.text.chosen.connect(self._choose)
        self.source.wanted.connect(lambda record, row: desk.wanted.emit(record, row, ""))
        desk.changed.connect(lambda _: self.reload() if self.isVisible() else None)

    def _build(self) -> None:
        self.templates.setAccessibleName(say("summaries.template"))
        self.templates.setMinimumWidth(scaled(180))
        self.periods.with_.hide()
        split = QSplitter()
        split.addWidget(self.text)
        split.addWidget(self.source)
        split.setStretchFactor(0, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        label = QLabel(say("summaries.template"))
        rows.addLayout(
            head(say("summaries.title"), (self.count, 1), (label, 0), (self.templates, 0), (self.periods, 0))
        )
        rows.addWidget(self._bar())
        rows.addWidget(hint(say("summaries.hint")))
        rows.addWidget(split, 1)

    def _bar(self) -> QToolBar:
        return toolbar(
            self,
            {
                "export": ("summaries.write", "Ctrl+E", self.write),
                "check": ("summaries.write_check", "Ctrl+Shift+E", self.write_check),
                "table": ("summaries.copy", "Ctrl+Shift+C", self.copy),
                "book": ("yearbook.write", "Ctrl+Shift+Y", self.write_yearbook),
                "wrench": ("summaries.edit", "Ctrl+M", self.edit),
                "history": ("summaries.again", "F5", self.reload),
            },
        )

    def _told(self) -> str:
        return Period().show(self.period)

    def showEvent(self, event: QShowEvent) -> None:
        """A template or a record may have changed meanwhile."""
        super().showEvent(event)
        self.reload()

    def _go(self, typed: str) -> None:
        read = Period().read(typed)
        if read.trouble or not isinstance(read.value, str):
            self.desk.troubled.emit(say("commands.bad_period", value=typed))
            self.periods.show_period(self._told())
        elif read.value != self.period:
            self._open(read.value)

    def _open(self, period: str) -> None:
        if period:
            self.period = period
            self.periods.show_period(self._told())
            self.reload()

    def reload(self) -> None:
        """Reads the templates and writes the text again, in the background."""
        office, name, period = self.desk.office, self.templates.currentData(), self.period

        def work(reader: Reader) -> tuple[dict[str, str], Summary]:
            titles = summaries.titles(office.resources)
            chosen = name if name in titles else next(iter(titles), "")
            return titles, summaries.sum_up(office.resources, office.measures, reader, chosen, period)

        self._start(work, self._show, _TOPIC)

    def _start(self, work: Callable[[Reader], Any], done: Callable[[Any], None], topic: str = "") -> None:
        """Work with a reader of its own, on the thread of the jobs."""

        def read(_: Job) -> Any:
            reader = self.desk.office.register.look()
            try:
                return work(reader)
            finally:
                reader.close()

        self.desk.jobs.start(Job(read, done, topic=topic))

    def _show(self, found: tuple[dict[str, str], Summary]) -> None:
        titles, self.summary = found
        self.templates.clear()
        for name, title in titles.items():
            self.templates.addItem(title, name)
        self.templates.setCurrentIndex(self.templates.findData(self.summary.template.name))
        self.count.setText(say("summaries.count", count=len(self.summary.figures)))
        self.text.show_summary(self.summary)

    def _choose(self, name: str) -> None:
        figure = self.summary.figures.get(name) if self.summary else None
        self.source.show_figure(figure)
        if figure:
            measures = self.desk.office.measures
            self._start(lambda reader: _listed(figure, measures, reader), self.source.show_rows, _BEHIND)

    def copy(self) -> None:
        """The whole text, as plain as a message."""
        if self.summary:
            QGuiApplication.clipboard().setText(self.summary.text)
            self.desk.said.emit(say("summaries.copied"))

    def write(self) -> None:
        """As a Word document, unless findings on what it counts are open."""
        if self.summary and (path := self._ask(say("summaries.title"))):
            office, name, period = self.desk.office, self.summary.template.name, self.period
            send = sending.send_summary
            self._start(lambda reader: send(office, reader, name, period, path), self._written)

    def write_check(self) -> None:
        """With the source beside each number, whatever is still open."""
        if self.summary and (path := self._ask(say("summaries.checker"))):
            told, author = self.summary, say("summaries.checker")
            self._start(lambda _: told.write(path, author) or Sent(files=[path]), self._written)

    def write_yearbook(self) -> None:
        """大事记 and 获奖名录 of the period, as Word or as a workbook, unless a result is not published."""
        start = str(self.desk.office.folder / "out" / f"{self._told()}{say('yearbook.chronicle')}.docx")
        kinds = "Word (*.docx);;Excel (*.xlsx)"
        path, _ = QFileDialog.getSaveFileName(self, say("table.save_as"), start, kinds)
        if path:
            office, period = self.desk.office, self.period
            send = sending.send_yearbook
            self._start(lambda reader: send(office, reader, period, Path(path)), self._yearbook_written)

    def _yearbook_written(self, sent: Sent) -> None:
        self._written(sent, "yearbook.stopped")

    def _ask(self, what: str) -> Path | None:
        template = self.templates.currentText()
        title = f"{self._told()}{template}" + ("" if template.endswith(what) else f"（{what}）")
        start = str(self.desk.office.folder / "out" / f"{safe_name(title)}.docx")
        path, _ = QFileDialog.getSaveFileName(self, say("table.save_as"), start, "Word (*.docx)")
        return Path(path) if path else None

    def _written(self, sent: Sent, sentence: str = "summaries.stopped") -> None:
        if sent.stopped:
            first = sent.stopped[0].say
            self.desk.troubled.emit(say(sentence, count=len(sent.stopped), first=first))
        else:
            self.desk.said.emit(say("commands.written", file=sent.files[0]))

    def edit(self) -> None:
        """Lays the template into the office's own formats, where it stands in place of ours, and opens it."""
        if self.summary is None:
            return
        shipped = self.summary.template
        own = self.desk.office.folder / "formats" / SHELF / shipped.name / FILE
        if not own.exists():
            own.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(shipped.path, own)
        self.desk.said.emit(say("summaries.own_template", file=own))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(own)))


def _periods(reader: Reader) -> list[str]:
    """The periods that anything was reported for, the latest first, then plans; this year where nothing was."""
    grids = [grid for one in reader.schema.types.values() if (grid := reporting.grid_of(one))]
    known = {period for grid in grids for period in reporting.periods(reader, grid)}
    return [*(sorted(known, reverse=True) or due("year", datetime.date.today())), *plans(reader)]


def _listed(figure: Figure, measures: Measures, reader: Reader) -> list[tuple[str, int, str, str]]:
    """The records behind a number, each with its type's title and its name."""
    found: list[tuple[str, int, str, str]] = []
    for record, rows in summaries.behind(figure.measure, figure.period, measures, reader).items():
        one = reader.schema[record]
        names = reader.table(record, rows[:MOST], [one.name])
        found += [(record, row, one.title, texts[0]) for row, texts in zip(rows, names, strict=False)]
    return found
