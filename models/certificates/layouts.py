"""Layouts as declared: paper, boxes of words, lines and pictures in millimetres from the upper left corner."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from models.grammar import worded
from models.register.paths import leads
from models.resources import Resources, Unparsed, laid_over, read_toml
from models.schema import Schema
from models.words import Refusal

PLACE = re.compile(r"\{([a-z_.]+)(?::([a-z]+))?\}")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*[×xX*]\s*(\d+(?:\.\d+)?)")
OWN = ("number", "date", "check")
"""Places that no record fills: the certificate's number, the day it bears and the check text that goes with both."""
HONOUR = "honour"
"""The type of record that an issued certificate becomes."""
FORMS = ("chinese", "arabic")
CLOSED: dict[str, tuple[str, ...]] = {
    "align": ("left", "center", "right", "justify"),
    "valign": ("top", "middle", "bottom"),
    "flow": ("across", "down", "mongolian"),
}


@dataclass(frozen=True)
class Paper:
    """The size of the sheet as it is read, in millimetres; broader than high is landscape."""

    width: float
    height: float


@dataclass(frozen=True)
class Box:
    """A place on the paper in millimetres; `on_blank` stands on preprinted paper already and is not printed there.

    `name` is the heading that it has in its file.
    """

    x: float
    y: float
    width: float
    height: float
    on_blank: bool = False
    name: str = ""


@dataclass(frozen=True)
class TextBox(Box):
    """A box of words. Letters in points; indent, leading (line to line) and spacing in letters.

    `running` text fills lines; other text stays on one as long as it can. `smallest` is how small it may get.
    `optional` text is left out where its places are blank. `flow`: across, down (columns from the right) or
    mongolian (columns from the left).
    """

    say: str = ""
    font: str = "仿宋"
    size: float = 16
    smallest: float = 0
    weight: int = 0
    align: str = "left"
    valign: str = "middle"
    indent: float = 0
    leading: float = 1.6
    spacing: float = 0
    colour: str = "#000000"
    flow: str = "across"
    running: bool = False
    optional: bool = False

    def places(self) -> list[str]:
        """What its sentence leaves open."""
        return [path for path, _ in PLACE.findall(self.say)]


@dataclass(frozen=True)
class Frame(Box):
    """A drawn rectangle; one without height is a line."""

    height: float = 0
    thickness: float = 0.3
    colour: str = "#000000"


@dataclass(frozen=True)
class Picture(Box):
    """An image, stretched to its box."""

    file: str = ""


@dataclass(frozen=True)
class Code(Box):
    """A QR code, as large as its box allows, with the quiet edge that readers want inside the box."""

    say: str = "{number} {check}"
    colour: str = "#000000"


@dataclass(frozen=True)
class LayoutWords:
    """The words that a `layout.toml` may use; `like` takes all words of another layout and replaces some."""

    title: str
    of: str
    paper: dict[str, Any]
    text: dict[str, dict[str, Any]]
    line: dict[str, dict[str, Any]] = field(default_factory=dict)
    image: dict[str, dict[str, Any]] = field(default_factory=dict)
    qr: dict[str, dict[str, Any]] = field(default_factory=dict)
    fonts: dict[str, list[Any]] = field(default_factory=dict)
    background: str = ""
    where: str = ""
    order: str = ""
    year: str = ""
    honour: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """A certificate as declared. `background` is a scan of the blank: shown, never printed.

    `year` says whose numbers it takes, `honour` what each field of the honour says that comes from it: sentences with
    places, as in a text.
    """

    name: str
    title: str
    of: str
    paper: Paper
    fonts: dict[str, list[tuple[str, int]]]
    texts: tuple[TextBox, ...]
    frames: tuple[Frame, ...] = ()
    pictures: tuple[Picture, ...] = ()
    background: str = ""
    where: str = ""
    order: str = ""
    codes: tuple[Code, ...] = ()
    year: str = ""
    honour: dict[str, str] = field(default_factory=dict, hash=False)

    def sentences(self) -> list[str]:
        """All that is printed, with open places."""
        return [box.say for box in self.texts] + [code.say for code in self.codes]

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Everything that is left open on the paper."""
        return tuple(dict.fromkeys(path for told in self.sentences() for path, _ in PLACE.findall(told)))

    def asked(self) -> list[str]:
        """The same, and what its number and its honour need."""
        behind = [path for told in (self.year, *self.honour.values()) for path, _ in PLACE.findall(told)]
        return list(dict.fromkeys([*self.places, *behind]))


def load(resources: Resources, schema: Schema) -> dict[str, Layout]:
    """All layouts by name, in the order of their titles; refuses with file and word."""
    folders = resources.folders("certificates")
    try:
        roles = resources.declaration("fonts")[1]
        made = [_layout(name, _words(name, folders, ()), roles, schema) for name in folders]
    except Unparsed as error:
        raise Refusal("grammar.unparsed", file=error.path.name, why=error) from error
    return {one.name: one for one in sorted(made, key=lambda one: one.title)}


def papers(resources: Resources) -> dict[str, Paper]:
    """The sheets that have a name; an office adds its own in `papers.toml`."""
    path, told = resources.declaration("papers")
    return {name: worded(Paper, size, path.name, name) for name, size in told.items()}


def font_roles(given: dict[str, list[Any]]) -> dict[str, list[tuple[str, int]]]:
    """The fonts of each role with the weight in which they stand for it; 0 is the box's own."""
    return {
        role: [(one, 0) if isinstance(one, str) else (str(one["family"]), int(one["weight"])) for one in fonts]
        for role, fonts in given.items()
    }


