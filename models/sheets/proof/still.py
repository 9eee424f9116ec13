"""A sheet in which nothing moved: laid beside its blank as text; whatever is not plain gets a closer look.

Between the cells both must be the same to the letter; a cell may differ only where a value was asked for, or in the
result of its formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from models.kinds import Stored
from models.sheets.proof.asked import Line

_CELL = re.compile(r'<c r="([A-Z]+\d+)"([^<>]*?)(/>|>.*?</c>)', re.DOTALL)
_KIND = re.compile(r' (?:t|cm|vm)="[^"]*"')
_MARKED = re.compile("[&<>_\r\x00-\x08\x0b-\x1f]")
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>\s*")


class NotPlain(Exception):
    """Something that text does not tell; the sheet is to be looked at as a tree."""


def differences(before: etree._Element, after: bytes, asked: dict[int, Line]) -> Iterator[tuple[str, str]]:
    """Cells that are not as they were, and whether a value or a formula; `NotPlain` where that can't be told."""
    old = _CELL.split(etree.tostring(before, encoding="unicode"))
    new = _CELL.split(_DECLARATION.sub(b"", after, count=1).decode())
    if old[0::4] != new[0::4] or old[1::4] != new[1::4] or "<!" in old[0] or "<!" in new[0]:
        raise NotPlain
    wanted = {f"{name}{number}": value for number, line in asked.items() for name, value in line.items()}
    if {address for address, value in wanted.items() if value is not None} - set(new[1::4]):
        raise NotPlain
    cells = zip(new[1::4], old[2::4], old[3::4], new[2::4], new[3::4], strict=True)
    for address, looks, content, new_looks, new_content in cells:
        if address in wanted:
            if (new_looks, new_content) != _written(_KIND.sub("", looks), wanted[address]):
                raise NotPlain
            yield address, "value"
        elif looks != new_looks or content != new_content:
            if _KIND.sub("", looks) != _KIND.sub("", new_looks) or _formula(content) != _formula(new_content):
                raise NotPlain
            yield address, "formula"


def _written(looks: str, value: Stored) -> tuple[str, str]:
    """What a cell of those looks is when it holds a value."""
    if value is None:
        return looks, "/>"
    if not isinstance(value, str):
        return looks, f"><v>{value!r}</v></c>"
    if _MARKED.search(value):
        raise NotPlain
    return f'{looks} t="inlineStr"', f'><is><t xml:space="preserve">{value}</t></is></c>'


def _formula(content: str) -> str:
    """Up to the result; a cell without a formula may not differ at all."""
    formula, end, _ = content.partition("</f>")
    if not end:
        raise NotPlain
    return formula
