"""Letters as the fonts of this machine have them: how broad they are, which are missing, and their shapes in a row.

Everything is set at one size, `EM`, and scaled when it is drawn: widths are then in proportion on every surface.
"""

from __future__ import annotations

import itertools
import threading
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, wraps
from typing import NamedTuple, ParamSpec, TypeVar

from PySide6.QtGui import QFont, QFontDatabase, QGlyphRun, QTextLayout, QTextLine, QTextOption

from models.certificates import Measured

EM = 100
"""Pixels of the size at which letters are set."""
_WHOLE_LINE = 1e7
_KEPT = 4096


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
def row(text: str, asked: Face, spacing: float = 0, upright: bool = False) -> Row:
    """The letters in a row, `spacing` letters apart; upright ones in the forms they have in a column."""
    layout, line = _set(text, asked, spacing, upright)
    starts = _starts(text)
    places = [line.cursorToX(at)[0] / EM for at in starts]
    widths = tuple(after - before for before, after in itertools.pairwise(places))
    runs = layout.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll)
    shapes = tuple(_shapes(runs, dict(zip(starts, text, strict=False))))
    return Row(tuple(runs), line.ascent() / EM, Measured(text, widths), shapes)


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


def _shapes(runs: Sequence[QGlyphRun], letters: dict[int, str]) -> Iterator[Glyph]:
    """A shape stands for the letters from its own to the next one's; of several shapes of a letter, the first does."""
    indexes = [run.stringIndexes() for run in runs]
    begun = sorted({at for told in indexes for at in told})
    joined = dict.fromkeys(begun, "")
    for start, letter in letters.items() if begun else ():
        joined[begun[max(0, bisect_right(begun, start) - 1)]] += letter
    for run, told in zip(runs, indexes, strict=True):
        font = _identity(run)
        for index, at in zip(run.glyphIndexes(), told, strict=True):
            yield Glyph(font, index, joined.pop(at, ""))


def _identity(run: QGlyphRun) -> str:
    """Tells a font's file from any other, however it was asked for."""
    font = run.rawFont()
    return f"{font.familyName()}/{bytes(font.fontTable('head').data())[8:12].hex()}"
