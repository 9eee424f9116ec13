"""One sheet of a form while it is being filled."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Protocol

from lxml import etree

from models.kinds import Stored
from models.sheets.references import Growth, column_number, copied, moved, moved_merge, moved_range, split
from models.words import Refusal

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TEXT_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_YET = ("drawing", "legacyDrawing", "tableParts", "extLst")  # anchors that rows put in would leave behind
_RANGES = {"mergeCell": "ref", "dataValidation": "sqref", "conditionalFormatting": "sqref", "hyperlink": "ref"}
_FORMULAS = ("f", "formula", "formula1", "formula2")


class ListRows(Protocol):
    """What `put` needs of a list."""

    @property
    def row(self) -> int: ...
    @property
    def columns(self) -> Sequence[str]: ...
    @property
    def values(self) -> Sequence[Sequence[Stored]]: ...


class SheetPatch:
    """The XML of a sheet, the cells meant to change, and whether anything did."""

    def __init__(self, name: str, xml: bytes, file: str) -> None:
        self.name = name
        self.file = file
        self.tree = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
        self.data = self.tree.find(f"{MAIN}sheetData")
        self.rows = {int(row.get("r", "0")): row for row in self._data()}
        self.touched = False
        self.meant: set[str] = set()
        self.growths: list[Growth] = []
        self._unshare()

    def _data(self) -> etree._Element:
        if self.data is None:
            raise Refusal("sheets.not_form", file=self.file)
        return self.data

    def _unshare(self) -> None:
        """Shared formulas are written out, so that each can move by itself; array formulas can't be moved."""
        masters: dict[str, tuple[str, str]] = {}
        for formula in self.tree.iter(f"{MAIN}f"):
            cell = formula.getparent()
            if formula.get("t") != "shared" or cell is None:
                continue
            index, at = str(formula.get("si")), str(cell.get("r"))
            if formula.text:
                masters[index] = (at, formula.text)
            elif index in masters:
                formula.text = _copied_to(*masters[index], at)
            _drop(formula, "t", "si", "ref")

    def grow(self, growth: Growth) -> None:
        """Puts in rows like the template row, and moves everything that stands below it."""
        self._refuse_what_would_break(growth)
        self.touched = True
        self.growths.append(growth)
        for number in sorted((row for row in self.rows if row > growth.after), reverse=True):
            self._renumber(number, growth.row(number))
        template = self._row(growth.after)
        merged = self._merged_in(growth.after)
        for number in range(growth.after + growth.more, growth.after, -1):
            template.addnext(self._copied_row(template, number))
        self._move_ranges(growth)
        self._merge_copies(merged, growth)

    def _refuse_what_would_break(self, growth: Growth) -> None:
        for word in _NOT_YET:
            if self.tree.find(f"{MAIN}{word}") is not None:
                raise Refusal("sheets.cannot_grow", file=self.file, sheet=self.name, what=word)
        for formula in self.tree.iter(f"{MAIN}f"):
            if formula.get("t") in ("array", "dataTable"):
                raise Refusal("sheets.cannot_grow", file=self.file, sheet=self.name, what=formula.get("t"))

    def _renumber(self, old: int, new: int) -> None:
        row = self.rows.pop(old)
        row.set("r", str(new))
        for cell in row.iter(f"{MAIN}c"):
            cell.set("r", f"{split(str(cell.get('r')))[0]}{new}")
        self.rows[new] = row

    def _copied_row(self, template: etree._Element, number: int) -> etree._Element:
        row = copy.deepcopy(template)
        shift = number - int(template.get("r", "0"))
        row.set("r", str(number))
        for cell in row.iter(f"{MAIN}c"):
            cell.set("r", f"{split(str(cell.get('r')))[0]}{number}")
            formula = cell.find(f"{MAIN}f")
            if formula is not None and formula.text:
                formula.text = copied(formula.text, 0, shift)
        self.rows[number] = row
        return row

    def _merged_in(self, row: int) -> list[tuple[str, str]]:
        found = []
        for merge in self.tree.iter(f"{MAIN}mergeCell"):
            first, _, last = str(merge.get("ref")).partition(":")
            if split(first)[1] == split(last)[1] == row:
                found.append((split(first)[0], split(last)[0]))
        return found

    def _move_ranges(self, growth: Growth) -> None:
        for word, attribute in _RANGES.items():
            for one in self.tree.iter(f"{MAIN}{word}"):
                area = str(one.get(attribute))
                one.set(attribute, moved_merge(area, growth) if word == "mergeCell" else moved_range(area, growth))
        for one in self.tree.iter(f"{MAIN}dimension"):
            one.set("ref", moved_range(str(one.get("ref")), growth))
        for one in self.tree.iterfind(f"{MAIN}rowBreaks/{MAIN}brk"):
            one.set("id", str(growth.row(int(one.get("id", "0")))))

    def _merge_copies(self, merged: list[tuple[str, str]], growth: Growth) -> None:
        parent = self.tree.find(f"{MAIN}mergeCells")
        if parent is None:
            return
        for number in range(growth.after + 1, growth.after + growth.more + 1):
            for first, last in merged:
                etree.SubElement(parent, f"{MAIN}mergeCell", ref=f"{first}{number}:{last}{number}")
        parent.set("count", str(len(parent)))

    def follow(self, sheet: str, growth: Growth) -> None:
        """Formulas of this sheet after rows were put in on `sheet`."""
        for word in _FORMULAS:
            for formula in self.tree.iter(f"{MAIN}{word}"):
                own_row = self.name == sheet and _row_of(formula) == growth.after
                moved_text = moved(formula.text or "", self.name, sheet, growth, in_template=own_row)
                if moved_text != formula.text and formula.text:
                    formula.text = moved_text
                    self.touched = True

    def where(self, address: str) -> str:
        """Where a cell of the blank stands now."""
        letters, row = split(address)
        return f"{letters}{row + sum(growth.more for growth in self.growths if growth.after < row)}"

    def put(self, cells: dict[str, Stored], lists: Sequence[ListRows]) -> None:
        """Writes the values; addresses are those of the blank."""
        for address, value in cells.items():
            self._put(self.where(address), value)
        for one in lists:
            start = one.row + sum(growth.more for growth in self.growths if growth.after < one.row)
            for number, values in enumerate(one.values, start):
                for letters, value in zip(one.columns, values, strict=True):
                    self._put(f"{letters}{number}", value)
        self._forget_old_results()

    def _put(self, address: str, value: Stored) -> None:
        self.touched = True
        self.meant.add(address)
        cell = self._cell(address)
        for child in list(cell):
            cell.remove(child)
        _drop(cell, "t")
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
            text.set(_TEXT_SPACE, "preserve")
            text.text = value
        elif value is not None:
            etree.SubElement(cell, f"{MAIN}v").text = repr(value)

    def _row(self, number: int) -> etree._Element:
        if number not in self.rows:
            row = etree.Element(f"{MAIN}row", r=str(number))
            above = [one for at, one in self.rows.items() if at < number]
            if above:
                max(above, key=lambda one: int(one.get("r", "0"))).addnext(row)
            else:
                self._data().insert(0, row)
            self.rows[number] = row
        return self.rows[number]

    def _cell(self, address: str) -> etree._Element:
        letters, number = split(address)
        row = self._row(number)
        before = 0
        for cell in row:
            at = str(cell.get("r"))
            if at == address:
                return cell
            before += column_number(split(at)[0]) < column_number(letters)
        cell = etree.Element(f"{MAIN}c", r=address)
        row.insert(before, cell)
        return cell

    def _forget_old_results(self) -> None:
        """A formula's old result is taken away: it was the blank's, and whoever opens the file works out its own."""
        for cell in self._formula_cells():
            result = cell.find(f"{MAIN}v")
            if result is not None:
                cell.remove(result)
            _drop(cell, "t")

    def _formula_cells(self) -> Iterator[etree._Element]:
        for formula in self.tree.iter(f"{MAIN}f"):
            cell = formula.getparent()
            if cell is not None and cell.tag == f"{MAIN}c":
                yield cell

    def written(self) -> bytes:
        """The sheet's XML."""
        return etree.tostring(self.tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _row_of(formula: etree._Element) -> int:
    cell = formula.getparent()
    return split(str(cell.get("r")))[1] if cell is not None and cell.get("r") else 0


def _copied_to(master: str, formula: str, at: str) -> str:
    (from_column, from_row), (to_column, to_row) = split(master), split(at)
    return copied(formula, column_number(to_column) - column_number(from_column), to_row - from_row)


def _drop(element: etree._Element, *words: str) -> None:
    for word in words:
        if word in element.attrib:
            del element.attrib[word]
