"""The photograph of a blank made straight: its four corners are dragged, or nudged by keys, to those of the paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QVBoxLayout, QWidget

from models.certificates import Paper
from models.words import Refusal, say
from ui.parts.head import hint
from ui.parts.look import colour

_DPI = 150  # of the straight picture
_LARGEST = 3000  # pixels along the longer side of a photograph: a tenth of a millimetre on A4
_INSET = 0.04  # of the photograph, where the corners wait at first
_LOUPE, _TIMES = 150, 5  # pixels of the glass over the corner that is held, and how near it brings it
_HANDLE = 7.0
_CORNERS = ("left_top", "right_top", "right_bottom", "left_bottom")
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


def straightened(photo: QImage, corners: Sequence[QPointF], paper: Paper) -> QImage:
    """The paper between four corners of a photograph (from the left upper one clockwise, in pixels), seen from above.

    Refused when the corners cross or fall together.
    """
    size = QSize(*(round(side / 25.4 * _DPI) for side in (paper.width, paper.height)))
    ends = [QPointF(x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
    sheet = QPolygonF([QPointF(end.x() * size.width(), end.y() * size.height()) for end in ends])
    way = QTransform.quadToQuad(QPolygonF([*corners]), sheet) if _convex(corners) else None
    if not isinstance(way, QTransform):
        raise Refusal("designer.crossed")
    made = QImage(size, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(way)
    painter.drawImage(0, 0, photo)
    painter.end()
    return made


def _convex(corners: Sequence[QPointF]) -> bool:
    """Whether one goes round the corners clockwise, turning the same way at each."""
    ways = [after - before for before, after in zip(corners, [*corners[1:], corners[0]], strict=True)]
    pairs = zip(ways, [*ways[1:], ways[0]], strict=True)
    return all(one.x() * other.y() - one.y() * other.x() > 1 for one, other in pairs)


def load_photo(file: str) -> QImage:
    """A picture as the camera held it, not larger than is of use; refused when it is none."""
    reader = QImageReader(file)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _LARGEST:
        reader.setScaledSize(size.scaled(_LARGEST, _LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
    photo = reader.read()
    if photo.isNull():
        raise Refusal("designer.no_photo", file=Path(file).name)
    return photo


class Corners(QWidget):
    """The photograph with a handle on each corner; the one that is held is seen through a glass."""

    def __init__(self, photo: QImage) -> None:
        super().__init__()
        self.photo = photo
        whole = QRectF(photo.rect())
        inner = whole.adjusted(*(part * _INSET for part in (whole.width(), whole.height())), 0, 0)
        inner.setBottomRight(QPointF(whole.width() * (1 - _INSET), whole.height() * (1 - _INSET)))
        self.corners = [inner.topLeft(), inner.topRight(), inner.bottomRight(), inner.bottomLeft()]
        self.held = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(560, 380)
        self.setAccessibleName(say("designer.photo"))
        self._hold(0)

    def _hold(self, corner: int) -> None:
        self.held = corner
        self.setAccessibleDescription(say(f"designer.corner_{_CORNERS[corner]}"))
        self.update()

    def shown(self) -> QTransform:
        """From pixels of the photograph to those of the widget."""
        size = self.photo.size()
        times = min(self.width() / size.width(), self.height() / size.height())
        left, top = (self.width() - size.width() * times) / 2, (self.height() - size.height() * times) / 2
        return QTransform(times, 0, 0, times, left, top)

    def move_to(self, place: QPointF) -> None:
        """Takes the held corner to a pixel of the photograph, not beyond its edge."""
        x = min(max(place.x(), 0.0), float(self.photo.width()))
        y = min(max(place.y(), 0.0), float(self.photo.height()))
        self.corners[self.held] = QPointF(x, y)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photograph, the edges of the paper on it, and the glass."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        way = self.shown()
        painter.drawImage(way.mapRect(QRectF(self.photo.rect())), self.photo)
        seen = [way.map(corner) for corner in self.corners]
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawPolygon(QPolygonF(seen))
        for at, place in enumerate(seen):
            painter.setBrush(colour("accent") if at == self.held else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place, _HANDLE, _HANDLE)
        self._draw_glass(painter)

    def _draw_glass(self, painter: QPainter) -> None:
        """In the middle, where no corner is: what lies under the held corner, and a cross on it."""
        glass = QRectF(0, 0, _LOUPE, _LOUPE)
        glass.moveCenter(QPointF(self.rect().center()))
        side = _LOUPE / _TIMES / self.shown().m11()
        under = QRectF(0, 0, side, side)
        under.moveCenter(self.corners[self.held])
        painter.fillRect(glass, colour("sunken"))
        painter.drawImage(glass, self.photo, under)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent"), 1))
        painter.drawRect(glass)
        painter.drawLine(QPointF(glass.center().x(), glass.top()), QPointF(glass.center().x(), glass.bottom()))
        painter.drawLine(QPointF(glass.left(), glass.center().y()), QPointF(glass.right(), glass.center().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the nearest corner, and it comes to the mouse."""
        place = self._in_photo(event)
        gaps = [(corner - place).manhattanLength() for corner in self.corners]
        self._hold(gaps.index(min(gaps)))
        self.move_to(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags it."""
        self.move_to(self._in_photo(event))

    def _in_photo(self, event: QMouseEvent) -> QPointF:
        return self.shown().inverted()[0].map(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4 choose a corner, arrows nudge it by a pixel of the photograph, with Shift by ten."""
        if way := _ARROWS.get(Qt.Key(event.key())):
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self.move_to(self.corners[self.held] + way * far)
        elif event.text() in tuple("1234"):
            self._hold(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)


class Straightening(QDialog):
    """Asks for the corners of the paper on a photograph."""

    def __init__(self, parent: QWidget, photo: QImage) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("designer.straighten"))
        self.corners = Corners(photo)
        self.told = hint(say("designer.straighten_hint"))
        self.told.setWordWrap(True)
        choice = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        choice.accepted.connect(self.accept)
        choice.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addWidget(self.told)
        rows.addWidget(self.corners, 1)
        rows.addWidget(choice)
        self.resize(900, 680)
        self.corners.setFocus()

    def accept(self) -> None:
        """Stays open while the corners make no sheet."""
        if _convex(self.corners.corners):
            super().accept()
        else:
            self.told.setText(say("designer.crossed"))


def ask_photo(parent: QWidget, paper: Paper, folder: Path) -> str:
    """The file, in that folder, of a blank that was photographed or scanned, made straight; empty when none is wanted.

    Refused when the file is no picture.
    """
    kinds = say("designer.pictures") + " (*.png *.jpg *.jpeg *.bmp)"
    file, _ = QFileDialog.getOpenFileName(parent, say("designer.choose_picture"), "", kinds)
    if not file:
        return ""
    asked = Straightening(parent, load_photo(file))
    if asked.exec() != QDialog.DialogCode.Accepted:
        return ""
    made = folder / f"{Path(file).stem}.png"
    straightened(asked.corners.photo, asked.corners.corners, paper).save(str(made))
    return str(made)
