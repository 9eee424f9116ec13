"""Records to try a layout on: those whose printed words are the longest, the shortest, and the rarest."""

from __future__ import annotations

import datetime
from collections import Counter

from models.certificates.layouts import OWN, Layout
from models.certificates.pages import Page, page, pages, rows
from models.register import Reader
from models.schema import Schema

KINDS = ("first", "longest", "shortest", "rarest")
_MOST = 2000  # records looked at
_NUMBER = "〔2025〕001号"


def samples(layout: Layout, reader: Reader, day: datetime.date) -> dict[str, Page]:
    """A page of each kind; all the same made-up one where nobody gets this certificate yet."""
    ids = rows(layout, reader)[:_MOST]
    if not ids:
        made = page(layout, 0, "", {place: _made_up(reader, layout, place) for place in layout.asked()})
        return dict.fromkeys(KINDS, made)
    names = [told[0] for told in reader.table(layout.of, ids, [reader.schema[layout.of].name])]
    common = Counter(letter for name in names for letter in set(name))
    by = {
        "first": ids[0],
        "longest": max(zip(names, ids, strict=True), key=lambda one: len(one[0]))[1],
        "shortest": min(zip(names, ids, strict=True), key=lambda one: len(one[0]))[1],
        "rarest": min(zip(names, ids, strict=True), key=lambda one: _rareness(one[0], common))[1],
    }
    return {kind: next(pages(layout, reader, [row], [_NUMBER], day)) for kind, row in by.items()}


def _rareness(name: str, common: Counter[str]) -> tuple[bool, int]:
    """Letters beyond the basic plane come first, then those that fewest names have."""
    return all(ord(letter) <= 0xFFFF for letter in name), min((common[letter] for letter in name), default=0)


def _made_up(reader: Reader, layout: Layout, place: str) -> str:
    own = {"number": _NUMBER, "date": datetime.date.today().isoformat()}
    return own.get(place) or label(reader.schema, layout, place) or place


def label(schema: Schema, layout: Layout, place: str) -> str:
    """A place in the clerk's words, such as 选手·姓名; empty when it is the ledger's own."""
    one, told = schema[layout.of], []
    if place in OWN:
        return ""
    if place in schema["settings"].fields:
        return schema["settings"].fields[place].label
    for word in place.split("."):
        known = one.fields if one.refinement else schema.tables[one.table]
        if word not in known:
            return ""
        told.append(known[word].label)
        one = schema.types.get(known[word].of, one)
    return "·".join(told)
