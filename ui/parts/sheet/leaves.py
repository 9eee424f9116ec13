"""A sheet parted into leaves of paper: which rows and columns come on each, how large, and under which headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, product

from PySide6.QtCore import QRectF

from models.sheets import Image, Picture, Spot
from ui.parts.sheet.heights import fitted

DOT = 25.4 / 96
"""Millimetres of a pixel at 96 to the inch."""
_SMALLEST = 0.1  # Excel makes nothing smaller


@dataclass(frozen=True)
class Measured:
    """A sheet with the place of each row and column, in pixels from its first."""

    picture: Picture
    tops: list[float]
    lefts: list[float]

    @classmethod
    def of(cls, picture: Picture) -> Measured:
        """Rows as high as their letters need where the form says nothing."""
        heights = fitted(picture)
        rows = (heights.get(row, picture.height) for row in range(1, _last(picture, 2) + 1))
        columns = (picture.widths.get(column, picture.width) for column in range(1, _last(picture, 3) + 1))
        return cls(picture, [0.0, 0.0, *accumulate(rows)], [0.0, 0.0, *accumulate(columns)])

    def place(self, image: Image) -> QRectF:
        """Where a picture lies."""
        left, top = self._at(image.start)
        right, bottom = self._at(image.end) if image.end else (left + image.size[0], top + image.size[1])
        return QRectF(left, top, right - left, bottom - top)

    def _at(self, spot: Spot) -> tuple[float, float]:
        return self._reached(self.lefts, spot.column, spot.across), self._reached(self.tops, spot.row, spot.down)

    @staticmethod
    def _reached(starts: list[float], at: int, offset: float) -> float:
        """A place counted from its row or column, not beyond the end of that."""
        last = len(starts) - 1
        if at >= last:
            return starts[last]
        return min(starts[at] + offset, starts[at + 1])

    def high(self, rows: range) -> float:
        """Pixels of rows that follow each other."""
        return self.tops[rows.stop] - self.tops[rows.start] if rows else 0.0

    def wide(self, columns: range) -> float:
        """Pixels of columns that follow each other."""
        return self.lefts[columns.stop] - self.lefts[columns.start] if columns else 0.0


@dataclass(frozen=True)
class Leaf:
    """One side of paper."""

    sheet: Measured
    rows: range
    columns: range
    heads: range
    """Rows repeated above."""
    sides: range
    """Columns repeated at the left."""
    scale: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of what is printed, in pixels before it is scaled."""
        wide, high = self.sheet.wide, self.sheet.high
        return wide(self.sides) + wide(self.columns), high(self.heads) + high(self.rows)


def leaves(pictures: Iterable[Picture]) -> list[Leaf]:
    """All leaves of a workbook; hidden sheets are not printed."""
    return [leaf for one in pictures if not one.hidden for leaf in _of_sheet(Measured.of(one))]


def _last(picture: Picture, side: int) -> int:
    """The last row (2) or column (3) that holds anything, is printed or repeated."""
    page = picture.page
    repeated = page.title_rows if side == 2 else page.title_columns
    held = picture.last_row if side == 2 else picture.last_column
    return max(held, repeated.stop - 1, *(area[side] for area in page.areas), *_lying(picture, side), 0)


def _lying(picture: Picture, side: int) -> Iterator[int]:
    """The rows, or columns, to which pictures reach."""
    for one in picture.images:
        spot = one.end or one.start
        yield spot.row if side == 2 else spot.column


def _of_sheet(sheet: Measured) -> Iterator[Leaf]:
    picture, page = sheet.picture, sheet.picture.page
    everything = (1, 1, max(picture.last_row, *_lying(picture, 2), 1), max(picture.last_column, *_lying(picture, 3), 1))
    left, top, right, bottom = page.margins
    room = ((page.paper[0] - left - right) / DOT, (page.paper[1] - top - bottom) / DOT)
    for first_row, first_column, last_row, last_column in page.areas or (everything,):
        rows, columns = range(first_row, last_row + 1), range(first_column, last_column + 1)
        scale = _scale(sheet, rows, columns, room)
        across = list(_parted(sheet.lefts, columns, page.title_columns, room[0] / scale, page.column_breaks))
        down = list(_parted(sheet.tops, rows, page.title_rows, room[1] / scale, page.row_breaks))
        pairs = product(down, across) if page.across_first else ((one, other) for other, one in product(across, down))
        for one, other in pairs:
            yield Leaf(sheet, one, other, _repeated(page.title_rows, one), _repeated(page.title_columns, other), scale)


def _scale(sheet: Measured, rows: range, columns: range, room: tuple[float, float]) -> float:
    """As the form says, or as small as the sheets that it allows need; never larger than it is."""
    page = sheet.picture.page
    if page.fit is None:
        return max(page.scale, _SMALLEST)
    needed = (sheet.wide(columns), sheet.high(rows))
    ratios = [room[at] * many / needed[at] for at, many in enumerate(page.fit) if many and needed[at]]
    return max(min([1.0, *ratios]), _SMALLEST)


def _parted(starts: list[float], span: range, repeated: range, room: float, breaks: frozenset[int]) -> Iterator[range]:
    """Rows or columns by leaf: one that is too large for a leaf has one of its own."""
    first = span.start
    for at in span:
        heading = _repeated(repeated, range(first, at))
        taken = starts[heading.stop] - starts[heading.start] if heading else 0.0
        if at > first and (at - 1 in breaks or taken + starts[at + 1] - starts[first] > room + 0.01):
            yield range(first, at)
            first = at
    yield range(first, span.stop)


def _repeated(titles: range, shown: range) -> range:
    """The headings that a leaf repeats: those that stand before what it shows."""
    return titles if titles and titles.stop <= shown.start else range(0)
