"""Words: a line, several lines, a telephone number, the number of a certificate."""

from __future__ import annotations

import re
from typing import ClassVar

from models.kinds.base import Kind, Raw, Stored, Trouble, plain
from models.patterns import pattern

_PHONE = pattern(r"[0-9+()-]+")
_ROUNDED = pattern(r"-*[0-9]\.[0-9].*E\+[0-9].*", re.DOTALL)


class Text(Kind):
    """One line of words."""

    wide: ClassVar[int] = 18
    verbatim: ClassVar[bool] = True
    text_in_excel: ClassVar[bool] = True


class LongText(Kind):
    """Several lines of words."""

    wide: ClassVar[int] = 30
    verbatim: ClassVar[bool] = True
    text_in_excel: ClassVar[bool] = True


class Phone(Kind):
    """A mobile or fixed-line number; dashes stay, spaces go."""

    wide: ClassVar[int] = 15
    text_in_excel: ClassVar[bool] = True
    ends: ClassVar[tuple[int, int] | None] = (3, 4)

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Seven to twenty digits and brackets; dashes may stand between."""
        number = plain(text)
        long_enough = 7 <= len(number.replace("-", "")) <= 20
        return number if long_enough and _PHONE.fullmatch(number) else Trouble("kinds.phone", "doubt")

    def unread(self, column: str) -> str:
        """Any other character, too few digits or too many."""
        return f"({column} glob '*[^0-9+()-]*' or length(replace({column}, '-', '')) not between 7 and 20)"


class CertificateNumber(Kind):
    """The number printed on a certificate: letters and digits, kept as text."""

    wide: ClassVar[int] = 20
    text_in_excel: ClassVar[bool] = True

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Anything without spaces; a number that Excel has cut is not one."""
        number = plain(text)
        return Trouble("kinds.broken_by_excel") if _ROUNDED.fullmatch(number) else number

    def unread(self, column: str) -> str:
        """Only what Excel has turned into a rounded number."""
        return f"ltrim({column}, '-') glob '[0-9].[0-9]*E+[0-9]*'"
