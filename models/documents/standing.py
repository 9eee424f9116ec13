"""Paragraphs wherever they stand — in cells, text boxes, content controls — and the texts that are their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

_DRAWN = {qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:txbxContent")}
_APART = {qn("w:tbl"), qn("w:txbxContent")}


def all_paragraphs(part: Any) -> Iterator[Any]:
    """Every paragraph of an element, those of tables, text boxes and content controls among them."""
    yield from part.iter(qn("w:p"))


def paragraphs_of(cell: Any) -> list[Any]:
    """The paragraphs of a cell itself: not those of a table or text box in it."""
    return [one for one in cell.iter(qn("w:p")) if not any(up.tag in _APART for up in _up_to(one, cell))]


def _up_to(one: Any, top: Any) -> Iterator[Any]:
    while (one := one.getparent()) is not None and one is not top:
        yield one


def runs_of(paragraph: Any) -> list[Any]:
    """The runs of text of a paragraph, in links and content controls as well; none that holds a picture or box."""
    own = (one for one in paragraph.iter(qn("w:r")) if not any(up.tag == qn("w:p") for up in _up_to(one, paragraph)))
    return [one for one in own if not any(inner.tag in _DRAWN for inner in one.iter())]


def texts_of(paragraph: Any) -> list[Any]:
    """The elements that hold a paragraph's letters."""
    return [text for run in runs_of(paragraph) for text in run.iter(qn("w:t"))]


def said(paragraph: Any) -> str:
    """A paragraph's letters."""
    return "".join(text.text or "" for text in texts_of(paragraph))


def put(text: Any, value: str) -> None:
    """Letters into an element; a line break is one."""
    first, *rest = value.split("\n")
    _write(text, first)
    for line in rest:
        text.addnext(further := OxmlElement("w:t"))
        text.addnext(OxmlElement("w:br"))
        _write(text := further, line)


def _write(text: Any, value: str) -> None:
    text.text = value
    text.set(qn("xml:space"), "preserve")


def make_real(paragraph: Any) -> None:
    """A content control that showed a hint shows a text now."""
    for control in (one for one in (*paragraph.iterancestors(qn("w:sdt")), *paragraph.iter(qn("w:sdt")))):
        hint = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
        if hint is not None:
            hint.getparent().remove(hint)
            for style in list(control.iter(qn("w:rStyle"))):
                style.getparent().remove(style)
