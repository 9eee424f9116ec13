"""A filled form on paper, drawn by ourselves: where no office suite is installed, this is what is printed.

Cells, texts, borders, merged cells, pictures and the page set-up are as the form has them; charts and boxes are left
out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QLineF, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QTransform

from models.files import written_beside
from models.sheets import DrawnCell, Font, Look, Picture
from ui.parts.sheet.leaves import DOT, Leaf, leaves
from ui.parts.sheet.strokes import font_of, runs, shrunk, stroke, write

_DPI = 600
_INCH = 25.4
_BEYOND = 2  # pixels: a border reaches so far over its cell
_FOOT = 6.0  # millimetres of the line at the foot

Progress = Callable[[int, int], object]


def write_pdf(pictures: Iterable[Picture], target: Path, progress: Progress | None = None) -> None:
    """The sheets of a form as a PDF, on the form's own paper."""
    with written_beside(target) as beside:
        writer = QPdfWriter(str(beside))
        writer.setResolution(_DPI)
        writer.setTitle(target.stem)
        put_on(writer, leaves(pictures), progress)


def put_on(device: QPagedPaintDevice, pages: list[Leaf], progress: Progress | None = None) -> None:
    """Draws leaves on a PDF or a printer, each on paper of its own size; may be done on any thread."""
    painter = QPainter()
    for at, leaf in enumerate(pages):
        device.setPageLayout(_layout(leaf))
        if at:
            device.newPage()
        else:
            painter.begin(device)
        scale = QTransform.fromScale(device.logicalDpiX() / _INCH, device.logicalDpiY() / _INCH)
        painter.setTransform(scale)
        draw_leaf(painter, leaf, at + 1, len(pages))
        if progress:
            progress(at + 1, len(pages))
    painter.end()


def _layout(leaf: Leaf) -> QPageLayout:
    wide, high = leaf.sheet.picture.page.paper
    size = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Millimeter)
    turned = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    return QPageLayout(size, turned, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)


def draw_leaf(painter: QPainter, leaf: Leaf, number: int, of: int) -> None:
    """One leaf, the so manyth of how many; the painter counts in millimetres from the edge of the paper."""
    page = leaf.sheet.picture.page
    left, top, right, bottom = page.margins
    wide, high = (one * DOT * leaf.scale for one in leaf.size)
    if page.centred[0]:
        left += max(page.paper[0] - left - right - wide, 0) / 2
    if page.centred[1]:
        top += max(page.paper[1] - top - bottom - high, 0) / 2
    painter.save()
    painter.translate(left, top)
    painter.scale(DOT * leaf.scale, DOT * leaf.scale)
    aside, under = leaf.sheet.wide(leaf.sides), leaf.sheet.high(leaf.heads)
    for rows, down in ((leaf.heads, 0.0), (leaf.rows, under)):
        for columns, across in ((leaf.sides, 0.0), (leaf.columns, aside)):
            if rows and columns:
                _block(painter, leaf, rows, columns, (across, down))
    painter.restore()
    if page.foot:
        _foot(painter, leaf, page.foot.format(page=number, pages=of))


def _block(painter: QPainter, leaf: Leaf, rows: range, columns: range, at: tuple[float, float]) -> None:
    """Rows and columns that follow each other, at a place of the leaf."""
    sheet = leaf.sheet
    room = QRectF(*at, sheet.wide(columns), sheet.high(rows))
    painter.save()
    painter.setClipRect(room.adjusted(-_BEYOND, -_BEYOND, _BEYOND, _BEYOND))
    painter.translate(at[0] - sheet.lefts[columns.start], at[1] - sheet.tops[rows.start])
    seen = [one for one in sheet.picture.cells.values() if _touches(one, rows, columns)]
    boxes = [(one, _box(leaf, one)) for one in seen]
    for one, box in boxes:
        if one.look.fill:
            painter.fillRect(box, QColor(one.look.fill))
    for one, box in boxes:
        if one.text and not box.isEmpty():
            _text(painter, leaf, one, box)
    for one, box in boxes:
        _edges(painter, one, box)
    for image in sheet.picture.images:
        painter.drawImage(sheet.place(image), QImage.fromData(image.data))
    painter.restore()


def _touches(one: DrawnCell, rows: range, columns: range) -> bool:
    down = one.row < rows.stop and one.row + one.rows > rows.start
    return down and one.column < columns.stop and one.column + one.columns > columns.start


def _box(leaf: Leaf, one: DrawnCell) -> QRectF:
    tops, lefts = leaf.sheet.tops, leaf.sheet.lefts
    right = lefts[min(one.column + one.columns, len(lefts) - 1)]
    below = tops[min(one.row + one.rows, len(tops) - 1)]
    return QRectF(lefts[one.column], tops[one.row], right - lefts[one.column], below - tops[one.row])


def _text(painter: QPainter, leaf: Leaf, one: DrawnCell, box: QRectF) -> None:
    room = QRectF(box)
    if runs(one):
        room.setRight(leaf.sheet.lefts[_free_until(leaf, one)])
    painter.save()
    painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
    painter.translate(box.topLeft())
    small = shrunk(one.text, one.look, room.size())
    painter.scale(small, small)
    write(painter, QRectF(0, 0, room.width() / small, box.height() / small), one.text, one.look)
    painter.restore()


def _free_until(leaf: Leaf, one: DrawnCell) -> int:
    """The column up to which a text may run: the first one that holds anything, or the end of the sheet."""
    column, last = one.column + 1, len(leaf.sheet.lefts) - 1
    while column < last:
        beside = leaf.sheet.picture.holding(one.row, column)
        if beside and (beside.text or beside.rows > 1 or beside.columns > 1):
            break
        column += 1
    return column


def _edges(painter: QPainter, one: DrawnCell, box: QRectF) -> None:
    left, top, right, bottom = one.look.border
    stroke(painter, left, QLineF(box.topLeft(), box.bottomLeft()))
    stroke(painter, top, QLineF(box.topLeft(), box.topRight()))
    stroke(painter, right, QLineF(box.topRight(), box.bottomRight()))
    stroke(painter, bottom, QLineF(box.bottomLeft(), box.bottomRight()))


def _foot(painter: QPainter, leaf: Leaf, text: str) -> None:
    """The page's number in the middle of the lower margin."""
    wide, high = leaf.sheet.picture.page.paper
    bottom = leaf.sheet.picture.page.margins[3]
    painter.save()
    painter.translate(0, high - (bottom + _FOOT) / 2)
    painter.scale(DOT, DOT)
    painter.setFont(font_of(Look(font=Font(size=10))))
    painter.drawText(QRectF(0, 0, wide / DOT, _FOOT / DOT), int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
