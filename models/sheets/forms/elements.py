"""Small steps on elements of XML that several rooms take."""

from __future__ import annotations

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def drop(element: etree._Element, *words: str) -> None:
    """Takes attributes away, where they are."""
    for word in words:
        if element.get(word) is not None:
            del element.attrib[word]


def attributes(element: etree._Element) -> list[tuple[str, str]]:
    """Names and values, in their order."""
    return [(str(word), str(value)) for word, value in element.items()]


def is_simple(cell: etree._Element) -> bool:
    """Whether a cell's formula, if it has one, gives this cell alone its value."""
    formula = cell.find(f"{MAIN}f")
    if formula is None or formula.get("t") not in ("array", "dataTable"):
        return True
    return formula.get("t") == "array" and formula.get("ref") in (cell.get("r"), f"{cell.get('r')}:{cell.get('r')}")
