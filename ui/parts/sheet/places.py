"""Addresses such as 表1!C5 taken apart."""

from __future__ import annotations

import re

_CELL = re.compile(r"(?P<sheet>.*)!\$?(?P<letters>[A-Z]{1,3})\$?(?P<row>\d+)")


def split_address(address: str) -> tuple[str, int, int]:
    """Sheet, row and column, from 1. Raises ValueError when it is none."""
    found = _CELL.fullmatch(address)
    if not found:
        raise ValueError(address)
    return found["sheet"], int(found["row"]), column_number(found["letters"])


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
