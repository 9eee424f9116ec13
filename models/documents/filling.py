"""Puts values into the cells and {{fields}} of a Word form; every part that holds none of them stays byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from models.documents.proof import prove
from models.documents.standing import make_real, paragraphs_of, put, runs_of, said, texts_of
from models.documents.tables import FIELD, everywhere, fields, name_of, read
from models.files import written_beside
from models.kinds import Stored
from models.kinds.numbers import decimal, written
from models.sheets.forms.references import column_number, split
from models.sheets.forms.requests import Filled, Groups, Rows
from models.sheets.proof import Difference
from models.words import Refusal


def fill(path: Path, target: Path, filled: dict[str, Filled]) -> list[Difference]:
    """Writes the filled document and proves it: what differs from the blank."""
    document = read(path)
    known = {name_of(at): table for at, table in enumerate(document.tables, 1)}
    values = {word.strip("{} "): value for word, value in filled.get("", Filled()).cells.items()}
    for paragraph in everywhere(document):
        _put_fields(paragraph, values)
    if lost := values.keys() - set(fields(path)):
        raise Refusal("documents.no_field", file=path.name, field="、".join(sorted(lost)))
    for name, one in filled.items():
        if name and name not in known:
            raise Refusal("sheets.no_sheet", file=path.name, sheet=name, known="、".join(known))
        if name:
            _put_table(known[name], one, path)
    with written_beside(target) as beside:
        _pack(document, path, beside)
        return prove(path, beside, filled)


def _put_table(table: Any, filled: Filled, path: Path) -> None:
    """Single cells first: their addresses are those of the blank."""
    for address, value in filled.cells.items():
        letters, row = split(address)
        _put(_cell(table, row, column_number(letters), path), value)
    for one in sorted(filled.lists, key=lambda each: -each.row):
        if isinstance(one, Groups):
            raise Refusal("documents.no_groups", file=path.name)
        _put_list(table, one, path)


def _cell(table: Any, row: int, column: int, path: Path) -> Any:
    if row > len(table.rows) or column > len(table.rows[row - 1].cells):
        raise Refusal("documents.no_cell", file=path.name, row=row, column=column)
    return table.rows[row - 1].cells[column - 1]


def _put_list(table: Any, one: Rows, path: Path) -> None:
    """Rows that are ready, and copies of the last of them behind it."""
    _cell(table, one.last, 1, path)
    last = table.rows[one.last - 1]._tr
    for _ in range(len(one.values) - (one.last - one.row + 1)):
        last.addnext(deepcopy(last))
    for at, values in enumerate(one.values):
        for letters, value in zip(one.columns, values, strict=True):
            _put(_cell(table, one.row + at, column_number(letters), path), value)
    spare = range(one.row + len(one.values), one.last + 1)
    for row in [table.rows[at - 1]._tr for at in spare] if one.spare == "removed" else ():
        row.getparent().remove(row)


def _put(cell: Any, value: Stored) -> None:
    """A value as the cell's only text, in the letters of its first; without any, of its paragraph's end."""
    first, *others = paragraphs_of(cell._tc)
    for other in others:
        previous = other.getprevious()
        if runs_of(other) == list(other.iter(qn("w:r"))) and (previous is None or previous.tag != qn("w:tbl")):
            other.getparent().remove(other)
    make_real(first)
    runs = runs_of(first)
    run = runs[0] if runs else Paragraph(first, cell).add_run()._r
    for spare in runs[1:]:
        spare.getparent().remove(spare)
    ends = first.pPr
    marks = None if ends is None else ends.find(qn("w:rPr"))
    if marks is not None and run.rPr is None:
        run.insert(0, deepcopy(marks))
    Run(run, cell).text = told(value)


def told(value: Stored) -> str:
    """A value as it is printed."""
    return written(decimal(value)) if isinstance(value, int | float) else value or ""


def _put_fields(paragraph: Any, values: Mapping[str, Stored]) -> None:
    """Fields that lie across several runs take the letters of the first."""
    while found := next((one for one in FIELD.finditer(said(paragraph)) if one[1] in values), None):
        start, rest = found.start(), found.end() - found.start()
        text = told(values[found[1]]).replace("{{", "{ {")
        make_real(paragraph)
        for piece in texts_of(paragraph):
            own = piece.text or ""
            if rest and start < len(own):
                cut = min(len(own) - start, rest)
                put(piece, own[:start] + text + own[start + cut :])
                rest, start, text = rest - cut, 0, ""
            else:
                start = max(start - len(own), 0) if rest else 0


def _pack(document: Any, path: Path, target: Path) -> None:
    """Parts that were touched anew, all others as they are in the blank."""
    changed = {part.partname.lstrip("/"): part for part in document.part.package.iter_parts()}
    touched = {name for name in changed if name.startswith(("word/document", "word/header", "word/footer"))}
    with zipfile.ZipFile(path) as blank, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in blank.infolist():
            content = changed[info.filename].blob if info.filename in touched else blank.read(info.filename)
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
