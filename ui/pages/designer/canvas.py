"""The sheet under the hands: boxes chosen, dragged, pulled at their edges, caught on one another, moved by arrows."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from models.certificates import Layout
from models.certificates.editing import (
    STEP,
    Spot,
    box_at,
    boxes,
    caught,
    lines_of,
    moved,
    resized,
)
from models.certificates.layouts import Box, TextBox
from ui.pages.designer.rulers import RULER, draw_rulers
from ui.parts.look import colour
from ui.parts.painter import Typeset, draw

_GRIP = 4.0  # pixels around an edge that pull it
_REACH = 6.0  # pixels within which a box is caught
_ZOOMS = (0.8, 12.0)  # pixels a millimetre
_AROUND = 16
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Hold(NamedTuple):
    """What the mouse has taken hold of: where it did, the layout then, and the edges that it pulls, if any."""

    start: QPointF
    layout: Layout
    edges: tuple[bool, bool, bool, bool]  # left, top, right, bottom


class Canvas(QWidget):
    """Shows a page that has been typeset, and changes its layout; the page of the window keeps the steps."""

    changed = Signal(object, bool)  # layout, whether the hand has let go
    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.zoom = 3.0
        self.set: Typeset | None = None
        self.spots: list[Spot] = []
        self.guides: tuple[list[float], list[float]] = ([], [])
        self._hold: Hold | None = None

    @property
    def layout_(self) -> Layout:
        """What is drawn up."""
        assert self.set is not None
        return self.set.page.layout

    def show_page(self, one: Typeset) -> None:
        """Shows another state of the sheet; what is chosen and still there stays chosen."""
        self.set = one
        self.spots = [spot for spot in self.spots if spot.at < len(getattr(one.page.layout, spot.group))]
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """The sheet with its rulers."""
        if self.set is None:
            return QSize(_AROUND, _AROUND)
        paper, around = self.layout_.paper, RULER + 2 * _AROUND
        return QSize(round(paper.width * self.zoom) + around, round(paper.height * self.zoom) + around)

    def magnify(self, times: float) -> None:
        """Nearer or further."""
        self.zoom = min(max(self.zoom * times, _ZOOMS[0]), _ZOOMS[1])
        self.setFixedSize(self.sizeHint())
        self.update()

    def fit(self, width: int, height: int) -> None:
        """As near as the whole sheet has room."""
        paper, around = self.layout_.paper, RULER + 2 * _AROUND + 4
        self.zoom = 1.0
        self.magnify(min((width - around) / paper.width, (height - around) / paper.height))

    def choose(self, spots: list[Spot]) -> None:
        """Takes boxes up."""
        self.spots = spots
        self.update()
        self.chosen.emit()

    def step_on(self, by: int) -> None:
        """To the next box, in the order of drawing."""
        every = [spot for spot, _ in boxes(self.layout_)]
        if every:
            at = every.index(self.spots[-1]) + by if self.spots else 0
            self.choose([every[at % len(every)]])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rulers, the sheet, what stands on it, and the edges of boxes."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("sunken"))
        if self.set is None:
            return
        paper, first = self.layout_.paper, self._first()
        draw_rulers(painter, self.rect(), first, self.zoom, (paper.width, paper.height))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(first)
        painter.scale(self.zoom, self.zoom)
        sheet = QRectF(0, 0, paper.width, paper.height)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        draw(painter, self.set, shown=True)
        painter.setPen(QPen(colour("line"), 0))
        painter.drawRect(sheet)
        self._draw_edges(painter)

    def _draw_edges(self, painter: QPainter) -> None:
        assert self.set is not None
        whole = {text.box for text in self.set.texts}
        for spot, box in boxes(self.layout_):
            lost = isinstance(box, TextBox) and box not in whole
            pen = QPen(QColor("#C4314B") if lost else colour("accent"), 0)
            pen.setStyle(Qt.PenStyle.SolidLine if spot in self.spots else Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(_edges(box))
            if spot in self.spots:
                side = 2 * _GRIP / self.zoom
                for x in (box.x, box.x + box.width / 2, box.x + box.width):
                    for y in (box.y, box.y + box.height / 2, box.y + box.height):
                        painter.fillRect(QRectF(x - side / 2, y - side / 2, side, side), colour("accent"))
        painter.setPen(QPen(QColor("#C4314B"), 0, Qt.PenStyle.DashLine))
        for x in self.guides[0]:
            painter.drawLine(QPointF(x, 0), QPointF(x, self.layout_.paper.height))
        for y in self.guides[1]:
            painter.drawLine(QPointF(0, y), QPointF(self.layout_.paper.width, y))

    def _first(self) -> QPointF:
        return QPointF(RULER + _AROUND, RULER + _AROUND)

    def _on_paper(self, place: QPointF) -> QPointF:
        return (place - self._first()) / self.zoom

    def under(self, at: QPointF) -> Spot | None:
        """The uppermost box under a point of the paper, a chosen one first."""
        near = _GRIP / self.zoom
        found = [
            spot for spot, box in boxes(self.layout_) if _edges(box).adjusted(-near, -near, near, near).contains(at)
        ]
        return next((spot for spot in self.spots if spot in found), found[-1] if found else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the box under the mouse, or of its edge; Shift or Ctrl takes it along with the others."""
        if self.set is None:
            return
        at = self._on_paper(event.position())
        spot = self.under(at)
        more = event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        if spot is None:
            self.choose([])
        elif more:
            self.choose([one for one in self.spots if one != spot] + ([spot] if spot not in self.spots else []))
        elif spot not in self.spots:
            self.choose([spot])
        if spot in self.spots:
            edges = self._grips(at) if len(self.spots) == 1 else (False,) * 4
            self._hold = Hold(at, self.layout_, edges)

    def _grips(self, at: QPointF) -> tuple[bool, bool, bool, bool]:
        box, near = box_at(self.layout_, self.spots[0]), _GRIP / self.zoom
        left, right = abs(at.x() - box.x) <= near, abs(at.x() - box.x - box.width) <= near
        top, bottom = abs(at.y() - box.y) <= near, abs(at.y() - box.y - box.height) <= near
        return left, top and box.height > 0, right, bottom and box.height > 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags; Alt keeps boxes from being caught."""
        if self._hold is None:
            return
        by = self._on_paper(event.position()) - self._hold.start
        reach = 0 if event.modifiers() & Qt.KeyboardModifier.AltModifier else _REACH / self.zoom
        pull = self._pulled if any(self._hold.edges) else self._dragged
        self.changed.emit(pull(self._hold, by.x(), by.y(), reach), False)

    def _dragged(self, hold: Hold, right: float, down: float, reach: float) -> Layout:
        box = box_at(hold.layout, self.spots[0])
        across, low = lines_of(hold.layout, self.spots)
        right += caught([box.x + right + part * box.width for part in (0, 0.5, 1)], across, reach)
        down += caught([box.y + down + part * box.height for part in (0, 0.5, 1)], low, reach)
        made = moved(hold.layout, self.spots, right, down)
        self._guide(box_at(made, self.spots[0]), across, low)
        return made

    def _pulled(self, hold: Hold, right: float, down: float, reach: float) -> Layout:
        box = box_at(hold.layout, self.spots[0])
        across, low = lines_of(hold.layout, self.spots)
        edges = [box.x, box.y, box.x + box.width, box.y + box.height]
        for at, held in enumerate(hold.edges):
            if held:
                edges[at] += down if at % 2 else right
                edges[at] += caught([edges[at]], low if at % 2 else across, reach)
        made = resized(hold.layout, self.spots[0], *edges)
        self._guide(box_at(made, self.spots[0]), across, low)
        return made

    def _guide(self, box: Box, across: list[float], down: list[float]) -> None:
        """The lines on which the box lies now."""
        at_x = {round(box.x + part * box.width, 1) for part in (0, 0.5, 1)}
        at_y = {round(box.y + part * box.height, 1) for part in (0, 0.5, 1)}
        self.guides = [x for x in across if round(x, 1) in at_x], [y for y in down if round(y, 1) in at_y]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go: one step, however far it went."""
        if self._hold is not None:
            self._hold = None
            self.guides = ([], [])
            self.changed.emit(self.layout_, True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl nearer and further."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.magnify(1.15 if event.angleDelta().y() > 0 else 1 / 1.15)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by a tenth of a millimetre, with Shift by one; with Ctrl they pull the right and lower edge."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None or not self.spots:
            super().keyPressEvent(event)
            return
        far = 10 * STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        right, down = way[0] * far, way[1] * far
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            box = box_at(self.layout_, self.spots[0])
            made = resized(
                self.layout_, self.spots[0], box.x, box.y, box.x + box.width + right, box.y + box.height + down
            )
        else:
            made = moved(self.layout_, self.spots, right, down)
        self.changed.emit(made, True)


def _edges(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
