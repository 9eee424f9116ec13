"""Values that point at something else: another record, an ordered list of records, a file in the office folder.

A name that has not been found yet is kept as typed; the register finds records, not the kind.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import ClassVar

from models.kinds.base import Kind, Raw, Stored, Trouble, as_typed
from models.patterns import pattern

_decode = json.JSONDecoder().raw_decode  # a third of the time that `json.loads` takes for a short list
_BETWEEN = pattern(r"[、，,;；\n]+|\s{2,}")


@dataclass(eq=False)
class Link(Kind):
    """One record of another type: its id, or the name as typed while no such record is known."""

    of: str = ""
    wide: ClassVar[int] = 20
    text_in_excel: ClassVar[bool] = True

    def unread(self, column: str) -> str:
        """A name instead of an id."""
        return f"typeof({column}) = 'text'"


class Links(Link):
    """Several records in an order that matters (完成人): a JSON list of ids and of names not found yet."""

    def understand(self, text: str, raw: Raw) -> Stored | Trouble:
        """Names parted by 、，； or line breaks; a single space may stand inside a name."""
        if text.startswith("[") and isinstance(raw, str) and members(text):
            return text
        return listed([bare for name in _BETWEEN.split(as_typed(raw)) if (bare := name.strip())])

    def show(self, value: Stored) -> str:
        """Names with 、 between; ids stand as they are until the register puts names to them."""
        return "、".join(str(member) for member in members(value))

    def unread(self, column: str) -> str:
        """Any name in the list."""
        return f"exists (select 1 from json_each(iif(json_valid({column}), {column}, '[\"\"]')) where type = 'text')"


def members(value: Stored) -> list[int | str]:
    """The ids and names of a kept list."""
    if value is None:
        return []
    text = str(value)
    try:
        found, end = _decode(text)
    except (ValueError, RecursionError):
        return [text]
    if end < len(text) or not isinstance(found, list):
        return [text]
    return [item for item in found if isinstance(item, int | str)]


def listed(items: list[int | str]) -> str | None:
    """The list as it is kept."""
    return f"[{','.join(map(_written, items))}]" if items else None


def _written(item: int | str) -> str:
    """As JSON has it; many lists are short, so that an encoder for each would cost more than they do."""
    return encode_basestring(item) if isinstance(item, str) else str(item).lower()


class Attachment(Kind):
    """A file kept in the office folder under its hash: `attachments/<sha256>/<name>`."""

    wide: ClassVar[int] = 20

    def show(self, value: Stored) -> str:
        """The file's own name, behind its hash."""
        return "" if value is None else str(value)
