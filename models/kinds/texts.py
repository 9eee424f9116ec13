"""Words: a line, several lines, a telephone number, the number of a certificate."""

from __future__ import annotations

import re
from typing import ClassVar

from models.kinds.base import Kind, Raw, Stored, Trouble, plain

_PHONE = re.compile(r"\+?\d{0,4}-?\(?\d{2,4}\)?-?\d{3,4}-?\d{4}(-\d{1,6})?")


class Text(Kind):
    """One line of words."""

    wide: ClassVar[int] = 18
    text_in_excel: ClassVar[bool] = True


class LongText(Kind):
    """Several lines of words."""

    wide: ClassVar[int] = 30
    text_in_excel: ClassVar[bool] = True


class Phone(Kind):
    """A mobile or fixed-line number; dashes stay, spaces go."""

    wide: ClassVar[int] = 15
    text_in_excel: ClassVar[bool] = True

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Seven to twelve digits with an area code or extension."""
        number = plain(text)
        digits = sum(letter.isdigit() for letter in number)
        if number.isascii() and 7 <= digits <= 17 and _PHONE.fullmatch(number):
            return number
        return Trouble("kinds.phone", "doubt")

    def unread(self, column: str) -> str:
        """Any other character, or too few digits."""
        return f"({column} glob '*[^0-9+()-]*' or length(replace({column}, '-', '')) < 7)"


class CertificateNumber(Kind):
    """The number printed on a certificate: letters and digits, kept as text."""

    wide: ClassVar[int] = 20
    text_in_excel: ClassVar[bool] = True

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Anything without spaces; a number that Excel has cut is not one."""
        if isinstance(raw, int | float) and abs(raw) >= 10**15:
            return Trouble("kinds.broken_by_excel")
        return plain(text)

    def unread(self, column: str) -> str:
        """Only what Excel has turned into a rounded number."""
        return f"{column} glob '[0-9].[0-9]*E+[0-9]*'"
