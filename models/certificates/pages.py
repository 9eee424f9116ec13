"""Which records get a certificate, and the words on each: sentences filled from the record and the office's facts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.certificates import numerals
from models.certificates.fitting import kept_whole
from models.certificates.layouts import OWN, PLACE, Layout, TextBox
from models.register import Reader
from models.register.paths import leads


class Page(NamedTuple):
    """One sheet: whom it is for, its number, and the boxes with their words filled in."""

    layout: Layout
    row: int
    subject: str
    number: str
    texts: list[tuple[TextBox, str]]
    blank: list[str]
    """Places for which the record has no value: such a page may not go out."""


def rows(layout: Layout, reader: Reader, competition: int = 0) -> list[int]:
    """The records that get this certificate, of one competition or of all."""
    clauses = [f"({layout.where})"] if layout.where else []
    clauses += [f"{reader.schema[layout.of].table}.competition = {competition}"] if competition else []
    return reader.ids(layout.of, order=layout.order, within=" and ".join(clauses))


def pages(
    layout: Layout, reader: Reader, ids: Sequence[int], numbers: Sequence[str], day: datetime.date
) -> Iterator[Page]:
    """One page a record, every place filled from it and from the office's own facts."""
    one = reader.schema[layout.of]
    own = [place for place in layout.places() if place not in OWN and leads(reader.schema, one, place)]
    facts = reader.settings() | {"date": day.isoformat()}
    names = reader.table(layout.of, ids, [one.name])
    told = reader.table(layout.of, ids, own) if own else [[] for _ in ids]
    for row, number, texts, (subject,) in zip(ids, numbers, told, names, strict=True):
        yield page(layout, row, subject, facts | dict(zip(own, texts, strict=True)) | {"number": number})


def page(layout: Layout, row: int, subject: str, told: dict[str, str]) -> Page:
    """A page from told values; places without one are named in `blank`."""
    filled, blank = [], []
    for box in layout.texts:
        open_ = [place for place in box.places() if not told.get(place, "").strip()]
        if open_ and box.optional:
            continue
        filled.append((box, PLACE.sub(lambda place: _filling(place, told), box.say)))
        blank += open_
    return Page(layout, row, subject, told.get("number", ""), filled, list(dict.fromkeys(blank)))


def _filling(place: re.Match[str], told: dict[str, str]) -> str:
    path, form = place.groups()
    value = told.get(path, "")
    return kept_whole(getattr(numerals, form)(value) if form else value)
