"""What is to be made: which certificate, of which contest, on which sheet, for which printer, bearing which day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from models import certificates
from models.certificates import printers
from models.kinds import Date
from models.office import Office
from models.words import say
from ui.parts.awards import Batch, Sheet
from ui.parts.boxes import ComboBox


class Chooser(QWidget):
    """Two lines of boxes; says when something else is wanted."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.layout_box, self.source, self.paper, self.printer = (ComboBox() for _ in range(4))
        self.preprinted = QCheckBox(say("making.preprinted"))
        self.day = QLineEdit(datetime.date.today().isoformat())
        self._build()
        self.offer_layouts()
        self.offer_papers()
        self.offer_printers()
        for box in (self.layout_box, self.source, self.paper, self.printer):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.preprinted.toggled.connect(lambda _: self.changed.emit())
        self.day.editingFinished.connect(self._settle_day)

    def _build(self) -> None:
        self.paper.setEditable(True)
        self.paper.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.paper.lineEdit().editingFinished.connect(self.changed)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 0, 16, 4)
        grid.setHorizontalSpacing(8)
        placed = (("layout", self.layout_box, 0, 0), ("source", self.source, 0, 2), ("day", self.day, 0, 5))
        placed += (("paper", self.paper, 1, 0), ("printer", self.printer, 1, 2))
        for name, box, row, column in placed:
            label = QLabel(say(f"making.{name}"))
            label.setBuddy(box)
            box.setAccessibleName(say(f"making.{name}"))
            box.setToolTip(say(f"making.hint_{name}"))
            grid.addWidget(label, row, column)
            grid.addWidget(box, row, column + 1)
        grid.addWidget(self.preprinted, 1, 5, 1, 2)
        for box in (self.layout_box, self.source, self.paper, self.printer):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(14)
        for column, stretch in ((1, 3), (3, 3), (6, 1)):
            grid.setColumnStretch(column, stretch)

    def _settle_day(self) -> None:
        """A day as anyone writes it; what is no whole day becomes today."""
        read = Date().read(self.day.text()).value
        try:
            on = datetime.date.fromisoformat(str(read))
        except ValueError:
            on = datetime.date.today()
        self.day.setText(on.isoformat())
        self.changed.emit()

    def _first_awarded(self) -> str:
        """A certificate that somebody gets: an empty page says less."""
        awarded = (name for name, one in self.office.layouts.items() if certificates.rows(one, self.office.register))
        return next(awarded, "")

    def offer_layouts(self, wanted: str = "") -> None:
        """The certificates that there are, one of them chosen."""
        now = wanted or self.layout_box.currentData() or self._first_awarded()
        with QSignalBlocker(self.layout_box):
            self.layout_box.clear()
            for one in self.office.layouts.values():
                self.layout_box.addItem(one.title, one.name)
            self.layout_box.setCurrentIndex(max(self.layout_box.findData(now), 0))

    def offer_papers(self) -> None:
        """Sheets by name; any size may be typed."""
        with QSignalBlocker(self.paper):
            self.paper.addItem(say("making.own_paper"), "")
            for name in certificates.papers(self.office.resources):
                self.paper.addItem(name, name)

    def offer_printers(self) -> None:
        """The printers that were calibrated, each tray and side apart."""
        now = self.printer.currentData()
        rows = self.office.register.rows(printers.RECORD, ["printer", "tray", "back"])
        with QSignalBlocker(self.printer):
            self.printer.clear()
            self.printer.addItem(say("making.no_printer"), None)
            for _, name, tray, back in sorted({(0, row[1], row[2] or "", bool(row[3])) for row in rows if row[1]}):
                told = " ".join((str(name), str(tray), say("making.back") if back else "")).strip()
                self.printer.addItem(told, (name, tray, back))
            self.printer.setCurrentIndex(max(self.printer.findData(now), 0))

    def offer_sources(self, contests: Sequence[tuple[int, str]]) -> None:
        """The contests that have someone to get this certificate."""
        now = self.source.currentData()
        with QSignalBlocker(self.source):
            self.source.clear()
            self.source.addItem(say("making.all_sources"), 0)
            for row, title in contests:
                self.source.addItem(title, row)
            self.source.setCurrentIndex(max(self.source.findData(now), 0))

    def sheet(self) -> Sheet:
        """What is printed on."""
        at = self.paper.findText(self.paper.currentText())
        paper = str(self.paper.itemData(at)) if at >= 0 else self.paper.currentText().strip()
        name, tray, back = self.printer.currentData() or ("", "", False)
        return Sheet(paper, self.preprinted.isChecked(), name, tray, back)

    def batch(self, ids: Sequence[int] | None = None, why: str = "") -> Batch:
        """What is wanted of these records, or of all of the source."""
        wanted = None if ids is None else tuple(ids)
        on = datetime.date.fromisoformat(self.day.text())
        name, source = str(self.layout_box.currentData()), self.source.currentData() or 0
        return Batch(name, int(source), wanted, self.sheet(), on, why)
