"""Tables on demand: chosen at the left, counted at once, kept under a name, each number with its rows."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from models import handover, pivots
from models.measures import Span, year_begins
from models.pivots import Pivot, Table
from models.words import Refusal, say
from ui.pages.tables.choosing import TableChooser
from ui.pages.tables.showing import PivotModel, PivotTable
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.head import head, hint
from ui.parts.jobs import Job
from ui.parts.look import scaled
from ui.parts.toolbar import toolbar
from ui.parts.writing import save_workbook

_MOST = 2000  # records listed behind a number
_COUNTING, _TRACING = "tables", "tables/behind"
_BEHIND = 150  # pixels of the list of records


class TablesPage(QWidget):
    """Choice, table, and the records behind the number that was asked about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.known: dict[str, Table] = {}
        self.sorting: tuple[int, bool] | None = None
        self.saved, self.scope = ComboBox(), ComboBox()
        self.chooser = TableChooser(desk.office.measures)
        self.table = PivotTable(PivotModel())
        self.told, self.behind = QLabel(), QListWidget()
        self._build()
        self.chooser.changed.connect(self._changed)
        self.table.horizontalHeader().sectionClicked.connect(self.sort_by)
        self.table.activated.connect(lambda _: self.look_behind())
        self.saved.activated.connect(self._opened)
        self.scope.activated.connect(lambda _: self._changed())
        self.behind.itemActivated.connect(lambda item: desk.wanted.emit(*item.data(Qt.ItemDataRole.UserRole), ""))
        desk.changed.connect(lambda _: self.count())
        self.chooser.period.setText(_latest(desk))
        self.list_saved()
        self._opened(0)

    def _build(self) -> None:
        self.saved.setAccessibleName(say("tables_page.saved"))
        self.saved.setMinimumWidth(scaled(260))
        self.scope.setAccessibleName(say("handover.scope"))
        for text, county in self._scopes():
            self.scope.addItem(text, county)
        self.scope.setVisible(self.scope.count() > 1)
        self.behind.setAccessibleName(say("tables_page.behind"))
        self.behind.setMaximumHeight(scaled(_BEHIND))
        self.behind.hide()
        self.told.setProperty("role", "muted")
        label = QLabel(say("tables_page.saved"))
        label.setBuddy(self.saved)
        right = QVBoxLayout()
        right.addWidget(self.table, 1)
        right.addWidget(self.told)
        right.addWidget(self.behind)
        sides = QHBoxLayout()
        sides.addWidget(self.chooser)
        sides.addLayout(right, 1)
        right.setContentsMargins(0, 0, 16, 12)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(head(say("tables_page.title"), (label, 0), (self.saved, 0), (self.scope, 0), (QLabel(), 1)))
        rows.addWidget(hint(say("tables_page.hint")))
        rows.addWidget(self._bar())
        rows.addLayout(sides, 1)

    def _bar(self) -> QToolBar:
        return toolbar(
            self,
            {
                "save": ("tables_page.save", "Ctrl+S", self.save),
                "trash": ("tables_page.delete", "Ctrl+Delete", self.delete),
                "export": ("tables_page.export", "Ctrl+E", self.export),
                "filter": ("tables_page.sort", "Ctrl+T", self.sort_here),
                "search": ("tables_page.behind", "Ctrl+D", self.look_behind),
            },
        )

    def _scopes(self) -> list[tuple[str, str]]:
        """All counties together; where any were merged, each in lines of its own, or one alone."""
        known = handover.names(self.desk.office.register)
        each = [(say("handover.each_county"), handover.EACH), *((name, name) for name in known)] if known else []
        return [(say("handover.all_counties"), ""), *each]

    def list_saved(self, chosen: str = "") -> None:
        """The tables by title, the office's own among them."""
        try:
            self.known = self.desk.office.tables
        except Refusal as refusal:
            self.desk.refuse(refusal)
        self.saved.clear()
        for name, one in self.known.items():
            self.saved.addItem(one.title, name)
            self.saved.setItemData(self.saved.count() - 1, one.about, Qt.ItemDataRole.ToolTipRole)
        self.saved.setCurrentIndex(max(self.saved.findData(chosen), 0))

    def _opened(self, at: int) -> None:
        """Shows a table that is kept."""
        if table := self.known.get(self.saved.itemData(at)):
            self.chooser.show_table(table)

    def _changed(self) -> None:
        """What is chosen is another table: it is in the order of its names at first."""
        self.sorting = None
        self.count()

    def count(self) -> None:
        """Counts what is chosen, in the background."""
        table, period = self.chooser.table(self.saved.currentText()), self.chooser.span()
        self.behind.hide()
        self.desk.jobs.call_off(_TRACING)
        if table is None or not period:
            self.desk.jobs.call_off(_COUNTING)
            self.table.show_pivot(None)
            self.told.setText(say("tables_page.unread" if table else "tables_page.nothing"))
            return
        self.told.setText(say("tables_page.counting"))
        span = Span(period, year_begins(self.desk.office.register))
        county = str(self.scope.currentData())
        self.desk.jobs.start(Job(lambda _: self._counted(table, span, county), self._show, topic=_COUNTING))

    def _counted(self, table: Table, span: Span, county: str) -> Pivot:
        reader = self.desk.office.register.look()
        try:
            return handover.count_within(reader, self.desk.office.measures, table, span, county)
        finally:
            reader.close()

    def _show(self, pivot: Pivot) -> None:
        self.table.show_pivot(pivot.sorted(*self.sorting) if self.sorting else pivot)
        self.told.setText(say("tables_page.counted" if pivot.lines else "tables_page.empty", lines=len(pivot.lines)))

    def sort_here(self) -> None:
        """Puts the lines in the order of the column that the cursor is in."""
        self.sort_by(self.table.currentIndex().column())

    def sort_by(self, section: int) -> None:
        """In the order of a column, the largest first, then the smallest; by a name as it was counted."""
        pivot = self.table.pivots.pivot
        if pivot is None or section < 0:
            return
        column = section - self.table.pivots.names
        self.sorting = (column, self.sorting != (column, True)) if column >= 0 else None
        if self.sorting:
            self.table.show_pivot(pivot.sorted(*self.sorting))
        else:
            self.count()

    def look_behind(self) -> None:
        """Lists the records that the number under the cursor counts."""
        cell, pivot = self.table.cell, self.table.pivots.pivot
        if cell and pivot:
            county = str(self.scope.currentData())
            self.desk.jobs.start(Job(lambda _: self._behind(pivot, *cell, county), self._list, topic=_TRACING))

    def _behind(
        self, pivot: Pivot, line: pivots.Line, column: int, county: str
    ) -> tuple[int, list[tuple[str, int, str]]]:
        understood = self.desk.office.register.look()
        try:
            rows = handover.behind_within(understood, self.desk.office.measures, pivot, line, column, county)
            found = []
            for key, ids in rows.items():
                one = understood.schema[key]
                names = understood.table(key, ids[:_MOST], [one.name])
                found += [(key, row, f"{one.title}　{name}") for row, (name,) in zip(ids, names, strict=False)]
            return sum(map(len, rows.values())), found
        finally:
            understood.close()

    def _list(self, counted: tuple[int, list[tuple[str, int, str]]]) -> None:
        count, found = counted
        self.behind.clear()
        self.behind.setVisible(bool(found))
        self.told.setText(say("tables_page.listed", count=count))
        for key, row, text in found:
            QListWidgetItem(text, self.behind).setData(Qt.ItemDataRole.UserRole, (key, row))
        if found:
            self.behind.setFocus()
            self.behind.setCurrentRow(0)

    def save(self) -> None:
        """Keeps what is chosen under a name."""
        if self.chooser.table("") is None:
            self.told.setText(say("tables_page.nothing"))
            return
        title, agreed = QInputDialog.getText(
            self, say("tables_page.save"), say("tables_page.name"), text=self.saved.currentText()
        )
        table = self.chooser.table(title.strip())
        if not agreed or not title.strip() or table is None:
            return
        try:
            self.list_saved(pivots.save(self.desk.office.resources, table, self.desk.office.measures))
            self.desk.said.emit(say("tables_page.kept", title=table.title))
            self.count()
        except Refusal as refusal:
            self.desk.refuse(refusal)

    def delete(self) -> None:
        """Takes the chosen table of the office away, when the clerk has agreed."""
        yes = QMessageBox.StandardButton.Yes
        asked = say("tables_page.sure", title=self.saved.currentText())
        if QMessageBox.question(self, say("tables_page.delete"), asked) != yes:
            return
        try:
            pivots.delete(self.desk.office.resources, str(self.saved.currentData()))
            self.list_saved()
            self._opened(0)
        except Refusal as refusal:
            self.desk.refuse(refusal)

    def export(self) -> None:
        """Writes the table as it stands on the screen to a workbook."""
        if pivot := self.table.pivots.pivot:
            save_workbook(self, self.desk, pivot.table.title, lambda _, path: pivots.write(pivot, path))


def _latest(desk: Desk) -> str:
    """The year that the records reach to, else this one."""
    latest = desk.office.register.ask("select max(year) from competition where typeof(year) = 'integer'")
    return str(latest[0][0] or datetime.date.today().year)
