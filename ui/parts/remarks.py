"""What is to be said of a page that has been typeset: what stops it, what may look wrong, what was made to fit."""

from __future__ import annotations

from models.certificates import Page, printers
from models.certificates.fitting import corners
from models.certificates.samples import label
from models.findings import DOUBT, ERROR, Finding
from models.schema import Schema
from models.words import say
from ui.parts.painter import Typeset, borrowed

_CLOSE = 0.999


def stops(one: Typeset, schema: Schema) -> list[Finding]:
    """Texts that can't be set, and places that are blank, in the clerk's words."""
    page = one.page
    blank = [label(schema, page.layout, place) or place for place in page.blank]
    told = [say("certificates.blank", place=place) for place in blank] + [each.say for each in one.problems]
    return [_found(page, ERROR, each) for each in told]


def changed(page: Page) -> Finding:
    """The record says something else now than when the certificate was issued."""
    return _found(page, DOUBT, say("awards.changed", number=page.number))


def lost(one: Typeset, profile: printers.Profile) -> list[Finding]:
    """Letters that come from another font, and texts that stand where the printer can't print."""
    lent = [say("certificates.borrowed", letter=letter, font=font) for letter, font in borrowed(one).items()]
    outside = [
        say("printers.margin", text=text.told)
        for text in one.texts
        if printers.within_margins(profile, one.page.layout.paper, corners(text.box, text.setting))
    ]
    return [_found(one.page, DOUBT, told) for told in lent + outside]


def tightened(one: Typeset) -> list[Finding]:
    """Texts that were condensed, made smaller or parted in two lines to fit."""
    found = []
    for text in one.texts:
        setting, box = text.setting, text.box
        if setting.size < box.size * _CLOSE:
            told = say("awards.smaller", text=text.told, size=f"{setting.size:.1f}", full=f"{box.size:.1f}")
        elif setting.stretch < _CLOSE:
            told = say("awards.condensed", text=text.told, share=round(setting.stretch * 100))
        elif len(setting.lines) > 1 and not box.running:
            told = say("awards.parted", text=text.told)
        else:
            continue
        found.append(_found(one.page, DOUBT, told))
    return found


def _found(page: Page, level: str, told: str) -> Finding:
    return Finding("certificates", level, page.layout.of, page.row, "", told, page.subject)
