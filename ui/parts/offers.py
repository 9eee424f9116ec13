"""The list of records under a line: it never takes the keyboard, so that typing and the input method go on."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QHideEvent, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.seeking import Found
from ui.parts.look import scaled

_SHOWN = 9  # rows without scrolling
_WIDTH = 380  # pixels at least
_MARGIN = 10
_ALONG = 40  # milliseconds between two looks at where the line is
_ROW = 30

Index = QModelIndex | QPersistentModelIndex


class OfferModel(QAbstractListModel):
    """Records offered, and behind them the way to a new one (`new`, if any)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: list[Found] = []
        self.new = ""

    def offer(self, found: list[Found], new: str) -> None:
        """Shows these instead of those."""
        self.beginResetModel()
        self.found, self.new = found, new
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Every record, and the new one."""
        return 0 if parent.isValid() else len(self.found) + bool(self.new)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name; what tells it from namesakes as a hint; both for who listens instead of looking."""
        title, hint = (self.found[index.row()][1:3]) if index.row() < len(self.found) else (self.new, "")
        told = {
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.UserRole: hint,
            Qt.ItemDataRole.AccessibleTextRole: f"{title} {hint}".strip(),
        }
        return told.get(Qt.ItemDataRole(role))


class _OfferPainter(QStyledItemDelegate):
    """Name at the left, hint at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row's own background first, then both texts, the hint no further than the name leaves it room."""
        title, hint = str(index.data()), str(index.data(Qt.ItemDataRole.UserRole))
        self.initStyleOption(option, index)
        option.text = ""  # type: ignore[attr-defined]
        style = option.widget.style()  # type: ignore[attr-defined]
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)  # type: ignore[attr-defined]
        room: QRect = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)  # type: ignore[attr-defined]
        palette: QPalette = option.palette  # type: ignore[attr-defined]
        metrics = option.fontMetrics  # type: ignore[attr-defined]
        painter.save()
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        name = metrics.elidedText(title, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        room.setLeft(room.left() + metrics.horizontalAdvance(name) + 2 * _MARGIN)
        painter.setPen(
            QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        )  # a style sheet fades its own
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            metrics.elidedText(hint, Qt.TextElideMode.ElideLeft, max(0, room.width())),
        )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all."""
        return QSize(scaled(_WIDTH), scaled(_ROW))


class OfferList(QListView):
    """A window of its own, like a tool tip: above everything, with the mouse but without the keyboard."""

    picked = Signal(int)  # row

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        self.line = line
        self._along = QTimer(self, interval=_ALONG)
        self._along.timeout.connect(self._place)
        self.setWindowFlags(Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("popup")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offers = OfferModel(self)
        self.setModel(self.offers)
        self.setItemDelegate(_OfferPainter(self))
        self.clicked.connect(lambda index: self.picked.emit(index.row()))

    def show_under(self, row: int) -> None:
        """Opens under the line, or above it where the screen ends; `row` is the one marked, -1 for none."""
        self._place()
        self.setCurrentIndex(self.offers.index(row) if row >= 0 else QModelIndex())
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Goes along with the line: whatever it stands in may move it, a note that comes in above as well."""
        super().showEvent(event)
        self._along.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing to go along with."""
        super().hideEvent(event)
        self._along.stop()

    def _place(self) -> None:
        line = self.line
        height = min(self.offers.rowCount(), _SHOWN) * scaled(_ROW) + 2 * self.frameWidth()
        place = QRect(line.mapToGlobal(QPoint(0, line.height())), QSize(max(line.width(), scaled(_WIDTH)), height))
        screen = line.screen().availableGeometry()
        if place.bottom() > screen.bottom():
            place.moveBottom(line.mapToGlobal(QPoint(0, 0)).y() - 1)
        place.moveRight(min(place.right(), screen.right()))
        self.setGeometry(place)

    def step(self, rows: int) -> None:
        """Marks another row: from the last on to the first, from none to the first or last."""
        count, at = self.offers.rowCount(), self.currentIndex().row()
        start = at if at >= 0 else (-1 if rows > 0 else 0)
        far = abs(rows) > 1
        to = max(0, min(count - 1, start + rows)) if far else (start + rows) % count
        self.setCurrentIndex(self.offers.index(to))

    def marked(self) -> int:
        """The marked row; -1 for none."""
        return self.currentIndex().row() if self.isVisible() else -1
