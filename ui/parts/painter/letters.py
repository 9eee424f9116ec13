"""Letters as the fonts of this machine have them: how broad they are, which are missing, and their shapes in a row.

Everything is set at one size, `EM`, and scaled when it is drawn: widths are then in proportion on every surface.
"""

from __future__ import annotations

import itertools
import threading
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from typing import NamedTuple, ParamSpec, TypeVar

from PySide6.QtGui import QFont, QFontDatabase, QGlyphRun, QTextLayout, QTextLine, QTextOption

from models.certificates import Measured

EM = 100
"""Pixels of the size at which letters are set."""
_WHOLE_LINE = 1e7
_KEPT = 4096
_ROUNDED = 0.005  # of a letter


class Face(NamedTuple):
    """Fonts in the order in which they are asked for a letter, and their weight."""

    families: tuple[str, ...]
    weight: int


class Glyph(NamedTuple):
    """A shape of a font and the letters of the text that it stands for."""

    font: str
    index: int
    letters: str


class Row(NamedTuple):
    """Letters set in one line: Qt's runs of shapes, how high their line is and how far each letter carries on, in
    letters; and the shapes in the order of drawing."""

    runs: tuple[QGlyphRun, ...]
    ascent: float
    measured: Measured
    glyphs: tuple[Glyph, ...]

    @property
    def missing(self) -> list[str]:
        """The letters that no font can draw."""
        return list(dict.fromkeys(one.letters for one in self.glyphs if one.index == 0))


Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def kept_in_thread(work: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Remembers the last answers, each thread its own: Qt's fonts must not be used by two."""
    local = threading.local()

    @wraps(work)
    def ask(*args: Asked.args, **named: Asked.kwargs) -> Answer:
        if not hasattr(local, "known"):
            local.known = lru_cache(maxsize=_KEPT)(work)
        answer: Answer = local.known(*args, **named)
        return answer

    return ask


@lru_cache(maxsize=256)
def face(role: tuple[tuple[str, int], ...], rest: tuple[tuple[str, int], ...], weight: int) -> Face:
    """The fonts of a role, in the box's own weight or that in which the first font that is here stands for it."""
    here = next((heavy for family, heavy in role if QFontDatabase.hasFamily(family)), 0)
    families = dict.fromkeys(family for family, _ in (*role, *rest))
    return Face(tuple(families), weight or here or QFont.Weight.Normal.value)


@kept_in_thread
def row(text: str, asked: Face, spacing: float, upright: bool = False) -> Row:
    """The letters in a row, `spacing` letters apart; upright ones in the forms they have in a column."""
    layout, line = _set(text, asked, spacing, upright)
    runs = _in_order(layout.glyphRuns())
    stands = [place.x() / EM for run in runs for place in run.positions()]
    end = line.naturalTextWidth() / EM
    alone = len(stands) == len(text)  # each letter has its shape
    places = [*stands, end] if alone else [line.cursorToX(at)[0] / EM for at in _starts(text)]
    letters = text if alone else _gathered(text, places, stands)
    fonts = [font for run in runs for font in [_identity(run)] * len(run.glyphIndexes())]
    indexes = [index for run in runs for index in run.glyphIndexes()]
    widths = tuple(after - before for before, after in itertools.pairwise(places))
    return Row(runs, line.ascent() / EM, Measured(text, widths), tuple(map(Glyph, fonts, indexes, letters)))


def _set(text: str, asked: Face, spacing: float, upright: bool) -> tuple[QTextLayout, QTextLine]:
    layout = QTextLayout(text, _font(asked, round(spacing, 6), upright))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_WHOLE_LINE)
    layout.endLayout()
    return layout, line


@lru_cache(maxsize=256)
def _font(asked: Face, spacing: float, upright: bool) -> QFont:
    font = QFont([*asked.families])
    font.setPixelSize(EM)
    font.setWeight(QFont.Weight(asked.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * EM)
    if upright:
        font.setFeature(QFont.Tag("vert"), 1)
    return font


def _starts(text: str) -> list[int]:
    """Where each letter begins, and the end, as Qt counts: letters beyond the basic plane count twice."""
    found = [0]
    for letter in text:
        found.append(found[-1] + (2 if ord(letter) > 0xFFFF else 1))
    return found


def _in_order(runs: list[QGlyphRun]) -> tuple[QGlyphRun, ...]:
    """Runs of shapes as they are read: where fonts take turns, Qt puts all shapes of one font into one run."""
    if len(runs) == 1:
        return tuple(runs)
    shapes = [(place.x(), at, one) for at, run in enumerate(runs) for one, place in enumerate(run.positions())]
    found = []
    for at, group in itertools.groupby(sorted(shapes), key=lambda shape: shape[1]):
        ones = [one for *_, one in group]
        piece = QGlyphRun(runs[at])
        piece.setGlyphIndexes([runs[at].glyphIndexes()[one] for one in ones])
        piece.setPositions([runs[at].positions()[one] for one in ones])
        found.append(piece)
    return tuple(found)


def _gathered(text: str, places: Sequence[float], stands: Sequence[float]) -> list[str]:
    """The letters of each shape: from where it stands to the next one; of several in one place, the first has them.

    Qt's own `stringIndexes` are wrong where a run's font is not the first that was asked for.
    """
    begun = sorted(set(stands))
    joined = dict.fromkeys(begun, "")
    for letter, place in zip(text, places, strict=False) if begun else ():
        joined[begun[max(0, bisect_right(begun, place + _ROUNDED) - 1)]] += letter
    return [joined.pop(x, "") for x in stands]


def _identity(run: QGlyphRun) -> str:
    """Tells a font's file from any other, however it was asked for."""
    font = run.rawFont()
    return f"{font.familyName()}/{bytes(font.fontTable('head').data())[8:12].hex()}"
