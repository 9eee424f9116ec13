"""A Word document's tables, drawn as sheets are, and the {{fields}} in its text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from models.documents.standing import all_paragraphs, said
from models.sheets.picture import DrawnCell, Font, Look, Picture
from models.words import Refusal, say

FIELD = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_LARGEST = 100 * 2**20  # bytes of all parts together, as the archive says
_PIXEL = 9525  # of the units in which Word's library tells sizes
_BOX = ("thin",) * 4
_BROKEN = (OSError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, docx.exceptions.PythonDocxError)


def read(path: Path) -> Any:
    """The document; refused when it is none, or too large to be a form."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise Refusal("documents.too_large", file=path.name)
        return docx.Document(str(path))
    except _BROKEN as error:
        raise Refusal("documents.not_document", file=path.name) from error


def name_of(number: int) -> str:
    """How a table is called, counted from 1."""
    return say("documents.table", number=number)


def draw(path: Path) -> list[Picture]:
    """All tables of a document."""
    return [picture(table, at) for at, table in enumerate(read(path).tables, 1)]


def fields(path: Path) -> list[str]:
    """The names in {{…}}, each once, in the order of reading."""
    return list(dict.fromkeys(found[1] for text in everywhere(read(path)) for found in FIELD.finditer(said(text))))


def texts(document: Any) -> Iterator[Any]:
    """The paragraphs of the text, of its tables and theirs, of headers and footers."""
    yield from _paragraphs(document)
    for section in document.sections:
        for part in (section.header, section.footer):
            if not part.is_linked_to_previous:
                yield from _paragraphs(part)


def _paragraphs(part: Any) -> Iterator[Any]:
    yield from part.paragraphs
    for table in part.tables:
        for cell in {id(cell._tc): cell for row in table.rows for cell in row.cells}.values():
            yield from _paragraphs(cell)


def everywhere(document: Any) -> Iterator[Any]:
    """All paragraphs as elements, those of text boxes, content controls and every sort of header among them."""
    yield from all_paragraphs(document.element.body)
    for section in document.sections:
        for sort in ("", "first_page_", "even_page_"):
            for part in (getattr(section, f"{sort}header"), getattr(section, f"{sort}footer")):
                if not part.is_linked_to_previous:
                    yield from all_paragraphs(part._element)


def picture(table: Any, number: int) -> Picture:
    """A table as a sheet, the so manyth."""
    cells: dict[tuple[int, int], DrawnCell] = {}
    first: dict[Any, tuple[int, int]] = {}
    for at, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row.cells, 1):
            top, left = first.setdefault(cell._tc, (at, column))
            known = cells.get((top, left)) or _drawn(cell, top, left)
            cells[top, left] = known._replace(rows=at - top + 1, columns=column - left + 1)
    widths = {at: float((column.width or 72 * _PIXEL) / _PIXEL) for at, column in enumerate(table.columns, 1)}
    heights = {at: float(row.height / _PIXEL) for at, row in enumerate(table.rows, 1) if row.height}
    rows, columns = len(table.rows), len(table.columns)
    return Picture(name_of(number), cells, widths, heights, height=28, last_row=rows, last_column=columns, grid=False)


def _drawn(cell: Any, row: int, column: int) -> DrawnCell:
    runs = [run for paragraph in cell.paragraphs for run in paragraph.runs]
    size = next((run.font.size.pt for run in runs if run.font.size), 10.5)
    font = Font(size=size, bold=any(run.bold for run in runs))
    look = Look(font=font, border=_BOX, across="center", down="center", wrap=True)
    return DrawnCell(row, column, cell.text.strip(), "", look)
