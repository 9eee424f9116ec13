"""A new document in the look of another one: its styles, paper and page numbers, and a text of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from models.documents.tables import read
from models.files import written_beside

_INDENT, _CELL, _LINE = Pt(32), Pt(12), Pt(20)  # a paragraph's first line; letters and lines of tables
_LEAST, _MOST = 7, 20  # letters by which a column gets its share of the width
TITLE, HEADING, BODY = "Title", "Heading 1", "Normal"


@dataclass(frozen=True)
class Text:
    """A paragraph in one of the styles that every document has; it may have to stay with what follows."""

    text: str
    style: str = BODY
    stays: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings that stand again on each page."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def make(like: Path, target: Path, parts: Iterable[Text | Table]) -> None:
    """Writes the document."""
    document = read(like)
    body = document.element.body
    for element in [one for one in body if one.tag != qn("w:sectPr")]:
        body.remove(element)
    for part in parts:
        _add_text(document, part) if isinstance(part, Text) else _add_table(document, part)
    with written_beside(target) as beside:
        document.save(str(beside))


def _add_text(document: Any, part: Text) -> None:
    one = document.add_paragraph(part.text, style=part.style)
    one.paragraph_format.keep_with_next = part.stays
    if part.style == TITLE:
        one.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        one.paragraph_format.first_line_indent = _INDENT


def _add_table(document: Any, part: Table) -> None:
    table = document.add_table(rows=1 + len(part.rows), cols=len(part.headings), style="Table Grid")
    table.autofit = False
    for at, row in enumerate(table.rows):
        marks = ["w:cantSplit", *(["w:tblHeader"] if at == 0 else [])]
        row._tr.get_or_add_trPr().extend(row._tr.makeelement(qn(mark)) for mark in marks)
    widths = _widths(document, part)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    cells = table._cells  # asked for once: each asking walks the whole table
    texts = [text for row in (part.headings, *part.rows) for text in row]
    for at, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        cell.width = widths[at % len(widths)]
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.font.size, run.bold = _CELL, at < len(part.headings)
        paragraph.paragraph_format.line_spacing = _LINE


def _widths(document: Any, part: Table) -> list[int]:
    """The paper's width, shared by the longest text of each column."""
    page = document.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    longest = [max(len(row[at]) for row in (part.headings, *part.rows)) for at in range(len(part.headings))]
    shares = [min(max(one, _LEAST), _MOST) for one in longest]
    return [room * share // sum(shares) for share in shares]
