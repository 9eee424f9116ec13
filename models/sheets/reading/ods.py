"""The content of an ods workbook looked over before calamine reads it: how far cells repeat, and what marks them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from models.sheets.reading.limits import Limits
from models.sheets.reading.package import Package
from models.sheets.reading.sheet import Marks
from models.words import Refusal

CONTENT = "content.xml"
_HIDDEN = ("collapse", "filter")
_CELLS = ("table:table-cell", "table:covered-table-cell")


def survey(package: Package) -> dict[str, Marks]:
    """Unpacks and counts every part; the marks of each sheet by its name."""
    for name in package:
        if name != CONTENT:
            package.read(name)
    walk = _Walk(package.limits, package.file)
    try:
        walk.through(package.pieces(CONTENT))
    except (expat.ExpatError, ValueError) as error:
        raise Refusal("sheets.damaged", file=package.file) from error
    return walk.marks


class _Walk:
    """Follows the tables of a document row by row, as calamine places cells."""

    def __init__(self, limits: Limits, file: str) -> None:
        self.limits, self.file = limits, file
        self.marks: dict[str, Marks] = {}
        self._here = Marks()
        self._row = self._column = self._edge = self._right = self._text = 0
        self._repeated = 1
        self._times = 0  # how often the text that comes now will stand in cells
        self._error = False

    def through(self, pieces: Iterator[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)

    def _start(self, name: str, said: dict[str, str]) -> None:
        if name == "table:table":
            self._here = self.marks[said.get("table:name", "")] = Marks()
            self._row = self._column = self._right = 0
        elif name == "table:table-column":
            count = _count(said, "columns")
            if said.get("table:visibility") in _HIDDEN:
                self._here.hidden_columns.append((self._column, self._column + count - 1))
            self._column += count
        elif name == "table:table-row":
            self._column = self._edge = 0
            self._repeated = _count(said, "rows")
            if said.get("table:visibility") in _HIDDEN:
                self._here.hidden_rows.append((self._row, self._row + self._repeated - 1))
        elif name in _CELLS:
            self._cell(said)

    def _cell(self, said: dict[str, str]) -> None:
        count = _count(said, "columns")
        high, wide = int(said.get("table:number-rows-spanned", 1)), int(said.get("table:number-columns-spanned", 1))
        if high * wide > 1:
            self._here.merged.append((self._row, self._column, self._row + high - 1, self._column + wide - 1))
        self._times = 0
        if "office:value-type" in said or "table:formula" in said:
            self._edge = self._column + count
            self._times = count * self._repeated
            self._weigh(len(said.get("office:string-value", "")))
        self._error = said.get("calcext:value-type") == "error"
        if self._error:
            self._here.faults[self._row, self._column] = ""
        self._column += count

    def _letters(self, text: str) -> None:
        if self._times:
            self._weigh(len(text))
        if self._error and text.strip():
            self._here.faults[self._row, self._column - 1] = text.strip()

    def _weigh(self, length: int) -> None:
        self._text += 3 * length * self._times
        if self._text > self.limits.text * 2:
            raise Refusal("sheets.too_much_text", file=self.file, limit=self.limits.text // 2**20)

    def _end(self, name: str) -> None:
        if name in _CELLS:
            self._times, self._error = 0, False
        elif name == "table:table-row":
            self._row += self._repeated
            self._right = max(self._right, self._edge)
            if self._edge and self._row * self._right > self.limits.span:
                raise Refusal("sheets.too_many_cells", file=self.file)


def _count(said: dict[str, str], what: str) -> int:
    return max(int(said.get(f"table:number-{what}-repeated", 1)), 1)
