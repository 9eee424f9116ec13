"""Notes on cells (Excel's comments): those that are there stay, ours are added, or put behind the text of one there."""

from __future__ import annotations

import re

from lxml import etree

from models.sheets.cells import legal
from models.sheets.copies.package import MAIN, RELATION, Package, parsed, serialised
from models.sheets.copies.touching import Touched, place

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANK = f'<comments xmlns="{MAIN[1:-1]}"><authors/><commentList/></comments>'
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_SPACES = (
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
    '{spaces} fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NUMBER = re.compile(r'"_x0000_s(\d+)"')
_SHAPE = re.compile(r"<v:shape\b(?:(?!</v:shape>).)*</v:shape>\s*", re.DOTALL)
_PLACE = re.compile(r"<x:(Row|Column)>\s*(\d+)\s*</x:")
_END = "</xml>"
_BLOCK = 1024  # boxes are numbered in blocks, and a drawing says which of them it has taken
_WIDE, _LINE, _LAST = 3, 18, 16_383  # a box in columns, the letters of its line, and the last column of a sheet


class Notes:
    """The notes of one sheet; a text of ours begins with `author`."""

    def __init__(self, package: Package, part: str, sheet: Touched, author: str) -> None:
        self.package, self.part, self.sheet, self.author = package, part, sheet, author
        self.at = package.related(part, "comments")
        self.tree = parsed(package.parts[self.at] if self.at else _BLANK.encode())
        self.by_cell = {str(one.get("ref")): one for one in self.tree.iter(f"{MAIN}comment")}
        named = sheet.tree.find(f"{MAIN}legacyDrawing")
        self.drawing = "" if named is None else package.targets(part)[str(named.get(f"{RELATION}id"))]
        self.boxes = package.parts[self.drawing].decode("utf-8", "surrogateescape") if self.drawing else ""
        taken = [int(number) for number in _NUMBER.findall(self.boxes)]
        drawings = sum(name.endswith(".vml") for name in package.parts)
        self.number = max(taken, default=_BLOCK * (drawings + 1))
        self.first = self.number + 1
        self.new: list[str] = []

    def forget_ours(self) -> None:
        """Takes away what an earlier copy said, with the boxes of notes that said nothing else."""
        gone = set()
        for address, note in list(self.by_cell.items()):
            for run in [run for run in note.iter(f"{MAIN}r") if _said(run).startswith(self.author)]:
                _take_out(run)
            if not _said(note):
                _take_out(self.by_cell.pop(address))
                gone.add(place(address))
        self.boxes = _SHAPE.sub(lambda box: "" if _held(box[0]) in gone else box[0], self.boxes)

    def add(self, address: str, said: str) -> None:
        """Says something about a cell."""
        note = self.by_cell.get(address)
        text = self._new(address, said) if note is None else note.find(f"{MAIN}text")
        if text is None:
            return
        run = etree.Element(f"{MAIN}r")
        words = etree.SubElement(run, f"{MAIN}t")
        words.set(_SPACE, "preserve")
        words.text = legal(f"{self.author}：{said}" if note is None else f"\n{self.author}：{said}")
        text.insert(sum(etree.QName(one).localname in ("t", "r") for one in text), run)

    def write(self) -> None:
        """Puts the parts back, and makes new ones known; does nothing where there is nothing to say."""
        if not (self.at or self.new):
            return
        if not self.at:
            self.at = self.package.free("xl/comments{}.xml")
            self.package.declare(self.at, _CONTENT)
            self.package.relate(self.part, self.at, "comments")
        if not self.drawing:
            self.drawing = self.package.free("xl/drawings/vmlDrawing{}.vml")
            self.package.declare_ending("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
            self.sheet.draw_notes(self.package.relate(self.part, self.drawing, "vmlDrawing"))
            taken = ",".join(map(str, range(self.first // _BLOCK, self.number // _BLOCK + 1)))
            blocks = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{taken}"/></o:shapelayout>'
            self.boxes = f"<xml{_SPACES}>{blocks}{_TYPE}{_END}"
        head, end, rest = self.boxes.rpartition(_END)
        self.boxes = "".join([head, *self.new, end, rest])
        self.package.parts[self.at] = serialised(self.tree)
        self.package.parts[self.drawing] = self.boxes.encode("utf-8", "surrogateescape")

    def _new(self, address: str, said: str) -> etree._Element:
        note = etree.Element(f"{MAIN}comment", ref=address, authorId=self._author())
        listed = self.tree.find(f"{MAIN}commentList")
        if listed is None:
            raise KeyError("commentList")
        listed.append(note)
        self.by_cell[address] = note
        self._draw(address, len(said) // _LINE + said.count("\n") + 2)
        return etree.SubElement(note, f"{MAIN}text")

    def _draw(self, address: str, lines: int) -> None:
        """The box of a note, to the right of its cell."""
        row, column = (at - 1 for at in place(address))
        top, left = max(row - 1, 0), min(column + 1, _LAST - _WIDE)
        self.number += 1
        sizes = {"top": top, "left": left, "right": left + _WIDE, "bottom": top + lines}
        spaces = "" if not self.boxes or "xmlns:v=" in self.boxes else _SPACES
        self.new.append(_BOX.format(number=self.number, spaces=spaces, row=row, column=column, **sizes))

    def _author(self) -> str:
        """The number of our name among the authors."""
        authors = self.tree.find(f"{MAIN}authors")
        if authors is None:
            raise KeyError("authors")
        names = [one.text for one in authors]
        if self.author not in names:
            etree.SubElement(authors, f"{MAIN}author").text = self.author
        return str([one.text for one in authors].index(self.author))


def _held(box: str) -> tuple[int, int]:
    """Row and column of the cell that a box belongs to, from 1."""
    places = dict(_PLACE.findall(box))
    return int(places.get("Row", -1)) + 1, int(places.get("Column", -1)) + 1


def _said(note: etree._Element) -> str:
    return "".join(map(str, note.itertext())).strip()


def _take_out(one: etree._Element) -> None:
    above = one.getparent()
    if above is not None:
        above.remove(one)
