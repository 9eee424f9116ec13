"""Sets the words of a page: each text fitted into its box, in fonts that have its letters; or told why it can't be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import east_asian_width

from PySide6.QtGui import QTransform

from models.certificates import Measured, Page, Setting, TextBox, fit
from models.certificates.fitting import ASCENT, DESCENT, MM, SetLine, bare, breaks
from models.words import say
from ui.parts.painter.letters import EM, Face, Row, face, kept_in_thread, row

_REST = "补字"


class Problem(NamedTuple):
    """Why a page can't be printed."""

    subject: str
    say: str


class SetText(NamedTuple):
    """A text as it stands in its box: rows of letters, each with the way from its own pixels to the paper."""

    box: TextBox
    told: str
    setting: Setting
    rows: list[tuple[Row, QTransform]]


class Typeset(NamedTuple):
    """A page ready to be drawn, and what keeps it from going out."""

    page: Page
    texts: list[SetText]
    problems: list[Problem]


def typeset(page: Page) -> Typeset:
    """All texts of a page in their boxes; those that can't be set are problems."""
    texts, problems = [], []
    fonts = page.layout.fonts
    faces = {box.font: (tuple(fonts[box.font]), tuple(fonts.get(_REST, ()))) for box, _ in page.texts}
    for box, told in page.texts:
        found = _settle(box, told, face(*faces[box.font], box.weight))
        if isinstance(found, SetText):
            texts.append(found)
        else:
            problems.append(Problem(page.subject, found))
    return Typeset(page, texts, problems)


def borrowed(one: Typeset) -> dict[str, str]:
    """Broad letters of a page that another font lends to the one that draws the rest of their text, and its name."""
    found = {}
    for text in one.texts:
        drawn = [glyph for set_row, _ in text.rows for glyph in set_row.glyphs if _broad(glyph.letters)]
        usual = Counter(glyph.font for glyph in drawn).most_common(1)
        found |= {glyph.letters: glyph.font.partition("/")[0] for glyph in drawn if glyph.font != usual[0][0]}
    return found


def _broad(letters: str) -> bool:
    return bool(letters) and east_asian_width(letters[0]) == "W"


@kept_in_thread
def _settle(box: TextBox, told: str, asked: Face) -> SetText | str:
    """The text in its box, or a sentence that says why it can't be set."""
    text = bare(told)
    whole = row(text, asked, 0)
    if whole.missing:
        return say("certificates.no_glyph", letters=" ".join(whole.missing))
    setting = fit(box, Measured(text, (1.0,) * len(text)) if box.flow == "down" else whole.measured, breaks(told))
    if setting is None:
        return say("certificates.too_long", text=text)
    return SetText(box, text, setting, list(_rows(box, text, asked, setting)))


def _rows(box: TextBox, text: str, asked: Face, setting: Setting) -> Iterator[tuple[Row, QTransform]]:
    letter = setting.size * MM / EM
    for line in setting.lines:
        part = text[line.start : line.stop].rstrip()
        if box.flow == "down":
            yield from _column(box, part, asked, setting, line)
        else:
            place = QTransform(letter * setting.stretch, 0, 0, letter, line.x, line.y)
            yield row(part, asked, line.spacing), place * _flow(box)


def _flow(box: TextBox) -> QTransform:
    """From a box as its text flows to the paper."""
    if box.flow == "mongolian":  # lies on its side: lines go down, and the last one stands right
        return QTransform(0, 1, -1, 0, box.x + box.width, box.y)
    return QTransform.fromTranslate(box.x, box.y)


def _column(box: TextBox, part: str, asked: Face, setting: Setting, line: SetLine) -> Iterator[tuple[Row, QTransform]]:
    """Letters one under the other, each a letter high, in the middle of a column."""
    letter = setting.size * MM
    middle = box.x + box.width - line.y + (ASCENT - DESCENT) / 2 * letter
    for at, one in enumerate(part):
        upright = row(one, asked, 0, True)
        foot = box.y + line.x + (at * (1 + line.spacing) + ASCENT) * letter * setting.stretch
        left = middle - sum(upright.measured.widths) * letter / 2
        yield upright, QTransform(letter / EM, 0, 0, letter / EM * setting.stretch, left, foot)
