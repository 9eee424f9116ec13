"""The list of returns: those begun, and those of each form that are due now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from models.kinds import Period, match_key
from models.office import Office
from models.returns.instances import HANDED_UP
from models.returns.states import touched
from models.words import say
from ui.parts.look import colour

_ROOT = QModelIndex()
HEADINGS = ("title", "period", "state", "due", "at")
WIDTHS = (430, 110, 110, 120, 160)
NOT_BEGUN = "not_begun"
_TONES = {NOT_BEGUN: "muted", "sent_back": "error", "draft": "doubt", "audited": "accent"}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """One line: a return of a period; `row` 0 where it has not been begun."""

    form: str
    title: str
    period: str
    state: str
    due: str
    at: str = ""
    row: int = 0


def entries(office: Office) -> list[Entry]:
    """What waits first, by its deadline; then what is done, the latest first. A draft only opened is not begun."""
    begun_in = touched(office.register)
    begun = [
        Entry(one.form, one.title, one.period, one.state, _due(office, one.form, one.period), one.at, one.id)
        for one in office.instances.all()
        if one.id in begun_in
    ]
    known = {(one.form, one.period) for one in begun}
    coming = [
        Entry(name, one.title, period, NOT_BEGUN, _due(office, name, period))
        for name, one in office.returns.items()
        for period in office.instances.periods(name)[:1]
        if (name, period) not in known
    ]
    waiting = [one for one in begun if one.state != HANDED_UP]
    done = [one for one in begun if one.state == HANDED_UP]
    return [*sorted([*waiting, *coming], key=lambda one: (one.due or "9", one.title)), *done]


def _due(office: Office, form: str, period: str) -> str:
    known = office.returns.get(form)
    return known.due(period) if known else ""


class EntriesModel(QAbstractTableModel):
    """The lines of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Entry] = []
        self.entries: list[Entry] = []

    def take(self, entries: list[Entry], text: str) -> None:
        """Lists those whose title, period or state holds the text."""
        self.beginResetModel()
        self.all = entries
        self.entries = [one for one in entries if match_key(text) in match_key("".join(_texts(one)))]
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One for each return of a period."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Five."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; the state in its colour."""
        one = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _texts(one)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and HEADINGS[index.column()] == "state" and one.state in _TONES:
            return colour(_TONES[one.state])
        if role == Qt.ItemDataRole.FontRole and one.state != HANDED_UP and index.column() == 0:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            say(f"returning.heading_{HEADINGS[section]}") if orientation == Qt.Orientation.Horizontal else section + 1
        )


def _texts(one: Entry) -> tuple[str, ...]:
    state = say(f"instances.{one.state}") if one.row else say("returning.not_begun")
    return one.title, Period().show(one.period), state, one.due, one.at.replace("T", " ")
