"""What stands around the cells of a sheet — merges, validations, formats, links, breaks — after rows were put in."""

from __future__ import annotations

from lxml import etree

from models.sheets.forms.elements import MAIN, attributes
from models.sheets.forms.layout import Scope, Span
from models.sheets.forms.moving import Movement
from models.sheets.forms.references import LAST_COLUMN, LAST_ROW, column_letters, split, tokens
from models.words import Refusal

_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_FORMULAS = {"formula", "formula1", "formula2", "f"}
_ANCHORED = ("controls", "oleObjects")  # their anchors stand in three parts at once
_EMPTY_WITHOUT = {"mergeCells", "dataValidations", "hyperlinks", "protectedRanges", "ignoredErrors", "rowBreaks"}


class Around:
    """Everything of a sheet's XML but its cells."""

    def __init__(self, name: str, tree: etree._Element, layout: Scope, movement: Movement) -> None:
        self.name, self.tree, self.layout, self.movement = name, tree, layout, movement
        self.touched = False

    def follow(self) -> bool:
        """Moves all of it; tells whether anything changed."""
        for word in _ANCHORED if self.layout.repeated else ():
            if self.tree.find(f".//{MAIN}{word}") is not None:
                raise Refusal("sheets.controls", file=self.movement.file, sheet=self.name)
        for part in self.tree:
            if part.tag != f"{MAIN}sheetData" and isinstance(part.tag, str):
                self._follow_part(part)
        return self.touched

    def _follow_part(self, part: etree._Element) -> None:
        for one in [one for one in part.iter() if isinstance(one.tag, str)]:
            word = etree.QName(one).localname
            if one.get("location") and word == "hyperlink":
                self._set(one, "location", self.movement.areas(str(one.get("location")), self.name))
            if word == "sparklineGroup" and one.findtext(f"{_XM}f"):
                self._tell_text(one.find(f"{_XM}f"))
            if word == "cfvo" and one.get("type") == "formula" and one.get("val"):
                self._set(one, "val", self.movement.formula(str(one.get("val")), self.name).text())
            if "sqref" in one.attrib or one.find(f"{_XM}sqref") is not None:
                self._follow_rule(one, word)
            elif "ref" in one.attrib and self.layout.repeated:
                self._follow_area(one, word)
            if self.layout.repeated:
                self._follow_place(one, word)

    def _tell_text(self, one: etree._Element | None) -> None:
        if one is not None:
            told = self.movement.areas(one.text or "", self.name)
            self.touched |= told != one.text
            one.text = told

    def _set(self, one: etree._Element, word: str, text: str) -> None:
        if one.get(word) != text:
            one.set(word, text)
            self.touched = True

    def _follow_rule(self, one: etree._Element, word: str) -> None:
        """Something for several areas, with formulas that are told from the first cell of the first."""
        told = one.find(f"{_XM}sqref")
        areas = str(one.get("sqref") or (told.text if told is not None else ""))
        if word == "sparkline":
            self._copy_sparkline(one, areas)
            return
        top = _corners(areas.split(" ")[0])[1]
        scope = self.layout.first_of(top) if self.layout.repeated else None
        for formula in one.iter():
            if isinstance(formula.tag, str) and etree.QName(formula).localname in _FORMULAS and formula.text:
                text = self.movement.rule(formula.text, self.name, scope, self.layout.top(top))
                self.touched |= text != formula.text
                formula.text = text
        if not self.layout.repeated:
            return
        moved = " ".join(area for each in areas.split(" ") for area in _areas(each, self.layout))
        if not moved:
            self._remove(one)
        elif told is not None:
            told.text = moved
        else:
            one.set("sqref", moved)

    def _copy_sparkline(self, one: etree._Element, cell: str) -> None:
        """A small chart in a cell comes with every copy of its row."""
        letters, row = split(cell)
        source = one.find(f"{_XM}f")
        text = (source.text or "") if source is not None else ""
        inner = self.layout.first_of(row) if self.layout.repeated else None
        formula = self.movement.formula(text, self.name, inner)
        copies = [span.first for span in self.layout.instances(row, row)]
        for number in copies[1:]:
            other = etree.fromstring(etree.tostring(one, with_tail=False))
            _tell_sparkline(other, formula.text(number), f"{letters}{number}")
            one.addnext(other)
        if not copies:
            self._remove(one)
            return
        told = formula.text(copies[0])
        self.touched |= told != text
        _tell_sparkline(one, told, f"{letters}{copies[0]}")

    def _follow_area(self, one: etree._Element, word: str) -> None:
        area = str(one.get("ref"))
        if word == "mergeCell":
            left, top, right, bottom = _corners(area)
            spans = list(self.layout.instances(top, bottom))
            found = [_area(left, span, right) for span in spans if left != right or span.first != span.last]
        else:
            found = _areas(area, self.layout)
        if not found:
            self._remove(one)
            return
        one.set("ref", found[0])
        for area in reversed(found[1:]):
            one.addnext(etree.Element(one.tag, {**dict(attributes(one)), "ref": area}))
        _count(one.getparent())

    def _follow_place(self, one: etree._Element, word: str) -> None:
        """Single cells of the view, cells of scenarios and watches, and page breaks."""
        for attribute in ("topLeftCell", "activeCell", "r"):
            cell = one.get(attribute)
            if cell and cell[-1:].isdigit() and not cell.isdigit():
                letters, row = split(cell)
                one.set(attribute, f"{letters}{self.layout.top(row)}")
        if word == "brk" and _parent_word(one) == "rowBreaks":
            row = int(one.get("id", "0"))
            one.set("id", str(self.layout.bottom(row)))
            if not self.layout.pieces(row, row):
                self._remove(one)

    def _remove(self, one: etree._Element) -> None:
        parent = one.getparent()
        if parent is None:
            return
        parent.remove(one)
        _count(parent)
        if not len(parent) and etree.QName(parent).localname in _EMPTY_WITHOUT:
            self._remove(parent)


def _tell_sparkline(one: etree._Element, formula: str, cell: str) -> None:
    for word, text in (("f", formula), ("sqref", cell)):
        told = one.find(f"{_XM}{word}")
        if told is not None:
            told.text = text


def _parent_word(one: etree._Element) -> str:
    parent = one.getparent()
    return "" if parent is None else etree.QName(parent).localname


def _count(parent: etree._Element | None) -> None:
    for word in ("count", "manualBreakCount"):
        if parent is not None and parent.get(word):
            parent.set(word, str(len(parent)))


def _areas(area: str, layout: Scope) -> list[str]:
    """An area as it now stands: in one piece or several, or none."""
    if not area[-1:].isdigit():
        return [area]  # whole columns
    left, top, right, bottom = _corners(area)
    if area[0].isdigit():  # whole rows
        return [f"{span.first}:{span.last}" for span in layout.pieces(top, bottom)]
    return [_area(left, span, right) for span in layout.pieces(top, bottom)]


def _corners(area: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of `A1:B2`, `A1`, `A:B` or `1:2`."""
    reference = tokens(area)[0].reference
    if reference is None:
        raise ValueError(area)
    first, last = reference.first, reference.last or reference.first
    return first.column or 1, first.row or 1, last.column or LAST_COLUMN, last.row or LAST_ROW


def _area(left: int, span: Span, right: int) -> str:
    first = f"{column_letters(left)}{span.first}"
    return first if (left, span.first) == (right, span.last) else f"{first}:{column_letters(right)}{span.last}"
