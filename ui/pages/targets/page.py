"""The targets of a year: typed into, led back to their records, written as a workbook."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from models import keying
from models.kinds import Stored
from models.targets import Standing, Target, behind, standings, write_workbook, years_of
from models.words import say
from ui.pages.targets.laying import Laying
from ui.pages.targets.model import PLAN, TargetsModel
from ui.parts.behind import Behind
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.head import head, hint
from ui.parts.inplace import InPlace
from ui.parts.jobs import Job
from ui.parts.table import DenseTable
from ui.parts.toolbar import HERE, add_action, button
from ui.parts.writing import save_workbook

_WIDTHS = (132, 150, 96, 72, 80, 80, 68, 80, 66, 72, 72, 56)
_PARTS = (430, 170)  # pixels of the table and of the records under it
_TRIGGERS = QAbstractItemView.EditTrigger
TARGET = "target"


class TargetsPage(QWidget):
    """One year at a time; the table above, what stands behind the current figure below."""

    intake_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = TargetsModel(desk.office.schema[TARGET])
        self.table = DenseTable(self.model, say("targets.title"), _WIDTHS)
        self.editing = InPlace(desk, self.table)
        self.year = ComboBox()
        self.said = QLabel()
        self.behind = Behind()
        self.laying = Laying(desk)
        self.body = QStackedWidget()
        self._stale = True
        self._build()
        self._wire()

    def _build(self) -> None:
        self.year.setAccessibleName(say("targets.year"))
        self.table.setItemDelegate(self.editing)
        self.table.setEditTriggers(_TRIGGERS.AnyKeyPressed | _TRIGGERS.EditKeyPressed)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.said.setProperty("role", "muted")
        self.said.setContentsMargins(16, 4, 16, 0)
        self.said.setWordWrap(True)
        nothing = QLabel(say("targets.nothing"))
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setProperty("role", "muted")
        for widget in (self._parts(), nothing, self.laying):
            self.body.addWidget(widget)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(head(say("targets.title"), (self.year, 0), (QLabel(), 1), *self._buttons()))
        self.told = hint(say("targets.hint"))
        rows.addWidget(self.told)
        rows.addWidget(self.body, 1)

    def _parts(self) -> QSplitter:
        below = QWidget()
        rows = QVBoxLayout(below)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.said)
        rows.addWidget(self.behind, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(below)
        parts.setSizes([*_PARTS])
        parts.setStretchFactor(0, 1)
        return parts

    def _buttons(self) -> list[tuple[QWidget, int]]:
        self.lay_button = button(self, "table", "targets.lay", "Ctrl+T", lambda: self.lay(not self.is_laid))
        self.lay_button.setCheckable(True)
        return [
            (self.lay_button, 0),
            (button(self, "plus", "targets.new", "Ctrl+N", lambda: self.desk.wanted.emit(TARGET, 0, "")), 0),
            (button(self, "import", "targets.import", "Ctrl+I", lambda: self.intake_wanted.emit(TARGET)), 0),
            (button(self, "export", "targets.export", "Ctrl+E", self.export), 0),
        ]

    def _wire(self) -> None:
        self.year.activated.connect(lambda _: self._read())
        self.model.edited.connect(self._put)
        self.behind.wanted.connect(lambda key, row: self.desk.wanted.emit(key, row, ""))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._look())
        self.table.doubleClicked.connect(lambda index: None if index.column() == PLAN else self.open_target())
        add_action(self.table, "targets.edit", "Return Enter F2", self.edit, HERE)
        add_action(self.table, "targets.open", "Ctrl+Return Ctrl+Enter", self.open_target, HERE)
        add_action(self, "targets.earlier", "Ctrl+PgUp", lambda: self.turn(1))
        add_action(self, "targets.later", "Ctrl+PgDown", lambda: self.turn(-1))
        self.desk.changed.connect(lambda _: self._follow())

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    @property
    def is_laid(self) -> bool:
        """Whether the targets are laid out in breadth."""
        return self.body.currentWidget() is self.laying

    def lay(self, laid: bool) -> None:
        """Lays the current target's measure out in breadth, or goes back to how far the targets have got."""
        self.lay_button.setChecked(laid)
        self.told.setVisible(not laid)
        if not laid:
            self.laying.keep()
            self.body.setCurrentIndex(0 if self.model.shown else 1)
            self.table.setFocus()
            return
        one = self.current.target if self.current else None
        self.body.setCurrentWidget(self.laying)
        self.laying.open(one.name if one else "", one.period if one else self.year.currentText())
        self.laying.table.setFocus()

    def _follow(self) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Offers the years anew and reads the one that is shown."""
        self._stale = False
        today = datetime.date.today()
        shown = self.year.currentText()
        self.year.clear()
        self.year.addItems([str(year) for year in years_of(self.desk.office.register, today)])
        self.year.setCurrentIndex(max(self.year.findText(shown or str(today.year)), 0))
        self._read()
        if self.is_laid:
            self.laying.read()

    def turn(self, by: int) -> None:
        """So many years back (negative: on) among those on offer."""
        self.year.setCurrentIndex(max(0, min(self.year.count() - 1, self.year.currentIndex() + by)))
        self._read()

    def _read(self) -> None:
        office, year = self.desk.office, int(self.year.currentText())

        def work(_: Job) -> list[Standing]:
            reader = office.register.look()
            try:
                return standings(reader, office.measures, year, datetime.date.today())
            finally:
                reader.close()

        self.desk.jobs.start(Job(work, self._take, topic="targets"))

    def _take(self, found: list[Standing]) -> None:
        at = self.table.currentIndex()
        row, column = max(at.row(), 0), at.column() if at.isValid() else PLAN
        self.model.take(found)
        if not self.is_laid:
            self.body.setCurrentIndex(0 if found else 1)
        self.table.setCurrentIndex(self.model.index(min(row, len(found) - 1), column))

    @property
    def current(self) -> Standing | None:
        """The target that keys go to."""
        row = self.table.currentIndex().row()
        return self.model.shown[row] if 0 <= row < len(self.model.shown) else None

    def _look(self) -> None:
        """Lists the records behind the current target's figure."""
        self.behind.clear()
        self.said.clear()
        if one := self.current:
            office, year, target = self.desk.office, int(self.year.currentText()), one.target

            def work(_: Job) -> tuple[Standing, dict[str, list[int]]]:
                reader = office.register.look()
                try:
                    return one, behind(reader, office.measures, target, year) if not one.trouble else {}
                finally:
                    reader.close()

            self.desk.jobs.start(Job(work, self._tell, topic="behind"))

    def _tell(self, told: tuple[Standing, dict[str, list[int]]]) -> None:
        one, rows = told
        count = sum(map(len, rows.values()))
        said = say("targets.behind", name=one.target.name, who=one.target.theirs, count=count)
        self.said.setText(one.trouble or said + self._split(one.target) + one.unjudged)
        self.behind.take(self.desk.office.register, rows)

    def _split(self, target: Target) -> str:
        """What the shares of a whole come to, which may be more or less than it; empty where it has none."""
        shares = [
            one.reckoned.plan
            for one in self.model.shown
            if target.who is None
            and one.target.who is not None
            and (one.target.name, one.target.period) == (target.name, target.period)
            and isinstance(one.reckoned.plan, int | float)
        ]
        plan = target.demand.amount
        return say("targets.split", split=f"{sum(shares):,}", plan=plan) if shares and plan is not None else ""

    def edit(self) -> None:
        """Opens the editor of the current target's plan."""
        if self.current:
            index = self.model.index(self.table.currentIndex().row(), PLAN)
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def _put(self, one: Standing, field: str, value: Stored) -> None:
        """Keeps what was typed over a plan, as one step."""
        if value != getattr(one.target.demand, field):
            self.desk.touched([keying.change(self.desk.office.register, TARGET, one.target.row, {field: value})])

    def open_target(self) -> None:
        """Shows the current target's record."""
        if one := self.current:
            self.desk.wanted.emit(TARGET, one.target.row, "")

    def keep(self) -> None:
        """What stands in an editor is kept before another page opens."""
        self.editing.keep()
        self.laying.keep()

    def export(self) -> None:
        """The table as it stands, where the clerk says."""
        if self.is_laid:
            self.laying.export()
            return
        found, year = self.model.shown, int(self.year.currentText())

        def write(_: object, path: Path) -> None:
            write_workbook(path, found, year)

        save_workbook(self, self.desk, say("targets.book", year=year), write)
