"""County by county: a measure of a year, its change and rank, and who has not handed over yet."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from models import handover
from models.handover import Standing
from models.register import Reader
from models.words import say
from ui.parts.desk import Desk
from ui.parts.head import count, head, hint
from ui.parts.jobs import Job
from ui.parts.lines import Lines, LineTable
from ui.parts.toolbar import button
from ui.parts.writing import save_workbook

_WIDTHS = (70, 260, 130, 130, 110, 180)
_TOPIC = "counties"


class CountiesPage(QWidget):
    """Read anew when the register changes or another measure or year is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: list[Standing] = []
        self.table = LineTable(Lines(handover.headings()), say("handover.counties"), _WIDTHS)
        self.measure, self.year, self.told = QComboBox(), QComboBox(), count()
        self.measure.setAccessibleName(say("handover.measure"))
        self.year.setAccessibleName(say("handover.year"))
        self.missing = hint("")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        export = button(self, "export", "handover.write", "Ctrl+E", self.write)
        beside = ((self.told, 1), (self.measure, 0), (self.year, 0), (export, 0))
        rows.addLayout(head(say("handover.counties"), *beside))
        rows.addWidget(hint(say("handover.counties_hint")))
        rows.addWidget(self.missing)
        rows.addWidget(self.table, 1)
        for key, one in desk.office.measures.known.items():
            self.measure.addItem(f"{one.title}（{one.unit}）" if one.unit else one.title, key)
        for year in handover.years(desk.office.register):
            self.year.addItem(year, year)
        self.measure.currentIndexChanged.connect(lambda _: self.reload())
        self.year.currentIndexChanged.connect(lambda _: self.reload())
        desk.changed.connect(lambda _: self.reload())
        self.reload()

    def reload(self) -> None:
        """Counts in the background."""
        key, year = str(self.measure.currentData()), str(self.year.currentData())
        register, measures = self.desk.office.register, self.desk.office.measures

        def work(job: Job) -> tuple[list[Standing], list[str]]:
            reader: Reader = register.look()
            try:
                return handover.stand(reader, measures, key, year, job.progress), handover.missing(reader, year)
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, self._show, topic=_TOPIC, slow=True))

    def _show(self, found: tuple[list[Standing], list[str]]) -> None:
        self.found, missing = found
        self.table.lines.take([handover.texts(one) for one in self.found], self.found)
        given = len(self.found) - len(missing)
        self.told.setText(say("handover.given", count=given, of=len(self.found)))
        self.missing.setText(say("handover.missing", names="、".join(missing)) if missing else "")
        self.missing.setVisible(bool(missing))

    def write(self) -> None:
        """The table as a workbook."""
        title = f"{self.year.currentText()} {self.measure.currentText()}"
        found = self.found
        save_workbook(self, self.desk, title, lambda _, path: handover.write_standings(path, title, found))
