"""Which measure's targets are laid out in breadth, over which plan; the sheet under it, and what its shares come to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.kinds import Period
from models.targets.breadth import Breadth, Cell, breadth, put, write_breadth
from models.targets.listing import TARGET, span_of
from models.words import Refusal, say
from ui.pages.targets.sheet import SheetModel, SheetTable, sums
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.head import hint
from ui.parts.jobs import Job
from ui.parts.look import scaled
from ui.parts.writing import save_workbook

_MEASURE, _PLAN = 280, 160  # pixels


class Laying(QWidget):
    """Read anew when it is shown and when another measure or plan is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = SheetModel()
        self.table = SheetTable(self.model)
        self.measure, self.plan = ComboBox(), ComboBox()
        self.summed = QLabel()
        self._build()
        self.model.typed.connect(self._put)
        self.measure.activated.connect(lambda _: self.read())
        self.plan.textActivated.connect(lambda _: self.read())
        self.plan.lineEdit().editingFinished.connect(self.read)

    def _build(self) -> None:
        self.measure.setMinimumWidth(scaled(_MEASURE))
        self.measure.setAccessibleName(say("targets.lay_measure"))
        self.plan.setMinimumWidth(scaled(_PLAN))
        self.plan.setEditable(True)
        self.plan.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.plan.setAccessibleName(say("targets.lay_plan"))
        self.summed.setProperty("role", "muted")
        self.summed.setContentsMargins(16, 2, 16, 6)
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        for name, box in (("measure", self.measure), ("plan", self.plan)):
            line.addWidget(QLabel(say(f"targets.lay_{name}")))
            line.addWidget(box)
        line.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(line)
        rows.addWidget(hint(say("targets.lay_hint")))
        rows.addWidget(self.table, 1)
        rows.addWidget(self.summed)

    def open(self, measure: str, plan: str) -> None:
        """Offers all measures, those with targets first, and the plans that are there; shows one of each."""
        register, known = self.desk.office.register, self.desk.office.measures.known
        told = register.rows(TARGET, ["measure", "period"])
        titles = dict.fromkeys([*(str(name) for _, name, _ in told if name), *(one.title for one in known.values())])
        periods = dict.fromkeys(str(period) for _, _, period in told if span_of(period))
        self._offer(self.measure, list(titles), measure)
        plans = sorted({*periods, plan}, key=lambda period: (-len(period), period))
        self._offer(self.plan, [Period().show(period) for period in plans], Period().show(plan))
        self.read()

    def _offer(self, box: QComboBox, texts: list[str], chosen: str) -> None:
        box.clear()
        box.addItems(texts)
        box.setCurrentText(chosen or next(iter(texts), ""))

    def read(self) -> None:
        """Reads the sheet, in the background; what is no period is told."""
        kept = Period().read(self.plan.currentText()).value
        if span_of(kept) is None:
            self.desk.troubled.emit(say("targets.lay_bad_plan", value=self.plan.currentText()))
            return
        measure, register = self.measure.currentText(), self.desk.office.register

        def work(_: Job) -> Breadth:
            reader = register.look()
            try:
                return breadth(reader, measure, str(kept))
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, self._show, topic="targets in breadth"))

    def _show(self, told: Breadth) -> None:
        self.model.take(told)
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        shares = "　".join(f"{heading} {text}" for heading, text in sums(told).items())
        self.summed.setText(say("targets.lay_sum", sums=shares) if shares else "")

    def _put(self, texts: dict[Cell, str]) -> None:
        if self.model.laid:
            try:
                self.desk.touched(put(self.desk.office.register, self.model.laid, texts))
            except Refusal as refusal:
                self.desk.refuse(refusal)

    def keep(self) -> None:
        """What is being typed is kept."""
        self.table.painting.finish()

    def export(self) -> None:
        """The sheet as a workbook."""
        if told := self.model.laid:

            def write(_: object, path: Path) -> None:
                write_breadth(path, told)

            title = say("targets.laid_book", measure=told.measure, plan=told.headings[0])
            save_workbook(self, self.desk, title, write)
