"""How texts and borders of cells are painted, on the screen and on paper; lengths in pixels at 96 to the inch."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from models.resources import Resources
from models.sheets import DrawnCell, Look

MARGIN = 3
"""Between a border and the text."""
_GRID = QColor("#DDE1E6")
_STEPS = 13  # down to two fifths of its size
_ENDLESS = 10_000.0
_STACKED = 255  # letters one below the other
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


def write(painter: QPainter, inside: QRectF, text: str, look: Look, colour: QColor | None = None) -> None:
    """A text in a cell's box, where Excel sets it; in another colour than the form's where one is given.

    A number is made narrower rather than cut: with a digit less it would be another one.
    """
    font = font_of(look)
    painter.setFont(font)
    painter.setPen(colour or QColor(look.font.colour or "#000000"))
    box = inside.adjusted(MARGIN, 1, -MARGIN, -1)
    across = _ACROSS.get(look.across) or (_ACROSS["right"] if _is_number(text) else _ACROSS["left"])
    flags = across | _DOWN.get(look.down, Qt.AlignmentFlag.AlignBottom)
    if look.turned == _STACKED:
        text = "\n".join(text)
    elif look.turned:
        box = _turned(painter, inside, look.turned)
    if look.wrap:
        flags = int(flags) | int(Qt.TextFlag.TextWordWrap)
    if (look.shrink or _is_number(text)) and (wide := width_of(text, look)) > box.width() > 0:
        painter.scale(box.width() / wide, 1)
        box.setWidth(wide + 1)
    painter.drawText(box, int(flags), text)


def _turned(painter: QPainter, inside: QRectF, degrees: int) -> QRectF:
    """The box in which a turned text is level."""
    painter.translate(inside.center())
    painter.rotate(-degrees if degrees <= 90 else degrees - 90)
    upright = degrees % 180 == 90 or degrees == 180
    width, height = (inside.height(), inside.width()) if upright else (inside.width(), inside.height())
    return QRectF(-width / 2, -height / 2, width, height)


def stroke(painter: QPainter, style: str, line: QLineF) -> None:
    """One side of a cell in a border's style: thin, medium, double, hair …, or `grid`; nothing where it is empty."""
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


@cache
def _families() -> dict[str, list[str]]:
    """Fonts that stand in for one another, by the name of each."""
    _, roles = Resources().declaration("fonts")
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


def shrunk(text: str, look: Look, room: QSizeF) -> float:
    """How much smaller a text in lines must be for all its lines to stand in a cell; 1 where they do."""
    if not look.wrap or look.turned:
        return 1.0
    metrics = QFontMetricsF(font_of(look))
    for step in range(_STEPS):
        scale = 1 - step / 20
        box = QRectF(0, 0, room.width() / scale - 2 * MARGIN, _ENDLESS)
        if metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), text).height() * scale <= room.height():
            return scale
    return scale


def runs(cell: DrawnCell) -> bool:
    """Whether a long text goes on over empty cells at its right."""
    left = cell.look.across in ("", "left") and not _is_number(cell.text)
    return left and not cell.look.wrap and not cell.look.shrink and not cell.look.turned and cell.columns == 1


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).removesuffix("%").removeprefix("-").isdecimal()
