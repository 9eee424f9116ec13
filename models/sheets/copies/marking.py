"""Error copies: a unit's own workbook with its wrong cells coloured and explained, and a list of them in front.

Nothing else of it changes. What can't be patched (.xls, .ods, CSV) is copied plainly into an xlsx first, which says so.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from lxml import etree

from models.files import written_beside
from models.kinds.base import as_typed
from models.sheets.copies.colours import DOUBT, ERROR, Colours
from models.sheets.copies.listing import list_sheet
from models.sheets.copies.notes import Notes
from models.sheets.copies.package import CONTENT, WORKBOOK, Package
from models.sheets.copies.plain import plain_copy
from models.sheets.copies.touching import Touched, place
from models.sheets.identity import FORM, LISTS, is_ours
from models.sheets.reading import Sheet, read_book
from models.sheets.reading.limits import MOST
from models.words import say

_NOT_PATCHED = (
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    KeyError,
    IndexError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True)
class Mark:
    """What is wrong with a cell (`B7`), or with a whole sheet when it has no address, and what to do about it.

    `as_text`: what is typed over it must keep every digit.
    """

    sheet: str
    cell: str
    heading: str
    wrong: str
    mend: str
    doubt: bool = False
    as_text: bool = False


def mark(source: Path, target: Path, marks: Sequence[Mark]) -> None:
    """Writes the copy; refused with what to do when the source can't be read."""
    book = read_book(source, MOST)
    try:
        package = Package.unpacked(source.read_bytes())
        _Marking(package, book, {}, say("marking.own")).run(marks)
    except _NOT_PATCHED:
        content, names = plain_copy(book)
        package = Package.unpacked(content)
        _Marking(package, book, names, say("marking.converted", file=source.name)).run(marks)
    with written_beside(target) as beside:
        package.pack(beside)


def ending(source: Path) -> str:
    """How the copy's name must end for Excel to open it."""
    try:
        with zipfile.ZipFile(BytesIO(source.read_bytes())) as archive:
            return ".xlsm" if b"macroEnabled" in archive.read(CONTENT) else ".xlsx"
    except _NOT_PATCHED:
        return ".xlsx"


class _Marking:
    """One copy in the making; `names` are the sheets' names in it where they differ."""

    def __init__(self, package: Package, book: Sequence[Sheet], names: dict[str, str], note: str) -> None:
        self.package, self.names, self.note = package, names, note
        self.book = {sheet.name: sheet.rows for sheet in book}
        self.seen: dict[Mark, str] = {}
        """The cell that is seen where a mark's cell is: the first of a merged area."""
        self.styles = package.related(WORKBOOK, "styles")
        self.colours = Colours(package.parts[self.styles])
        ours = (sheet.name for sheet in book if is_ours(sheet) and sheet.name not in (LISTS, FORM))
        self.earlier = next(ours, "")
        """The list of an earlier copy, which this one takes the place of."""

    def run(self, marks: Sequence[Mark]) -> None:
        """Colours, explains and lists."""
        by_part: dict[str, list[Mark]] = {}
        for one in marks:
            if one.cell and one.sheet in self.book:
                by_part.setdefault(self.package.sheets[self._name(one.sheet)], []).append(one)
        parts = [*self.package.sheets.values()] if self.earlier else [*by_part]
        touched = {part: self._touch(part, by_part.get(part, [])) for part in parts if self._is_marked(part)}
        selected = not any(
            b"tabSelected" in self.package.parts[part] for part in self.package.sheets.values() if part not in touched
        )
        for part, sheet in touched.items():
            if selected:
                sheet.unselect()
            if sheet.touched:
                self.package.parts[part] = sheet.written()
        self._list(marks, selected)
        self.package.parts[self.styles] = self.colours.written()

    def _is_marked(self, part: str) -> bool:
        """Whether cells of a sheet can be wrong: not on our own list, nor on a sheet that is a chart."""
        return part.startswith("xl/worksheets/") and part != self.package.sheets.get(self.earlier)

    def _name(self, sheet: str) -> str:
        return self.names.get(sheet, sheet)

    def _touch(self, part: str, marks: Sequence[Mark]) -> Touched:
        sheet = Touched(self.package.parts[part])
        notes = Notes(self.package, part, sheet, say("marking.author"))
        if self.earlier:
            sheet.restyle_all(self.colours.is_ours, self.colours.uncoloured)
            notes.forget_ours()
        anchors = sheet.anchors([one.cell for one in marks])
        by_cell: dict[str, list[Mark]] = {}
        for one in marks:
            self.seen[one] = anchors[one.cell]
            by_cell.setdefault(anchors[one.cell], []).append(one)
        for cell, wrong in by_cell.items():
            colour = DOUBT if all(one.doubt for one in wrong) else ERROR
            as_text = any(one.as_text for one in wrong)
            sheet.restyle(cell, partial(self.colours.coloured, colour=colour, as_text=as_text))
            notes.add(cell, "\n".join(dict.fromkeys(f"{one.wrong}{one.mend}" for one in wrong)))
        notes.write()
        return sheet

    def _list(self, marks: Sequence[Mark], selected: bool) -> None:
        cells = ([one.heading, self._value(one), one.wrong, one.mend] for one in marks)
        entries = [(_place(one), self._link(one), texts) for one, texts in zip(marks, cells, strict=True)]
        content = list_sheet(entries, self.note, selected, self.colours.look)
        if self.earlier:
            self.package.parts[self.package.sheets[self.earlier]] = content
        else:
            self.package.put_first(say("marking.sheet"), content, selected)

    def _link(self, one: Mark) -> str:
        name = self._name(one.sheet)
        quoted = name.replace("'", "''")
        return f"'{quoted}'!{one.cell}" if one.cell and name in self.package.sheets else ""

    def _value(self, one: Mark) -> str:
        """What the cell holds, as it is seen."""
        if one not in self.seen:
            return ""
        number, column = place(self.seen[one])
        row = next(iter(self.book[one.sheet][number - 1 : number]), [])
        return as_typed(next(iter(row[column - 1 : column]), ""))


def _place(one: Mark) -> str:
    return f"{one.sheet}!{one.cell}" if one.cell else one.sheet
