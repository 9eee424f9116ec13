"""A document out of a template of whole paragraphs: some leave, some are written anew, and numbers are marked.

A mark is a bookmark; what it stands for is a property of the document by the same name, and on a copy for checking a
comment beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from models.documents.tables import read, texts
from models.files import written_beside

_ALIGNED = {WD_ALIGN_PARAGRAPH.CENTER: "center", WD_ALIGN_PARAGRAPH.RIGHT: "right"}
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_NAMES: dict[Any, str] = {None: _PROPERTIES, "vt": _TYPES}
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_OWN_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # says that names are free


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a template: the texts of its runs, where it stands, and whether it is in a header or footer."""

    runs: list[str]
    align: str = "left"
    is_margin: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.runs)


@dataclass(frozen=True)
class Piece:
    """A text in the letters of one of the paragraph's runs; `mark` names the bookmark around it."""

    run: int
    text: str
    mark: str = ""


def paragraphs(path: Path) -> tuple[str, list[Paragraph]]:
    """The title that the document gives itself, and its paragraphs, those of tables, headers and footers too."""
    document = read(path)
    body = document.part
    found = [
        Paragraph([run.text for run in one.runs], _ALIGNED.get(one.alignment, "left"), one.part is not body)
        for one in texts(document)
    ]
    return str(document.core_properties.title or ""), found


def compose(
    path: Path,
    target: Path,
    written: Sequence[Sequence[Piece] | None],
    sources: Mapping[str, str],
    author: str = "",
) -> None:
    """Writes the document: for each paragraph its pieces, nothing where it leaves, None where it stays as it is.

    `sources` says what each mark stands for; with an `author` it also stands beside it as a comment.
    """
    document = read(path)
    numbers = count(1)
    for paragraph, pieces in list(zip(texts(document), written, strict=True)):
        if pieces is not None:
            _write(document, paragraph, pieces, sources, numbers, author)
    _describe(document, sources)
    with written_beside(target) as beside:
        document.save(str(beside))


def _write(
    document: Any, paragraph: Any, pieces: Sequence[Piece], sources: Mapping[str, str], numbers: Any, author: str
) -> None:
    runs = list(paragraph.runs)
    if not pieces and paragraph._p.getnext() is not None and paragraph._p.getparent().tag == qn("w:body"):
        paragraph._p.getparent().remove(paragraph._p)
        return
    place = runs[0]._r.getprevious() if runs else None
    made = []
    for piece in pieces:
        run = deepcopy(runs[piece.run]._r)
        place = _behind(paragraph, place, run)
        added = next(one for one in paragraph.runs if one._r is run)
        added.text = piece.text
        if piece.mark:
            place = _marked(run, piece.mark, str(next(numbers)))
            made.append((added, piece.mark))
    for run in runs:
        if run.text:
            paragraph._p.remove(run._r)
    for added, mark in made if author else ():
        document.add_comment(added, text=sources[mark], author=author)


def _behind(paragraph: Any, place: Any, run: Any) -> Any:
    if place is None:
        paragraph._p.insert(0, run)
    else:
        place.addnext(run)
    return run


def _marked(run: Any, name: str, number: str) -> Any:
    """Puts a bookmark around a run; gives its end."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    run.addprevious(start)
    run.addnext(end)
    return end


def _describe(document: Any, sources: Mapping[str, str]) -> None:
    """What each mark stands for, as the document's own properties."""
    root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap=_NAMES)
    for at, (name, text) in enumerate(sources.items(), 2):  # numbers below 2 are taken
        one = etree.SubElement(root, f"{{{_PROPERTIES}}}property", fmtid=_OWN_PROPERTIES, pid=str(at), name=name)
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = text
    package = document.part.package
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/docProps/custom.xml"), _CONTENT, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
