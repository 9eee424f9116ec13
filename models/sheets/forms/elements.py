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
