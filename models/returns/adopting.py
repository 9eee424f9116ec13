"""Adoption: a blank workbook never seen before becomes a return, cell by cell, without code.

An `Adoption` is what the clerk works at: the blank as it is drawn, what belongs in each cell so far, what the program
proposes, and the value that each cell would have now. Nothing is kept until `write`. The page and `main.py adopt` do
the same through it. Addresses are those of the blank, with their sheet: 表1!C5.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from models import documents, sheets, suite
from models.returns.adoption import CELLS, Adoption
from models.returns.catalogue import Context, Known, Split
from models.returns.declared import load_one
from models.returns.grammar import PeriodWords, ReturnWords, said
from models.returns.proposals import Proposal, ProposedList
from models.words import Refusal, say

__all__ = [
    "CELLS",
    "Adoption",
    "Context",
    "Known",
    "Proposal",
    "ProposedList",
    "Split",
    "open_adopted",
    "open_blank",
    "open_folder",
]

_OLD = {".xls": "xlsx", ".et": "xlsx", ".ods": "xlsx", ".doc": "docx", ".wps": "docx"}
"""Formats that are converted once, and to what."""
_YEAR = re.compile(r"(19|20)\d\d年?度?")
_KINDS = (("季", "quarter"), ("月报", "month"), ("月度", "month"), ("半年", "half"), ("两年", "years"))


def open_blank(context: Context, path: Path, work: Path) -> Adoption:
    """A blank workbook or document opened for adoption; `work` is a folder for what has to be converted.

    Refused with what to do when it is no form, or an .xls where nothing is installed that can convert it.
    """
    file, told = _as_form(path, work)
    pictures = documents.draw(file) if file.suffix.lower() == ".docx" else sheets.draw(file)
    told += [say("returns.hidden_sheet", sheet=one.name) for one in pictures if one.hidden]
    title = _title(pictures) or path.stem
    words = ReturnWords(title, file.name, period=said(PeriodWords(_kind(title))))
    return Adoption(context, file, words, told)


def _as_form(path: Path, work: Path) -> tuple[Path, list[str]]:
    """The file that will be filled, and what the clerk must be told of it."""
    ending = path.suffix.lower()
    if ending in _OLD:
        work.mkdir(parents=True, exist_ok=True)
        made = suite.convert(path, _OLD[ending], work)
        return made, [say("returns.converted", file=path.name, ending=_OLD[ending])]
    if ending not in (".xlsx", ".docx"):
        raise Refusal("returns.not_blank", file=path.name)
    if ending == ".xlsx":
        sheets.read_book(path)  # whatever is too large or hostile is refused before it is unpacked whole
    return path, []


def open_adopted(context: Context, name: str) -> Adoption:
    """A return that the office has already, to be looked through or changed."""
    folders = context.resources.folders("returns")
    if name not in folders:
        raise Refusal("returns.none", name=name, known="、".join(folders))
    return open_folder(context, folders[name])


def open_folder(context: Context, folder: Path) -> Adoption:
    """A folder with a form and a `cells.toml`, be it from elsewhere."""
    one = load_one(folder.name, folder, context.schema, context.measures)
    if not one.is_document:
        sheets.draw(one.form)
    each = said(one.each) if one.each else {}
    words = ReturnWords(one.title, one.form.name, one.about, one.copies, said(one.period), each)
    return Adoption(context, one.form, words, [], dict(one.cells), dict(one.lists), dict(one.checks))


def _title(pictures: list[sheets.Picture]) -> str:
    """The largest letters of the sheets that are seen, on one line and without the year."""
    cells = [cell for picture in pictures if not picture.hidden for cell in picture.cells.values() if cell.text]
    largest = max(cells, key=lambda cell: cell.look.font.size, default=None)
    return _YEAR.sub("", "".join(largest.text.split())) if largest else ""


def _kind(title: str) -> Any:
    return next((kind for word, kind in _KINDS if word in title), "year")
