"""The rows of a record type: read as they come into view, so that a hundred thousand open like ten; and typed into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from models import keying
from models.kinds import Attachment, Stored
from models.register import Change, Reader
from models.schema import RecordType
from models.words import Refusal, say
from ui.parts.desk import Desk
from ui.parts.jobs import Job
from ui.parts.look import colour

_PAGE = 40
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
Cell = tuple[Stored, str, str]
"""What is kept, what is shown, and what is wrong with it."""


class RecordModel(QAbstractTableModel):
    """Ids in order, and the pages of rows that have been looked at; one blank row more where rows may be added."""

    settled = Signal()
    kept = Signal(list)  # changes made by typing into cells

    def __init__(self, desk: Desk, record: RecordType, within: str = "", growing: bool = True) -> None:
        super().__init__()
        self.desk = desk
        self.record = record
        self.within = within
        self.growing = growing
        self.presets: Mapping[str, Stored] = {}
        self.ids: list[int] = []
        self.columns: list[str] = list(record.columns)
        self.filters: dict[str, str] = {}
        self._pages: dict[int, list[list[Cell]]] = {}
        self._text = ""
        self._order = ""
        self._descending = False
        self.whole = False  # whether all rows are listed, and not only the first ones
        self._stale = True  # whether rows that are shown may have changed since they were read

    def load(self) -> None:
        """Shows the first rows at once, and all of them when the background has found them."""
        first = self._ask(self.desk.office.register, _PAGE)
        self.whole = len(first) < _PAGE
        self._take(first)
        self._stale = False
        if not self.whole:
            self.reload()

    def search(self, text: str) -> None:
        """Shows the rows that hold all words of the text; the query runs in the background."""
        self._text = text
        self.reload()

    @property
    def narrowed(self) -> bool:
        """Whether words or filters keep rows away."""
        return bool(self._text.strip() or self.filters)

    def filter(self, column: str, text: str) -> None:
        """Shows only rows whose field is as the text says; an empty text lifts it."""
        self.filters = {key: said for key, said in (self.filters | {column: text}).items() if said.strip()}
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.reload()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Orders by a column as shown."""
        self._order = self.columns[column] if column >= 0 else ""
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.reload()

    def show_columns(self, columns: Iterable[str]) -> None:
        """Shows these fields, in this order."""
        self.beginResetModel()
        self.columns = [key for key in columns if key in self.record.fields] or list(self.record.columns)
        self._pages.clear()
        self.endResetModel()

    def reload(self) -> None:
        """Asks for the rows again in the background."""
        self.desk.jobs.start(Job(self._ask_elsewhere, self._take_all, topic=f"rows {id(self)}"))

    def _ask_elsewhere(self, _: Job) -> list[int]:
        reader = self.desk.office.register.look()
        try:
            return self._ask(reader)
        finally:
            reader.close()

    def _ask(self, reader: Reader, most: int = -1) -> list[int]:
        key, filters = self.record.key, self.filters
        return reader.ids(key, self._text, self._order, self._descending, self.within, most, filters)

    def _take_all(self, ids: list[int]) -> None:
        self.whole = True
        self._take(ids)

    def _take(self, ids: list[int]) -> None:
        """Rows added behind those that are shown leave selection and scrolling alone, and so do the same rows again."""
        shown = len(self.ids)
        if ids == self.ids:
            self.refresh()
        elif 0 < shown < len(ids) and ids[:shown] == self.ids and not self._stale:
            self.beginInsertRows(_ROOT, shown, len(ids) - 1 + self._more)
            self.ids = ids
            self._pages.pop(shown // _PAGE, None)
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.ids = ids
            self._pages.clear()
            self.endResetModel()
        self._stale = True
        self.settled.emit()

    def refresh(self) -> None:
        """The rows are the same, what stands in them may not be."""
        self._pages.clear()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    @property
    def _more(self) -> int:
        """One blank row at the end, to be typed into, once the end is known."""
        return int(self.growing and self.whole)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.ids) + self._more

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns are shown."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything is typed into but files, which are chosen in the form."""
        flags = super().flags(index)
        fixed = not index.isValid() or isinstance(self.record.fields[self.columns[index.column()]].kind, Attachment)
        return flags if fixed else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; numbers stand at the right, what could not be read is pointed at."""
        if role not in _ROLES:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.record.fields[self.columns[index.column()]].kind.numeric else _LEFT
        _, shown, wrong = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.BackgroundRole:
            return colour("error_soft") if wrong else None
        if role == Qt.ItemDataRole.ToolTipRole and wrong:
            return wrong
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return wrong
        bare = role == Qt.ItemDataRole.EditRole or not self.desk.covered
        return shown if bare else self.record.fields[self.columns[index.column()]].kind.mask(shown)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings with their units, filtered ones marked; row numbers."""
        if role != _SHOWN:
            return None
        if orientation == _DOWN:
            return section + 1 if section < len(self.ids) else "＊"
        key = self.columns[section]
        return f"{self.record.fields[key].heading}{' ▾' if key in self.filters else ''}"

    def cell(self, row: int, column: int) -> Cell:
        """A cell of a row as it was read last."""
        if row >= len(self.ids):
            return (None, "", "")
        page = row // _PAGE
        if page not in self._pages:
            ids = self.ids[page * _PAGE : (page + 1) * _PAGE]
            read = self.desk.office.register.cells(self.record.key, ids, self.columns)
            self._pages[page] = [
                [(kept, shown, self._wrong(at, kept)) for at, (kept, shown) in enumerate(cells)] for cells in read
            ]
        return self._pages[page][row % _PAGE][column]

    def _wrong(self, column: int, kept: Stored) -> str:
        """Why a kept text is no value of its field; empty when it is one."""
        if not isinstance(kept, str):
            return ""
        field = self.record.fields[self.columns[column]]
        trouble = keying.trouble(field, kept)
        return say(trouble.key, label=field.label, value=kept) if trouble else ""

    def enter(self, cells: Mapping[tuple[int, int], Stored]) -> None:
        """Keeps values of cells (row, column) as one step; rows below the end become new records."""
        known: dict[int, dict[str, Stored]] = {}
        new: dict[int, dict[str, Stored]] = {}
        for (row, column), value in sorted(cells.items()):
            there = row < len(self.ids)
            if not there or value != self.cell(row, column)[0]:
                (known if there else new).setdefault(row, {})[self.columns[column]] = value
        new = {row: given for row, given in new.items() if any(value is not None for value in given.values())}
        if not known and not new:
            return
        try:
            changes = self._keep({self.ids[row]: given for row, given in known.items()}, list(new.values()))
        except Refusal as refusal:
            self.desk.refuse(refusal)
            return
        self.kept.emit(changes)

    def _keep(self, known: dict[int, dict[str, Stored]], new: Sequence[dict[str, Stored]]) -> list[Change]:
        register, key = self.desk.office.register, self.record.key
        with register.step(keying.sentence(register, self.record, known, new)):
            changes = keying.put(register, key, known)
            added = keying.add(register, key, new, self.presets) if new else None
        for page in {self.ids.index(row) // _PAGE for row in known} if len(known) < _PAGE else list(self._pages):
            self._pages.pop(page, None)
        if added:
            self.beginInsertRows(_ROOT, len(self.ids), len(self.ids) + len(added.ids) - 1)
            self._pages.pop(len(self.ids) // _PAGE, None)
            self.ids = [*self.ids, *added.ids]
            self.endInsertRows()
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))
        return [*changes, *([added] if added else [])]


_ROLES = {
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.BackgroundRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
}
_SHOWN = int(Qt.ItemDataRole.DisplayRole)
_DOWN = Qt.Orientation.Vertical  # asked for a thousand times before a table is painted
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
