"""The records that stand behind a number, one a line; Enter or a double click leads to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from models.register import Reader
from models.words import say

_MOST = 2000  # records that a list shows: more nobody reads


class Behind(QListWidget):
    """Says which record is wanted."""

    wanted = Signal(str, int)  # record type and id

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("returning.behind"))
        self.itemActivated.connect(lambda item: self.wanted.emit(*item.data(Qt.ItemDataRole.UserRole)))

    def take(self, reader: Reader, rows: Mapping[str, Sequence[int]]) -> None:
        """Lists these records by type and name."""
        self.clear()
        for key, ids in rows.items():
            one = reader.schema[key]
            for row, (name,) in zip(ids, reader.table(key, ids[:_MOST], [one.name]), strict=False):
                item = QListWidgetItem(f"{one.title}　{name}", self)
                item.setData(Qt.ItemDataRole.UserRole, (key, row))
        if self.count():
            self.setCurrentRow(0)
