"""The units of a round as a table, of which one state or some words are shown."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from models.findings import ERROR
from models.kinds import match_key
from models.rounds import CLEAN, FAULTY, LATE, STATES, UNASKED, WAITING, Standing
from models.words import say
from ui.parts.look import icon

_HEADINGS = ("unit", "state", "asked_on", "deadline", "sent_at", "file", "rows", "errors", "doubts")
_PICTURES = {CLEAN: "check", FAULTY: "warning", WAITING: "history", LATE: "calendar", UNASKED: "flag"}
_COUNTS = _HEADINGS.index("rows")
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


class StandingsModel(QAbstractTableModel):
    """All units of a round, and of these the ones that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Standing] = []
        self.shown: list[Standing] = []
        self._state, self._words = "", [""]

    def take(self, found: list[Standing]) -> None:
        """Shows these units."""
        self.all = found
        self.show_only(self._state, " ".join(self._words))

    def show_only(self, state: str, text: str) -> None:
        """Shows those of a state (all for "") whose names and files hold the words."""
        self._state, self._words = state, text.split()
        words = [match_key(word) for word in self._words]
        self.beginResetModel()
        self.shown = [
            one
            for one in self.all
            if state in ("", one.state) and all(word in match_key(one.name + one.file) for word in words)
        ]
        self.endResetModel()

    def counts(self) -> dict[str, int]:
        """How many units there are of each state, and of all."""
        counted = Counter(one.state for one in self.all)
        return {"": len(self.all)} | {state: counted[state] for state in STATES}

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The units shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """One for each heading."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Texts; the state with its picture; counts at the right."""
        one = self.shown[index.row()]
        match _ROLE(role):
            case _ROLE.DisplayRole | _ROLE.ToolTipRole:
                return _texts(one)[index.column()]
            case _ROLE.DecorationRole if _HEADINGS[index.column()] == "state":
                return icon(_PICTURES[one.state])
            case _ROLE.TextAlignmentRole if index.column() >= _COUNTS:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """Headings; numbers of the lines."""
        if role == _ROLE.TextAlignmentRole and orientation == Qt.Orientation.Horizontal and section >= _COUNTS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != _ROLE.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        return say(f"collecting_page.heading_{_HEADINGS[section]}")


def _texts(one: Standing) -> tuple[str, ...]:
    """The cells of a line."""
    errors = sum(each.level == ERROR for each in one.findings)
    at = one.sent_at[:16].replace("T", " ")
    sent = say("collecting_page.overdue", at=at) if one.overdue else at
    file = one.file or (say("collecting_page.typed") if one.rows else "")
    counts = (len(one.rows), errors, len(one.findings) - errors)
    state = say(f"collecting_page.show_{one.state}")
    state = say("collecting_page.unread", columns=one.unread) if one.unread else state
    return one.name, state, one.asked_on, one.deadline, sent, file, *(str(count or "") for count in counts)
