"""Records of one type: the table at the left, the record's form at the right."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from models import ledgers
from models.kinds import Stored
from models.register import Change
from models.schema import RecordType
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.jobs import Job
from ui.parts.look import icon
from ui.parts.table import RecordModel, RecordTable

if TYPE_CHECKING:
    from ui.parts.form import RecordForm

_PAUSE = 120  # milliseconds without a key press before the table is searched


class RecordsPage(QWidget):
    """Everything that can be done with the records of one type."""

    intake_wanted = Signal(str)

    def __init__(self, desk: Desk, record: RecordType) -> None:
        super().__init__()
        self.desk = desk
        self.record = record
        self.model = RecordModel(desk, record)
        self.table = RecordTable(self.model)
        self.forms = QStackedWidget()
        self.by_type: dict[str, RecordForm] = {}
        self.search = QLineEdit()
        self.count = QLabel()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wanted: tuple[int, str] | None = None
        self._build()
        self._wire()
        self.model.load()
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        """The form comes after the table has been painted, unless someone has asked for it before."""
        if self.forms.count():
            return
        if self.model.ids:
            self.table.selectRow(0)
        elif not self._kinds():
            self.add_record()

    def _build(self) -> None:
        title = QLabel(self.record.title)
        title.setProperty("role", "title")
        self.search.setPlaceholderText(say("table.search"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(280)
        self.search.setAccessibleName(say("table.search"))
        self.count.setProperty("role", "muted")
        head = QHBoxLayout()
        for widget, stretch in ((title, 0), (self.count, 1), (self.search, 1)):
            head.addWidget(widget, stretch)
        head.setContentsMargins(16, 12, 16, 4)
        head.setSpacing(12)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.table)
        frame = QFrame()
        frame.setProperty("role", "pane")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.forms)
        self.split.addWidget(frame)
        self.split.setStretchFactor(0, 5)
        self.split.setStretchFactor(1, 4)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.setSizes([560, 560])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(head)
        rows.addWidget(self._toolbar())
        rows.addWidget(self.split, 1)

    def _toolbar(self) -> QToolBar:
        bar = QToolBar()
        bar.setIconSize(QSize(17, 17))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        wanted = {
            "plus": ("table.add", "Ctrl+N", self.add_record),
            "save": ("table.save", "Ctrl+S", self.keep),
            "trash": ("table.delete", "Ctrl+D", self.delete),
            "import": ("table.intake", "Ctrl+I", lambda: self.intake_wanted.emit(self.record.key)),
            "export": ("table.export", "Ctrl+E", self.export),
            "table": ("table.blank", "", self.blank),
        }
        for name, (sentence, key, act) in wanted.items():
            action = QAction(icon(name), say(sentence), self)
            if key:
                action.setShortcut(QKeySequence(key))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                action.setToolTip(f"{say(sentence)}（{key}）")
            action.triggered.connect(act)
            self.addAction(action)
            bar.addAction(action)
        return bar

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(lambda: self.model.search(self.search.text()))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        self.table.activated.connect(lambda _: self.form().focus_field(""))
        self.model.settled.connect(self._settled)
        self.desk.changed.connect(self._follow)

    def form(self) -> RecordForm:
        """The form that is shown."""
        if not self.forms.count():
            self._begin()
        if not self.forms.count():
            self.forms.addWidget(self._form_of(self.record.key))
        return cast("RecordForm", self.forms.currentWidget())

    def _form_of(self, key: str) -> RecordForm:
        if key not in self.by_type:
            made = import_module("ui.parts.form").RecordForm  # not before the table has been painted
            form: RecordForm = made(self.desk, self.desk.office.schema[key])
            form.kept.connect(self._kept)
            self.by_type[key] = form
            self.forms.addWidget(form)
        return self.by_type[key]

    def _show_current(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            return
        row = self.model.ids[index.row()]
        if self.forms.count() and self.form().row == row:
            return
        self.keep()
        self._open(row)

    def _open(self, row: int) -> None:
        register = self.desk.office.register
        key = self.record.key
        if not self.record.refinement and register.schema.is_refined(self.record.table):
            kind = register.ask(f"select type from {self.record.table} where id = ?", [row])[0][0]
            key = register.schema.of_row(self.record.table, kind).key
        form = self._form_of(key)
        form.open_record(row)
        self.forms.setCurrentWidget(form)

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
        form = self._form_of(self.record.key)
        form.open_record(None, presets if isinstance(presets, dict) else None)
        self.forms.setCurrentWidget(form)
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        form.focus_field("")

    def keep(self) -> None:
        """Writes what stands in the form."""
        if not self.forms.count():
            return
        try:
            if self.form().keep():
                self.desk.said.emit(say("form.kept"))
        except Refusal as refusal:
            self.desk.refuse(refusal)

    def _kept(self, changes: list[Change]) -> None:
        self._wanted = (self.form().row or 0, "")
        self.desk.touched(changes)

    def delete(self) -> None:
        """Takes the selected records away; one undo brings them back."""
        rows = self.table.records()
        if not rows:
            return
        for form in self.by_type.values():
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

    def _settled(self) -> None:
        self.count.setText(say("table.count", count=len(self.model.ids)))
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
        if self.forms.count() and self.form().row and not self.form().dirty:
            row = self.form().row or 0
            if self.desk.office.register.row(self.record.key, row):
                self._wanted = self._wanted or (row, "")
                self.form().open_record(row)
            else:
                self.form().open_record(None)
        self.model.reload()

    def export(self) -> None:
        """Writes the ledger in the background."""
        self._write(ledgers.write_ledger, f"{self.record.title}.xlsx")

    def blank(self) -> None:
        """Writes the blank workbook for units."""
        self._write(ledgers.write_blank, say("table.blank_name", record=self.record.title))

    def _write(self, write: object, name: str) -> None:
        safe = name.translate(str.maketrans(dict.fromkeys('<>:"/\\|?*“”', "")))
        start = str(self.desk.office.folder / "out" / safe)
        path, _ = QFileDialog.getSaveFileName(self, say("table.save_as"), start, "Excel (*.xlsx)")
        if not path:
            return
        reader, key = self.desk.office.register, self.record.key

        def work(_: Job) -> object:
            looking = reader.look()
            try:
                return write(looking, key, Path(path))  # type: ignore[operator]
            finally:
                looking.close()

        self.desk.jobs.start(Job(work, lambda _: self.desk.said.emit(say("commands.written", file=path))))
