"""Letters as the fonts of this machine have them: how broad they are, which are missing, and their shapes in a row.

Everything is set at one size, `EM`, and scaled when it is drawn: widths are then in proportion on every surface.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QGlyphRun, QTextLayout, QTextLine, QTextOption

from models.certificates import Measured

EM = 100
"""Pixels of the size at which letters are set."""
_WHOLE_LINE = 1e7


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
    """Letters set in one line: Qt's runs of shapes, how high their line is, the shapes in the order of drawing."""

    runs: tuple[QGlyphRun, ...]
    ascent: float
    width: float
    glyphs: tuple[Glyph, ...]


@lru_cache(maxsize=256)
def face(role: tuple[tuple[str, int], ...], rest: tuple[tuple[str, int], ...], weight: int) -> Face:
    """The fonts of a role, in the box's own weight or that in which the first font that is here stands for it."""
    here = next((heavy for family, heavy in role if QFontDatabase.hasFamily(family)), 0)
    families = dict.fromkeys(family for family, _ in (*role, *rest))
    return Face(tuple(families), weight or here or QFont.Weight.Normal.value)


@lru_cache(maxsize=4096)
def measure(text: str, asked: Face) -> tuple[Measured, str]:
    """How far each letter carries on, in letters; and the letters that no font can draw."""
    layout, line = _set(text, asked, 0, False)
    places = [float(line.cursorToX(at)[0]) / EM for at in _starts(text)]
    widths = tuple(after - before for before, after in itertools.pairwise(places))
    drawn = _shapes(layout.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll), text)
    return Measured(text, widths), "".join(dict.fromkeys(one.letters for one in drawn if one.index == 0))


@lru_cache(maxsize=4096)
def row(text: str, asked: Face, spacing: float = 0, upright: bool = False) -> Row:
    """The letters in a row, `spacing` letters apart; upright ones in the forms they have in a column."""
    layout, line = _set(text, asked, spacing, upright)
    runs = layout.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll)
    return Row(tuple(runs), line.ascent(), line.naturalTextWidth(), tuple(_shapes(runs, text)))


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


def _shapes(runs: Sequence[QGlyphRun], text: str) -> Iterator[Glyph]:
    letters = {start: letter for start, letter in zip(_starts(text), text, strict=False)}
    begun = sorted({at for run in runs for at in run.stringIndexes()})
    after = dict(zip(begun, [*begun[1:], len(text) * 2], strict=False))
    for run in runs:
        font, told = _identity(run), set[int]()
        for index, at in zip(run.glyphIndexes(), run.stringIndexes(), strict=True):
            span = range(at, after[at]) if at not in told else ()
            told.add(at)
            yield Glyph(font, index, "".join(letters.get(one, "") for one in span))


def _identity(run: QGlyphRun) -> str:
    """Tells a font's file from any other, however it was asked for."""
    font = run.rawFont()
    return f"{font.familyName()}/{bytes(font.fontTable('head').data())[8:12].hex()}"
