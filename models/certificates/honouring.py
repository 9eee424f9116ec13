"""What comes of an issued certificate: the honour that is registered, and how the ledger names unit and award."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from models.certificates.fitting import bare
from models.certificates.layouts import HONOUR, PLACE, Layout
from models.certificates.pages import Page, filled
from models.kinds import Link, Stored
from models.register import Reader

_SAME = ("subject", "kind", "competition")


class Award(NamedTuple):
    """Unit and award as the ledger lists them; the honour: one that stands already, or the values of a new one."""

    unit: str
    told: str
    honour: int | Mapping[str, Stored] | None


def award(layout: Layout, reader: Reader, one: Page) -> Award:
    """What comes of a page that is issued. A certificate of an honour makes no other: it gives it its number."""
    said = _said(layout, one)
    if layout.of == HONOUR:
        return Award(*named(layout, one), one.row)
    values = _read(layout, reader, one, said)
    return Award(*named(layout, one), _honour(reader, values) if said else None)


def named(layout: Layout, one: Page) -> tuple[str, str]:
    """Unit and award of a page."""
    said = _said(layout, one)
    return said.get("unit", ""), said.get("rank") or said.get("kind") or layout.title


def _said(layout: Layout, one: Page) -> dict[str, str]:
    return {word: bare(filled(sentence, one.told)) for word, sentence in layout.honour.items() if sentence}


def _read(layout: Layout, reader: Reader, one: Page, said: Mapping[str, str]) -> dict[str, Stored]:
    """The values as they are kept: a link to what the record itself links to."""
    fields = reader.schema[HONOUR].fields
    found: dict[str, Stored] = {}
    for word, text in said.items():
        place = PLACE.fullmatch(layout.honour[word])
        linked = type(fields[word].kind) is Link and place
        kept = reader.cells(layout.of, [one.row], [place[1]])[0][0][0] if linked and place else None
        found[word] = kept if isinstance(kept, int) else fields[word].kind.read(text).value
    return {word: value for word, value in found.items() if value is not None}


def _honour(reader: Reader, values: dict[str, Stored]) -> int | Mapping[str, Stored]:
    """A new honour, or one that stands: registered by hand, or by a voided certificate, of which it is made anew."""
    row = _standing(reader, values)
    if row is None:
        return values
    ours = reader.ask("select 1 from issued where honour = ? and void is not null limit 1", [row])
    return values | {"id": row} if ours else row


def _standing(reader: Reader, values: Mapping[str, Stored]) -> int | None:
    """The honour that was registered by hand before."""
    told = [values.get(word) for word in _SAME]
    found = reader.rows(HONOUR, [], " and ".join(f"{word} is ?" for word in _SAME), told)
    return int(found[-1][0]) if found else None
