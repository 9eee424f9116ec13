"""How a figure is painted and typed."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.parts.editors import Line
from ui.parts.look import colour, scaled, size

TALL = 40  # pixels of a line with the earlier figures, at 100 %
_MARGIN, _CORNER = 6, 8
_SMALL = 11  # pixels of the letters beneath a figure
_BENEATH = 16  # pixels that they take
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DOWN = dict.fromkeys(_ENTER, 1) | {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_RIGHT = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
Index = QModelIndex | QPersistentModelIndex


class FigureDelegate(QStyledItemDelegate):
    """Paints a figure with the earlier one beneath it, and gives the line that it is typed into."""

    left = Signal(int, int)  # rows and columns to go on

    def __init__(self, view: QTableView, steady: bool = True) -> None:
        """With `steady` the figures of a line stand at one height, whether or not there is an earlier one."""
        super().__init__(view)
        self.steady = steady
        self.view = view
        self.open: Line | None = None
        self._refused = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The value, the small text beneath, and a corner in the colour of what is the matter."""
        self.view.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self.view)
        figure = index.model().figure(index)
        painter.save()
        inside = option.rect.adjusted(_MARGIN, 3, -_MARGIN, -3)
        tall = option.rect.height() > size("row")
        high = tall and (self.steady or figure.beside)
        upper = Qt.AlignmentFlag.AlignRight | (Qt.AlignmentFlag.AlignTop if high else Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(colour(figure.level or "text"))
        painter.drawText(inside, int(upper), _fitting(painter, figure.text, inside.width()))
        if tall and figure.beside:
            self._paint_beside(painter, inside, figure.beside, figure.notable)
        if figure.level:
            self._paint_corner(painter, option.rect, figure.level)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _paint_beside(self, painter: QPainter, inside: QRect, text: str, notable: bool) -> None:
        font = QFont(painter.font())
        font.setPixelSize(scaled(_SMALL))
        painter.setFont(font)
        painter.setPen(colour("doubt" if notable else "muted"))
        lower = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(inside, int(lower), _fitting(painter, text, inside.width()))

    def _paint_corner(self, painter: QPainter, rect: QRect, level: str) -> None:
        at = QPointF(rect.left(), rect.top())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(level))
        painter.drawPolygon(QPolygonF([at, at + QPointF(_CORNER, 0), at + QPointF(0, _CORNER)]))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line without a frame, as wide as the cell."""
        line = Line(parent)
        line.setFrame(False)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAccessibleName(index.model().told(index))
        line.setProperty("role", "cell")
        self.open = line
        return line

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the figure, not over the earlier one beneath."""
        editor.setGeometry(
            option.rect.adjusted(0, 0, 0, -scaled(_BENEATH) if option.rect.height() > size("row") else 0)
        )

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is being typed is not overwritten when findings come in from the background."""
        if isinstance(editor, Line) and not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Gives what was typed to the model, which may be unable to keep it."""
        assert isinstance(editor, Line)
        self._refused = not model.setData(index, editor.text())

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """The line is gone."""
        self.open = None
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and the arrows go up and down, Tab sideways; what was typed is kept on the way."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            rows, columns = way(event)
            if rows or columns:
                if self.finish():
                    self.left.emit(rows, columns)
                return True
        return super().eventFilter(editor, event)

    def finish(self) -> bool:
        """Keeps what is being typed; False where it could not be kept: then it stays in its line."""
        self._refused = False
        if self.open is not None:
            self.commitData.emit(self.open)
        if self.open is not None and not self._refused:
            self.closeEditor.emit(self.open, QAbstractItemDelegate.EndEditHint.NoHint)
        return not self._refused


def way(event: QKeyEvent) -> tuple[int, int]:
    """Rows and columns that a key leads to; Shift turns Enter round."""
    key = Qt.Key(event.key())
    back = key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return _DOWN.get(key, 0) * (-1 if back else 1), _RIGHT.get(key, 0)


def _fitting(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideLeft, width)
