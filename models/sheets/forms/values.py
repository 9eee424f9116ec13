"""Values in the XML of a sheet: how a cell's is written, and how the blank's are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from models.kinds import Stored
from models.sheets.forms.elements import MAIN, drop

SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Fault:
    """An error that a formula gives, such as #DIV/0!."""

    code: str


Value = None | bool | int | float | str | Fault


def text_of(value: str) -> str:
    """A text as Excel keeps it: characters that XML can't hold are told by their number."""
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", value)


def escaped(value: str) -> str:
    """A text as it stands between tags."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def put(cell: etree._Element, value: Stored) -> None:
    """Gives a cell a value in place of what it held; text stays text even when it begins with =."""
    empty(cell)
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
        text.set(SPACE, "preserve")
        text.text = text_of(value)
    elif value is not None:
        etree.SubElement(cell, f"{MAIN}v").text = repr(value)


def empty(cell: etree._Element) -> None:
    """Takes away what a cell holds; its looks stay."""
    for child in list(cell):
        cell.remove(child)
    drop(cell, "t", "cm", "vm")


def put_result(cell: etree._Element, value: Value, known: bool) -> bool:
    """Gives a formula's cell its result, or none where it is not known; tells whether that is a change."""
    kind, text = result(value) if known and value is not None else ("", None)
    old = cell.find(f"{MAIN}v")
    if text == (None if old is None else old.text) and kind == {"n": ""}.get(cell.get("t", "n"), cell.get("t")):
        return False
    if old is not None:
        cell.remove(old)
    drop(cell, "t")
    if kind:
        cell.set("t", kind)
    if text is not None:
        etree.SubElement(cell, f"{MAIN}v").text = text
    return True


def result(value: Value) -> tuple[str, str]:
    """The type and the text of a formula's result."""
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, Fault):
        return "e", value.code
    if isinstance(value, str):
        return "str", text_of(value)
    return "", repr(value)


def read(cell: etree._Element, shared: Sequence[str]) -> Value:
    """What a cell of the blank holds; of a formula its old result."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _unescaped(_without_aids(cell))
    text = cell.findtext(f"{MAIN}v")
    if not text:
        return None
    match kind:
        case "s":
            return shared[int(text)]
        case "b":
            return text.strip() == "1"
        case "e":
            return Fault(text)
        case "n":
            number = float(text)
            return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return _unescaped(text)


def shared_texts(part: bytes) -> list[str]:
    """The texts that cells share, without their reading aids."""
    found = []
    for item in etree.fromstring(part):
        found.append(_unescaped(_without_aids(item)))
    return found


def _without_aids(item: etree._Element) -> str:
    return "".join(one.text or "" for one in item.iter(f"{MAIN}t") if _parent_tag(one) != f"{MAIN}rPh")


def _parent_tag(one: etree._Element) -> object:
    parent = one.getparent()
    return None if parent is None else parent.tag


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
