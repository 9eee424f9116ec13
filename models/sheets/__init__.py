"""The only door to Excel: rows in, rows out, values into a form.

The libraries behind it are loaded when something first goes through: a window that opens needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.sheets.blanks import Blank, Check
    from models.sheets.charts import write_charts
    from models.sheets.copies.marking import Mark, ending, mark
    from models.sheets.copies.plain import plain_copy
    from models.sheets.drawing import draw
    from models.sheets.forms.filling import fill, work_out
    from models.sheets.forms.formulas import formula_cells
    from models.sheets.forms.references import column_letters, column_number
    from models.sheets.forms.requests import Filled, Group, Groups, Rows
    from models.sheets.forms.working import Worked
    from models.sheets.identity import Identity, form_of, is_example, is_example_filled, is_ours
    from models.sheets.images import Image, Spot
    from models.sheets.picture import DrawnCell, Font, Look, Picture
    from models.sheets.proof import Difference
    from models.sheets.reading import Book, Cell, Marks, Sheet, address, letters, read_book, typed_over
    from models.sheets.reading.limits import LEAST, LIMITS, MOST, Limits
    from models.sheets.score_card import ScoreCard, write_score_card
    from models.sheets.writing import Column, Plan, write_book

_ROOMS = {
    "blanks": ("Blank", "Check"),
    "charts": ("write_charts",),
    "copies.plain": ("plain_copy",),
    "forms.filling": ("fill", "work_out"),
    "forms.references": ("column_letters", "column_number"),
    "forms.formulas": ("formula_cells",),
    "forms.requests": ("Filled", "Group", "Groups", "Rows"),
    "forms.working": ("Worked",),
    "identity": ("Identity", "form_of", "is_example", "is_example_filled", "is_ours"),
    "copies.marking": ("Mark", "ending", "mark"),
    "drawing": ("draw",),
    "images": ("Image", "Spot"),
    "picture": ("DrawnCell", "Font", "Look", "Picture"),
    "proof": ("Difference",),
    "reading": ("Book", "Cell", "Marks", "Sheet", "address", "letters", "read_book", "typed_over"),
    "reading.limits": ("LEAST", "LIMITS", "MOST", "Limits"),
    "score_card": ("ScoreCard", "write_score_card"),
    "writing": ("Column", "Plan", "write_book"),
}
_WHERE = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "LEAST",
    "LIMITS",
    "MOST",
    "Blank",
    "Book",
    "Cell",
    "Check",
    "Column",
    "Difference",
    "DrawnCell",
    "Filled",
    "Font",
    "Group",
    "Groups",
    "Identity",
    "Image",
    "Limits",
    "Look",
    "Mark",
    "Marks",
    "Picture",
    "Plan",
    "Rows",
    "ScoreCard",
    "Sheet",
    "Spot",
    "Worked",
    "address",
    "column_letters",
    "column_number",
    "draw",
    "ending",
    "fill",
    "form_of",
    "formula_cells",
    "is_example",
    "is_example_filled",
    "is_ours",
    "letters",
    "mark",
    "plain_copy",
    "read_book",
    "typed_over",
    "work_out",
    "write_book",
    "write_charts",
    "write_score_card",
]


def __getattr__(name: str) -> Any:
    """What the door gives, from the room it is in."""
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"models.sheets.{_WHERE[name]}"), name)