def sized(name: str, known: dict[str, Paper]) -> Paper | None:
    """The sheet of that name, or of a size such as `285×210`; None when it is neither."""
    size = _SIZE.fullmatch(name)
    return Paper(float(size[1]), float(size[2])) if size else known.get(name)


def paper_named(name: str, known: dict[str, Paper]) -> Paper:
    """The same, refused when it is neither."""
    found = sized(name, known)
    if found is None or min(found.width, found.height) <= 0:
        raise Refusal("printers.no_paper", name=name, known="、".join(known))
    return found


def on_paper(layout: Layout, paper: Paper, preprinted: bool = False) -> Layout:
    """The layout spread over another sheet, letters in proportion; on a preprinted one without what stands there."""
    across, down = paper.width / layout.paper.width, paper.height / layout.paper.height
    letters = math.sqrt(across * down)

    return replace(
        layout,
        paper=paper,
        texts=tuple(
            replace(box, size=box.size * letters, smallest=box.smallest * letters)
            for box in _spread(layout.texts, across, down, preprinted)
        ),
        frames=tuple(
            replace(frame, thickness=frame.thickness * letters)
            for frame in _spread(layout.frames, across, down, preprinted)
        ),
        pictures=tuple(_spread(layout.pictures, across, down, preprinted)),
        codes=tuple(_spread(layout.codes, across, down, preprinted)),
    )


Boxed = TypeVar("Boxed", bound=Box)


def _spread(boxes: tuple[Boxed, ...], across: float, down: float, preprinted: bool) -> Iterator[Boxed]:
    for box in boxes:
        if not (preprinted and box.on_blank):
            yield replace(box, x=box.x * across, y=box.y * down, width=box.width * across, height=box.height * down)


def _words(name: str, folders: dict[str, Path], above: tuple[str, ...]) -> dict[str, Any]:
    """The words of a layout over those of the layout that it is like; files named in it with their folder."""
    told = read_toml(folders[name] / "layout.toml")
    if told.get("background"):
        told["background"] = str(folders[name] / told["background"])
    for picture in told.get("image", {}).values():
        if "file" in picture:
            picture["file"] = str(folders[name] / picture["file"])
    like = told.pop("like", "")
    if not like:
        return told
    if like not in folders or like in (*above, name):
        raise Refusal("certificates.none", name=like, known="、".join(folders))
    return laid_over(_words(like, folders, (*above, name)), told)


def _layout(name: str, words: dict[str, Any], roles: dict[str, list[Any]], schema: Schema) -> Layout:
    file = f"{name}/layout.toml"
    told = worded(LayoutWords, words, file)
    layout = Layout(
        name,
        told.title,
        told.of,
        worded(Paper, told.paper, file, "paper"),
        font_roles(roles | told.fonts),
        tuple(_named(TextBox, one, file, key) for key, one in told.text.items() if one.get("say")),
        tuple(_named(Frame, one, file, key) for key, one in told.line.items()),
        tuple(_named(Picture, one, file, key) for key, one in told.image.items()),
        told.background,
        told.where,
        told.order,
        tuple(_named(Code, one, file, key) for key, one in told.qr.items() if one.get("say", True)),
        told.year,
        told.honour,
    )
    _check(layout, schema, file)
    return layout


def _named(kind: type[Boxed], words: dict[str, Any], file: str, key: str) -> Boxed:
    return replace(worded(kind, words, file, key), name=key)


def _check(layout: Layout, schema: Schema, file: str) -> None:
    if layout.of not in schema.types:
        raise Refusal("schema.no_target", file=file, field="of", word=layout.of)
    known = {*OWN, *schema["settings"].fields}
    for told in (*layout.sentences(), layout.year, *layout.honour.values()):
        for path, form in PLACE.findall(told):
            if path not in known and not leads(schema, schema[layout.of], path):
                raise Refusal("schema.no_field", file=file, record=layout.title, word=path)
            _allow(form, ("", *FORMS), file, told)
    for word in layout.honour:
        _allow(word, schema[HONOUR].fields, file, HONOUR)
    for box in layout.texts:
        _allow(box.font, layout.fonts, file, box.say)
        for word, allowed in CLOSED.items():
            _allow(getattr(box, word), allowed, file, box.say)
    for name in [*(picture.file for picture in layout.pictures), layout.background]:
        if name and not Path(name).is_file():
            raise Refusal("certificates.no_picture", file=file, picture=name)


def _allow(word: str, allowed: Any, file: str, at: str) -> None:
    if word not in allowed:
        raise Refusal("grammar.unknown", file=file, at=at, word=word, known=" ".join(allowed))
