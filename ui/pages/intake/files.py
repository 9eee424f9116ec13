"""The list of workbooks: what each is, of whom, how many rows are new, changed, same, left out; its state."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models.intake.seen import STATES
from models.words import say
from ui.pages.intake.inbox import Entry, Inbox
from ui.parts.look import icon, size
from ui.parts.table import DenseTable

NAME, *COUNTS, FINDINGS, STANDING = COLUMNS = range(len(STATES) + 3)
_WIDTHS = (208, 42, 42, 42, 42, 42)
_PICTURES = {
    "waiting": "history",
    "refused": "close",
    "overtaken": "history",
    "unsound": "warning",
    "partly": "filter",
    "sound": "flag",
    "done": "check",
}
_TOLD = Qt.ItemDataRole.UserRole + 1  # the second line of a name
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class FilesModel(QAbstractTableModel):
    """The entries of an inbox, one a row."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self.inbox = inbox
        self.shown: list[Entry] = []
        inbox.grown.connect(self._grow)
        inbox.changed.connect(self._renew)

    def _grow(self) -> None:
        self.beginResetModel()
        self.shown = list(self.inbox.entries)
        self.endResetModel()

    def _renew(self, entry: Entry) -> None:
        if entry in self.shown:
            at = self.shown.index(entry)
            self.dataChanged.emit(self.index(at, 0), self.index(at, STANDING))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Workbooks."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Name, four states of rows, findings, standing."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What each column tells."""
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        named = ("file", *STATES, "findings", "standing")
        return say(f"intake_page.heading_{named[section]}")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, numbers at the right, a picture of the state."""
        entry, column = self.shown[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (*COUNTS, FINDINGS):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and column == STANDING:
            return icon(_PICTURES[entry.standing])
        if role == _TOLD and column == NAME:
            return told(entry)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return f"{entry.path}\n{told(entry)}"
        return None

    def _text(self, entry: Entry, column: int) -> str:
        if column == NAME:
            return entry.path.name
        if column == STANDING:
            return say(f"intake_page.{entry.standing}", count=len(entry.reading.unread) if entry.reading else 0)
        if not entry.reading or not entry.reading.account:
            return ""
        if column == FINDINGS:
            return str(len(entry.reading.account.findings) or "")
        return str(sum(table.counts[STATES[column - 1]] for table in entry.reading.tables) or "")


def told(entry: Entry) -> str:
    """What a workbook is: of which types, of which unit, of which period; or why it is none."""
    if entry.reading is None:
        return say("intake_page.waiting")
    if not entry.understood:
        return entry.reading.refusal
    tables = entry.reading.tables
    records = "、".join(dict.fromkeys(table.table.record.title for table in tables))
    units = list(dict.fromkeys(unit for table in tables for unit in table.units))
    periods = list(dict.fromkeys(period for table in tables for period in table.periods))
    unit = say("intake_page.units", count=len(units)) if len(units) > 1 else "".join(units)
    unread = entry.reading.unread
    left = say("intake_page.partly", count=len(unread)) if unread else ""
    return " · ".join(part for part in (records, unit, "、".join(periods), left) if part)


class _TwoLines(QStyledItemDelegate):
    """A file's name, and under it in small letters what it is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Both lines, cut where they are too long."""
        self.initStyleOption(option, index)
        name, option.text = option.text, ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        inside = option.rect.adjusted(6, 4, -6, -4)
        half = inside.height() // 2
        font = option.font
        for text, top, role in (
            (name, 0, QPalette.ColorRole.Text),
            (str(index.data(_TOLD)), half, QPalette.ColorRole.PlaceholderText),
        ):
            font.setPixelSize(size("text" if top == 0 else "small"))
            painter.setFont(font)
            painter.setPen(option.palette.color(role))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside.adjusted(0, top, 0, top - half), Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Wide enough for nothing more than the column is."""
        return QSize(0, size("row") * 2)


class FilesTable(DenseTable):
    """The list; rows are two lines high."""

    def __init__(self, model: FilesModel) -> None:
        super().__init__(model, say("intake_page.files"), _WIDTHS)
        self.files = model
        self.setItemDelegateForColumn(NAME, _TwoLines(self))
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setDefaultSectionSize(size("row") * 7 // 4)

    def changeEvent(self, event: Any) -> None:
        """Rows stay two lines high when letters grow."""
        super().changeEvent(event)
        self.verticalHeader().setDefaultSectionSize(size("row") * 7 // 4)

    def current(self) -> Entry | None:
        """The workbook that is looked at."""
        row = self.currentIndex().row()
        return self.files.shown[row] if 0 <= row < len(self.files.shown) else None

    def chosen(self) -> list[Entry]:
        """The selected workbooks, from the top."""
        return [self.files.shown[row] for row in sorted({one.row() for one in self.selectionModel().selectedRows()})]

    def go(self, entry: Entry) -> None:
        """Makes a workbook the current one."""
        if entry in self.files.shown:
            self.setCurrentIndex(self.files.index(self.files.shown.index(entry), NAME))
