"""How a cell of a form is painted: fill, text as Excel sets it, borders, what the page marks it with."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from models.library import Library
from models.sheets import DrawnCell, Look
from ui.parts.look import on_paper
from ui.parts.sheet.model import Mark, SheetModel

_GRID = QColor("#DDE1E6")
_MARGIN = 3  # pixels between a border and the text
_CORNER = 7
_STACKED = 255  # letters one below the other
_BEYOND = 4000  # pixels: more than any text runs
_TWO_LINES = 2.2  # of a line's height
_FARTHEST = 40  # columns that a text may run over
_LEFT, _TOP, _RIGHT, _BOTTOM = range(4)
_WIDTHS = {"medium": 2, "thick": 3, "mediumDashed": 2, "mediumDashDot": 2, "mediumDashDotDot": 2}
_DASHES = {
    "dashed": Qt.PenStyle.DashLine,
    "mediumDashed": Qt.PenStyle.DashLine,
    "dotted": Qt.PenStyle.DotLine,
    "hair": Qt.PenStyle.DotLine,
    "dashDot": Qt.PenStyle.DashDotLine,
    "mediumDashDot": Qt.PenStyle.DashDotLine,
}
_ACROSS = {
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "left": Qt.AlignmentFlag.AlignLeft,
}
_DOWN = {"top": Qt.AlignmentFlag.AlignTop, "center": Qt.AlignmentFlag.AlignVCenter}
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
            given = mark is not None and bool(mark.text) and not (cell and _runs(cell))
            _write(painter, inside, _shortened(text, look, inside) if given else text, look, mark)
        elif running := self._running(*place):
            start, text, away = running
            began = self.model.marks.get((start.row, start.column))
            _write(painter, inside.adjusted(-away, 0, _BEYOND, 0), text, start.look, began)
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
                reaches = text and _runs(cell) and width_of(text, cell.look) + _MARGIN > away
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
        _line(painter, right or beside, QLineF(box.topRight(), box.bottomRight()))
        _line(painter, below or grid, QLineF(box.bottomLeft(), box.bottomRight()))
        if column == 1:
            _line(painter, own[_LEFT], QLineF(box.topLeft(), box.bottomLeft()))
        if row == 1:
            _line(painter, own[_TOP], QLineF(box.topLeft(), box.topRight()))

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


def _write(painter: QPainter, inside: QRectF, text: str, look: Look, mark: Mark | None) -> None:
    font = font_of(look)
    painter.setFont(font)
    painter.setPen(on_paper(mark.tone) if mark and mark.tone and mark.text else QColor(look.font.colour or "#000000"))
    box = inside.adjusted(_MARGIN, 1, -_MARGIN, -1)
    across = _ACROSS.get(look.across) or (_ACROSS["right"] if _is_number(text) else _ACROSS["left"])
    flags = across | _DOWN.get(look.down, Qt.AlignmentFlag.AlignBottom)
    if look.turned == _STACKED:
        text = "\n".join(text)
    elif look.turned:
        box = _turned(painter, inside, look.turned)
    if look.wrap:
        flags = int(flags) | int(Qt.TextFlag.TextWordWrap)
    if look.shrink and (wide := width_of(text, look)) > box.width() > 0:
        painter.scale(box.width() / wide, 1)
        box.setWidth(wide + 1)
    painter.drawText(box, int(flags), text)


def _shortened(text: str, look: Look, box: QRectF) -> str:
    """A text of the page, shortened where the cell has room for one line only; the form's own is cut as in Excel."""
    metrics = QFontMetricsF(font_of(look))
    if box.height() >= _TWO_LINES * metrics.height():
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 2 * _MARGIN)


def _turned(painter: QPainter, inside: QRectF, degrees: int) -> QRectF:
    """The box in which a turned text is level."""
    painter.translate(inside.center())
    painter.rotate(-degrees if degrees <= 90 else degrees - 90)
    upright = degrees % 180 == 90 or degrees == 180
    width, height = (inside.height(), inside.width()) if upright else (inside.width(), inside.height())
    return QRectF(-width / 2, -height / 2, width, height)


def _line(painter: QPainter, style: str, line: QLineF) -> None:
    if not style:
        return
    if style == "grid":
        painter.setPen(_GRID)
    else:
        painter.setPen(QPen(Qt.GlobalColor.black, _WIDTHS.get(style, 1), _DASHES.get(style, Qt.PenStyle.SolidLine)))
    painter.drawLine(line)
    if style == "double":
        across = QPointF(2, 0) if line.dx() == 0 else QPointF(0, 2)
        painter.drawLine(line.translated(-across))


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


@cache
def _families() -> dict[str, list[str]]:
    """Fonts that stand in for one another, by the name of each."""
    _, roles = Library().declaration("fonts")
    lists = [[one if isinstance(one, str) else one["family"] for one in told] for told in roles.values()]
    return {name: told for told in reversed(lists) for name in told}


@cache
def font_of(look: Look) -> QFont:
    """The font of a cell at 96 pixels to the inch; where it is missing, one that looks like it."""
    font = QFont()
    name = look.font.name or "宋体"
    font.setFamilies([name, *_families().get(name, _families()["宋体"])])
    font.setPixelSize(max(round(look.font.size * 96 / 72), 1))
    font.setBold(look.font.bold)
    font.setItalic(look.font.italic)
    font.setUnderline(look.font.underline)
    return font


@cache
def width_of(text: str, look: Look) -> float:
    """Pixels of a text on one line."""
    return QFontMetricsF(font_of(look)).horizontalAdvance(text)


def _runs(cell: DrawnCell) -> bool:
    """Whether a long text goes on over empty cells at its right."""
    left = cell.look.across in ("", "left") and not _is_number(cell.text)
    return left and not cell.look.wrap and not cell.look.shrink and not cell.look.turned and cell.columns == 1


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).removesuffix("%").removeprefix("-").isdecimal()
