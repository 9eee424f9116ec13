"""The only door to Word: a form's tables as they are drawn, values into cells and {{fields}}, templates composed.

Tables are sheets named 表格1, 表格2 …, so that an address is told as in a workbook: 表格1!B3. A field is its own
address: {{姓名}}. The library behind the door is loaded when something first goes through.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.documents.composing import Paragraph, Piece, compose, paragraphs
    from models.documents.filling import fill
    from models.documents.making import Table, Text, make
    from models.documents.pages import pages
    from models.documents.tables import FIELD, draw, fields
    from models.documents.working import work_out

_ROOMS = {
    "composing": ("Paragraph", "Piece", "compose", "paragraphs"),
    "filling": ("fill",),
    "making": ("Table", "Text", "make"),
    "pages": ("pages",),
    "tables": ("FIELD", "draw", "fields"),
    "working": ("work_out",),
}
_WHERE = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "FIELD",
    "Paragraph",
    "Piece",
    "Table",
    "Text",
    "compose",
    "draw",
    "fields",
    "fill",
    "make",
    "pages",
    "paragraphs",
    "work_out",
]


def __getattr__(name: str) -> Any:
    """What the door gives, from the room it is in."""
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"models.documents.{_WHERE[name]}"), name)
