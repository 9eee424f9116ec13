"""The form of a record: sections of fields, each with its help and findings underneath; children in tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from models.findings import ERROR, Finding
from models.kinds import LongText, Stored
from models.schema import Field, RecordType
from models.words import say
from ui.parts.children import ChildTable
from ui.parts.desk import Desk
from ui.parts.editors import Editor, editor

_TWO_COLUMNS = 460  # pixels of width from which two fields stand side by side


class FieldBox(QWidget):
    """Label, editor and, underneath, what is wrong or the field's help."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__()
        self.field = field
        self.editor: Editor = editor(field, desk)
        self.label = QLabel(
            f"{field.heading} <span style='color:#c0392b'>*</span>" if field.required else field.heading
        )
        self.label.setBuddy(self.editor.box)
        self.note = QLabel()
        self.note.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for widget in (self.label, self.editor, self.note):
            rows.addWidget(widget)
        rows.addStretch()
        self.editor.changed.connect(self._judge)
        self.set_note([])

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width."""
        return isinstance(self.field.kind, LongText)

    def _judge(self) -> None:
        """Says at once what can't be read; rules wait until the record is kept."""
        read = self.editor.read()
        if read.trouble is None:
            self.set_note([])
            return
        said = say(read.trouble.key, label=self.field.label, value=read.value)
        self._show(said, f"finding-{read.trouble.level}")

    def set_note(self, findings: list[Finding]) -> None:
        """The field's findings, or its help when there are none."""
        if not findings:
            self._show(self.field.help, "help")
            return
        worst = "error" if any(one.level == ERROR for one in findings) else "doubt"
        self._show("\n".join(one.say for one in findings), f"finding-{worst}")

    def _show(self, text: str, role: str) -> None:
        self.note.setVisible(bool(text))
        self.note.setText(text)
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)


class RecordForm(QScrollArea):
    """One record of a type. Keeps itself: nothing typed is lost when another record is shown."""

    kept = Signal(list)  # changes
    dirtied = Signal(bool)

    def __init__(self, desk: Desk, record: RecordType) -> None:
        super().__init__()
        self.desk = desk
        self.record = record
        self.row: int | None = None
        self.dirty = False
        self.boxes = {key: FieldBox(field, desk) for key, field in record.fields.items()}
        self._grids: list[tuple[QGridLayout, list[FieldBox]]] = []
        self._two = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        for box in self.boxes.values():
            box.editor.changed.connect(self._touch)

    def _build(self) -> None:
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(10)
        for title, fields in self.record.sections.items():
            rows.addWidget(_section(title or self.record.title))
            grid = QGridLayout()
            grid.setHorizontalSpacing(20)
            grid.setVerticalSpacing(8)
            self._grids.append((grid, [self.boxes[field.key] for field in fields]))
            rows.addLayout(grid)
        self.children_tabs = QTabWidget()
        for child in self.desk.office.schema.children(self.record.key):
            self.children_tabs.addTab(ChildTable(self.desk, child), child.title)
        self.children_tabs.setVisible(self.children_tabs.count() > 0)
        rows.addWidget(self.children_tabs)
        rows.addStretch()
        self.setWidget(body)
        self._arrange(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        super().resizeEvent(event)
        two = self.viewport().width() >= _TWO_COLUMNS
        if two != self._two:
            self._arrange(two)

    def _arrange(self, two: bool) -> None:
        self._two = two
        for grid, boxes in self._grids:
            row = column = 0
            for box in boxes:
                wide = box.wide or not two
                if wide and column:
                    row, column = row + 1, 0
                grid.addWidget(box, row, column, 1, 2 if wide and two else 1)
                row, column = (row + 1, 0) if wide or column else (row, 1)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1 if two else 0)

    def open_record(self, row: int | None, presets: dict[str, Stored] | None = None) -> None:
        """Shows a kept record, or a blank one with defaults."""
        self.row = row
        defaults = {key: field.default for key, field in self.record.fields.items()}
        values = self.desk.office.register.row(self.record.key, row) if row else defaults | (presets or {})
        for key, box in self.boxes.items():
            box.editor.show_value(values.get(key))
            box.set_note([])
        self._set_dirty(row is None and bool(presets))
        self._show_children()
        if row:
            self.show_findings()

    def _show_children(self) -> None:
        for at in range(self.children_tabs.count()):
            table = self.children_tabs.widget(at)
            assert isinstance(table, ChildTable)
            table.open_parent(self.row)
        self.children_tabs.setEnabled(self.row is not None)

    def show_findings(self) -> None:
        """What the audit says of this record, each under its field."""
        if self.row is None:
            return
        office = self.desk.office
        found = office.audit.of_row(office.register, self.record.table, self.row)
        for key, box in self.boxes.items():
            box.set_note([one for one in found if one.field == key and not one.settled])

    def focus_field(self, key: str) -> None:
        """Puts the cursor into a field and brings it into view."""
        box = self.boxes.get(key) or next(iter(self.boxes.values()))
        self.ensureWidgetVisible(box, 0, 60)
        box.editor.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> bool:
        """Writes what was changed, as typed where it can't be read; True when anything was written."""
        if not self.dirty:
            return False
        register = self.desk.office.register
        typed = {key: box.editor.read().value for key, box in self.boxes.items()}
        if self.row is None:
            given = {key: value for key, value in typed.items() if value is not None}
            if not given:
                return False
            change = register.add(self.record.key, given)
            self.row = change.ids[0]
        else:
            before = register.row(self.record.key, self.row)
            changed = {key: value for key, value in typed.items() if value != before.get(key)}
            if not changed:
                self._set_dirty(False)
                return False
            change = register.change(self.record.key, self.row, changed)
        self._set_dirty(False)
        self.kept.emit([change])
        self._show_children()
        self.show_findings()
        return True

    def _touch(self) -> None:
        self._set_dirty(True)

    def _set_dirty(self, dirty: bool) -> None:
        self.dirty = dirty
        self.dirtied.emit(dirty)


def _section(title: str) -> QLabel:
    label = QLabel(title)
    label.setProperty("role", "section")
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return label
