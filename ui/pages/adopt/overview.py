"""The pane that lists everything said, proposed, or still to be said, with a search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from models.words import say
from ui.pages.adopt.drafting import Drafting
from ui.pages.adopt.telling import shown, told
from ui.parts.head import search_line
from ui.parts.look import colour
from ui.parts.table import DenseTable

_ROOT = QModelIndex()
_HEADINGS = ("place", "what", "value")
_WIDTHS = (84, 150, 60)
_STATES = ("all", "said", "proposed", "left")
_TONES = {"proposed": "doubt", "left": "error"}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """One cell: its address, what belongs there, what it would hold, and whether that is said."""

    address: str
    what: str
    value: str
    state: str


def entries(work: Drafting) -> list[Entry]:
    """Everything, in the order: said, of lists, proposed, left."""
    values, names, cells = work.values, work.names, work.form.cells
    found = [Entry(at, told(one, names, work.listed(at)), shown(values.get(at)), "said") for at, one in cells.items()]
    for words in work.form.lists.values():
        sheet, first, _ = words.place
        places = [f"{sheet}!{letters}{first}" for letters in words.columns]
        found += [Entry(at, told(work.meaning(at), names, words.of), shown(values.get(at)), "said") for at in places]
    waiting = work.waiting()
    for at, one in waiting.items():
        found.append(Entry(at, told(one.meaning, names, work.record(at)), shown(values.get(at)), "proposed"))
    return found + [Entry(at, say("adopt.nothing_said"), "", "left") for at in work.left if at not in waiting]


class EntriesModel(QAbstractTableModel):
    """The entries that are listed."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def take(self, entries: list[Entry]) -> None:
        """Lists others."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One for each cell."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Three."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; what is not said yet in its colour."""
        one = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (one.address, one.what, one.value)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and one.state in _TONES:
            return colour(_TONES[one.state])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return say(f"adopt.heading_{_HEADINGS[section]}") if orientation == Qt.Orientation.Horizontal else section + 1


class Overview(QWidget):
    """Enter, or a double click, goes to the cell."""

    wanted = Signal(str)

    def __init__(self, work: Drafting) -> None:
        super().__init__()
        self.work = work
        self.search, self.state = search_line(), QComboBox()
        self.model = EntriesModel()
        self.table = DenseTable(self.model, say("adopt.overview"), _WIDTHS)
        self.table.verticalHeader().hide()
        self.state.setAccessibleName(say("adopt.heading_state"))
        for state in _STATES:
            self.state.addItem("", state)
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.state)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.addLayout(line)
        rows.addWidget(self.table, 1)
        self.search.textChanged.connect(lambda _: self.refresh())
        self.state.activated.connect(lambda _: self.refresh())
        self.table.activated.connect(lambda index: self.wanted.emit(self.model.entries[index.row()].address))
        self.search.returnPressed.connect(self.table.setFocus)

    def refresh(self) -> None:
        """Lists what there is now."""
        if not self.work.adoption:
            return
        found = entries(self.work)
        for at, state in enumerate(_STATES):
            many = sum(state in ("all", one.state) for one in found)
            self.state.setItemText(at, say(f"adopt.state_{state}", count=many))
        text, state = self.search.text(), self.state.currentData()
        shown_ = [one for one in found if state in ("all", one.state)]
        self.model.take([one for one in shown_ if text in one.address or text in one.what])
