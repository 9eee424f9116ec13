"""Numbers of the office's own pattern, and the check text that stands beside one in a QR code."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence

from models.register import Reader
from models.words import Refusal

_LETTERS = 8


def numbers(reader: Reader, years: Sequence[int]) -> list[str]:
    """The next numbers of the office's pattern, such as `盟总工竞〔{year}〕{n:03}号`, one for each year named.

    Counting begins at 1, in the year that the office names at its own first number. None is given twice, voided ones
    neither, and none is left out. Refused when the pattern does not count.
    """
    facts, fields = reader.settings(), reader.schema["settings"].fields
    pattern = facts["number_pattern"] or str(fields["number_pattern"].default)
    taken = {row[0] for row in reader.ask("select number from issued where number is not null")}
    reached = _begun(pattern, facts["number_year"], facts["number_first"])
    found = []
    for year in years:
        series = _number(pattern, year, 0)
        place = reached.get(series, 0) + 1
        while (number := _number(pattern, year, place)) in taken:
            place += 1
        reached[series] = place
        found.append(number)
    return found


def _begun(pattern: str, year: str, first: str) -> dict[str, int]:
    """How far a series had come by hand before the office took to the program."""
    told = year.isdecimal() and first.isdecimal() and int(first) > 0
    return {_number(pattern, int(year), 0): int(first) - 1} if told else {}


def _number(pattern: str, year: int, place: int) -> str:
    try:
        number = pattern.format(year=year, n=place)
        if number == pattern.format(year=year, n=place + 1):
            raise ValueError(pattern)
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        raise Refusal("issued.bad_pattern", pattern=pattern) from error
    return number


def check_text(number: str, words: Mapping[str, str]) -> str:
    """Eight letters such as `K7QM-2FXD` that follow from a number and everything printed with it.

    The first 40 bits of SHA-256 over the number and the words as JSON with sorted keys, in base 32. No key goes in: it
    shows that number and words belong together; that they were issued is shown by the ledger alone.
    """
    told = json.dumps([number, dict(sorted(words.items()))], ensure_ascii=False, separators=(",", ":"))
    letters = base64.b32encode(hashlib.sha256(told.encode()).digest()).decode()[:_LETTERS]
    return f"{letters[:4]}-{letters[4:]}"
