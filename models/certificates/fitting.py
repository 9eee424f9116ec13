"""How a text stands in its box: condensed, smaller, in more lines; or not at all. Lengths in millimetres.

A text that has to stay on one line is first condensed a little, then made smaller down to its limit, then set in two
lines. Running text takes as many lines as its box has room for, then gets smaller. The painter only measures letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from models.certificates.layouts import TextBox

NARROWEST = 0.85
"""Of a letter's width."""
ASCENT, DESCENT, AIR = 0.88, 0.12, 0.1
"""Of a letter's size: above and below the line it stands on, and what is left free over and under a text."""
MM = 25.4 / 72
"""A point in millimetres."""
_TIGHT = 1.15  # from line to line, in letters, where a one-line text had to be set in two
_STEP = 0.5  # points
_JOINER = "\u2060"
_DOTS = "·•・‧∙⋅"
_NOT_BEFORE = "。，、；：？！）》”’」』】〕…—·•・‧∙⋅.,;:?!)]}%％℃"
_WHOLE = ("荣获", "获得", "授予")
"""Words that a certificate turns on: they are not parted."""
_NOT_AFTER = "（《“‘「『【〔([{"


class Measured(NamedTuple):
    """A text and how far each of its letters carries on, as a share of the letter's size."""

    text: str
    widths: tuple[float, ...]


class SetLine(NamedTuple):
    """Letters `start` to `stop`, standing from `x` on the line `y` of the box as the text flows; spacing in letters."""

    start: int
    stop: int
    x: float
    y: float
    width: float
    spacing: float


class Setting(NamedTuple):
    """How a text is set: letters in points, their width as a share of the natural one, and the lines."""

    size: float
    stretch: float
    lines: tuple[SetLine, ...]


def kept_whole(value: str) -> str:
    """A name with middle dots, joined so that it is broken only behind a dot."""
    if not any(dot in value for dot in _DOTS):
        return value
    return "".join(letter + ("" if letter in _DOTS else _JOINER) for letter in value).rstrip(_JOINER)


def bare(text: str) -> str:
    """The text as it is printed, without the joiners."""
    return text.replace(_JOINER, "")


def breaks(text: str) -> list[int]:
    """Where a line may end: the number of printed letters before it. Never before a stop or inside a joined name."""
    found, printed, last = [], 0, ""
    joined = False
    for letter in text:
        if letter == _JOINER:
            joined = True
            continue
        if printed and not joined and _may_part(last, letter):
            found.append(printed)
        printed, last, joined = printed + 1, letter, False
    return found


def _may_part(last: str, letter: str) -> bool:
    if letter in _NOT_BEFORE or last in _NOT_AFTER or unicodedata.category(letter) in ("Mn", "Cf"):
        return False
    if letter.isspace() or last + letter in _WHOLE:
        return False
    return last.isspace() or _wide(last) or _wide(letter)


def _wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" or letter in _DOTS or letter in "“”‘’—…"


def room(box: TextBox) -> tuple[float, float]:
    """How long a line may be, and how much the lines may take together."""
    return (box.width, box.height) if box.flow == "across" else (box.height, box.width)


def fit(box: TextBox, measured: Measured, allowed: Iterable[int]) -> Setting | None:
    """The largest setting that stays inside the box; None when there is none."""
    text = _Text(box, measured, tuple(allowed))
    return text.running() if box.running else text.on_one_line() or text.on_two_lines()


