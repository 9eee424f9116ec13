"""Certificates: which words stand where on the paper, in millimetres. Drawing them is the window's part."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from models.grammar import worded
from models.library import Library, Unparsed, read_toml
from models.register import Reader
from models.register.paths import leads
from models.schema import Schema
from models.words import Refusal

_PLACE = re.compile(r"\{([a-z_.]+)\}")
_DIGITS = "〇一二三四五六七八九"
_OWN = ("number", "date", "date_chinese")
_ALIGNS = ("left", "center", "right", "justify")


@dataclass(frozen=True)
class Paper:
    """The size of the sheet, in millimetres."""

    width: float
    height: float


@dataclass(frozen=True)
class TextBox:
    """A box of words: place and size in millimetres, letters in points, how far they may shrink, how many lines."""

    say: str
    x: float
    y: float
    width: float
    height: float
    font: str
    size: float
    smallest: float = 0
    bold: bool = False
    align: str = "left"
    indent: float = 0
    leading: float = 1.2
    spacing: float = 0
    colour: str = "#000000"
    lines: int = 1


@dataclass(frozen=True)
class Frame:
    """A drawn rectangle; one without height is a line. Millimetres."""

    x: float
    y: float
    width: float
    height: float = 0
    thickness: float = 0.3
    colour: str = "#000000"


@dataclass(frozen=True)
class LayoutWords:
    """The words that a `layout.toml` may use."""

    title: str
    of: str
    paper: dict[str, Any]
    fonts: dict[str, list[str]]
    text: list[dict[str, Any]]
    line: list[dict[str, Any]] = field(default_factory=list)
    where: str = ""
    order: str = ""
    number: str = ""


@dataclass(frozen=True)
class Layout:
    """A certificate as declared."""

    name: str
    title: str
    of: str
    where: str
    order: str
    number: str
    paper: Paper
    fonts: dict[str, list[str]]
    texts: tuple[TextBox, ...]
    frames: tuple[Frame, ...]

    def places(self) -> list[str]:
        """Everything that the sentences leave open."""
        return list(dict.fromkeys(place for box in self.texts for place in _PLACE.findall(box.say)))


class Page(NamedTuple):
    """One sheet: whom it is for, its number, and the boxes with their words filled in."""

    layout: Layout
    row: int
    subject: str
    number: str
    texts: list[tuple[TextBox, str]]
    blank: list[str]
    """Places for which the record has no value: such a page may not go out."""


def load(library: Library, schema: Schema) -> dict[str, Layout]:
    """All layouts by name; refuses with file and word."""
    found = {}
    for name, folder in library.folders("certificates").items():
        try:
            found[name] = _layout(name, folder, schema)
        except Unparsed as error:
            raise Refusal("grammar.unparsed", file=error.path.name, why=error) from error
    return found


def _layout(name: str, folder: Path, schema: Schema) -> Layout:
    file = f"{name}/layout.toml"
    told = worded(LayoutWords, read_toml(folder / "layout.toml"), file)
    texts = tuple(worded(TextBox, one, file, "text") for one in told.text)
    layout = Layout(
        name,
        told.title,
        told.of,
        told.where,
        told.order,
        told.number,
        worded(Paper, told.paper, file, "paper"),
        told.fonts,
        texts,
        tuple(worded(Frame, one, file, "line") for one in told.line),
    )
    _check(layout, schema, file)
    return layout


def _check(layout: Layout, schema: Schema, file: str) -> None:
    if layout.of not in schema.types:
        raise Refusal("schema.no_target", file=file, field="of", word=layout.of)
    known = {*_OWN, *schema["settings"].fields}
    for place in layout.places():
        if place not in known and not leads(schema, schema[layout.of], place):
            raise Refusal("schema.no_field", file=file, record=layout.title, word=place)
    for box in layout.texts:
        for word, allowed in ((box.font, layout.fonts), (box.align, _ALIGNS)):
            if word not in allowed:
                raise Refusal("grammar.unknown", file=file, at=box.say, word=word, known=" ".join(allowed))


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
    own = [place for place in layout.places() if place not in _OWN and leads(reader.schema, one, place)]
    facts = reader.settings() | {"date": day.isoformat(), "date_chinese": chinese_date(day)}
    for row, number, texts in zip(ids, numbers, reader.table(layout.of, ids, own), strict=True):
        told = facts | dict(zip(own, texts, strict=True)) | {"number": number}
        yield page(layout, row, reader.title(layout.of, row), told)


def page(layout: Layout, row: int, subject: str, told: dict[str, str]) -> Page:
    """A page from told values; places without one are named in `blank`."""
    filled = [(box, _PLACE.sub(lambda place: told.get(place[1], ""), box.say)) for box in layout.texts]
    blank = [place for place in layout.places() if not told.get(place, "").strip()]
    return Page(layout, row, subject, told.get("number", ""), filled, blank)


def chinese_date(day: datetime.date) -> str:
    """二〇二五年十月八日, as certificates are dated."""
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_tens(day.month)}月{_tens(day.day)}日"


def _tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")
