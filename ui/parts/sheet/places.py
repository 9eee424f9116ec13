"""Addresses such as 表1!C5 taken apart."""

from __future__ import annotations

import re

from models.sheets import column_number

_CELL = re.compile(r"(?P<sheet>.*)!\$?(?P<letters>[A-Z]{1,3})\$?(?P<row>\d+)")


def split_address(address: str) -> tuple[str, int, int]:
    """Sheet, row and column, from 1. Raises ValueError when it is none."""
    found = _CELL.fullmatch(address)
    if not found:
        raise ValueError(address)
    return found["sheet"], int(found["row"]), column_number(found["letters"])
