"""Draws certificates: one painter for every surface, and a fit that never cuts a name or prints a box for a letter.

A text that is too long is condensed a little, then made smaller, then set in more lines where its box allows; what
still does not fit, or has a character that no font can draw, stops the batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QRawFont,
    QTextLayout,
    QTextOption,
)

from models.certificates import Page, TextBox
from models.files import written_beside
from models.words import say

DPI = 600  # of the surface that texts are measured on; every surface is scaled from it
_MM = DPI / 25.4
_POINT = DPI / 72
_NARROWEST = 88  # per cent of a letter's width
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "justify": Qt.AlignmentFlag.AlignJustify,
}


class Problem(NamedTuple):
    """Why a page can't be printed."""

    subject: str
    say: str


class Fit(NamedTuple):
    """How a text stands in its box."""

    layout: QTextLayout
    height: float


def problems(page: Page) -> list[Problem]:
    """Everything that keeps a page from going out."""
    found = [Problem(page.subject, say("certificates.blank", place=place)) for place in page.blank]
    for box, text in page.texts:
        families = tuple(page.layout.fonts[box.font])
        missing = "".join(
            sorted({letter for letter in text if not letter.isspace() and not _drawn_by(families, letter)})
        )
        if missing:
            found.append(Problem(page.subject, say("certificates.no_glyph", letters=missing)))
        elif fit(box, text, families) is None:
            found.append(Problem(page.subject, say("certificates.too_long", text=text)))
    return found


def draw(painter: QPainter, page: Page) -> None:
    """Draws a page; the painter's unit is a millimetre."""
    for frame in page.layout.frames:
        painter.setPen(QPen(QColor(frame.colour), frame.thickness))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if frame.height:
            painter.drawRect(QRectF(frame.x, frame.y, frame.width, frame.height))
        else:
            painter.drawLine(QPointF(frame.x, frame.y), QPointF(frame.x + frame.width, frame.y))
    for box, text in page.texts:
        found = fit(box, text, tuple(page.layout.fonts[box.font]))
        if found is None:
            continue
        painter.save()
        painter.translate(box.x, box.y)
        painter.scale(1 / _MM, 1 / _MM)
        painter.setPen(QColor(box.colour))
        found.layout.draw(painter, QPointF(0, (box.height * _MM - found.height) / 2))
        painter.restore()


def write_pdf(pages: Sequence[Page], target: Path) -> list[Problem]:
    """One PDF with a page each, in the exact size of the paper; nothing is written when a page has a problem."""
    found = [problem for page in pages for problem in problems(page)]
    if found or not pages:
        return found
    with written_beside(target) as beside:
        writer = QPdfWriter(str(beside))
        paper = pages[0].layout.paper
        writer.setResolution(DPI)
        writer.setTitle(pages[0].layout.title)
        size = QPageSize(
            QSizeF(paper.width, paper.height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
        )
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
        painter = QPainter(writer)
        for at, page in enumerate(pages):
            if at:
                writer.newPage()
            painter.save()
            painter.scale(_MM, _MM)
            draw(painter, page)
            painter.restore()
        painter.end()
    return []


def fit(box: TextBox, text: str, families: tuple[str, ...]) -> Fit | None:
    """The largest setting that stays inside the box; None when there is none."""
    smallest = box.smallest or box.size
    size = box.size
    while size >= smallest:
        for stretch in (100, (100 + _NARROWEST) // 2, _NARROWEST):
            if found := _set(box, text, families, size, stretch, 1):
                return found
        size -= 0.5
    for lines in range(2, box.lines + 1):
        size = box.size
        while size >= smallest:
            if found := _set(box, text, families, size, 100, lines):
                return found
            size -= 0.5
    return None


def _set(box: TextBox, text: str, families: tuple[str, ...], size: float, stretch: int, lines: int) -> Fit | None:
    font = QFont([*families])
    font.setPixelSize(max(1, round(size * _POINT)))
    font.setStretch(stretch)
    font.setBold(box.bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if box.spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, box.spacing * _POINT)
    width, height = box.width * _MM, box.height * _MM
    layout = QTextLayout(text, font)
    option = QTextOption(_ALIGN[box.align])
    option.setWrapMode(QTextOption.WrapMode.WrapAnywhere if lines > 1 else QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    step = QFontMetricsF(font).height() * box.leading
    indent = box.indent * size * _POINT
    layout.beginLayout()
    made = 0
    while (line := layout.createLine()).isValid():
        before = indent if made == 0 else 0
        line.setLineWidth(width - before)
        line.setPosition(QPointF(before, made * step))
        if line.naturalTextWidth() > width - before + 0.5:
            return None
        made += 1
    layout.endLayout()
    used = (made - 1) * step + QFontMetricsF(font).height()
    return Fit(layout, used) if made <= lines and used <= height + 0.5 else None


@cache
def _drawn_by(families: tuple[str, ...], letter: str) -> bool:
    """Whether one of the fonts, or a font that stands in for them, has the letter."""
    known = QFontDatabase.families()
    asked = [family for family in families if family in known]
    return any(_raw(family).supportsCharacter(ord(letter)) for family in [*asked, *_fallbacks()])


@cache
def _fallbacks() -> tuple[str, ...]:
    """Fonts with Chinese letters that the system has."""
    return tuple(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


@cache
def _raw(family: str) -> QRawFont:
    return QRawFont.fromFont(QFont(family))
