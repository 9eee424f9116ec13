"""The listed findings as a flat table with heading rows, which screen readers read where they don't read trees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette

from models.findings import DOUBT, ERROR, Finding
from models.kinds import Text
from models.schema import Field
from models.whereabouts import cell_told, values
from models.words import say
from ui.pages.findings.grouping import BY_RULE, Group, Row, Sieve, Titles, arranged, ordered, sorting
from ui.parts.desk import Desk
from ui.parts.inplace import FIELD, KEPT
from ui.parts.look import icon

LEVEL, RECORD, PLACE, ITEM, VALUE, SAID, WHY = COLUMNS = range(7)
_HEADINGS = ("level", "record", "place", "field", "value", "say", "why")
_AROUND = 60  # rows whose values are read together
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


class FindingsModel(QAbstractTableModel):
    """All findings, and of these the rows that are shown. Values are read as they come into view."""

    edited = Signal(object, int, object)  # finding, column, what was typed

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.all: list[Finding] = []
        self.listed: list[Finding] = []
        self.shown: list[Row] = []
        self.sieve = Sieve()
        self.way = BY_RULE
        self.closed: set[str] = set()
        self._titles: Titles | None = None
        self._values: dict[tuple[str, int, str], str] = {}

    def take(self, found: Sequence[Finding]) -> None:
        """Shows these findings in place of those known so far; rows that stay the same stay where they are."""
        self.all = ordered(self.desk.office.schema, found)
        self._values.clear()
        self.arrange()

    def arrange(self) -> None:
        """Lists what passes the sieve, under the headings that are wanted."""
        self._titles = self._titles or Titles(self.desk.office.schema, self.desk.office.audit)
        self.listed = [one for one in self.all if self.sieve.passes(one)]
        if by := sorting(self.way):
            self.listed.sort(key=by)
        self._become(arranged(self.listed, self._titles.of(self.way), self.closed))

    def _become(self, rows: list[Row]) -> None:
        """Takes out and puts in what lies between the rows that are the same at both ends."""
        old, shorter = self.shown, min(len(self.shown), len(rows))
        head = next((at for at in range(shorter) if old[at] != rows[at]), shorter)
        tail = next((at for at in range(shorter - head) if old[-1 - at] != rows[-1 - at]), shorter - head)
        if head + tail < len(old):
            self.beginRemoveRows(_ROOT, head, len(old) - tail - 1)
            self.shown = old[:head] + old[len(old) - tail :]
            self.endRemoveRows()
        if head + tail < len(rows):
            self.beginInsertRows(_ROOT, head, len(rows) - tail - 1)
            self.shown = rows
            self.endInsertRows()
        self.shown = rows
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))

    def toggle(self, group: Group) -> None:
        """Opens or closes what stands under a heading."""
        self.closed ^= {group.title}
        self.arrange()

    def toggle_all(self) -> None:
        """Closes all headings; opens them when none is open."""
        groups = [row for row in self.shown if isinstance(row, Group)]
        self.closed = {group.title for group in groups} if any(group.open for group in groups) else set()
        self.arrange()

    def finding(self, row: int) -> Finding | None:
        """The finding of a row; None for a heading, or where there is no row."""
        found = self.shown[row] if 0 <= row < len(self.shown) else None
        return found if isinstance(found, Finding) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Findings that are shown, and headings."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Seven columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The value can be corrected in place, and a doubt's reason written."""
        given = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return given | Qt.ItemFlag.ItemIsEditable if self._field(index) else given

    def _field(self, index: Index) -> Field | None:
        """The field that a cell is edited with; None where there is nothing to edit."""
        one = self.finding(index.row())
        if one and index.column() == VALUE:
            return self.desk.office.schema[one.record].fields.get(one.field)
        if one and index.column() == WHY and one.level == DOUBT:
            return Field("why", say("findings.heading_why"), Text())
        return None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Says what was typed; the page writes it."""
        one = self.finding(index.row())
        if one is None or role != _ROLE.EditRole:
            return False
        self.edited.emit(one, index.column(), value)
        return True

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """What a cell shows, and what its editor needs."""
        row = self.shown[index.row()]
        if isinstance(row, Group):
            return _of_group(row, role) if index.column() == 0 else None
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return self._text(row, index)
        if role == _ROLE.DecorationRole and index.column() == LEVEL:
            return icon("warning" if row.level == ERROR else "check" if row.settled else "flag")
        if role == _ROLE.ForegroundRole and index.column() == VALUE and not self._value(index.row(), row):
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        if role == FIELD:
            return self._field(index)
        if role == KEPT:
            kept = self.desk.office.register.row(row.record, row.row).get(row.field)
            return kept if index.column() == VALUE else row.why
        return None

    def _text(self, one: Finding, index: Index) -> str:
        match index.column():
            case 0:
                return say(f"findings.{one.level}")
            case 1:
                return " · ".join(filter(None, (one.subject, self.desk.office.schema[one.record].title)))
            case 2:
                return " · ".join(filter(None, (cell_told(one), one.sheet, one.file))) or say("findings.typed_here")
            case 3:
                field = self.desk.office.schema[one.record].fields.get(one.field)
                return field.label if field else ""
            case 4:
                return self._value(index.row(), one) or say("findings.blank")
            case 5:
                return one.say
        return one.why

    def _value(self, row: int, one: Finding) -> str:
        """The value of a finding's field, read together with those around it."""
        key = (one.record, one.row, one.field)
        if key not in self._values:
            near = [each for each in self.shown[max(0, row - _AROUND) : row + _AROUND] if isinstance(each, Finding)]
            told = values(self.desk.office.register, near)
            self._values |= {(each.record, each.row, each.field): text for each, text in zip(near, told, strict=True)}
        return self._values[key]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """Headings."""
        if role != _ROLE.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return say(f"findings.heading_{_HEADINGS[section]}")


def _of_group(group: Group, role: int) -> Any:
    if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
        return f"{'▾' if group.open else '▸'}  {say('findings.group', title=group.title, count=group.count)}"
    if role == _ROLE.AccessibleTextRole:
        state = say("findings.opened" if group.open else "findings.closed")
        return f"{say('findings.group', title=group.title, count=group.count)}，{state}"
    if role == _ROLE.FontRole:
        font = QFont()
        font.setBold(True)
        return font
    if role == _ROLE.BackgroundRole:
        return QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return None
