"""Values as a workbook's XML writes them: letters that XML can't hold are coded as Excel codes them."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.kinds import Stored

LONGEST = 32_767  # characters that Excel takes in one cell
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x|^\\s|\\s$")


def legal(text: str) -> str:
    """The text as a cell can hold it: coded where XML has no such letter, cut where Excel takes no more."""
    return _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS_CODED.sub("_x005F_", text[:LONGEST]))


def escaped(text: str) -> str:
    """A legal text between two tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def tail(style: int) -> Callable[[Stored], str]:
    """Writes what follows a cell's address: its style and its value, a text always as a text."""

    def written(value: Stored) -> str:
        if isinstance(value, str):
            if len(value) > LONGEST or _SPECIAL.search(value):
                return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(legal(value))}</t></is></c>'
            return f'" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'
        return f'" s="{style}"/>' if value is None else f'" s="{style}"><v>{value!r}</v></c>'

    return written
