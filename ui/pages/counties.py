"""County by county: a measure of a year, its change and rank, and who has not handed over yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import handover
from models.glance import wanted
from models.handover import Compared, Standing
from models.register import Reader
from models.words import say
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.head import count, head, hint
from ui.parts.jobs import Job
from ui.parts.lines import Lines, LineTable
from ui.parts.look import scaled
from ui.parts.toolbar import button
from ui.parts.writing import save_workbook

_WIDTHS = (70, 260, 130, 130, 110, 180)
_COMPARED, _LETTER = (230, 140, 90), 16  # pixels of the first columns, and of a letter of a measure's heading
_TOPIC = "counties"


class CountiesPage(QWidget):
    """Read anew when the register changes or another measure or year is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: list[Standing] | list[Compared] = []
        self.table = LineTable(Lines(handover.headings()), say("handover.counties"), _WIDTHS)
        self.measure, self.year, self.told = ComboBox(), ComboBox(), count()
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
        for title, keys in self._offered():
            self.measure.addItem(title, keys)
        for year in handover.years(desk.office.register):
            self.year.addItem(year, year)
        self.measure.currentIndexChanged.connect(lambda _: self.reload())
        self.year.currentIndexChanged.connect(lambda _: self.reload())
        desk.changed.connect(lambda _: self.reload())
        self.reload()

    def _offered(self) -> Iterator[tuple[str, list[str]]]:
        """Several measures side by side: those of 首页, those of tables on demand; then each by itself."""
        office = self.desk.office
        yield say("handover.cards"), wanted(office.resources, office.measures).cards
        yield from ((one.title, one.measures) for one in office.tables.values() if len(one.measures) > 1)
        for key, one in office.measures.known.items():
            yield f"{one.title}（{one.unit}）" if one.unit else one.title, [key]

    def reload(self) -> None:
        """Counts in the background."""
        keys, year = list(self.measure.currentData()), str(self.year.currentData())
        register, measures = self.desk.office.register, self.desk.office.measures

        def work(job: Job) -> tuple[list[Standing] | list[Compared], list[str]]:
            reader: Reader = register.look()
            try:
                found: list[Standing] | list[Compared]
                if len(keys) == 1:
                    found = handover.stand(reader, measures, keys[0], year, job.progress)
                else:
                    found = handover.compare(reader, measures, keys, year, job.progress)
                return found, handover.missing(reader, year)
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, self._show, topic=_TOPIC, slow=True))

    def _show(self, told: tuple[list[Standing] | list[Compared], list[str]]) -> None:
        self.found, missing = told
        keys, counties = list(self.measure.currentData()), len({one.county for one in self.found})
        if len(keys) == 1:
            shown = [handover.texts(one) for one in self.found if isinstance(one, Standing)]
            heads = handover.headings()
            widths: tuple[int, ...] = _WIDTHS
        else:
            shown = [handover.compared_texts(one) for one in self.found if isinstance(one, Compared)]
            heads = handover.compared_headings(self.desk.office.measures, keys)
            widths = (*_COMPARED, *(_LETTER * len(head) + _LETTER for head in heads[len(_COMPARED) :]))
            counties -= bool(counties)  # the last line is all of them
        self.table.lines.take(shown, self.found, heads)
        for at, width in enumerate(widths):
            self.table.setColumnWidth(at, scaled(width))
        self.told.setText(say("handover.given", count=counties - len(missing), of=counties))
        self.missing.setText(say("handover.missing", names="、".join(missing)) if missing else "")
        self.missing.setVisible(bool(missing))

    def write(self) -> None:
        """The table as a workbook."""
        title, keys = f"{self.year.currentText()} {self.measure.currentText()}", list(self.measure.currentData())
        measures, found = self.desk.office.measures, self.found

        def write(_: object, path: Path) -> None:
            standing = [one for one in found if isinstance(one, Standing)]
            compared = [one for one in found if isinstance(one, Compared)]
            if compared:
                handover.write_compared(path, title, measures, keys, compared)
            else:
                handover.write_standings(path, title, standing)

        save_workbook(self, self.desk, title, write)
