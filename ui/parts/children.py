"""What belongs to a record, as a table in its form: entries of a contest, fund lines, assessments."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.schema import RecordType
from models.words import say
from ui.parts.desk import Desk
from ui.parts.look import icon
from ui.parts.table import RecordModel, RecordTable


class ChildTable(QWidget):
    """The children of one type; a double click opens one, “new” opens a blank that belongs to the parent."""

    def __init__(self, desk: Desk, record: RecordType) -> None:
        super().__init__()
        self.desk = desk
        self.record = record
        self.parent_row: int | None = None
        self.model = RecordModel(desk, record, "false")
        self.table = RecordTable(self.model)
        self.table.setMinimumHeight(220)
        self.table.setColumnHidden(
            record.columns.index(record.parent), True
        ) if record.parent in record.columns else None
        self.table.doubleClicked.connect(lambda index: desk.wanted.emit(record.key, self.model.ids[index.row()], ""))
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
        self.model.within = f"{self.record.table}.{self.record.parent} = {row}" if row else "false"
        self.model.load()

    def _follow(self, tables: set[str]) -> None:
        if self.parent_row and self.record.table in tables:
            self.model.reload()

    def _tell(self) -> None:
        self.count.setText(say("table.count", count=len(self.model.ids)))
