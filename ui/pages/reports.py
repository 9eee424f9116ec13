"""Figures by period: who reports goes down, measures across; typed as in a spreadsheet, checked as one types."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models import reporting
from models.kinds import match_key
from models.register import Change
from models.reporting import EMPTY, GIVEN, MISSING
from models.schema import RecordType
from models.words import say
from ui.parts.clipboard import read_block, write_block
from ui.parts.desk import Desk
from ui.parts.reports.bars import Details, FilterBar, PeriodBar
from ui.parts.reports.model import FAULTY, ReportModel
from ui.parts.reports.table import ReportView
from ui.parts.toolbar import HERE, add_action
from ui.parts.writing import save_workbook

_STATES = (GIVEN, MISSING, EMPTY, FAULTY)


class ReportsPage(QWidget):
    """The returns of one record type that is kept by period."""

    def __init__(self, desk: Desk, record: RecordType) -> None:
        super().__init__()
        grid = reporting.grid_of(record)
        assert grid is not None  # else it has no place in the window
        self.desk = desk
        self.grid = grid
        self.model = ReportModel(desk, grid)
        self.view = ReportView(self.model, say("reports.title", record=record.title))
        self.table = self.view.table
        self.periods = PeriodBar(self)
        self.filters = FilterBar(self, _STATES)
        self.details = Details()
        self._stale = False
        self._writing = False
        self._build()
        self._wire()
        self._begin()

    def _build(self) -> None:
        title = QLabel(say("reports.title", record=self.grid.record.title))
        title.setProperty("role", "title")
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.addWidget(title, 1)
        head.addWidget(self.periods)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(head)
        rows.addWidget(self.filters)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.details)

    def _wire(self) -> None:
        self.periods.typed.connect(self._go)
        self.periods.stepped.connect(lambda by: self.open(reporting.shifted(self.model.period, by)))
        self.periods.compared.connect(lambda _: self.open(self.model.period))
        self.filters.changed.connect(self._filter)
        self.filters.blank_wanted.connect(self.ask)
        self.filters.empty_wanted.connect(self.note_empty)
        self.filters.text_wanted.connect(self.copy_reminder)
        self.filters.workbook_wanted.connect(self.save_reminder)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.model.kept.connect(self._kept)
        self.model.checked.connect(self._refresh)
        self.desk.changed.connect(self._follow)
        self.table.painter.closeEditor.connect(lambda: QTimer.singleShot(0, self._catch_up))
        self.filters.search.returnPressed.connect(self.table.setFocus)
        for name, key in (("copy", "Ctrl+C"), ("paste", "Ctrl+V"), ("clear", "Del")):
            add_action(self.table, f"grid.{name}", key, getattr(self, name), HERE)

    def _begin(self) -> None:
        """The period that was open last, else the latest one returned, else this year."""
        known = reporting.periods(self.desk.office.register, self.grid)
        last = str(self.desk.settings.value(self._key("period"), ""))
        self.periods.compare(str(self.desk.settings.value(self._key("beside"), "")))
        self.open(last or next(iter(known), str(datetime.date.today().year)))

    def _key(self, word: str) -> str:
        return f"reports/{self.grid.record.key}/{word}"

    def open(self, period: str) -> None:
        """Shows a period, and beside its figures those of the one that it is compared with."""
        if not period:
            return
        self.keep()
        beside = self.periods.beside()
        earlier = {"last": reporting.shifted(period, -1), "year": reporting.year_before(period)}.get(beside, "")
        with self._staying():
            self.model.open(period, earlier)
        self.table.set_rows_tall(any(value is not None for line in self.model.lines for value in line.before))
        known = {*reporting.periods(self.desk.office.register, self.grid), period}
        show = self.grid.by.kind.show
        self.periods.offer([show(one) for one in sorted(known, reverse=True)], show(period))
        self.desk.settings.setValue(self._key("period"), period)
        self.desk.settings.setValue(self._key("beside"), beside)
        self._stale = False
        self._refresh()

    @contextmanager
    def _staying(self) -> Iterator[None]:
        """The cursor stays with who it is at, or goes to the first line where that one is not shown."""
        index = self.table.currentIndex()
        who = self.model.line(index.row()).who if index.isValid() else None
        yield
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(self.model.row_of(who), max(index.column(), 0)))

    def _go(self, text: str) -> None:
        """To a period as it was typed."""
        value, trouble = self.grid.by.kind.read(text)
        if trouble:
            self.periods.show_period(self.grid.by.kind.show(self.model.period))
            self.details.tell("", [(say(trouble.key, label=self.grid.by.label, value=value), trouble.level)])
        elif value and value != self.model.period:
            self.open(str(value))
            self.table.setFocus()

    def _filter(self) -> None:
        self.keep()
        state, words = self.filters.chips.state(), match_key(self.filters.search.text())
        with self._staying():
            self.model.show_only(lambda line: self.model.is_(line, state) and words in match_key(line.name))
        self._refresh()

    def _refresh(self) -> None:
        """Counts, and what is told of the current cell."""
        self.filters.chips.count(self.model.counts())
        self.view.repaint_marks()
        self._tell()

    def _tell(self) -> None:
        """What is the matter with the current cell, then with its line; how to type, when all is well."""
        index = self.table.currentIndex()
        if not index.isValid():
            target = self.desk.office.schema[self.grid.down.of].title
            self.details.tell(say("reports.no_line") if self.model.lines else say("reports.no_one", who=target), [])
            return
        line = self.model.line(index.row())
        troubles = self.model.troubles(line, index.column()) | self.model.other_troubles(line, index.column())
        self.details.tell(self.model.told(index), [*troubles.items()] or [(say("reports.hint"), "")])

    def _kept(self, changes: list[Change]) -> None:
        self._writing = True
        self.desk.touched(changes)
        self._writing = False
        self._refresh()

    def _follow(self, tables: set[str]) -> None:
        """Someone else has touched what is shown: read it again, now or when it is seen."""
        target = self.desk.office.schema[self.grid.down.of].table
        if self._writing or not tables & {self.grid.record.table, target, reporting.SETTINGS}:
            return
        self._stale = True
        self._catch_up()

    def _catch_up(self) -> None:
        """Reads again what is out of date, but not under the hands of someone who types."""
        if self._stale and self.isVisible() and self.table.painter.open is None:
            self.open(self.model.period)

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed meanwhile is read now."""
        super().showEvent(event)
        self._catch_up()

    def keep(self) -> None:
        """Keeps what stands half typed in a cell."""
        self.table.painter.finish()

    def ask(self) -> None:
        """Asks units for the figures of this period."""
        self.keep()
        import_module("ui.parts.asking").ask_units(self, self.desk, self.grid.record.key, period=self.model.period)

    def note_empty(self) -> None:
        """The selected ones have returned nothing but blanks."""
        rows = [row for row in self.table.chosen()[0] if self.model.line(row).state == MISSING]
        if rows:
            what = say("reports.noted_empty", count=len(rows), who=self.grid.down.label, **self._named())
            self.model.fill({row: {} for row in rows}, what)
        else:
            self.desk.said.emit(say("reports.none_missing"))

    def _named(self) -> dict[str, str]:
        return {"period": self.grid.by.kind.show(self.model.period), "record": self.grid.record.title}

    def clear(self) -> None:
        """Empties the selected cells, as one step; a return that is left without figures is an empty one."""
        rows, columns = self.table.chosen()
        texts = {row: dict.fromkeys(columns, "") for row in rows}
        self.model.fill(texts, say("reports.emptied", count=len(rows) * len(columns), **self._named()))

    def copy(self) -> None:
        """The selected figures go to the clipboard, for Excel and WPS as for here."""
        rows, columns = self.table.chosen()
        cells = [[self.model.data(self.model.index(row, column)) for column in columns] for row in rows]
        QGuiApplication.clipboard().setMimeData(write_block(cells))

    def paste(self) -> None:
        """A block goes in from the selection's first cell on; a single value fills the selection."""
        cells = read_block(QGuiApplication.clipboard().mimeData())
        rows, columns = self.table.chosen()
        if not cells or not rows:
            return
        if len(cells) == len(cells[0]) == 1:
            texts = {row: dict.fromkeys(columns, cells[0][0]) for row in rows}
        else:
            texts, lost = self._placed(cells, rows[0], columns[0])
            if lost:
                self.desk.said.emit(say("reports.no_room", count=lost))
        self.model.fill(texts, say("reports.pasted", count=sum(map(len, texts.values())), **self._named()))

    def _placed(self, cells: list[list[str]], top: int, left: int) -> tuple[dict[int, dict[int, str]], int]:
        """Where each text of a block goes; and how many texts lie outside the table."""
        height, width = self.model.rowCount() - top, self.model.columnCount() - left
        texts = {top + at: dict(enumerate(row[:width], left)) for at, row in enumerate(cells[:height])}
        filled = sum(bool(text) for row in cells for text in row)
        return texts, filled - sum(bool(text) for row in texts.values() for text in row.values())

    def copy_reminder(self) -> None:
        """The reminder's text goes to the clipboard."""
        if told := self._reminder():
            QGuiApplication.clipboard().setText(told.text())
            self.desk.said.emit(say("reports.copied", count=len(told.rows), who=told.who))

    def save_reminder(self) -> None:
        """The reminder is written as a workbook, where the clerk says."""
        if told := self._reminder():
            save_workbook(self, self.desk, f"{told.title}.xlsx", lambda _, path: reporting.write_reminder(told, path))

    def _reminder(self) -> reporting.Reminder | None:
        """The reminder of this period; None, and a word of it, where nobody needs one."""
        self.keep()
        told = reporting.reminder(self.desk.office.register, self.grid, self.model.period)
        if told.rows:
            return told
        self.desk.said.emit(say("reports.all_returned"))
        return None
