"""Chinese characters: the first letters of their pinyin, and for rare ones the code point that they have now.

The tables are read when a name first needs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from models import resources

_ROW = 64  # characters on a line of the table
_MOST = 8  # ways to read one name that are kept
_UNKNOWN = "-"


class _Letters:
    """From a character's code to the code of its letter, as `str.translate` asks; a capital where it has several.

    What is neither letter nor digit has none. Each character is looked up in the table once.
    """

    def __init__(self) -> None:
        lines = [
            line.split(" ") for line in resources.characters("letters.txt").splitlines() if not line.startswith("#")
        ]
        self.rows = {int(head, 16): letters for head, letters in lines if len(head) > 1}
        self.several = {ord(head): letters for head, letters in lines if len(head) == 1}
        self.known: dict[int, int | str | None] = {ord("\n"): ord("\n")}

    def of(self, text: str) -> str:
        """The letters of a text; a plain dict of numbers translates in half the time of one that looks up by itself."""
        for code in {*map(ord, set(text))} - self.known.keys():
            self.known[code] = self._look_up(code)
        return text.translate(self.known)

    def _look_up(self, code: int) -> int | str | None:
        if code in self.several:
            return ord(self.several[code][0].upper())
        row = self.rows.get(code - code % _ROW, "")
        known = row[code % _ROW : code % _ROW + 1].strip(_UNKNOWN)
        if known:
            return ord(known)
        small = chr(code).lower()
        return (ord(small) if len(small) == 1 else small) if chr(code).isalnum() else None


_letters = cache(_Letters)


def initials(name: str) -> str:
    """The first letters of a name, as one types them: 乌兰察布 is wlcb; all ways to read it, with spaces between."""
    found = _letters().of(name)
    return found if found.islower() else " ".join(dict.fromkeys(_ways(name)))


def initials_of(names: Sequence[str]) -> list[str]:
    """`initials` of each, for a whole column; no name has a line break in it."""
    found = _letters().of("\n".join(names)).split("\n") if names else []
    return [told if told.islower() else initials(name) for told, name in zip(found, names, strict=True)]


def _ways(name: str) -> list[str]:
    """Each letter with each, the likeliest first; of a name with many such characters not all."""
    table, ways = _letters(), [""]
    for code in map(ord, name):
        letters = table.several.get(code) or chr(code).translate(table.known)
        wanted = letters if len(ways) * len(letters) <= _MOST else letters[:1]
        ways = [way + letter for way in ways for letter in wanted] if letters else ways
    return ways


@cache
def _now() -> dict[int, str]:
    lines = resources.characters("private_use.txt").splitlines()
    told = (line.split(" ") for line in lines if not line.startswith("#"))
    return {int(before, 16): chr(int(now, 16)) for before, now, _ in told}


def modern(text: str) -> str:
    """The text with rare characters at the code points that they have in Unicode now, out of the private use area."""
    return text.translate(_now())
