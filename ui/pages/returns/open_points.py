"""The pane of what stops a return: checks that fail, findings on its records, reports that are missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.findings import DOUBT, Finding
from models.returns.figures import INSTANCE
from models.words import say
from ui.pages.returns.standing import Instance
from ui.parts.look import colour

_ITEM = Qt.ItemDataRole.UserRole


class OpenPoints(QWidget):
    """Enter goes to the cell or record; a doubt of the form's checks is explained in the line beneath."""

    place_wanted = Signal(str)
    record_wanted = Signal(str, int, str)

    def __init__(self, instance: Instance) -> None:
        super().__init__()
        self.instance = instance
        self.list, self.why, self.told = QListWidget(), QLineEdit(), QLabel()
        self.keep = QPushButton(say("findings.explain"))
        self._build()
        self.list.itemActivated.connect(self._go)
        self.list.currentItemChanged.connect(lambda *_: self._tell())
        self.keep.clicked.connect(self.explain)
        self.why.returnPressed.connect(self.explain)

    def _build(self) -> None:
        self.list.setAccessibleName(say("returning.tab_points"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTabKeyNavigation(False)
        self.why.setAccessibleName(say("returning.why_doubt"))
        self.why.setPlaceholderText(say("returning.why_doubt"))
        self.told.setProperty("role", "help")
        self.told.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self.why, 1)
        line.addWidget(self.keep)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.addWidget(self.told)
        rows.addWidget(self.list, 1)
        rows.addLayout(line)

    def refresh(self) -> None:
        """Lists what there is now, the open ones first."""
        standing = self.instance.standing
        row = max(self.list.currentRow(), 0)
        self.list.clear()
        if standing is None:
            return
        for one in sorted([*standing.checks, *standing.findings], key=lambda one: (one.settled, one.level == DOUBT)):
            self._add(one)
        for waiting in standing.waiting:
            for key, names in (("missing", waiting.missing), ("empty", waiting.empty)):
                if names:
                    text = say(f"returning.{key}", record=waiting.title, count=len(names), names="、".join(names))
                    self.list.addItem(QListWidgetItem(text))
        self.told.setText(
            say("returning.points_open" if standing.open else "returning.points_none", count=len(standing.open))
        )
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    def _add(self, one: Finding) -> None:
        mark = "✓" if one.settled else "！" if one.level == DOUBT else "✗"
        why = f"　{say('findings.heading_why')}：{one.why}" if one.why else ""
        subject = "" if one.record == INSTANCE else f"{one.subject}："
        item = QListWidgetItem(f"{mark} {subject}{one.say}{why}", self.list)
        item.setData(_ITEM, one)
        if not one.settled:
            item.setForeground(colour("doubt" if one.level == DOUBT else "error"))

    def current(self) -> Finding | None:
        """The point that is chosen."""
        item = self.list.currentItem()
        found: Finding | None = item.data(_ITEM) if item else None
        return found

    def _tell(self) -> None:
        one = self.current()
        mine = one is not None and one.level == DOUBT and self.instance.is_open
        for widget in (self.why, self.keep):
            widget.setEnabled(mine)
        self.why.setText(one.why if one else "")

    def _go(self, item: QListWidgetItem) -> None:
        one: Finding | None = item.data(_ITEM)
        if one is None:
            return
        if one.record == INSTANCE:
            self.place_wanted.emit(one.field)
        else:
            self.record_wanted.emit(one.record, one.row, one.field)

    def explain(self) -> None:
        """Keeps the reason why the chosen doubt may stand."""
        one, instances, row = self.current(), self.instance.desk.office.instances, self.instance.row
        if one is not None and one.level == DOUBT:
            self.instance.act(lambda: instances.explain(row, one, self.why.text().strip()))
