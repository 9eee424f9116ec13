"""The pane of an instance's way: its changes of state, and where the register differs from what was handed up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from models.words import say
from ui.pages.returns.standing import Instance

_PASSED = ("at", "who", "state", "why")
_DIFFERS = ("label", "handed_up", "now")


class PastPane(QWidget):
    """Two tables."""

    wanted = Signal(str)  # a place that differs

    def __init__(self, instance: Instance) -> None:
        super().__init__()
        self.instance = instance
        self.passed, self.differs = _table("passes", _PASSED), _table("differs", _DIFFERS)
        self._places: list[str] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        for name, table in (("passes", self.passed), ("differs", self.differs)):
            title = QLabel(say(f"returning.{name}"))
            title.setProperty("role", "section")
            rows.addWidget(title)
            rows.addWidget(table, 1)
        self.differs.itemActivated.connect(lambda item: self.wanted.emit(self._places[item.row()]))

    def refresh(self) -> None:
        """Lists both as they are now."""
        standing = self.instance.standing
        if standing is None:
            return
        passages = self.instance.desk.office.instances.passages(self.instance.row)
        steps = [(one.at.replace("T", " "), one.who, say(f"instances.{one.after}"), one.why) for one in passages]
        _fill(self.passed, steps)
        self._places = [one.place for one in standing.corrections]
        _fill(self.differs, [(one.label, str(one.handed_up), str(one.now)) for one in standing.corrections])


def _table(name: str, headings: tuple[str, ...]) -> QTableWidget:
    table = QTableWidget(0, len(headings))
    table.setAccessibleName(say(f"returning.{name}"))
    table.setHorizontalHeaderLabels([say(f"returning.heading_{one}") for one in headings])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setStretchLastSection(True)
    return table


def _fill(table: QTableWidget, lines: list[tuple[str, ...]]) -> None:
    table.setRowCount(len(lines))
    for row, texts in enumerate(lines):
        for column, text in enumerate(texts):
            table.setItem(row, column, QTableWidgetItem(text))
    table.resizeColumnsToContents()
