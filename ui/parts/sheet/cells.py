"""How a cell of a form is painted: fill, text as Excel sets it, borders, what the page marks it with."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from models.sheets import DrawnCell, Look
from ui.parts.look import on_paper
from ui.parts.sheet.model import Mark, SheetModel
from ui.parts.sheet.strokes import MARGIN, font_of, runs, stroke, width_of, write

_CORNER = 7
_BEYOND = 4000  # pixels: more than any text runs
_TWO_LINES = 2.2  # of a line's height
_FARTHEST = 40  # columns that a text may run over
_LEFT, _TOP, _RIGHT, _BOTTOM = range(4)
_PLAIN = Look()
Index = QModelIndex | QPersistentModelIndex


class SheetDelegate(QStyledItemDelegate):
    """Paints at any zoom: everything is measured in the sheet's own pixels under a scaled painter."""

    def __init__(self, view: QTableView, model: SheetModel) -> None:
        super().__init__(view)
        self.model = model
        self.view = view
        self.zoom = 1.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell, or a merged one."""
        place = self.model.place(index)
        cell, mark = self.model.cell(*place), self.model.marks.get(place)
        look = cell.look if cell else _PLAIN
        painter.save()
        painter.setClipRect(option.rect)
        painter.translate(option.rect.topLeft())
        painter.scale(self.zoom, self.zoom)
        inside = QRectF(0, 0, option.rect.width() / self.zoom, option.rect.height() / self.zoom)
        painter.fillRect(inside, QColor(look.fill or "#FFFFFF"))
        if mark and mark.tone:
            painter.fillRect(inside, on_paper(f"{mark.tone}_soft"))
        if text := self.model.text(*place):
            given = mark is not None and bool(mark.text) and not (cell and runs(cell))
            write(painter, inside, _shortened(text, look, inside) if given else text, look, _tone(mark))
        elif running := self._running(*place):
            start, text, away = running
            began = self.model.marks.get((start.row, start.column))
            write(painter, inside.adjusted(-away, 0, _BEYOND, 0), text, start.look, _tone(began))
        painter.restore()
        self._edges(painter, option, place, cell)
        if mark and mark.tone:
            _frame(painter, option, mark)
        self._cursor(painter, option)

    def _running(self, row: int, column: int) -> tuple[DrawnCell, str, float] | None:
        """The nearest text at the left, if it has run into this empty cell: its cell, and how far away it began."""
        away = 0.0
        for left in range(column - 1, max(column - _FARTHEST, 0), -1):
            away += self.view.columnWidth(left - 1) / self.zoom
            cell, text = self.model.cell(row, left), self.model.text(row, left)
            if cell and (text or cell.columns > 1 or cell.rows > 1):
                reaches = text and runs(cell) and width_of(text, cell.look) + MARGIN > away
                return (cell, text, away) if reaches else None
        return None

    def _runs_on(self, row: int, column: int) -> bool:
        """Whether a text goes on from this cell into the next."""
        return not self.model.text(row, column + 1) and self._running(row, column + 1) is not None

    def _edges(
        self, painter: QPainter, option: QStyleOptionViewItem, place: tuple[int, int], cell: DrawnCell | None
    ) -> None:
        """Right and lower border, which may be the next cell's; left and upper ones at the edge of the sheet."""
        row, column = place
        high, wide = (cell.rows, cell.columns) if cell else (1, 1)
        own = cell.look.border if cell else _PLAIN.border
        right = own[_RIGHT] or self._border(row, column + wide, _LEFT)
        below = own[_BOTTOM] or self._border(row + high, column, _TOP)
        box = QRectF(option.rect).adjusted(0, 0, -1, -1)
        grid = "grid" if self.model.picture.grid and not (cell and cell.look.fill) else ""
        beside = "" if right or self._runs_on(row, column + wide - 1) else grid
        stroke(painter, right or beside, QLineF(box.topRight(), box.bottomRight()))
        stroke(painter, below or grid, QLineF(box.bottomLeft(), box.bottomRight()))
        if column == 1:
            stroke(painter, own[_LEFT], QLineF(box.topLeft(), box.bottomLeft()))
        if row == 1:
            stroke(painter, own[_TOP], QLineF(box.topLeft(), box.topRight()))

    def _border(self, row: int, column: int, side: int) -> str:
        cell = self.model.cell(row, column)
        return cell.look.border[side] if cell else ""

    def _cursor(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """What is chosen is shaded; the cell with the cursor has a frame."""
        accent = on_paper("accent")
        if option.state & QStyle.StateFlag.State_Selected:
            shade = QColor(accent)
            shade.setAlpha(40)
            painter.fillRect(option.rect, shade)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(accent, 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line as wide as the cell."""
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setProperty("role", "cell")
        line.setAccessibleName(self.model.address(index))
        return line


def _tone(mark: Mark | None) -> QColor | None:
    """The colour of a text of the page; None for the form's own."""
    return on_paper(mark.tone) if mark and mark.tone and mark.text else None


def _shortened(text: str, look: Look, box: QRectF) -> str:
    """A text of the page, shortened where the cell has room for one line only; the form's own is cut as in Excel."""
    metrics = QFontMetricsF(font_of(look))
    if box.height() >= _TWO_LINES * metrics.height():
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 2 * MARGIN)


def _frame(painter: QPainter, option: QStyleOptionViewItem, mark: Mark) -> None:
    """A broken frame around what is only proposed, a corner at what holds: colour alone would not tell everyone."""
    tone = on_paper(mark.tone)
    painter.save()
    if mark.proposed:
        painter.setPen(QPen(tone, 1, Qt.PenStyle.DashLine))
        painter.drawRect(option.rect.adjusted(1, 1, -3, -3))
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        at = QPointF(option.rect.topLeft())
        painter.drawPolygon(QPolygonF([at, at + QPointF(_CORNER, 0), at + QPointF(0, _CORNER)]))
    painter.restore()
