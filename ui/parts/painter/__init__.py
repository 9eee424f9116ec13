"""Draws certificates: one painter for screen, preview, PDF, image and printer, and a fit that never cuts a name."""

from ui.parts.painter.drawing import draw
from ui.parts.painter.surfaces import (
    Progress,
    draft_pdf,
    draft_separately,
    page_layout,
    paint_pages,
    picture,
    write_pdf,
)
from ui.parts.painter.typesetting import Problem, Typeset, borrowed, typeset

__all__ = [
    "Problem",
    "Progress",
    "Typeset",
    "borrowed",
    "draft_pdf",
    "draft_separately",
    "draw",
    "page_layout",
    "paint_pages",
    "picture",
    "typeset",
    "write_pdf",
]