class _Text:
    """A text with its box, as the fit looks at it."""

    def __init__(self, box: TextBox, measured: Measured, allowed: tuple[int, ...]) -> None:
        self.box, self.letters, self.allowed = box, measured.text, allowed
        self.across, self.deep = room(box)
        self.smallest = min(box.smallest or box.size, box.size)
        self.reached = [0.0]
        for width in measured.widths:
            self.reached.append(self.reached[-1] + width + box.spacing)

    def on_one_line(self) -> Setting | None:
        """At its size, condensed, or smaller."""
        whole = ((0, len(self.letters)),)
        size, stretch = self._shrunk(self._width(*whole[0]) or 1, self.box.size)
        return self._placed(size, stretch, whole, self.box.leading) if self._holds(size, 1, self.box.leading) else None

    def on_two_lines(self) -> Setting | None:
        """Parted where the longer line is shortest."""
        if not self.allowed:
            return None
        end = len(self.letters)
        at = min(self.allowed, key=lambda cut: max(self._width(0, cut), self._width(cut, end)))
        highest = self.deep / MM / (1 + 2 * AIR + _TIGHT)
        size, stretch = self._shrunk(max(self._width(0, at), self._width(at, end)), min(self.box.size, highest))
        return self._placed(size, stretch, ((0, at), (at, end)), _TIGHT) if self._holds(size, 2, _TIGHT) else None

    def running(self) -> Setting | None:
        """As large as its lines have room."""
        for size, stretch in self._sizes():
            lines = self._filled(size * stretch)
            if lines and self._holds(size, len(lines), self.box.leading):
                return self._placed(size, stretch, tuple(lines), self.box.leading)
        return None

    def _sizes(self) -> Iterator[tuple[float, float]]:
        size = self.box.size
        while size > self.smallest:
            yield size, 1
            size -= _STEP
        yield self.smallest, 1
        yield self.smallest, NARROWEST

    def _filled(self, size: float) -> list[tuple[int, int]]:
        """The text in lines, each as long as it may be; none when a piece is longer than a line."""
        lines: list[tuple[int, int]] = []
        start, end, long = 0, len(self.letters), self.across / (size * MM) + 1e-6
        for at, cut in enumerate((*self.allowed, end)):
            indent = 0 if lines else self.box.indent
            if self._width(start, cut) + indent <= long:
                continue
            back = self.allowed[at - 1] if at else 0
            if back <= start or self._width(back, cut) > long:
                return []
            lines.append((start, back))
            start = back
        return [*lines, (start, end)]

    def _shrunk(self, width: float, size: float) -> tuple[float, float]:
        """Size and stretch at which so many letters' width fills the line; as it is when there is room."""
        share = self.across / (width * size * MM)
        return (size, min(share, 1)) if share >= NARROWEST else (size * share / NARROWEST, NARROWEST)

    def _holds(self, size: float, lines: int, leading: float) -> bool:
        deep = (1 + 2 * AIR + (lines - 1) * leading) * size * MM
        return size >= self.smallest - 1e-6 and deep <= self.deep + 1e-6

    def _width(self, start: int, stop: int) -> float:
        """In letters, without spaces at the end and the spacing behind the last."""
        while stop > start and self.letters[stop - 1].isspace():
            stop -= 1
        return self.reached[stop] - self.reached[start] - (self.box.spacing if stop > start else 0)

    def _placed(self, size: float, stretch: float, lines: tuple[tuple[int, int], ...], leading: float) -> Setting:
        letter = size * MM
        deep = (1 + 2 * AIR + (len(lines) - 1) * leading) * letter
        over = {"top": 0.0, "middle": (self.deep - deep) / 2, "bottom": self.deep - deep}[self.box.valign]
        made = []
        for at, (start, stop) in enumerate(lines):
            row = len(lines) - 1 - at if self.box.flow == "mongolian" else at
            y = over + (AIR + ASCENT + row * leading) * letter
            indent = self.box.indent * letter * stretch if at == 0 else 0
            made.append(self._aligned(start, stop, indent, y, letter * stretch, at == len(lines) - 1))
        return Setting(size, stretch, tuple(made))

    def _aligned(self, start: int, stop: int, indent: float, y: float, letter: float, last: bool) -> SetLine:
        width = self._width(start, stop) * letter
        free = self.across - indent - width
        spacing, gaps = self.box.spacing, stop - start - 1
        if self.box.align == "justify" and not last and gaps > 0:
            spacing, width, free = spacing + free / letter / gaps, width + free, 0
        x = {"center": free / 2, "right": free}.get(self.box.align, 0)
        return SetLine(start, stop, indent + x, y, width, spacing)


def corners(box: TextBox, setting: Setting) -> list[tuple[float, float]]:
    """The upper left and lower right corners of a set text on the paper."""
    letter = setting.size * MM
    along = [line.x for line in setting.lines] + [line.x + line.width for line in setting.lines]
    over = min(line.y for line in setting.lines) - ASCENT * letter
    under = max(line.y for line in setting.lines) + DESCENT * letter
    if box.flow == "across":
        return [(box.x + min(along), box.y + over), (box.x + max(along), box.y + under)]
    right = box.x + box.width
    return [(right - under, box.y + min(along)), (right - over, box.y + max(along))]
