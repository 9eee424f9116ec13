"""The targets of a year as a table: what is asked, what was reached, what it would come to, the years before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from models.kinds import Period, Stored
from models.kinds.numbers import decimal, written
from models.schema import Field, RecordType
from models.targets import EARLY, GREEN, GROWTH, HEADINGS, RED, UNKNOWN, YELLOW, Standing, headings
from models.words import say
from ui.parts.inplace import FIELD, KEPT
from ui.parts.look import colour

PLAN, LIGHT = HEADINGS.index("plan"), HEADINGS.index("light")
_COLOURS = {GREEN: "good", YELLOW: "doubt", RED: "error", EARLY: "muted", UNKNOWN: "muted"}
_WORDS = ("measure", "who", "period", "demand", "light", "unit")
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


class TargetsModel(QAbstractTableModel):
    """Targets from the top; the plan is typed in place."""

    edited = Signal(object, str, object)  # a standing, the field, what was typed

    def __init__(self, record: RecordType) -> None:
        super().__init__()
        self.record = record
        self.shown: list[Standing] = []

    def take(self, found: Sequence[Standing]) -> None:
        """Shows these targets."""
        self.beginResetModel()
        self.shown = list(found)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The targets."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """One for each heading."""
        return 0 if parent.isValid() else len(HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The plan can be typed over."""
        given = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return given | Qt.ItemFlag.ItemIsEditable if index.column() == PLAN else given

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Says what was typed; the page writes it."""
        if role != _ROLE.EditRole:
            return False
        one = self.shown[index.row()]
        self.edited.emit(one, self._field(one).key, value)
        return True

    def _field(self, one: Standing) -> Field:
        """What the plan follows from: the amount, or the growth."""
        return self.record.fields["growth" if one.target.demand.told == GROWTH else "amount"]

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """What a cell shows, and what its editor needs."""
        one = self.shown[index.row()]
        match role:
            case _ROLE.DisplayRole:
                return _texts(one)[index.column()]
            case _ROLE.ToolTipRole:
                return one.trouble or _texts(one)[index.column()]
            case _ROLE.TextAlignmentRole if HEADINGS[index.column()] not in _WORDS:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case _ROLE.ForegroundRole if index.column() == LIGHT:
                return colour(_COLOURS[one.reckoned.light])
            case _ if role == FIELD:
                return self._field(one)
            case _ if role == KEPT:
                return getattr(one.target.demand, self._field(one).key)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """Headings; numbers of the lines."""
        if role != _ROLE.DisplayRole:
            return None
        return headings()[section] if orientation == Qt.Orientation.Horizontal else section + 1


def _texts(one: Standing) -> tuple[str, ...]:
    target, told = one.target, one.reckoned
    plan = target.demand.amount if isinstance(target.demand.amount, str) else told.plan
    return (
        *(target.name, target.theirs, Period().show(target.period), target.demand.told),
        *(_number(plan), _number(told.actual), _number(told.rate), _number(told.projected)),
        *(say(f"targets.{told.light}"), _number(one.last), _number(one.before), target.unit),
    )


def _number(value: Stored) -> str:
    """A figure as one reads it, with one decimal at most; a text as it was typed."""
    if not isinstance(value, int | float):
        return value or ""
    whole, _, part = written(round(decimal(value), 1)).partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")
