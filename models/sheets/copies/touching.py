"""The XML of a sheet whose cells get another style and nothing else; a cell that is missing is put where it belongs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from lxml import etree

from models.sheets.copies.package import MAIN, RELATION, parsed, serialised
from models.sheets.reading import letters

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_BEHIND_NOTES = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)


class Touched:
    """A sheet by rows and cells, wherever its writer left out to say their numbers."""

    def __init__(self, xml: bytes) -> None:
        self.tree = parsed(xml)
        data = self.tree.find(f"{MAIN}sheetData")
        if data is None:
            raise KeyError("sheetData")
        self.data = data
        self.touched = False
        self.rows: dict[int, etree._Element] = {}
        number = 0
        for row in data.iterfind(f"{MAIN}row"):
            number = int(row.get("r", number + 1))
            self.rows[number] = row
        self.numbers = sorted(self.rows)

    def restyle(self, address: str, style: Callable[[str], str]) -> None:
        """Gives a cell the style that follows from the one it has."""
        self.touched = True
        cell = self._cell(*place(address))
        cell.set("s", style(cell.get("s", "0")))

    def restyle_all(self, wanted: Callable[[str], bool], style: Callable[[str], str]) -> None:
        """Gives all cells of such styles the style that follows from theirs."""
        for cell in self.data.iter(f"{MAIN}c"):
            if wanted(cell.get("s", "0")):
                self.touched = True
                cell.set("s", style(cell.get("s", "0")))

    def anchors(self, addresses: Sequence[str]) -> dict[str, str]:
        """For each cell the one that is seen in its place: the first of the merged area that it lies in."""
        found = {address: address for address in addresses}
        places = sorted((*place(address), address) for address in found)
        for area in self.tree.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell"):
            first, _, last = str(area.get("ref")).partition(":")
            (top, left), (bottom, right) = place(first), place(last or first)
            for row, column, address in places[bisect_left(places, (top, 0, "")) :]:
                if row > bottom:
                    break
                if left <= column <= right:
                    found[address] = first
        return found

    def draw_notes(self, relation: str) -> None:
        """Names the drawing that holds the boxes of the notes."""
        self.touched = True
        made = etree.Element(f"{MAIN}legacyDrawing", {f"{RELATION}id": relation})
        behind = next((one for one in self.tree if etree.QName(one).localname in _BEHIND_NOTES), None)
        if behind is None:
            self.tree.append(made)
        else:
            behind.addprevious(made)

    def unselect(self) -> None:
        """Takes the sheet out of those that are selected together: what is typed into one goes into all of them."""
        for view in self.tree.iterfind(f"{MAIN}sheetViews/{MAIN}sheetView[@tabSelected]"):
            del view.attrib["tabSelected"]
            self.touched = True

    def written(self) -> bytes:
        """The part."""
        return serialised(self.tree)

    def _cell(self, number: int, wanted: int) -> etree._Element:
        row, before = self._row(number), 0
        for at, cell in _numbered(row):
            if at == wanted:
                return cell
            before += at < wanted
        for at, cell in _numbered(row):
            cell.set("r", f"{letters(at - 1)}{number}")
        if "spans" in row.attrib:
            del row.attrib["spans"]
        made = etree.Element(f"{MAIN}c", r=f"{letters(wanted - 1)}{number}", s=self._style(row, wanted))
        row.insert(before, made)
        return made

    def _row(self, number: int) -> etree._Element:
        if number not in self.rows:
            for at, row in self.rows.items():
                row.set("r", str(at))
            made = etree.Element(f"{MAIN}row", r=str(number))
            place = bisect_left(self.numbers, number)
            self.data.insert(place, made)
            self.numbers.insert(place, number)
            self.rows[number] = made
        return self.rows[number]

    def _style(self, row: etree._Element, column: int) -> str:
        """What a cell that is not there would look like: as its row, else as its column."""
        if row.get("customFormat") in ("1", "true"):
            return row.get("s", "0")
        for one in self.tree.iterfind(f"{MAIN}cols/{MAIN}col"):
            if int(one.get("min", "0")) <= column <= int(one.get("max", "0")):
                return one.get("style", "0")
        return "0"


def _numbered(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    number = 0
    for cell in row.iterfind(f"{MAIN}c"):
        address = cell.get("r")
        number = place(address)[1] if address else number + 1
        yield number, cell


@lru_cache(maxsize=65_536)
def place(address: str) -> tuple[int, int]:
    """Row and column of `C12`, from 1."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(address)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column
