"""How large a workbook the office lets in: a setting of its own within what the program can bear."""

from __future__ import annotations

from models import sheets
from models.register import Reader

SETTINGS = "settings"
_MEGABYTE = 2**20
_WORDS = {
    "intake_packed": ("packed", _MEGABYTE),
    "intake_unpacked": ("unpacked", _MEGABYTE),
    "intake_parts": ("parts", 1),
    "intake_cells": ("cells", 1),
}
"""Fields of the settings, the limit that each is, and what one of it comes to."""


def limits(reader: Reader) -> sheets.Limits:
    """What the office has said, between the least and the most; ours where it has said nothing that can be read."""
    kept = next(iter(reader.rows(SETTINGS, [*_WORDS])), (0,))[1:]
    told = {
        limit: max(getattr(sheets.LEAST, limit), min(value * size, getattr(sheets.MOST, limit)))
        for value, (limit, size) in zip(kept, _WORDS.values(), strict=False)
        if isinstance(value, int) and value > 0
    }
    return sheets.Limits(**told)
