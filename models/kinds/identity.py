"""Numbers with a check digit: the citizen's ID number (GB 11643) and the unified social credit code (GB 32100)."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import ClassVar

from models.kinds.base import Kind, Raw, Stored, Trouble, plain
from models.patterns import pattern

_ID_SHAPE = pattern(r"[0-9]{17}[0-9X]")
_ID_WEIGHTS = [2 ** (17 - place) % 11 for place in range(17)]  # GB 11643-1999, 4.2
_ID_CHECKS = "10X98765432"
_ID_BASE = 13
"""ISO 7064, MOD 11-2 reads the digits as a number to the base 2, and 13 is 2 modulo 11: one call of `int` sums them."""

_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015, table 3: no I O S V Z
_CODE_WEIGHTS = [3**place % 31 for place in range(17)]


def check_of_id(first17: str) -> str:
    """The check character of a citizen's ID number, from its first 17 digits (ISO 7064, MOD 11-2)."""
    return _ID_CHECKS[int(first17, _ID_BASE) * 2 % 11]


def check_of_code(first17: str) -> str:
    """The check character of a unified social credit code, from its first 17 characters."""
    total = sum(_CODE_LETTERS.index(letter) * weight for letter, weight in zip(first17, _CODE_WEIGHTS, strict=True))
    return _CODE_LETTERS[-total % 31]


@lru_cache(maxsize=50_000)
def _born(day: str) -> bool:
    try:
        return datetime.date(int(day[:4]), int(day[4:6]), int(day[6:])).year >= 1900
    except ValueError:
        return False


class IdNumber(Kind):
    """A citizen's ID number of 18 characters; the region is not judged, so that invented people can have one."""

    wide: ClassVar[int] = 20
    text_in_excel: ClassVar[bool] = True
    ends: ClassVar[tuple[int, int] | None] = (6, 4)

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Eighteen characters, a day of birth, the right check character; a number typed into Excel has lost digits."""
        number = text
        if not _ID_SHAPE.fullmatch(text):
            number = plain(text).strip("'’‘`")
            if not _ID_SHAPE.fullmatch(number):
                return self._why_not(number)
        if not _born(number[6:14]):
            return Trouble("kinds.id_birth")
        return number if check_of_id(number[:17]) == number[17] else Trouble("kinds.id_check")

    def tells(self, value: Stored) -> dict[str, Stored]:
        """The day of birth and 男 or 女 (GB 11643: the order, of which the 17th digit is the last, is odd for men)."""
        if not isinstance(value, str) or isinstance(self.understand(value, value), Trouble):
            return {}
        day = f"{value[6:10]}-{value[10:12]}-{value[12:14]}"
        return {"birth": day, "sex": "男" if int(value[16]) % 2 else "女"}

    def _why_not(self, number: str) -> Trouble:
        if re.fullmatch(r"-?\d\.\d+E\+?\d+", number):
            return Trouble("kinds.broken_by_excel")
        return Trouble("kinds.id_old" if re.fullmatch(r"\d{15}", number) else "kinds.id_length")

    def unread(self, column: str) -> str:
        """Another shape, a day that never was, or a wrong check character."""
        digits = [f"substr({column}, {place + 1}, 1) * {weight}" for place, weight in enumerate(_ID_WEIGHTS)]
        day = f"substr({column}, 7, 4) || '-' || substr({column}, 11, 2) || '-' || substr({column}, 13, 2)"
        return (
            f"({column} not glob '{'[0-9]' * 17}[0-9X]' or date({day}) is not {day} or substr({column}, 7, 2) < '19'"
            f" or substr('{_ID_CHECKS}', ({' + '.join(digits)}) % 11 + 1, 1) <> substr({column}, 18))"
        )


class CreditCode(Kind):
    """A unified social credit code of 18 characters."""

    wide: ClassVar[int] = 21
    text_in_excel: ClassVar[bool] = True

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Eighteen characters of the standard's alphabet and the right check character."""
        code = plain(text)
        if isinstance(raw, int | float) and abs(raw) >= 10**15:
            return Trouble("kinds.broken_by_excel")
        if len(code) != 18 or not set(code) <= set(_CODE_LETTERS):
            return Trouble("kinds.code_length")
        return code if check_of_code(code[:17]) == code[17] else Trouble("kinds.code_check")

    def unread(self, column: str) -> str:
        """Another shape or a wrong check character."""
        worth = [
            f"(instr('{_CODE_LETTERS}', substr({column}, {place + 1}, 1)) - 1) * {weight}"
            for place, weight in enumerate(_CODE_WEIGHTS)
        ]
        check = f"substr('{_CODE_LETTERS}', (31 - ({' + '.join(worth)}) % 31) % 31 + 1, 1)"
        return f"({column} not glob '{f'[{_CODE_LETTERS}]' * 18}' or {check} <> substr({column}, 18))"
