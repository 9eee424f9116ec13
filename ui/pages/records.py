"""Records of one type: the table at the left, the record's form at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QMenu,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from models.kinds import Stored
from models.register import Change
from models.schema import RecordType
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.grid import RecordModel, RecordTable
from ui.parts.head import count, head, search_line
from ui.parts.late import part
from ui.parts.look import icon
from ui.parts.pane import FormPane
from ui.parts.toolbar import add_action, toolbar

if TYPE_CHECKING:
    from models.drafts import Draft
    from ui.parts.form import RecordForm

_GLANCE = 60  # milliseconds on a row before its form is shown, so that a held arrow key runs freely
_PAUSE = 120  # milliseconds without a key press before the table is searched


class RecordsPage(QWidget):
    """Everything that can be done with the records of one type."""

    intake_wanted = Signal(str)

    def __init__(self, desk: Desk, record: RecordType) -> None:
        super().__init__()
        self.desk = desk
        self.record = record
        self.model = RecordModel(desk, record, growing=not self._kinds())
        self.table = RecordTable(self.model)
        self.pane = FormPane(desk)
        self.search = search_line(desk.later)
        self.count = count()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon = QTimer(self, singleShot=True, interval=_GLANCE)
        self._wanted: tuple[int, str] | None = None
        self._ours = False
        self._build()
        self._wire()
        self.model.load()
        self.table.seen.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def _begin(self) -> None:
        """The form comes after the table has been painted, unless someone has asked for it before.

        The cursor stays where it is: with the arrows one walks through the places, past empty pages too.
        """
        if self.pane.current:
            return
        if self.model.ids:
            self.table.setCurrentIndex(self.model.index(0, 0))
        elif not self._kinds():
            self.pane.open(self.record.key, None)

    def _build(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.table)
        self.split.addWidget(self.pane)
        self.split.setStretchFactor(0, 5)
        self.split.setStretchFactor(1, 4)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.setSizes([560, 560])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(head(self.record.title, (self.count, 1), (self.search, 1)))
        rows.addWidget(self._toolbar())
        rows.addWidget(self.split, 1)

    def _toolbar(self) -> QToolBar:
        bar = toolbar(
            self,
            {
                "plus": ("table.add", "Ctrl+N", self.add_record),
                "save": ("table.save", "Ctrl+S", self.keep),
                "trash": ("table.delete", "Ctrl+-", self.delete),
                "history": ("table.past", "Ctrl+Shift+H", self.show_past),
                "import": ("table.intake", "Ctrl+I", lambda: self.intake_wanted.emit(self.record.key)),
                "export": ("table.export", "Ctrl+E", self.export),
                "table": ("table.blank", "Ctrl+B", self.ask),
            },
            self.desk.later,
        )
        add_action(self, "table.merge", "Ctrl+M", self.merge)
        add_action(self, "table.find", "Ctrl+F", self._find)
        add_action(self, "table.form", "F4", self.pane.toggle)
        add_action(self, "table.to_form", "F6", self._change_side)
        for sentence, key, down in (("table.next", "Ctrl+PgDown", 1), ("table.previous", "Ctrl+PgUp", -1)):
            add_action(self, sentence, key, lambda down=down: self.table.move_on(down, 0))
        return bar

    def _change_side(self) -> None:
        """From the form to the table, from anywhere else to the form: one key for both, for two would be none."""
        focus = self.focusWidget()
        if focus and self.pane.isAncestorOf(focus):
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.pane.appear()
            self.form().focus_field("")

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _wire(self) -> None:
        self.table.history_wanted.connect(self.show_past)
        self.search.returnPressed.connect(self.table.setFocus)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(lambda: self.model.search(self.search.text()))
        self.table.selectionModel().currentRowChanged.connect(self._glance)
        self._soon.timeout.connect(self._show_current)
        self.table.opened.connect(lambda field: self.form().focus_field(field))
        self.model.kept.connect(self._cells_kept)
        self.model.settled.connect(self._settled)
        self.pane.kept.connect(self._kept)
        self.pane.next_blank.connect(self.next_blank)
        self.desk.changed.connect(self._follow)

    def _glance(self, *_: object) -> None:
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """The form of the row that the cursor is on."""
        super().showEvent(event)
        if self.pane.current:
            self._glance()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not seen is not shown: the window may be closing."""
        super().hideEvent(event)
        self._soon.stop()

    def form(self) -> RecordForm:
        """The form that is shown, of the row that the cursor is on."""
        if self._soon.isActive():
            self._soon.stop()
            self._show_current()
        if not self.pane.current:
            self._begin()
            self._show_current()
        return self.pane.current or self.pane.open(self.record.key, None)

    def _show_current(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid() or index.row() >= len(self.model.ids):
            return
        row = self.model.ids[index.row()]
        if not (self.pane.current and self.pane.current.row == row):
            self.keep()
            self._open(row)

    def _open(self, row: int) -> None:
        self._wanted = None
        register, key = self.desk.office.register, self.record.key
        if not self.record.refinement and register.schema.is_refined(self.record.table):
            kind = register.ask(f"select type from {self.record.table} where id = ?", [row])[0][0]
            key = register.schema.of_row(self.record.table, kind).key
        self.pane.open(key, row)

    def _kinds(self) -> list[RecordType]:
        """The types to choose from, where this page lists all that share a table."""
        return [] if self.record.refinement else self.desk.office.schema.refinements(self.record.table)

    def add_record(self, presets: dict[str, Stored] | None = None) -> None:
        """A blank form; on the page of all competitions, of the type that is chosen."""
        if kinds := self._kinds():
            menu = QMenu(self)
            for one in kinds:
                menu.addAction(icon(one.icon), one.title, lambda key=one.key: self.desk.wanted.emit(key, 0, ""))
            menu.popup(self.mapToGlobal(self.table.pos()))
            return
        self.keep()
        self._wanted = None  # not back to what was kept, when the table has been read again
        form = self.pane.open(self.record.key, None, presets)
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        form.focus_field("")

    def bring_back(self, draft: Draft) -> None:
        """Shows what stood in the form when the program was cut off."""
        self.pane.open(self.record.key, draft.row or None).draft.bring_back(draft)
        self.pane.show()

    def next_blank(self) -> None:
        """Keeps the record and opens the next blank one, with what is carried over filled in."""
        presets = self.form().carried()
        self.add_record(presets)
        self.form().focus_first_blank()

    def keep(self) -> None:
        """Writes what stands in the form."""
        try:
            if self.pane.current and self.pane.current.keep():
                self.desk.said.emit(say("form.kept"))
        except Refusal as refusal:
            self.desk.refuse(refusal)

    def _kept(self, changes: list[Change]) -> None:
        self._wanted = (self.form().row or 0, "")
        self.desk.touched(changes)

    def _cells_kept(self, changes: list[Change]) -> None:
        """The table knows what was typed into it: its rows stay where they are, and the line at the end may be one."""
        self._ours = True
        self.desk.touched(changes)
        self._ours = False
        self._tell_count()
        self._glance()

    def delete(self) -> None:
        """Takes the selected records away; one undo brings them back."""
        rows = self.table.records()
        if not rows:
            return
        for form in self.pane.by_type.values():
            form.dirty = False
        try:
            self.desk.touched(self.desk.office.register.delete(self.record.key, rows))
            self.desk.said.emit(say("table.deleted", count=len(rows)))
        except Refusal as refusal:
            self.desk.refuse(refusal)

    def show_record(self, row: int, field: str) -> None:
        """Brings a record and one of its fields into view; a negative row asks for a new child of that parent."""
        if row <= 0:
            self.add_record({field: -row} if row else None)
            return
        if not self.table.show_record(row):
            self.search.clear()
            self.model.search("")
            self._wanted = (row, field)
            return
        self._open(row)
        self.form().focus_field(field)

    def _tell_count(self) -> None:
        """Nothing before all are counted: the first sight lists a few."""
        if self.model.whole:
            self.count.setText(say("table.count", count=len(self.model.ids)))

    def _settled(self) -> None:
        self._tell_count()
        if self._wanted:
            row, field = self._wanted
            self._wanted = None
            if self.table.show_record(row) and field:
                self._open(row)
                self.form().focus_field(field)

    def _follow(self, tables: set[str]) -> None:
        """Another page or an undo has touched records: read again, but never over what is being typed."""
        if not tables & {self.record.table, *(field.of.split("/")[0] for field in self.record.links())}:
            return
        form = self.pane.current
        if form and form.row and not form.dirty:
            there = bool(self.desk.office.register.row(self.record.key, form.row))
            self._wanted = self._wanted or ((form.row, "") if there else None)
            form.open_record(form.row if there else None)
        if not self._ours:
            self.model.reload()

    def merge(self) -> None:
        """Makes one record of two that are chosen, after a look at both."""
        self.keep()
        part("merging").merge_records(self, self.desk, self.record.key, self.table.records())

    def show_past(self, row: int = 0, field: str = "") -> None:
        """What the current record was before."""
        self.keep()
        row = row or next(iter(self.table.records()), 0)
        if row:
            part("past").PastDialog(self, self.desk, self.record.key, row, field).exec()

    def export(self) -> None:
        """Writes the ledger."""
        part("writing").save_ledger(self, self.desk, self.record)

    def ask(self) -> None:
        """Asks units for records of this type."""
        self.keep()
        part("asking").ask_units(self, self.desk, self.record.key)
