"""What belongs to a record, as a table in its form: entries of a contest, fund lines, assessments."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.register import Change
from models.schema import RecordType
from models.words import say
from ui.parts.desk import Desk
from ui.parts.grid import RecordModel, RecordTable
from ui.parts.look import icon, scaled


class ChildTable(QWidget):
    """The children of one type, typed into like a sheet; what is added belongs to the parent."""

    def __init__(self, desk: Desk, record: RecordType) -> None:
        super().__init__()
        self.desk = desk
        self.record = record
        self.parent_row: int | None = None
        self._ours = False
        self.model = RecordModel(desk, record, "false")
        self.table = RecordTable(self.model, f"children/{record.key}")
        self.table.setMinimumHeight(scaled(220))
        self.model.show_columns([key for key in self.model.columns if key != record.parent])
        self.table.opened.connect(self._open)
        self.model.kept.connect(self._kept)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        add = QPushButton(icon("plus"), say("form.add_child", record=record.title))
        add.clicked.connect(lambda: desk.wanted.emit(record.key, -(self.parent_row or 0), record.parent))
        bar = QHBoxLayout()
        bar.addWidget(self.count, 1)
        bar.addWidget(add)
        rows = QVBoxLayout(self)
        rows.addLayout(bar)
        rows.addWidget(self.table)
        self.model.settled.connect(self._tell)
        desk.changed.connect(self._follow)

    def open_parent(self, row: int | None) -> None:
        """Shows the children of a record."""
        self.parent_row = row
        self.model.presets = {self.record.parent: row}
        self.model.within = f"{self.record.table}.{self.record.parent} = {row}" if row else "false"
        self.model.load()

    def _open(self, field: str) -> None:
        """The current child in its own form."""
        if chosen := self.table.records():
            self.desk.wanted.emit(self.record.key, chosen[0], field)

    def _kept(self, changes: list[Change]) -> None:
        self._ours = True
        self.desk.touched(changes)
        self._ours = False
        self._tell()

    def _follow(self, tables: set[str]) -> None:
        if self.parent_row and self.record.table in tables and not self._ours:
            self.model.reload()

    def _tell(self) -> None:
        self.count.setText(say("table.count", count=len(self.model.ids)))
