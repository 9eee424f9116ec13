"""The table of a record type: rows are read as they come into view, so that a hundred thousand open like ten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from models.register import Reader
from models.schema import RecordType
from ui.parts.desk import Desk
from ui.parts.jobs import Job

_PAGE = 100
_ROW_HEIGHT = 28
_LETTER = 8  # pixels of a half-width character at 100 %
_NAME = 30  # half-width characters of the column that names the record
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class RecordModel(QAbstractTableModel):
    """Ids in order, and the pages of rows that have been looked at."""

    settled = Signal()

    def __init__(self, desk: Desk, record: RecordType, within: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.record = record
        self.within = within
        self.ids: list[int] = []
        self.columns: Sequence[str] = record.columns
        self._pages: dict[int, list[list[str]]] = {}
        self._text = ""
        self._order = ""
        self._descending = False
        self._stale = True  # whether rows that are shown may have changed since they were read

    def load(self) -> None:
        """Shows the first rows at once, and all of them when the background has found them."""
        first = self._ask(self.desk.office.register, _PAGE)
        self._take(first)
        self._stale = False
        if len(first) == _PAGE:
            self.reload()

    def search(self, text: str) -> None:
        """Shows the rows that hold all words of the text; the query runs in the background."""
        self._text = text
        self.reload()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Orders by a column as shown."""
        self._order = self.columns[column] if column >= 0 else ""
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.reload()

    def reload(self) -> None:
        """Asks for the rows again in the background."""
        self.desk.jobs.start(Job(self._ask_elsewhere, self._take, topic=f"rows {id(self)}"))

    def _ask_elsewhere(self, _: Job) -> list[int]:
        reader = self.desk.office.register.look()
        try:
            return self._ask(reader)
        finally:
            reader.close()

    def _ask(self, reader: Reader, most: int = -1) -> list[int]:
        return reader.ids(self.record.key, self._text, self._order, self._descending, self.within, most)

    def _take(self, ids: list[int]) -> None:
        """Rows added behind those that are shown leave selection and scrolling alone."""
        shown = len(self.ids)
        if 0 < shown < len(ids) and ids[:shown] == self.ids and not self._stale:
            self.beginInsertRows(_ROOT, shown, len(ids) - 1)
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

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns are shown."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; numbers stand at the right."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._row(index.row())[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            numeric = self.record.fields[self.columns[index.column()]].kind.numeric
            side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings with their units; row numbers."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        return self.record.fields[self.columns[section]].heading

    def _row(self, row: int) -> list[str]:
        page = row // _PAGE
        if page not in self._pages:
            ids = self.ids[page * _PAGE : (page + 1) * _PAGE]
            self._pages[page] = self.desk.office.register.table(self.record.key, ids, self.columns)
        return self._pages[page][row % _PAGE]


class DenseTable(QTableView):
    """A table of whole rows of one height, as dense as an office's."""

    def __init__(self, model: QAbstractTableModel, name: str, widths: Sequence[int] = ()) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)


class RecordTable(DenseTable):
    """The records of a type, ordered by a click on a heading."""

    def __init__(self, model: RecordModel) -> None:
        super().__init__(model, model.record.title)
        self.setSortingEnabled(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().sortIndicatorChanged.connect(model.sort)
        for at, key in enumerate(model.columns):
            field = model.record.fields[key]
            wide = max(field.kind.wide, len(field.heading) * 2 + 3, _NAME if key == model.record.name else 0)
            self.setColumnWidth(at, wide * _LETTER)

    def records(self) -> list[int]:
        """The ids of the selected rows, from the top."""
        model = self.model()
        assert isinstance(model, RecordModel)
        return [model.ids[index.row()] for index in sorted(self.selectionModel().selectedRows())]

    def show_record(self, row: int) -> bool:
        """Selects a record and brings it into view; False when the table does not list it."""
        model = self.model()
        assert isinstance(model, RecordModel)
        if row not in model.ids:
            return False
        at = model.ids.index(row)
        self.selectRow(at)
        self.scrollTo(model.index(at, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        return True
