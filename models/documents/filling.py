"""Puts values into the cells and {{fields}} of a Word form; every part that holds none of them stays byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn

from models.documents.proof import prove
from models.documents.tables import FIELD, name_of, read, texts
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
    for paragraph in texts(document):
        _put_fields(paragraph, values)
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
    paragraph = cell.paragraphs[0]
    for other in cell.paragraphs[1:]:
        other._p.getparent().remove(other._p)
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    run = paragraph.runs[0] if paragraph.runs else paragraph.add_run()
    ends = paragraph._p.pPr
    marks = None if ends is None else ends.find(qn("w:rPr"))
    if marks is not None and run._r.rPr is None:
        run._r.insert(0, deepcopy(marks))
    run.text = told(value)


def told(value: Stored) -> str:
    """A value as it is printed."""
    return written(decimal(value)) if isinstance(value, int | float) else value or ""


def _put_fields(paragraph: Any, values: Mapping[str, Stored]) -> None:
    """Fields that lie across several runs take the letters of the first."""
    runs = paragraph.runs
    while found := next((one for one in FIELD.finditer("".join(run.text for run in runs)) if one[1] in values), None):
        start, rest = found.start(), found.end() - found.start()
        text = told(values[found[1]]).replace("{{", "{ {")
        for run in runs:
            own = run.text
            if rest and start < len(own):
                cut = min(len(own) - start, rest)
                run.text = own[:start] + text + own[start + cut :]
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
