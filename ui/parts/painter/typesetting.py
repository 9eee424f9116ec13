"""Sets the words of a page: each text fitted into its box, in fonts that have its letters; or told why it can't be."""

from __future__ import annotations

from typing import NamedTuple

from models.certificates import Page, Setting, TextBox, fit
from models.certificates.fitting import bare, breaks
from models.words import say
from ui.parts.painter.letters import Face, face, measure

_REST = "补字"


class Problem(NamedTuple):
    """Why a page can't be printed."""

    subject: str
    say: str


class SetText(NamedTuple):
    """A text as it stands in its box."""

    box: TextBox
    text: str
    face: Face
    setting: Setting


class Typeset(NamedTuple):
    """A page ready to be drawn, and what keeps it from going out."""

    page: Page
    texts: list[SetText]
    problems: list[Problem]


def typeset(page: Page) -> Typeset:
    """All texts of a page in their boxes; those that can't be set are problems."""
    texts, problems = [], [Problem(page.subject, say("certificates.blank", place=place)) for place in page.blank]
    fonts = page.layout.fonts
    for box, told in page.texts:
        asked = face(tuple(fonts[box.font]), tuple(fonts.get(_REST, ())), box.weight)
        text = bare(told)
        measured, missing = measure(text, asked)
        setting = fit(box, measured, breaks(told))
        if missing:
            problems.append(Problem(page.subject, say("certificates.no_glyph", letters=" ".join(missing))))
        elif setting is None:
            problems.append(Problem(page.subject, say("certificates.too_long", text=text)))
        else:
            texts.append(SetText(box, text, asked, setting))
    return Typeset(page, texts, problems)
