"""What the boxes of a layout, and the places in their sentences, are called in the clerk's words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from models.certificates.editing import boxes, with_box
from models.certificates.layouts import OWN, PLACE, Box, Code, Layout, Picture, TextBox
from models.certificates.samples import label
from models.schema import Schema
from models.words import say

_AUTHORS = re.compile(r"[a-z][a-z0-9_]*")  # a heading that the author of a file wrote for other files
_LONGEST = 14  # letters
_EDGES = "：，。；、 "


def called(box: Box, schema: Schema, layout: Layout) -> str:
    """A box in the clerk's words: its name, else its text with the places told by their labels, or what it is."""
    if box.name and not _AUTHORS.fullmatch(box.name):
        return box.name
    return _content(box, schema, layout)[:_LONGEST].strip(_EDGES)


def _content(box: Box, schema: Schema, layout: Layout) -> str:
    match box:
        case TextBox():
            return PLACE.sub(lambda place: _place(schema, layout, place[1]), box.say).replace("\n", "")
        case Code():
            return say("boxes.code")
        case Picture():
            return Path(box.file).stem or say("boxes.picture")
        case _:
            return say("boxes.frame" if box.height and box.width else "boxes.line")


def _place(schema: Schema, layout: Layout, path: str) -> str:
    told = label(schema, layout, path)
    return told.rpartition("·")[2] or (say(f"designer.own_{path}") if path in OWN else path)


def named(layout: Layout, schema: Schema) -> Layout:
    """The layout with a name on every box, as it is to be saved; names that were given stay."""
    for spot, box in boxes(layout):
        if not box.name:
            layout = with_box(layout, spot, replace(box, name=called(box, schema, layout)))
    return layout


def places(layout: Layout, schema: Schema) -> dict[str, str]:
    """What may be put into a sentence: the record's fields, those one link away, the office's; each in words."""
    one = schema[layout.of]
    paths = [*layout.asked(), *one.fields]
    paths += [f"{link.key}.{name}" for link in one.links() for name in schema.types[link.of].fields]
    paths += list(schema["settings"].fields)
    told = {path: label(schema, layout, path) for path in dict.fromkeys(paths)}
    own = {path: say(f"designer.own_{path}") for path in OWN} | {"date:chinese": say("designer.own_date_chinese")}
    return own | {path: words for path, words in told.items() if words and path not in own}
