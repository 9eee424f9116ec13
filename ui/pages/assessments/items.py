"""One sheet as a tree of its items: what is typed is kept at once, and every subtotal above follows."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from models import assessing
from models.assessing import ITEM, Kept
from models.kinds import Stored
from models.scoring.assessment import Item, Score
from models.scoring.assessment.items import BASE, VETO
from models.scoring.exact import shown
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.look import colour

_ROOT = QModelIndex()
COLUMNS = ("item", "full", "own_score", "score", "deduction", "remark", "evidence")
_TYPED = ("own_score", "score", "deduction", "remark")
NUMBERS = ("full", "own_score", "score", "deduction")
Index = QModelIndex | QPersistentModelIndex


class ItemsModel(QAbstractItemModel):
    """The items of a sheet; an index carries the number of its item, counted from the top."""

    kept = Signal(object, list)  # the sheet as it is now, changes
    refused = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.fields = desk.office.schema[ITEM].fields
        self.sheet: Kept | None = None
        self.items: list[Item] = []
        self._above: dict[str, Item] = {}
        self._row: dict[str, int] = {}
        self._number: dict[str, int] = {}
        self._faults: dict[str, str] = {}

    def show_sheet(self, sheet: Kept | None) -> None:
        """Another sheet; or what has become of the one that is shown, the cursor staying where it is."""
        same = bool(sheet and self.sheet and sheet.row == self.sheet.row and sheet.scheme is self.sheet.scheme)
        if same:
            self._take(sheet)
            self._repaint(self.items)
            return
        self.beginResetModel()
        scheme = sheet.scheme if sheet else None
        self.items = list(scheme.sheet.everything()) if scheme else []
        self._number = {item.key: at for at, item in enumerate(self.items)}
        self._above = {child.key: item for item in self.items for child in item.children}
        tops = scheme.sheet.items if scheme else ()
        families = [tops, *(item.children for item in self.items)]
        self._row = {item.key: at for family in families for at, item in enumerate(family)}
        self._take(sheet)
        self.endResetModel()

    def _take(self, sheet: Kept | None) -> None:
        self.sheet = sheet
        found = sheet.result if sheet else None
        self._faults = {fault.key: fault.say for fault in found.faults} if found else {}

    def _repaint(self, items: Iterable[Item]) -> None:
        for item in items:
            first = self.of_item(item)
            self.dataChanged.emit(first, first.siblingAtColumn(len(COLUMNS) - 1))

    def of_item(self, item: Item, column: int = 0) -> QModelIndex:
        """Where an item stands."""
        return self.createIndex(self._row[item.key], column, self._number[item.key])

    def item(self, index: Index) -> Item:
        """The item of a row."""
        return self.items[index.internalId()]

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """The item in that row below a parent."""
        tops = self.sheet.scheme.sheet.items if self.sheet and self.sheet.scheme else ()
        family = self.item(parent).children if parent.isValid() else tops
        return self.of_item(family[row], column) if 0 <= row < len(family) else QModelIndex()

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """The item above."""
        above = self._above.get(self.item(index).key) if index.isValid() else None
        return self.of_item(above) if above else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many items below."""
        if parent.column() > 0 or not self.sheet or not self.sheet.scheme:
            return 0
        return len(self.item(parent).children if parent.isValid() else self.sheet.scheme.sheet.items)

    def columnCount(self, _: Index = _ROOT) -> int:
        """As many as can be filled in, and what is asked."""
        return len(COLUMNS)

    def field(self, index: Index) -> str:
        """The field that a cell is typed into, or "": subtotals follow, and full marks are the scheme's."""
        item, name = self.item(index), COLUMNS[index.column()]
        if item.children or name not in _TYPED:
            return ""
        if item.kind == VETO:
            return {"score": "vetoed", "remark": "remark"}.get(name, "")
        return name

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells with a field can be typed into."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and self.field(index) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, weight, colour and side of a cell."""
        item, name = self.item(index), COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(item, name)
        if role == Qt.ItemDataRole.FontRole and item.children:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour(self._colour(item, name))
        if role == Qt.ItemDataRole.TextAlignmentRole and name in NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._faults.get(item.key) or item.label
        return self.told(index) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _text(self, item: Item, name: str) -> str:
        assert self.sheet is not None
        if name == "item":
            return item.label
        if name == "full":
            return shown(item.worth)
        if item.children:
            return self._subtotal(item, name)
        if item.kind == VETO and name == "score":
            return self.fields["vetoed"].kind.show(self.sheet.value(item.key, "vetoed"))
        value = self.sheet.value(item.key, name)
        return str(value).rpartition("/")[2] if name == "evidence" and value else self.fields[name].kind.show(value)

    def _subtotal(self, item: Item, name: str) -> str:
        """The sum of what is there below, a blank while nothing is."""
        known = self._below(item, name)
        return shown(sum(known, Fraction(0))) if known else ""

    def _below(self, item: Item, name: str) -> list[Fraction]:
        assert self.sheet is not None
        if name not in NUMBERS or item.kind == VETO:
            return []
        scores = self.sheet.scores
        told = [(scores.get(leaf.key, Score()), leaf.full) for leaf in item.leaves() if leaf.kind == item.kind]
        values = [one.own if name == "own_score" else one.deduction for one, _ in told]
        if name == "score":
            values = [one.of(full) for one, full in told]
        return [value for value in values if value is not None]

    def _colour(self, item: Item, name: str) -> str:
        assert self.sheet is not None
        if name in ("own_score", "score", "deduction") and not item.children:
            value = self.sheet.value(item.key, "vetoed" if item.kind == VETO else name)
            own = self.sheet.scores.get(item.key, Score()).own
            faulty = item.key in self._faults and (name != "own_score" or own is None or own > (item.full or own))
            return "error" if isinstance(value, str) or faulty or self._is_vetoed(item) else "text"
        partial = item.children and item.kind == BASE and name == "score"
        open_ = partial and len(self._below(item, name)) < sum(leaf.kind == BASE for leaf in item.leaves())
        return "muted" if name == "full" or open_ else "text"

    def _is_vetoed(self, item: Item) -> bool:
        return item.kind == VETO and bool(self.sheet and self.sheet.value(item.key, "vetoed"))

    def told(self, index: Index) -> str:
        """What a screen reader says of a cell."""
        heading = say(f"assessments.heading_{COLUMNS[index.column()]}")
        return f"{self.item(index).label}，{heading} {self.data(index)}"

    def fault(self, item: Item) -> str:
        """What is the matter with an item; empty when nothing is."""
        if item.key in self._faults or not self.sheet:
            return self._faults.get(item.key, "")
        for name in ("own_score", "score", "deduction", "vetoed"):
            value = self.sheet.value(item.key, name)
            trouble = self.fields[name].kind.read(value).trouble if isinstance(value, str) else None
            if trouble:
                return say(trouble.key, label=self.fields[name].label, value=value)
        return ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(f"assessments.heading_{COLUMNS[section]}")
        return None

    def setData(self, index: Index, text: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keeps what was typed, as typed where it can't be read."""
        name = self.field(index)
        if not name:
            return False
        value = self.fields[name].kind.read(text).value
        return self.put(self.item(index), name, value)

    def put(self, item: Item, name: str, value: Stored) -> bool:
        """Keeps a value of an item; False where the register could not."""
        assert self.sheet is not None
        if value == self.sheet.value(item.key, name):
            return True
        try:
            sheet, changes = assessing.put(self.desk.office.register, self.sheet, {item.key: {name: value}})
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        self._take(sheet)
        way = [item]
        while way[-1].key in self._above:
            way.append(self._above[way[-1].key])
        self._repaint(way)
        self.kept.emit(sheet, changes)
        return True
