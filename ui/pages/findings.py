"""All findings of the office: a double click opens the record at its field; a doubt may be explained."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models import audit
from models.findings import DOUBT, ERROR, Finding
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.look import icon
from ui.parts.table import DenseTable

_ROOT = QModelIndex()
_HEADINGS = ("level", "record", "subject", "field", "say", "why")
_WIDTHS = (64, 150, 200, 150, 520, 160)
Index = QModelIndex | QPersistentModelIndex


class FindingsModel(QAbstractTableModel):
    """The findings as they are filtered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.all: list[Finding] = []
        self.shown: list[Finding] = []

    def show_only(self, level: str, text: str) -> None:
        """Open ones of a level (or explained ones) that hold the text."""
        self.beginResetModel()
        self.shown = [one for one in self.all if _fits(one, level) and text in f"{one.subject}{one.say}"]
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Six columns."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; the level also as an icon."""
        one = self.shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._texts(one)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon("warning" if one.level == ERROR else "check" if one.settled else "flag")
        return None

    def _texts(self, one: Finding) -> tuple[str, ...]:
        record = self.desk.office.schema[one.record]
        field = record.fields.get(one.field)
        return (say(f"findings.{one.level}"), record.title, one.subject, field.label if field else "", one.say, one.why)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            say(f"findings.heading_{_HEADINGS[section]}") if orientation == Qt.Orientation.Horizontal else section + 1
        )


class FindingsPage(QWidget):
    """The list, its filters, and the reason for a doubt."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = FindingsModel(desk)
        self.table = DenseTable(self.model, say("findings.title"), _WIDTHS)
        self.level = QComboBox()
        self.text = QLineEdit()
        self.count = QLabel()
        self.why = QPushButton(icon("check"), say("findings.explain"))
        self._build()
        self.level.currentIndexChanged.connect(lambda _: self._filter())
        self.text.textChanged.connect(lambda _: self._filter())
        self.table.doubleClicked.connect(self._open)
        self.table.activated.connect(self._open)
        self.why.clicked.connect(self.explain)
        desk.audited.connect(self._take)
        desk.audit()

    def _build(self) -> None:
        title = QLabel(say("findings.title"))
        title.setProperty("role", "title")
        self.count.setProperty("role", "muted")
        for key in ("all", ERROR, DOUBT, "settled"):
            self.level.addItem(say(f"findings.show_{key}"), key)
        self.level.setAccessibleName(say("findings.heading_level"))
        self.text.setPlaceholderText(say("table.search"))
        self.text.setAccessibleName(say("table.search"))
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 4)
        for widget, stretch in ((title, 0), (self.count, 1), (self.level, 0), (self.text, 1), (self.why, 0)):
            head.addWidget(widget, stretch)
        hint = QLabel(say("findings.hint"))
        hint.setProperty("role", "help")
        hint.setContentsMargins(16, 0, 16, 0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(head)
        rows.addWidget(hint)
        rows.addWidget(self.table, 1)

    def _take(self, found: list[Finding]) -> None:
        self.model.all = sorted(found, key=lambda one: (one.level == DOUBT, one.record, one.row))
        self._filter()

    def _filter(self) -> None:
        self.model.show_only(str(self.level.currentData()), self.text.text().strip())
        errors = sum(one.level == ERROR for one in self.model.all)
        doubts = sum(one.level == DOUBT and not one.settled for one in self.model.all)
        self.count.setText(say("findings.count", errors=errors, doubts=doubts))

    def _open(self, index: QModelIndex) -> None:
        one = self.model.shown[index.row()]
        self.desk.wanted.emit(one.record, one.row, one.field)

    def explain(self) -> None:
        """Writes the reason for the selected doubt."""
        rows = self.table.selectionModel().selectedRows()
        chosen = [self.model.shown[index.row()] for index in rows if self.model.shown[index.row()].level == DOUBT]
        if not chosen:
            self.desk.said.emit(say("findings.choose_doubt"))
            return
        why, given = QInputDialog.getMultiLineText(self, say("findings.explain"), chosen[0].say)
        if not given or not why.strip():
            return
        try:
            register = self.desk.office.register
            with register.step(say("step.explain", subject=chosen[0].subject)):
                self.desk.touched([audit.explain(register, one, why.strip()) for one in chosen])
        except Refusal as refusal:
            self.desk.refuse(refusal)


def _fits(one: Finding, level: str) -> bool:
    if level == "settled":
        return one.settled
    return not one.settled and level in ("all", one.level)
