"""The pane of one workbook: its tables, which rows of them, an earlier sending, the rows, the cell, the notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from models.intake import Layout
from models.intake.layouts import known_layouts, remembered
from models.intake.seen import Seen
from models.kinds import Link, Links
from models.register import Reader
from models.words import say
from ui.pages.intake.blocks import Blocks
from ui.pages.intake.inbox import Entry
from ui.pages.intake.layout import LayoutPane
from ui.pages.intake.rows import ALL, FILTERS, RowsModel, RowsTable
from ui.pages.intake.telling import Detail, Earlierness, Notes, Nothing
from ui.parts.boxes import ComboBox
from ui.parts.desk import Desk
from ui.parts.inplace import InPlace
from ui.parts.toolbar import add_action


class SheetPane(QStackedWidget):
    """Rows of the chosen table; what its columns are, when the clerk is asked that; or why there are none."""

    corrected = Signal(object)  # the workbook as the clerk has mended it
    answered = Signal()  # whether an earlier sending is replaced
    taken_back = Signal()  # the last correction of the workbook
    said = Signal(str)
    layout_settled = Signal(str, object, bool)
    layout_forgotten = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.entry: Entry | None = None
        self.model = RowsModel()
        self.table = RowsTable(self.model, InPlace(desk, self))
        self.which = ComboBox()
        self.which.setAccessibleName(say("intake_page.which"))
        self.filters = QButtonGroup(self)
        self.aside = QPushButton()
        self.earlier = Earlierness()
        self.detail, self.notes, self.nothing = Detail(), Notes(), Nothing()
        self.layout_pane = LayoutPane(desk.office.register)
        self.body = QWidget()
        self._build()
        self._wire()

    def _build(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(12, 2, 12, 2)
        above.setSpacing(4)
        above.addWidget(self.which)
        for at, only in enumerate(FILTERS):
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(only == ALL)
            self.filters.addButton(button, at)
            above.addWidget(button)
        above.addStretch(1)
        above.addWidget(self.aside)
        rows = QVBoxLayout(self.body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addLayout(above)
        for widget, stretch in ((self.earlier, 0), (self.table, 1), (self.detail, 0), (self.notes, 0)):
            rows.addWidget(widget, stretch)
        for page in (self.nothing, self.body, self.layout_pane):
            self.addWidget(page)

    def _wire(self) -> None:
        add_action(self.layout_pane, "intake_page.remember", "Ctrl+Return", lambda: self.layout_pane.settle(True))
        self.which.currentIndexChanged.connect(lambda _: self._show_table())
        self.filters.idClicked.connect(lambda at: self._filter(FILTERS[at]))
        self.earlier.chosen.connect(self._replace)
        self.table.moved.connect(self._tell_cell)
        self.table.editing.judged.connect(lambda trouble: self.detail.warn(trouble) if trouble else self._tell_cell())
        self.table.editing.ended.connect(self._tell_cell)
        self.model.typed.connect(self._typed)
        self.blocks = Blocks(self.table, lambda: bool(self.entry and self.entry.past))
        self.blocks.pasted.connect(self._pasted)
        self.blocks.taken_back.connect(self.taken_back)
        self.blocks.said.connect(self.said)
        self.layout_pane.settled.connect(self.layout_settled)
        self.layout_pane.settled.connect(lambda *_: self._back())
        self.layout_pane.forgotten.connect(self.layout_forgotten)
        self.layout_pane.forgotten.connect(lambda *_: self._back())
        self.layout_pane.closed.connect(self._back)

    def show_entry(self, entry: Entry | None) -> None:
        """The rows of a workbook; what stands in an open editor belongs to the one before and is kept there."""
        other, self.entry = entry is not self.entry, entry
        if other:
            self.setCurrentWidget(self.nothing)
        if entry is None or entry.reading is None:
            self.nothing.setText(say("intake_page.waiting") if entry else say("intake_page.welcome"))
            self.model.take(None)
            self.setCurrentWidget(self.nothing)
            return
        if not entry.understood:
            self.model.take(None)
            self._show_refused(entry)
            return
        self._list_tables(entry)
        if self.currentWidget() is not self.layout_pane:
            self.setCurrentWidget(self.body)

    def _show_refused(self, entry: Entry) -> None:
        """Why there are no rows; where it is a workbook all the same, the clerk may say what its columns are."""
        assert entry.reading is not None
        self.nothing.setText(entry.reading.refusal)
        if entry.received and entry.received.book:
            self.ask_layout(self.desk.office.register)
        else:
            self.setCurrentWidget(self.nothing)

    def _list_tables(self, entry: Entry) -> None:
        assert entry.reading is not None and entry.reading.account is not None
        told = _labels(entry.reading.tables)
        if [self.which.itemText(at) for at in range(self.which.count())] != told:
            self.which.blockSignals(True)
            self.which.clear()
            self.which.addItems(told)
            self.which.blockSignals(False)
        self.which.setVisible(len(told) > 1)
        self.notes.tell(entry.reading.account.notes, entry.reading.account.skipped)
        unread = entry.reading.unread
        self.aside.setText(say("intake_page.aside", count=len(unread)))
        self.aside.setToolTip(say("intake_page.aside_hint", columns="、".join(unread)))
        self.aside.setVisible(bool(unread))
        self._show_table()

    def seen(self) -> Seen | None:
        """The table that is looked at."""
        if self.entry is None or not self.entry.understood or self.entry.reading is None:
            return None
        tables = self.entry.reading.tables
        return tables[min(max(self.which.currentIndex(), 0), len(tables) - 1)]

    def _show_table(self) -> None:
        seen = self.seen()
        if seen is None or self.entry is None or self.entry.reading is None:
            return
        found = [one for one in self.entry.reading.earlier if one.record == seen.table.record.key]
        gone = [row for one in found for row in one.gone]
        texts = self.desk.office.register.table(seen.table.record.key, gone, seen.paths)
        self.model.take(seen, texts)
        counts = seen.counts
        newer = self.entry.reading.overtaken
        news = found if gone or counts["new"] + counts["changed"] else []
        self.earlier.ask(news, {name: counts[name] for name in ("new", "changed")}, self.entry.replacing, newer)
        self._count()
        self._tell_cell()

    def _count(self) -> None:
        """What each filter would show; those that would show nothing are not offered."""
        for at, only in enumerate(FILTERS):
            button, count = self.filters.button(at), self.model.count(only)
            button.setText(say(f"intake_page.only_{only}", count=count))
            button.setVisible(only == ALL or count > 0 or self.model.only == only)

    def _filter(self, only: str) -> None:
        self.table.editing.keep()
        self.model.filter(only)
        self._count()

    def next_filter(self) -> None:
        """Shows the next kind of rows of which there are any."""
        offered = [one for one in self.filters.buttons() if not one.isHidden()]
        at = offered.index(self.filters.checkedButton())
        offered[(at + 1) % len(offered)].click()

    def _replace(self, replacing: bool) -> None:
        if self.entry:
            self.entry.replacing = replacing
            self.answered.emit()

    def _tell_cell(self) -> None:
        index = self.table.currentIndex()
        seen = self.model.seen
        if seen is None or not index.isValid():
            self.detail.tell(None, 0, "", None)
            return
        found = self.model.at(index)
        at = self.model.shown[index.row()]
        self.detail.tell(seen, at, found[1] if found else "", found[2] if found else None)

    def _typed(self, at: int, path: str, value: Any) -> None:
        """A cell of the workbook, or a fact for all rows of its sheet, as if the unit had written it so."""
        seen, entry = self.seen(), self.entry
        if seen is None or entry is None or entry.received is None:
            return
        text = self._as_cell(seen, path, value)
        column = seen.table.columns.get(path)
        if column is None:
            self.corrected.emit(entry.received.told(seen.table.sheet, path, text))
        else:
            self.corrected.emit(entry.received.typed_at((seen.table.sheet, seen.lines[at], column), text))

    def _pasted(self, cells: list[tuple[int, str, str]]) -> None:
        """A block of cells as one correction; of a fact for all rows the last text holds."""
        seen, entry = self.seen(), self.entry
        if seen is None or entry is None or entry.received is None:
            return
        table, columns = seen.table, seen.table.columns
        typed = {(table.sheet, seen.lines[at], columns[path]): text for at, path, text in cells if path in columns}
        received = entry.received.typed_over(typed)
        for path, text in {path: text for _, path, text in cells if path not in columns}.items():
            received = received.told(table.sheet, path, text)
        self.corrected.emit(received)

    def _as_cell(self, seen: Seen, path: str, value: Any) -> str:
        """What would stand in the unit's cell for a value: the names of records, not their ids."""
        field = seen.fields[path]
        register = self.desk.office.register
        if isinstance(field.kind, Links):
            return register.names(field.of, value)
        return register.title(field.of, value) if isinstance(field.kind, Link) else field.kind.show(value)

    def ask_layout(self, reader: Reader) -> None:
        """Asks what the columns of the current workbook are, as they are understood now or as we guess."""
        entry = self.entry
        if entry is None or entry.received is None:
            return
        book = entry.received.sheets()
        seen = self.seen()
        name = seen.table.sheet if seen else ""
        sheet = next((one for one in book if one.name == name), None)
        explained = known_layouts(remembered(reader), sheet.spread()) if sheet and seen else {}
        known = any(seen is not None and one.head == seen.table.head for one, _ in explained)
        why = entry.reading.refusal if entry.reading else ""
        self.layout_pane.ask(book, name, _layout_of(seen) if seen else None, known, why)
        self.setCurrentWidget(self.layout_pane)

    def others(self, sheet: str, layout: Layout) -> list[Layout]:
        """The other tables of a sheet, as they are understood: those that a layout does not say anew.

        A heading below the rows of a table is of another table; one at or above its own heading is that heading.
        """
        chosen, reading = self.seen(), self.entry.reading if self.entry else None
        on_sheet = [one for one in reading.tables if one.table.sheet == sheet] if reading else []
        again = chosen if chosen in on_sheet and chosen.lines and layout.head <= chosen.lines[0] else None
        return [_layout_of(one) for one in on_sheet if one is not again and one.table.head != layout.head]

    def inner(self) -> QWidget:
        """What the keys go to: the rows, or the first choice where the clerk is asked what the columns are."""
        return self.layout_pane.record if self.currentWidget() is self.layout_pane else self.table

    def leave_layout(self) -> bool:
        """Back from the question what the columns are; False where it is not asked."""
        asked = self.currentWidget() is self.layout_pane
        if asked:
            self._back()
        return asked

    def _back(self) -> None:
        """The rows again, or why there are none."""
        self.setCurrentWidget(self.body if self.entry and self.entry.understood else self.nothing)


def _labels(tables: Sequence[Seen]) -> list[str]:
    """What the tables are called: sheet and type; of several alike each with its periods."""
    told = [f"{one.table.sheet} · {one.table.record.title}" for one in tables]
    more = [" · ".join([name, *one.periods[:2]]) for name, one in zip(told, tables, strict=True)]
    return [full if told.count(name) > 1 else name for name, full in zip(told, more, strict=True)]


def _layout_of(seen: Seen) -> Layout:
    table = seen.table
    return Layout(table.record.key, table.head, table.first, dict(table.columns))
