"""What every kind of value can do, and the tidying that all of them begin with."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, NamedTuple, cast

from models.characters import modern
from models.patterns import pattern

Stored = int | float | str | None
"""What the register keeps: a number, a text (dates as 2025-03-01 or 2025-03), or nothing."""

Raw = object
"""What people give: typed text, or what a workbook's cell holds (number, bool, date, datetime, time)."""

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x200E, 0x200F])
_DOTS = str.maketrans(dict.fromkeys("•‧∙･・⋅●⸱ꞏ᛫", "·"))
_PRIVATE = pattern("[\ue000-\uf8ff]")
_ONE_WAY = pattern(r"[\u4e00-\u9fff!-@\[-~]+")  # Chinese characters, and ASCII without spaces and capitals
_SPACES = pattern(r"\s+")
_EXACT = 10**15
_TOGETHER = 200  # names looked at in one go: most such groups hold nothing that could be spelled otherwise


class Trouble(NamedTuple):
    """Why a value could not be read: the key of the sentence, and whether it is an error or only a doubt."""

    key: str
    level: str = "error"


class Read(NamedTuple):
    """A value as it will be kept, and the trouble with it, if any."""

    value: Stored
    trouble: Trouble | None = None


_NOTHING = Read(None)


def tidy(text: str) -> str:
    """Without invisible characters, and without spaces (of every kind) at the ends."""
    return text.strip() if text.isascii() else text.translate(_INVISIBLE).strip()


def plain(text: str) -> str:
    """Half-width, upper case and without any space: how numbers, dates and codes are read."""
    if text.isascii():
        return "".join(text.split()).upper()
    bare = _SPACES.sub("", unicodedata.normalize("NFKC", text.translate(_INVISIBLE)))
    return unicodedata.normalize("NFKC", bare.upper())


@lru_cache(maxsize=50_000)
def match_key(text: str) -> str:
    """What two spellings of one name share: no spaces, half-width, one middle dot, small letters, no code of old."""
    if _ONE_WAY.fullmatch(text):
        return text  # as most names are: nothing of that can be spelled otherwise
    if _PRIVATE.search(text):
        text = modern(text)
    return plain(text.translate(_DOTS)).translate(_DOTS).lower()


def match_keys(texts: Sequence[str]) -> list[str]:
    """`match_key` of each, for a whole column."""
    found: list[str] = []
    for start in range(0, len(texts), _TOGETHER):
        group = texts[start : start + _TOGETHER]
        found += group if _ONE_WAY.fullmatch("".join(group)) else map(match_key, group)
    return found


def as_typed(raw: Raw) -> str:
    """The text that a person sees in the cell; a long number as Excel shows it, so that it can't pass for a code."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < _EXACT:
        return str(int(raw))
    if isinstance(raw, int | float) and abs(raw) >= _EXACT:
        return f"{raw:.14E}"
    if isinstance(raw, datetime.datetime) and raw.time() == datetime.time():
        return raw.date().isoformat()
    return str(raw)


@dataclass(eq=False)
class Kind:
    """One kind of value as a field uses it. Subclasses say what they read and how they show it."""

    wide: ClassVar[int] = 12  # columns of a table and workbook, in characters
    numeric: ClassVar[bool] = False
    verbatim: ClassVar[bool] = False  # any text is kept as it is
    text_in_excel: ClassVar[bool] = False  # cells formatted as text, so that Excel keeps every digit
    ends: ClassVar[tuple[int, int] | None] = None  # how many characters of a private value anybody may see at its ends

    def read(self, raw: Raw) -> Read:
        """What was typed, understood; or kept as typed, with the trouble. Never raises."""
        text = "" if raw is None else tidy(raw if isinstance(raw, str) else as_typed(raw))
        if not text:
            return _NOTHING
        found = self.understand(text, raw)
        return Read(text, found) if isinstance(found, Trouble) else Read(found)

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """The value of a tidied text that is not empty, or why it can't be told."""
        return text

    def show(self, value: Stored) -> str:
        """The value in the clerk's words; reading that again gives the same value."""
        return "" if value is None else str(value)

    def mask(self, text: str) -> str:
        """A shown value as anybody may see it: of a private one the ends, stars between; any other as it is."""
        if self.ends is None:
            return text
        first, last = self.ends
        hidden = len(text) - first - last
        return f"{text[:first]}{'*' * hidden}{text[-last:]}" if hidden > 3 else "*" * len(text)

    def cell(self, value: Stored) -> Stored:
        """The value as it goes into a workbook's cell."""
        return self.show(value) or None

    def unread(self, column: str) -> str:
        """SQL that is true where the column holds a text kept as typed that is not of this kind; "" when never."""
        return ""

    def tells(self, value: Stored) -> dict[str, Stored]:
        """What else a readable value says, by words that a field's `fills` may name."""
        return {}

    def read_column(self, raws: Sequence[Raw]) -> tuple[list[Stored], dict[int, Trouble]]:
        """A whole column at once: equal cells are understood once."""
        types = set(map(type, raws))
        if self.verbatim and types == {str} and (texts := _tidied(cast(Sequence[str], raws))):
            return texts, {}
        if bool in types:  # True and 1.0 are equal, but not the same cell
            raws = [as_typed(raw) if type(raw) is bool else raw for raw in raws]
        found = _Understood(self)
        values = [*map(found.__getitem__, raws)]
        unread = found.unread
        return values, {index: unread[raw] for index, raw in enumerate(raws) if raw in unread} if unread else {}


def _tidied(texts: Sequence[str]) -> list[Stored]:
    """The texts as they are kept; none, where one of them holds an invisible character."""
    together = "".join(texts)
    return [] if any(chr(code) in together for code in _INVISIBLE) else [text.strip() or None for text in texts]


class _Understood(dict[Raw, Stored]):
    """Cells of a column and their values, each worked out when it is first asked for; and what can't be read."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.unread: dict[Raw, Trouble] = {}

    def __missing__(self, raw: Raw) -> Stored:
        if type(raw) is str and raw.isalnum():  # as most names and codes are: nothing to tidy
            found = self.kind.understand(raw, raw)
            value, trouble = (raw, found) if isinstance(found, Trouble) else (found, None)
        else:
            value, trouble = self.kind.read(raw)
        if trouble:
            self.unread[raw] = trouble
        self[raw] = value
        return value
