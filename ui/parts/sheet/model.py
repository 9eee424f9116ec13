"""The cells of one sheet for a table view: what the form holds, and what a page marks them with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from models.sheets import DrawnCell, Picture, column_letters
from models.words import say

_ROOT = QModelIndex()
_AROUND = 2  # rows and columns shown beyond the last that holds anything
NOTHING = Picture("", {}, {}, {}, last_row=0, last_column=0)
Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True)
class Mark:
    """What a page says of a cell: a text in its place, a tone of the look, a sentence, and whether it is typed into."""

    text: str = ""
    tone: str = ""
    """A colour of the tokens that has a soft one beside it: accent, doubt, error."""
    proposed: bool = False
    """Not kept yet: drawn with a broken frame."""
    says: str = ""
    typed: bool = False


class SheetModel(QAbstractTableModel):
    """One sheet of a form; rows and columns count from 0 here, from 1 in the sheet."""

    typed = Signal(str, str)  # address, text

    def __init__(self) -> None:
        super().__init__()
        self.picture = NOTHING
        self.marks: dict[Place, Mark] = {}
        self._covering: dict[Place, DrawnCell] = {}

    def show_picture(self, picture: Picture, marks: dict[Place, Mark]) -> None:
        """Another sheet."""
        self.beginResetModel()
        self.picture = picture
        self.marks = marks
        self._covering = {
            (row, column): one
            for one in picture.merged
            for row in range(one.row, one.row + one.rows)
            for column in range(one.column, one.column + one.columns)
        }
        self.endResetModel()

    def mark(self, marks: dict[Place, Mark]) -> None:
        """Other marks on the same sheet."""
        self.marks = marks
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def cell(self, row: int, column: int) -> DrawnCell | None:
        """The form's cell at a place of the sheet, or the one that covers it."""
        return self.picture.cells.get((row, column)) or self._covering.get((row, column))

    def place(self, index: Index) -> Place:
        """Where a cell of the table stands in the sheet; of a merged one, its first cell."""
        at = (index.row() + 1, index.column() + 1)
        over = self._covering.get(at)
        return (over.row, over.column) if over else at

    def address(self, index: Index) -> str:
        """Such as 表1!C5."""
        row, column = self.place(index)
        return f"{self.picture.name}!{column_letters(column)}{row}"

    def mark_at(self, index: Index) -> Mark | None:
        """What the page says of a cell."""
        return self.marks.get(self.place(index))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The rows that hold anything, and a few more."""
        return 0 if parent.isValid() or self.picture is NOTHING else self.picture.last_row + _AROUND

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The columns that hold anything, and a few more."""
        return 0 if parent.isValid() or self.picture is NOTHING else self.picture.last_column + _AROUND

    def text(self, row: int, column: int) -> str:
        """What is seen at a place: the page's text before the form's own."""
        mark = self.marks.get((row, column))
        cell = self.picture.cells.get((row, column))
        return mark.text if mark and mark.text else cell.text if cell else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; what the page says is told by the tooltip and to screen readers."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(*self.place(index))
        mark = self.mark_at(index)
        if role == Qt.ItemDataRole.ToolTipRole and mark:
            return mark.says
        if role == Qt.ItemDataRole.AccessibleTextRole:
            where = self.address(index).rsplit("!", 1)[1]
            return say("sheet.spoken", cell=where, text=self.text(*self.place(index)), says=mark.says if mark else "")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only marked cells may be typed into."""
        mark = self.mark_at(index)
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if mark and mark.typed else Qt.ItemFlag.NoItemFlags)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """What was typed goes to the page, which marks the cell anew."""
        if value != self.text(*self.place(index)):
            self.typed.emit(self.address(index), str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Letters above, numbers at the left."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return column_letters(section + 1)
