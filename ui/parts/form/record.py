"""A record's fields in sections, and in tabs what belongs to it. Keeps itself: leaving it loses nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from models import keying
from models.kinds import Stored
from models.schema import RecordType
from models.words import say
from ui.parts.children import ChildTable
from ui.parts.desk import Desk
from ui.parts.form.boxes import FieldBox
from ui.parts.form.draft import DraftKeeper
from ui.parts.form.judge import Judge
from ui.parts.form.keys import Keys
from ui.parts.form.sections import Section

_TWO_COLUMNS = 460  # pixels of width from which two fields stand side by side


class RecordForm(QScrollArea):
    """One record of a type, kept or new."""

    kept = Signal(list)  # changes
    dirtied = Signal(bool)

    def __init__(self, desk: Desk, record: RecordType) -> None:
        super().__init__()
        self.desk = desk
        self.record = record
        self.row: int | None = None
        self.dirty = False
        self.boxes = {key: FieldBox(field, desk) for key, field in record.fields.items()}
        self.sections = [
            Section(desk, record, title, [self.boxes[one.key] for one in fields])
            for title, fields in record.sections.items()
        ]
        self.children_tabs = QTabWidget()
        self.judge = Judge(self)
        self.draft = DraftKeeper(self)
        self.keys = Keys(self)
        self._filled: dict[str, Stored] = {}
        self._build()
        for key, box in self.boxes.items():
            box.editor.changed.connect(lambda key=key: self._touch(key))
            box.followed.connect(lambda row: desk.wanted.emit(record.key, row, ""))

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setAccessibleName(say("form.title", record=self.record.title))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # only its fields are typed into
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(10)
        rows.addWidget(self.draft.note)
        for section in self.sections:
            rows.addWidget(section)
        for child in self.desk.office.schema.children(self.record.key):
            self.children_tabs.addTab(ChildTable(self.desk, child), child.title)
        self.children_tabs.setAccessibleName(say("form.children", record=self.record.title))
        rows.addWidget(self.children_tabs)
        self.children_tabs.setVisible(self.children_tabs.count() > 0)  # only now: before it is a window of its own
        rows.addStretch()
        self.setWidget(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        super().resizeEvent(event)
        for section in self.sections:
            section.arrange(self.viewport().width() >= _TWO_COLUMNS)

    def open_record(self, row: int | None, presets: dict[str, Stored] | None = None) -> None:
        """Shows a kept record, or a blank one with defaults and what is carried over to it."""
        self.row = row
        self._filled = {}
        defaults = {key: field.default for key, field in self.record.fields.items()}
        values = self.desk.office.register.row(self.record.key, row) if row else defaults | (presets or {})
        self.show_values(values)
        self._set_dirty(False)
        self._show_children()
        self.judge.now()

    def show_values(self, values: dict[str, Stored]) -> None:
        """Puts values into the fields, without a word of what was wrong before."""
        for key, box in self.boxes.items():
            box.editor.show_value(values.get(key))
            box.set_note([])

    def _show_children(self) -> None:
        for at in range(self.children_tabs.count()):
            table = self.children_tabs.widget(at)
            assert isinstance(table, ChildTable)
            table.open_parent(self.row)
        self.children_tabs.setEnabled(self.row is not None)

    def focus_field(self, key: str) -> None:
        """Puts the cursor into a field, its section unfolded, and brings it into view."""
        box = self.boxes.get(key) or next(iter(self.boxes.values()))
        for section in self.sections:
            if box in section.boxes:
                section.fold(False)
        self.ensureWidgetVisible(box, 0, 60)
        box.editor.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first_blank(self) -> None:
        """Where typing goes on in a blank form that some values were carried over to."""
        blank = (key for key, box in self.boxes.items() if not box.editor.text() and key not in self.record.carried)
        self.focus_field(next(blank, ""))

    def typed(self) -> dict[str, Stored]:
        """What stands in the fields, as it would be kept."""
        return {key: box.editor.read().value for key, box in self.boxes.items()}

    def keep(self) -> bool:
        """Writes what was changed, as typed where it can't be read; True when anything was written."""
        if not self.dirty:
            return False
        register, typed = self.desk.office.register, self.typed()
        before = register.row(self.record.key, self.row) if self.row else {}
        changed = {key: value for key, value in typed.items() if value != before.get(key)}
        if not changed:
            self._set_dirty(False)
            return False
        if self.row is None:
            change = register.add(self.record.key, changed)
            self.row = change.ids[0]
        else:
            change = keying.change(register, self.record.key, self.row, changed)
        self._set_dirty(False)
        self.kept.emit([change])
        self._show_children()
        self.judge.now()
        return True

    def carried(self) -> dict[str, Stored]:
        """What the next blank form begins with: the values of fields that are declared to be carried over."""
        values = self.typed()
        return {key: values[key] for key in self.record.carried if values.get(key) is not None}

    def mark_dirty(self) -> None:
        """What stands in the form is not what is kept."""
        self._set_dirty(True)
        self.judge.soon()

    def _touch(self, key: str) -> None:
        self._fill_from(key)
        self.mark_dirty()
        self.draft.soon()

    def _fill_from(self, key: str) -> None:
        """What a value tells goes into fields that are blank, or that it filled before; never over what was typed."""
        field, read = self.record.fields[key], self.boxes[key].editor.read()
        for target, value in ({} if read.trouble else keying.told_by(field, read.value)).items():
            now = self.boxes[target].editor.read().value
            if now is None or now == self._filled.get(target):
                self._filled[target] = value
                self.boxes[target].editor.show_value(value)

    def _set_dirty(self, dirty: bool) -> None:
        self.dirty = dirty
        if not dirty:
            self.draft.forget()
        self.dirtied.emit(dirty)
