"""Which records get a certificate, and the words on each: sentences filled from the record and the office's facts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from models.certificates import numerals
from models.certificates.fitting import bare, kept_whole
from models.certificates.layouts import OWN, PLACE, Code, Layout, TextBox
from models.issued import check_text
from models.register import BadSql, Reader
from models.register.paths import expand, leads
from models.words import Refusal

_YEAR = re.compile(r"\d{4}")


class Page(NamedTuple):
    """One sheet: whom it is for, its number, and the boxes with their words filled in."""

    layout: Layout
    row: int
    subject: str
    number: str
    texts: list[tuple[TextBox, str]]
    blank: list[str]
    """Places for which the record has no value: such a page may not go out."""
    codes: Sequence[tuple[Code, str]] = ()
    told: Mapping[str, str] = MappingProxyType({})
    """The values of all places, those of the ledger as well."""

    @property
    def words(self) -> dict[str, str]:
        """What is printed, by place: enough to print it again."""
        return {place: self.told.get(place, "") for place in self.layout.places if place != "check"}


def rows(layout: Layout, reader: Reader, competition: int = 0) -> list[int]:
    """The records that get this certificate, of one competition or of all."""
    one = reader.schema[layout.of]
    clauses = [f"({expand(reader.schema, one, layout.where)})"] if layout.where else []
    clauses += [f"{one.table}.competition = {competition}"] if competition else []
    return reader.ids(layout.of, order=layout.order, within=" and ".join(clauses))


def unawarded(layouts: Iterable[Layout], reader: Reader, record: str) -> list[tuple[Layout, int]]:
    """How many records of a type have been given no certificate at all, each under one of the layouts made for it."""
    given = {row for (row,) in reader.ask("select row from issued where tbl = ? and void is null", [record])}
    waiting = [(one, {*rows(one, reader)} - given) for one in layouts if one.of == record]
    found = []
    for one, ids in sorted(waiting, key=lambda each: -len(each[1])):
        if fresh := ids - given:
            found.append((one, len(fresh)))
            given |= fresh
    return found


def prove(layouts: Iterable[Layout], understood: Reader) -> None:
    """Lets SQLite read who gets each certificate; refuses a condition that it can't make out."""
    for layout in layouts:
        try:
            rows(layout, understood, -1)
        except BadSql as error:
            raise Refusal("certificates.bad_where", title=layout.title, name=layout.name, why=error) from error


def pages(
    layout: Layout, reader: Reader, ids: Sequence[int], numbers: Sequence[str], day: datetime.date
) -> Iterator[Page]:
    """One page a record, every place filled from it and from the office's own facts."""
    one = reader.schema[layout.of]
    own = [place for place in layout.asked() if place not in OWN and leads(reader.schema, one, place)]
    facts = reader.settings() | {"date": day.isoformat()}
    names = reader.table(layout.of, ids, [one.name])
    told = reader.table(layout.of, ids, own) if own else [[] for _ in ids]
    for row, number, texts, (subject,) in zip(ids, numbers, told, names, strict=True):
        yield page(layout, row, subject, facts | dict(zip(own, texts, strict=True)) | {"number": number})


def years(layout: Layout, reader: Reader, ids: Sequence[int], day: datetime.date) -> list[int]:
    """The year whose numbers each record takes: that of its contest or award, else that of the day."""
    paths = [path for path, _ in PLACE.findall(layout.year)][:1]
    told = reader.table(layout.of, ids, paths)
    found = [_YEAR.search(texts[0]) if texts else None for texts in told]
    return [int(one[0]) if one else day.year for one in found]


def page(layout: Layout, row: int, subject: str, told: Mapping[str, str]) -> Page:
    """A page from told values; places without one are named in `blank`. Its check text follows from the others."""
    number = told.get("number", "")
    printed = {place: told.get(place, "") for place in layout.places if place != "check"}
    told = {**told, "check": check_text(number, printed)}
    texts, blank = [], []
    for box in layout.texts:
        open_ = [place for place in box.places() if not told.get(place, "").strip()]
        if open_ and box.optional:
            continue
        texts.append((box, filled(box.say, told)))
        blank += open_
    codes = [(code, bare(filled(code.say, told))) for code in layout.codes]
    return Page(layout, row, subject, number, texts, list(dict.fromkeys(blank)), codes, told)


def filled(sentence: str, told: Mapping[str, str]) -> str:
    """A sentence with its places filled, names with dots joined."""
    return PLACE.sub(lambda place: _filling(place, told), sentence)


def _filling(place: re.Match[str], told: Mapping[str, str]) -> str:
    path, form = place.groups()
    value = told.get(path, "")
    return kept_whole(getattr(numerals, form)(value) if form else value)
